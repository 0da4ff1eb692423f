"""The names wards bear and bore, as they stand in written addresses: a paper keeps the name of its
day, and whoever lives there is found by that name, by what it became and by what it was made of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import or_, select

from reintegrate.db import db
from reintegrate.models.area import Area, AreaPredecessor
from reintegrate.models.catalogue import remembered
from reintegrate.models.names import words
from reintegrate.models.user import WARD_KINDS

Name = tuple[str, ...]
"""Folded words, without the kind in front unless the rest is a number: "Phường 5"."""

KINDS = {"phuong": 1, "p": 1, "xa": 1, "x": 1, "tt": 1, "thi tran": 2, "dac khu": 2}
"""How a ward's kind is written, and of how many words."""
SHORTEST_END = 2
"""People say "Minh Khai" for "Nguyễn Thị Minh Khai"; of one word left, anybody could be meant."""
PIECES = re.compile(r"[,;\n]|\s[-\u2013]\s")
LISTED = re.compile(r", | và ")


class Written(NamedTuple):
    """What an address says that makes it the ward somebody asked for."""

    name: str
    """The ward named there."""
    asked: str = ""
    """The one that was asked for, where it bears another name."""
    is_later: bool = False
    """The one asked for is what became of the one named there; otherwise what it was made of."""


class Ward(NamedTuple):
    """One name, and the names of everything it was made of and that became of it."""

    name: str
    before: frozenset[str]
    after: frozenset[str]


class WardNames(NamedTuple):
    """The wards of one province, by each way their names end; and names of larger areas."""

    by_end: Mapping[Name, tuple[Ward, ...]]
    larger: frozenset[Name]

    def meant_by(self, text: str) -> "Asked | None":
        """None: no ward is called so."""
        wards = self.by_end.get(plain(words_in_order(text)))
        return None if wards is None else Asked(wards, self.larger)


class Asked:
    """Wards somebody asked for, to be looked for in many addresses."""

    def __init__(self, wards: Sequence[Ward], larger: frozenset[Name]):
        self.larger = larger
        self.written: dict[Name, Written] = {}
        for ward in wards:
            self._also(ward.name, Written(ward.name))
        for ward in wards:
            for name in sorted(ward.before):
                self._also(name, Written(name, ward.name, is_later=True))
            for name in sorted(ward.after):
                self._also(name, Written(name, ward.name))

    def _also(self, name: str, written: Written) -> None:
        parts = words_in_order(name)
        self.written.setdefault(tuple(parts), written)
        for end in ends(plain(parts)):
            self.written.setdefault(end, written)

    def stands_in(self, address: str) -> Written | None:
        """Which of them is named there: the one asked for before what it was or became."""
        found = [self.written[name] for name in self._named(address) if name in self.written]
        return min(found, key=lambda written: bool(written.asked), default=None)

    def _named(self, address: str) -> Iterator[Name]:
        """A piece of its own that is no larger area's name, or whatever follows a ward's kind:
        a street may be called as a ward is."""
        for piece in PIECES.split(address):
            parts = words_in_order(piece)
            if tuple(parts) not in self.larger:
                yield tuple(parts)
            for place in range(len(parts)):
                kind = kind_at(parts, place)
                rest = parts[place + kind :] if kind else []
                for length in range(1, len(rest) + 1):
                    yield tuple(parts[place : place + kind + length])
                    yield plain(parts[place : place + kind + length])


def words_in_order(text: str) -> list[str]:
    """As `words`, but a word written twice stays twice: "Tổ 5, phường 5"."""
    return [word for one in text.split() for word in words(one)]


def kind_at(parts: Sequence[str], place: int) -> int:
    """How many words of a ward's kind begin here. "Thị xã" is the kind of a town."""
    if parts[place] == "xa" and place and parts[place - 1] == "thi":
        return 0
    pair = " ".join(parts[place : place + 2])
    return KINDS.get(pair) or KINDS.get(parts[place], 0)


def plain(parts: Sequence[str]) -> Name:
    """Without the kind in front. A number alone is no name: it keeps its kind, written in full."""
    kind = kind_at(parts, 0) if parts else 0
    rest = tuple(parts[kind:])
    if kind and rest and rest[0].isdigit():
        return ({"p": "phuong", "x": "xa"}.get(parts[0], parts[0]), *rest)
    return rest or tuple(parts)


def ends(name: Name) -> Iterator[Name]:
    """The whole name and its last words, as long as two are left."""
    yield name
    for place in range(1, len(name) - SHORTEST_END + 1):
        yield name[place:]


def ward_names(province: Area) -> WardNames:
    """May be a minute old."""
    return _of_province(province.id)


def ward_names_around(area_id: int) -> WardNames:
    """Of the province this ward is in, asked at every search: its records are not loaded again."""
    return _of_province(remembered(f"province of {area_id}", lambda: _province_of(area_id)))


def _province_of(area_id: int) -> int:
    return db.session.get_one(Area, area_id).province.id


def _of_province(province_id: int) -> WardNames:
    return remembered(f"ward names {province_id}", lambda: _read(province_id))


def _read(province_id: int) -> WardNames:
    larger = select(Area.name).where(Area.kind.not_in(WARD_KINDS))
    pairs = db.session.execute(select(AreaPredecessor.area_id, AreaPredecessor.predecessor_id))
    before: dict[int, set[int]] = {}
    for area_id, predecessor_id in pairs:
        before.setdefault(area_id, set()).add(predecessor_id)
    linked = {*before, *(one for some in before.values() for one in some)}
    which = or_(Area.parent_id == province_id, Area.id.in_(linked))
    query = select(Area.id, Area.name, Area.formed_from).where(which, Area.kind.in_(WARD_KINDS))
    areas = {row.id: row for row in db.session.execute(query)}
    wards: dict[str, tuple[set[str], set[str]]] = {}
    for area in areas.values():
        earlier = _all_before(area.id, before) & areas.keys()
        told = {areas[one].name for one in earlier} | _formed_from(area.formed_from)
        wards.setdefault(area.name, (set(), set()))[0].update(told - {area.name})
        for name in told - {area.name}:
            wards.setdefault(name, (set(), set()))[1].add(area.name)
    return _by_end(wards, frozenset(plain_larger(name) for name in db.session.scalars(larger)))


def _all_before(area_id: int, before: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [area_id]
    while waiting:
        news = before.get(waiting.pop(), set()) - found
        found |= news
        waiting += news
    return found


def _formed_from(told: str | None) -> set[str]:
    """Names in the words of what a ward was made of. The rest of such words is no name."""
    parts = LISTED.split(told or "")
    return {part for part in parts if part and kind_at(words_in_order(part) or [""], 0)}


def _by_end(wards: Mapping[str, tuple[set[str], set[str]]], larger: frozenset[Name]) -> WardNames:
    by_end: dict[Name, tuple[Ward, ...]] = {}
    for name, (was, becomes) in wards.items():
        ward = Ward(name, frozenset(was), frozenset(becomes))
        for end in ends(plain(words_in_order(name))):
            by_end[end] = (*by_end.get(end, ()), ward)
    return WardNames(by_end, larger)


def plain_larger(name: str) -> Name:
    """A province's or town's name as it stands in an address: without its kind."""
    parts = words_in_order(name)
    for kind in ("tinh", "thanh pho", "thi xa", "huyen", "quan"):
        head = kind.split()
        if parts[: len(head)] == head and len(parts) > len(head):
            return tuple(parts[len(head) :])
    return tuple(parts)
