"""Every endpoint against every persona: who may, who is told no, and for whom nothing is there.

A new endpoint without its row fails.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask, url_for

from tests.cast import CAST
from tests.installation import OnSqlite
from tests.trust.scene import Scene, Staged, staged
from tests.trust.scenery import UNUSED, Side

PEOPLE = {
    "lan": "lan",  # the worker who answers for the case
    "khanh": "khanh",  # her colleague
    "hoa": "hoa",
    "tuan": "tuan",
    "minh": "minh",
    "dung": "dung",
    "binh": "binh",
    "thao": "thao",
    "admin": "admin",
    "mai": "mai",  # the agency that is asked
    "phuong": "phuong",
    "son": "son",
    "yen": "yen",
    "officials": "minh dung",
    "ward": "lan khanh minh dung",
    "workers": "lan khanh hoa phuong",
    "deciders": "minh dung tuan",
    "wards": "lan khanh minh dung hoa tuan phuong",
    "agencies": "mai son yen",
    "offices": "binh thao admin",
    "all": " ".join(CAST),
    "-": "",
}

# Whoever is not named in a row gets 404: for them the record does not exist. The records are those
# of `tests/trust/scenery.py`, all Lan's in Đức Xuân: `case` is hers, `offered` a request to Mai's
# agency, `transfer` waits for Bắc Kạn.
GRID = sorted((Path(__file__).parent / "endpoints").glob("*.txt"))
"""A file for each feature; its first line names the columns."""

MIRROR = {"hoa": "lan", "tuan": "minh", "phuong": "hoa", "son": "mai"} | {
    name: name for name in ("binh", "thao", "admin")
}
"""Who stands to Bắc Kạn's records as whom to Đức Xuân's. To all others they do not exist."""

WITHOUT_LOGIN = {
    "api.document": {200},
    "api.index": {200},
    "home.index": {302},
    "sign_in.form": {200},
    "sign_in.out": {302, 303, 400},
    "health.healthz": {200},
    "nudges.feed": {404},  # a calendar of no known address
    "health.readyz": {200},
    "offline.code": {404},  # this file of no known program
    "offline.index": {200},
    "offline.manifest": {200},
    "offline.standing": {200},
    "offline.worker": {200},
    "privacy.index": {200},
}
"""The whole list of what answers nobody in particular; `static` beside it."""

ONE_OF = {
    "ending": "docx",
    "piece": "template",
    "catalogue": "case_status",
    "figure": "activities",
    "counted": "opening",
    "place": "2025-pause-prison",
    "outcome": "not_home",
    "kind_code": "month_15",
    "ground": "urgent_health",
    "detail": "officer",
    "clock": "delete",
}
"""Parts of an address that have only a few values."""

EMPTY_POSTS = {"sign_in.form": {200, 302, 400}}


class Row(NamedTuple):
    endpoint: str
    method: str
    record: str
    answer: int
    may: set[str]
    refused: set[str]
    never: set[str]

    def expected(self, who: str, whose: str) -> int:
        """`whose`: ours, theirs, or nobody's."""
        if who in self.never:
            return 403
        stands_as = {"ours": who, "theirs": MIRROR.get(who, ""), "nobody's": ""}[whose]
        if self.record in {"-", "topic"}:
            stands_as = who
        if stands_as in self.may:
            return self.answer
        return 403 if stands_as in self.refused else 404


def rows() -> Iterator[Row]:
    lines = [line for file in GRID for line in file.read_text("utf-8").splitlines()[1:]]
    for line in lines:
        endpoint, method, record, answer, *people = [
            part.strip() for part in line.split("  ") if part.strip()
        ]
        may, refused, never = ({n for w in p.split() for n in PEOPLE[w].split()} for p in people)
        yield Row(endpoint, method, record, int(answer), may, refused, never)


ROWS = list(rows())


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Staged:
    return staged(partial(OnSqlite, tmp_path_factory.mktemp("grid")))


@pytest.fixture
def scene(stage: Staged) -> Iterator[Scene]:
    with stage.fresh() as scene:
        yield scene


def routes(app: Flask) -> set[tuple[str, str]]:
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    }


def address(app: Flask, endpoint: str, record: int | None) -> str:
    """Where this endpoint is, for this record."""
    rule = next(app.url_map.iter_rules(endpoint))
    values = {name: record for name in rule.arguments if name.endswith("_id")}
    values |= {name: "who" for name in rule.arguments - values.keys()}
    if "code" in rule.arguments:
        values["code"] = "own_plain"
    if "topic" in rule.arguments:
        values["topic"] = "roles"
    if "paper" in rule.arguments:
        values["paper"] = str(record)
    values |= {name: value for name, value in ONE_OF.items() if name in rule.arguments}
    with app.test_request_context():
        return url_for(endpoint, **values)


def records(scene: Scene, row: Row) -> dict[str, int | None]:
    if row.record in {"-", "topic"}:
        return {"ours": None}
    found: dict[str, Side] = {"ours": scene.ours, "theirs": scene.theirs}
    return {whose: side.ids[row.record] for whose, side in found.items()} | {"nobody's": UNUSED}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method}-{row.endpoint}-{row.record}")
def test_exactly_these_people_may(scene: Scene, row: Row) -> None:
    asked = [
        (who, whose, address(scene.app, row.endpoint, record))
        for whose, record in records(scene, row).items()
        for who in CAST
    ]
    # Whoever may goes last: what they do must not change what the others are told.
    asked.sort(key=lambda cell: row.expected(*cell[:2]) == row.answer)
    cells = [
        (who, whose, scene.visitor(who).ask(row.method, path).status_code, row.expected(who, whose))
        for who, whose, path in asked
    ]

    assert [cell for cell in cells if cell[2] != cell[3]] == []
    assert len(cells) in {13, 39}


def test_every_endpoint_and_method_has_its_row(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    written = {(row.endpoint, row.method) for row in ROWS}

    assert routes(scene.app) - written == set(), "add these to the grid"
    assert written - routes(scene.app) == set(), "these are gone"
    assert len(written) >= 60
    cells = sum(len(CAST) * len(records(scene, row)) for row in ROWS)
    record_property("G8", f"{len(written)} endpoint+method, {len(ROWS)} rows, {cells} cells")


def test_every_row_speaks_of_everybody_once() -> None:
    for row in ROWS:
        assert not row.may & row.refused | row.may & row.never | row.refused & row.never, row
        if row.record == "-":
            assert row.may | row.never == set(CAST), row


def test_nothing_but_the_written_list_answers_without_signing_in(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    nobody, asked = scene.visitor(None), 0
    for row in ROWS:
        path = address(scene.app, row.endpoint, next(iter(records(scene, row).values())))
        for csrf in {row.method == "POST", False}:
            answer = nobody.post(path, csrf=csrf) if row.method == "POST" else nobody.get(path)
            asked += 1
            if row.endpoint in WITHOUT_LOGIN:
                expected = WITHOUT_LOGIN[row.endpoint] | (EMPTY_POSTS.get(row.endpoint, set()))
                assert answer.status_code in expected, (row, answer.status)
            elif row.endpoint.startswith("api."):
                assert answer.status_code == 401, (row, answer.status)
            else:
                assert answer.status_code == 303, (row, answer.status)
                assert answer.location.startswith("/sign-in"), (row, answer.location)
    assert asked >= 100
    record_property("G1", f"{asked} requests without signing in, 0 let in outside the written list")
