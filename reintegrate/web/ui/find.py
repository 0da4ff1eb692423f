"""The one search box: a name, a paper number, a phone or a case number, told apart by its look."""

import re
from typing import NamedTuple

from reintegrate.access import lookup, lookup_addresses
from reintegrate.access.lookup import MOST, Found
from reintegrate.models.likeness import Described, Sign, signs_of, weight
from reintegrate.models.names import untelexed, words
from reintegrate.models.person import plain_number
from reintegrate.models.user import User
from reintegrate.models.ward_names import Written
from reintegrate.web.ui.fields import plain_phone
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.labels import label

CASE_NUMBER = re.compile(r"\d{5}-\d{4}-\d{3,6}", re.ASCII)
YEAR = re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)


class Match(NamedTuple):
    """One case of somebody who may be meant, and why."""

    case: Found
    signs: tuple[Sign, ...]
    written: Written | None = None
    """The ward in their address, where that was asked for."""

    @property
    def why(self) -> list[str]:
        """In words."""
        said = [label(sign) for sign in self.signs]
        return said if self.written is None else [*said, in_address(self.written)]


def in_address(written: Written) -> str:
    """A paper keeps the name of its day; what it is called today, or was called, is said too."""
    if not written.asked:
        return _("in the address: %(ward)s", ward=written.name)
    if written.is_later:
        return _("in the address: %(old)s, today %(ward)s", old=written.name, ward=written.asked)
    return _("in the address: %(ward)s, before %(old)s", ward=written.name, old=written.asked)


class Answer(NamedTuple):
    matches: list[Match]
    more: bool
    """More people answer to this than a page shows."""

    @property
    def found(self) -> list[Found]:
        return [match.case for match in self.matches]

    @property
    def returning(self) -> list[Found]:
        """Each person once who has no case under way: they could begin another."""
        running = {row.person_id for row in self.found if row.is_open}
        each = {row.person_id: row for row in self.found if row.person_id not in running}
        return list(each.values())


def find_people(viewer: User, text: str) -> Answer:
    """Whoever the viewer may see and this describes; then whoever lives in a ward called so."""
    asked = described(text)
    if asked is None:
        return _fitting([*_numbered(viewer, text), *_living(viewer, text)])
    named = _explained(asked, lookup.called(viewer, asked.words))
    lived = _living(viewer, text)
    return _fitting(_each_once(named or _explained(asked, _slips(viewer, asked)), lived))


def find_while_typing(viewer: User, text: str) -> list[Match]:
    """What `find_people` may come to, with those whose name is only nearly that."""
    return _each_once(find_alike(viewer, text).matches, _living(viewer, text))


def find_alike(viewer: User, text: str) -> Answer:
    """The same, and those whose name is nearly that: asked before somebody is written down anew."""
    asked = described(text)
    if asked is None:
        return _fitting(_numbered(viewer, text))
    found = [*lookup.called(viewer, asked.words), *_slips(viewer, asked)]
    return _fitting(_explained(asked, list(dict.fromkeys(found))))


def described(text: str) -> Described | None:
    """A name, perhaps with a year of birth. None: it is a number of some kind."""
    year = YEAR.search(text)
    name = YEAR.sub(" ", text)
    if any(character.isdigit() for character in name) or not words(name):
        return None
    return Described(tuple(words(name)), int(year[0]) if year else None)


def _slips(viewer: User, asked: Described) -> list[Found]:
    """A middle name left out, an input method that was off, a letter too many."""
    decoded = [untelexed(word) for word in asked.words]
    found = lookup.nearly_called(viewer, decoded)
    if decoded != list(asked.words):
        found += lookup.called(viewer, decoded)
    return [*found, *lookup.spelled_like(viewer, decoded)]


def _explained(asked: Described, found: list[Found]) -> list[Match]:
    """Most alike first; among the like, in the order they were found."""
    matches = [
        Match(row, signs)
        for row in dict.fromkeys(found)
        if (signs := signs_of(asked, row.name, row.other_names, row.birth_year))
    ]
    return sorted(matches, key=lambda match: (not match.case.is_open, -weight(match.signs)))


def _numbered(viewer: User, text: str) -> list[Match]:
    if CASE_NUMBER.fullmatch(text):
        return [Match(row, ()) for row in lookup.numbered(viewer, text)]
    phone = plain_phone(text) or plain_phone(f"0{text}")  # a spreadsheet drops the zero
    held = lookup.holding(viewer, text) if plain_number(text) else []
    reached = lookup.reached_at(viewer, phone) if phone is not None else []
    signs: dict[Found, tuple[Sign, ...]] = {row: (Sign.SAME_NUMBER,) for row in held}
    for row in reached:
        signs[row] = (*signs.get(row, ()), Sign.SAME_PHONE)
    return [Match(row, why) for row, why in signs.items()]


def _living(viewer: User, text: str) -> list[Match]:
    found = lookup_addresses.living_in(viewer, text)
    return [Match(row, (), written) for row, written in found]


def _each_once(named: list[Match], lived: list[Match]) -> list[Match]:
    """Somebody may be called as their ward is: then both reasons stand at their name."""
    where = {match.case.case_id: match.written for match in lived}
    first = [match._replace(written=where.pop(match.case.case_id, None)) for match in named]
    return [*first, *(match for match in lived if match.case.case_id in where)]


def _fitting(matches: list[Match]) -> Answer:
    return Answer(matches[:MOST], len(matches) > MOST)
