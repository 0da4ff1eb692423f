"""Another ward's record and one that never was: the same answer, and nothing written either way."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest

from reintegrate.db import Base, db
from reintegrate.models.audit import count_events
from tests.trust.addresses import Address, addresses
from tests.trust.answers import ANSWERS
from tests.trust.reading import text_of
from tests.trust.scene import Scene
from tests.trust.scenery import UNUSED, Side, user

OUTSIDERS = ("lan", "khanh", "minh", "dung", "yen", "phuong")
"""Each of them stands outside everything of Bắc Kạn's, in another way. Phượng is asked to take
one case, and sees that transfer."""

TOKENS = re.compile(
    r'name="(?:csrf_token|key)" value="[^"]*"|value="[^"]*" name="(?:csrf_token|key)"'
    r'|id="csrf_token"[^>]*|Mã sự cố: \w+|[0-9a-f]{8}-[0-9a-f-]{27}'
)
MEANT_TO_CHANGE = {"user_session", "audit_event", "held_form", "sign_in_attempt", "api_token"}
"""Being seen, reading and typing leave lines here; what they are about is checked beside."""

EXTRA = {
    "id": "1",
    "ward": "01843",
    "status": "closed",
    "role": "administrator",
    "is_admin": "1",
    "must_change_password": "0",
    "username": "hacker",
    "created_at": "2000-01-01",
    "given": "1",
    "complete": "1",
    "transfer_pending": "0",
}
"""Fields no form has. Numbers of records are added by each test."""


def less_tokens(text: str, number: int) -> str:
    """A page without what is made anew each time, and without the number that was asked for."""
    return re.sub(rf"/{number}(?![0-9a-f])", "/N", TOKENS.sub("", text))


def numbered(scene: Scene) -> list[tuple[Address, str]]:
    return [
        (address, method)
        for address in addresses(scene.app, scene.theirs)
        if address.record is not None
        for method in sorted(address.methods)
    ]


OF_THE_PROVINCE = {
    "binh": {"agency", "cluster", "cluster_task", "report", "returned_report"},
    "thao": {"reveal", "data_request", "breach"},
}
"""What the province's own staff answer for, whichever ward it is about."""


def visible_to(who: str, address: Address) -> bool:
    """What of the other ward this one may know of: what they are asked to take or to answer."""
    if (who, address.endpoint) == ("thao", "disclosures.check"):
        return True
    asked = {"transfer", "refused", "gone", "moved", "inquiry"}
    return address.record in OF_THE_PROVINCE.get(who, asked if who == "phuong" else set())


