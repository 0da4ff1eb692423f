"""The one search box: a name, a paper number, a phone or a case number, told apart by its look."""

import re
from typing import NamedTuple

from reintegrate.access import lookup
from reintegrate.access.lookup import MOST, Found
from reintegrate.models.names import words
from reintegrate.models.person import plain_number
from reintegrate.models.user import User
from reintegrate.web.ui.fields import plain_phone

CASE_NUMBER = re.compile(r"\d{5}-\d{4}-\d{3,6}", re.ASCII)


class Answer(NamedTuple):
    found: list[Found]
    more: bool
    """More people answer to this than a page shows."""

    @property
    def returning(self) -> list[Found]:
        """Each person once who has no case under way: they could begin another."""
        running = {row.person_id for row in self.found if row.is_open}
        each = {row.person_id: row for row in self.found if row.person_id not in running}
        return list(each.values())


def find_people(viewer: User, text: str) -> Answer:
    """Whoever the viewer may see and this describes."""
    return _fitting(_found(viewer, text))


def find_alike(viewer: User, text: str) -> Answer:
    """The same, and those whose name is nearly that: asked before somebody is written down anew."""
    found = _found(viewer, text)
    if not any(character.isdigit() for character in text):
        known = {row.case_id for row in found}
        near = lookup.nearly_called(viewer, words(text))
        found += [row for row in near if row.case_id not in known]
    return _fitting(found)


def _found(viewer: User, text: str) -> list[Found]:
    if CASE_NUMBER.fullmatch(text):
        return lookup.numbered(viewer, text)
    if not any(character.isdigit() for character in text):
        return lookup.called(viewer, words(text))
    phone = plain_phone(text)
    found = lookup.holding(viewer, text) if plain_number(text) else []
    if phone is not None:
        found = [*lookup.reached_at(viewer, phone), *found]
    return list(dict.fromkeys(found))


def _fitting(found: list[Found]) -> Answer:
    return Answer(found[:MOST], len(found) > MOST)