@pytest.mark.long
def test_another_wards_number_and_an_unused_one_get_the_same_answer(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    asked, differing = 0, []
    for who in OUTSIDERS[:: 1 if db.engine.name == "sqlite" else 3]:
        visitor = scene.visitor(who)
        for address, method in numbered(scene):
            if visible_to(who, address):
                continue
            foreign = scene.theirs.ids[str(address.record)]
            answers = []
            for number in (foreign, UNUSED):
                path = address.path(scene.app, number)
                fields = ANSWERS[address.endpoint](scene.theirs) if method == "POST" else {}
                answer = visitor.post(path, **fields) if method == "POST" else visitor.get(path)
                text = less_tokens(text_of(answer), number)
                answers.append((answer.status_code, answer.location, text))
            asked += 1
            assert answers[0][0] in {403, 404}, (who, address, answers[0][:2])
            if answers[0] != answers[1]:
                differing.append((who, method, address))
    assert differing == []
    assert asked >= 400
    record_property(f"G10 {db.engine.name}", f"{asked} pairs, 0 differ")


def fingerprint(*without: str) -> dict[tuple[str, Any], str]:
    """Every row of every table, by its key; `without` these columns."""
    db.session.rollback()
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in MEANT_TO_CHANGE:
            names = [column.name for column in table.primary_key]
            kept = [column for column in table.columns if column.name not in without]
            for row in db.session.execute(db.select(*kept)).mappings():
                plain = "|".join(f"{name}={value!r}" for name, value in row.items())
                key = (table.name, tuple(row[name] for name in names))
                found[key] = hashlib.sha256(plain.encode()).hexdigest()
    db.session.rollback()
    return found


def changed(before: dict[Any, str], after: dict[Any, str]) -> set[Any]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def test_good_answers_to_another_wards_records_change_no_row(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    before, posted = fingerprint(), 0
    foreign = {"person_id": "1", "case_id": "1", "area_id": str(user("hoa").area_id)}
    for who in (*OUTSIDERS[:: 1 if db.engine.name == "sqlite" else 3], "mai", "binh", "thao"):
        for address, method in numbered(scene):
            if method != "POST" or visible_to(who, address):
                continue
            fields = foreign | EXTRA | ANSWERS[address.endpoint](scene.theirs)
            answer = scene.visitor(who).post(address.path(scene.app), **fields)
            assert answer.status_code in {403, 404}, (who, address, answer.status)
            posted += 1
    assert changed(before, fingerprint()) == set()
    assert posted >= 300
    record_property(f"G11 foreign {db.engine.name}", f"{posted} posts, 0 rows changed")


FOREIGN_CHOICES: dict[str, Callable[[Side], dict[str, Any]]] = {
    "caseload.assign": lambda side: {
        "cases": [str(side.ids["case"]), str(side.ids["unassigned"])],
        "worker": str(user("khanh").id),
    },
    "cases.assign": lambda side: {"worker": str(side.ids["user"])},
    "assignments.new": lambda side: {"need": str(side.ids["need"])},
    "intakes.begin": lambda side: {"person_id": str(side.ids["case"])},
    "intakes.decide": lambda side: {"worker": str(side.ids["user"])},
}
"""Where a form lets one choose a record: the other ward's, which was never offered."""

MAY_ANSWER = {
    "lan": {"contacts", "needs", "assignments", "transfers", "intakes", "caseload", "cases"},
    "minh": {"cases", "caseload", "transfers", "intakes"},
    "mai": {"assignments"},
}


@pytest.mark.parametrize("who", MAY_ANSWER)
def test_extra_fields_and_foreign_choices_leave_the_other_ward_as_it_was(
    scene: Scene, who: str, record_property: Callable[[str, object], None]
) -> None:
    """Own records, good answers, and besides them everything one could try to slip in."""
    theirs, before = rows_of_the_other_ward(), count_events()
    accounts = accounts_and_agencies()
    wards = wards_of_cases()
    posted = accepted = 0
    for address in addresses(scene.app, scene.ours):
        if "POST" not in address.methods or address.endpoint.split(".")[0] not in MAY_ANSWER[who]:
            continue
        slipped = {
            "person_id": str(scene.theirs.ids["case"]),
            "case_id": str(scene.theirs.ids["case"]),
            "area_id": str(user("hoa").area_id),
            "worker_id": str(user("hoa").id),
            "by_id": str(user("hoa").id),
        }
        foreign = FOREIGN_CHOICES.get(address.endpoint, lambda side: {})(scene.theirs)
        for chosen in [foreign, {}] if foreign else [{}]:
            fields = slipped | EXTRA | ANSWERS[address.endpoint](scene.ours) | chosen
            answer = scene.visitor(who).post(address.path(scene.app), **fields)
            assert answer.status_code < 500, (address, answer.status)
            posted += 1
            accepted += answer.status_code in {302, 303}
    now = fingerprint()
    assert [key for key in theirs if now.get(key) != theirs[key]] == []
    assert accounts_and_agencies().items() >= accounts.items()
    assert wards_of_cases()[: len(wards)] == wards
    assert {area for _, area in wards_of_cases()[len(wards) :]} <= {user(who).area_id}
    assert new_rows_elsewhere(before) == []
    assert accepted >= 3
    record_property(
        f"G11 {who} {db.engine.name}", f"{posted} posts, {accepted} accepted, 0 strayed"
    )


def accounts_and_agencies() -> dict[Any, str]:
    """What a good answer may tell its people is a notice; their accounts stay as they were."""
    found = fingerprint("unseen_notices")
    return {key: value for key, value in found.items() if key[0] in {"user", "agency"}}


def rows_of_the_other_ward() -> dict[Any, str]:
    """Every row that bears one of their markers or hangs on one of their cases."""
    area_id = user("hoa").area_id
    cases = numbers('SELECT id FROM "case" WHERE area_id = :area', area=area_id)
    people = numbers('SELECT person_id FROM "case" WHERE area_id = :area', area=area_id)
    owned = {"case": cases, "person": people}
    hanging = hanging_on(cases, people)
    found = {
        key: value
        for key, value in fingerprint().items()
        if key[1][0] in owned.get(key[0], ()) or key in hanging
    }
    assert len(found) >= 40
    return found


def wards_of_cases() -> list[tuple[int, int]]:
    rows = db.session.execute(db.text('SELECT id, area_id FROM "case" ORDER BY id'))
    return [tuple(row) for row in rows]


def numbers(sql: str, **values: Any) -> set[Any]:
    return set(db.session.scalars(db.text(sql), values))


def hanging_on(cases: set[int], people: set[int]) -> set[tuple[str, Any]]:
    found = set()
    for table in Base.metadata.sorted_tables:
        keys = [column.name for column in table.primary_key]
        for owner, numbers in (("case_id", cases), ("person_id", people)):
            if owner in table.columns and table.name not in {"audit_event", "intake"}:
                rows = db.session.execute(table.select().where(table.c[owner].in_(numbers)))
                found |= {(table.name, tuple(row[k] for k in keys)) for row in rows.mappings()}
    return found


def new_rows_elsewhere(before: int) -> list[Any]:
    """Whatever these posts made belongs to the ward of whoever posted."""
    ours = user("lan").area_id
    strangers = db.text(
        "SELECT what, case_id, area_id FROM audit_event WHERE by_id IN (:lan, :minh, :mai)"
        " AND id > :before AND area_id IS NOT NULL AND area_id <> :ours AND NOT is_read"
    )
    by = {name: user(name).id for name in MAY_ANSWER}
    return list(db.session.execute(strangers, by | {"ours": ours, "before": before}))
