"""Adds generated cases by the thousand, straight into the tables; the audit chain holds.

For trying the system at size: `reintegrate demo --scale N` and the benchmarks use it.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from reintegrate.cli.bulk import Bulk, Row
from reintegrate.cli.demo_people import Name, invented_names, material
from reintegrate.cli.scale_clock import Ends
from reintegrate.cli.scale_stays import add_missing_stays
from reintegrate.db import db, lock_until_commit, today, utcnow
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.audit import CHAIN_LOCK, Space, chain_head, digest
from reintegrate.models.case import NO_DATE, CaseStatus
from reintegrate.models.case_number import NUMBER_LOCK, CaseNumber
from reintegrate.models.encrypted import blind_index
from reintegrate.models.follow_up import FollowUpStatus
from reintegrate.models.person import PHONE_INDEX
from reintegrate.models.regime import Regime
from reintegrate.models.user import Role, User, system_user

CHUNK = 4000
NAMES = 3000
HISTORY_DAYS = 730
CLOSED, ABSENT, SUSPENDED = 0.45, 0.03, 0.02
TABLES = (
    *("person", "name_token", "case", "follow_up", "contact", "contact_note", "closure"),
    *("absence", "suspension", "deadline", "audit_event"),
)
OUTCOMES: tuple[tuple[str, str, bool], ...] = (
    *(("met", "home_visit", True),) * 7,
    *(("phone_talk", "phone", True),) * 2,
    *(("not_home", "home_visit", False),),
)


@dataclass
class Ward:
    """Where cases go, who answers for them, and how far its numbers have come."""

    area_id: int
    code: str
    workers: list[int]
    numbers: Counter[int] = field(default_factory=Counter)


def add_cases(
    count: int,
    *,
    contacts_per_case: int = 6,
    wards: Sequence[Area] | None = None,
    trail: bool = True,
    seed: str = "scale",
) -> None:
    """Add `count` cases in `wards` (default: every ward in force today), each with about
    `contacts_per_case` contacts over at most two years; `trail`: with the events they would have
    left. Each chunk is on its own; the caller commits. Nobody else should be writing."""
    lock_until_commit(NUMBER_LOCK)
    generated = Generator(wards or wards_in_force(), contacts_per_case, trail, seed)
    while count > 0:
        generated.write_chunk(min(count, CHUNK))
        count -= CHUNK
    generated.finish()


def wards_in_force() -> list[Area]:
    kinds = (AreaKind.WARD, AreaKind.COMMUNE, AreaKind.SPECIAL_ZONE)
    found = select(Area).where(Area.kind.in_(kinds), Area.in_force_on(today()))
    return list(db.session.scalars(found.order_by(Area.code)))


class Generator:
    def __init__(self, wards: Sequence[Area], contacts: int, trail: bool, seed: str):
        db.session.flush()
        self.tables = {name: Bulk(name) for name in TABLES}
        self.ids = {
            name: self.tables[name].next_id()
            for name in TABLES
            if "id" in self.tables[name].table.c
        }
        self.chance = Random(f"{seed} {self.ids['case']}")  # noqa: S311 - invented people
        self.contacts, self.trail = contacts, trail
        self.today, self.by = today(), system_user().id
        self.names = invented_names(self.chance, NAMES)
        self.notes = material()["notes"]["settled"]
        self.regimes = [(r.valid_from, r.code) for r in regimes()]
        self.ends = Ends()
        self.wards = [self._ward(area) for area in wards]
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}

    def _ward(self, area: Area) -> Ward:
        working = select(User.id).where(
            User.area_id == area.id, User.role == Role.SOCIAL_WORKER, User.disabled_at.is_(None)
        )
        last = select(CaseNumber.year, CaseNumber.last).where(CaseNumber.area_id == area.id)
        numbers = Counter({year: number for year, number in db.session.execute(last)})
        return Ward(area.id, area.code, list(db.session.scalars(working)), numbers)

    def write_chunk(self, count: int) -> None:
        for _ in range(count):
            self._case()
        for name in TABLES[:-1]:
            self.tables[name].write(self.rows[name])
        self._chain()
        self.rows = {name: [] for name in TABLES}

    def finish(self) -> None:
        add_missing_stays()
        for table in self.tables.values():
            table.let_ids_follow()
        for ward in self.wards:
            for year, last in ward.numbers.items():
                db.session.merge(CaseNumber(area_id=ward.area_id, year=year, last=last))
        db.session.flush()

    def _id(self, table: str) -> int:
        number = self.ids[table]
        self.ids[table] = number + 1
        return number

    def _case(self) -> None:
        chance = self.chance
        ward = chance.choice(self.wards)
        worker = chance.choice(ward.workers) if ward.workers else None
        opened_on = self.today - timedelta(days=1 + int(HISTORY_DAYS * chance.random() ** 1.3))
        lot = chance.random()
        closed = lot < CLOSED and (self.today - opened_on).days > 30
        person_id, name = self._person(ward)
        due_on = self.today + timedelta(days=int(chance.triangular(-25, 45, 12)))
        case: Row = {
            "id": self._id("case"),
            "number": self._number(ward, opened_on.year),
            "person_id": person_id,
            "area_id": ward.area_id,
            "worker_id": worker,
            "regime_code": next(code for start, code in self.regimes if start <= opened_on),
            "rehabilitation_kind_code": "compulsory",
            "term_from": opened_on - timedelta(days=6),
            "term_to": opened_on + timedelta(days=724),
            "opened_on": opened_on,
            "worker_since": opened_on if worker else None,
            "created_at": instant(opened_on, 8),
            "person_sort_key": name.sort_key,
            "status": CaseStatus.MANAGED,
            "next_due_on": due_on,
            "no_next_date_reason_code": None,
            "owes_at": None,
        }
        self.rows["case"].append(case)
        self._event("case.opened", "case", case["id"], case, case["created_at"], regime="2025")
        last = min(due_on, self.today) - timedelta(days=chance.randint(1, 20))
        self._history(case, max(last, opened_on), worker or self.by)
        self._standing(case, closed, lot)

    def _person(self, ward: Ward) -> tuple[int, Name]:
        chance = self.chance
        name, person_id = chance.choice(self.names), self._id("person")
        phone = f"057{chance.randrange(10**7):07d}"
        self.rows["person"].append(
            {
                "id": person_id,
                "name": name.text,
                "sort_key": name.sort_key,
                "sex": name.sex,
                "birth_year": self.today.year - chance.randint(19, 62),
                "phone": phone,
                "phone_index": blind_index(phone, PHONE_INDEX),
                "address": f"Tổ {chance.randint(1, 20)}",
                "created_at": utcnow(),
            }
        )
        self.rows["name_token"].extend(
            {"area_id": ward.area_id, "token": token, "person_id": person_id}
            for token in name.tokens
        )
        return person_id, name

    def _number(self, ward: Ward, year: int) -> str:
        ward.numbers[year] += 1
        return f"{ward.code}-{year}-{ward.numbers[year]:03d}"

    def _history(self, case: Row, last: date, by: int) -> None:
        """Contacts from the day the case was opened to `last`, each a follow-up that was done."""
        days = (last - case["opened_on"]).days
        times = min(self.contacts, days)
        case.update(last_contact_on=None, last_reached_on=None, tries_since_reached=0)
        for nth in range(1, times + 1):
            self._contact(case, case["opened_on"] + timedelta(days=days * nth // times), by)

    def _contact(self, case: Row, day: date, by: int) -> None:
        outcome, channel, reached = self.chance.choice(OUTCOMES)
        contact_id, at = self._id("contact"), instant(day, 9)
        self.rows["contact"].append(
            {
                "id": contact_id,
                "key": f"{self.chance.getrandbits(128):032x}",
                "case_id": case["id"],
                "by_id": by,
                "happened_on": day,
                "written_at": at,
                "reached": reached,
            }
        )
        note = {"contact_id": contact_id, "case_id": case["id"], "outcome_code": outcome}
        text = self.chance.choice(self.notes)
        self.rows["contact_note"].append({**note, "channel_code": channel, "text": text})
        self._follow_up(case, day, FollowUpStatus.DONE, by)
        case["last_contact_on"] = day
        if reached:
            case.update(last_reached_on=day, tries_since_reached=0)
        else:
            case["tries_since_reached"] += 1
        self._event("contact.logged", "contact", contact_id, case, at, by, reached=reached)

    def _follow_up(self, case: Row, due_on: date, status: FollowUpStatus, by: int) -> None:
        planned = {"case_id": case["id"], "due_on": due_on, "status": status}
        planned.update(id=self._id("follow_up"), planned_by_id=by, planned_at=case["created_at"])
        self.rows["follow_up"].append(planned)

    def _standing(self, case: Row, closed: bool, lot: float) -> None:
        """How the case stands today."""
        if closed:
            case["status"], reason = CaseStatus.CLOSED, "closed"
            ended = (case["last_contact_on"] or case["opened_on"]) + timedelta(days=1)
            row = {"id": self._id("closure"), "case_id": case["id"], "by_id": self.by}
            row.update(outcome_code="completed", closed_on=ended)
            self.rows["closure"].append(row)
            self._event("case.closed", "case", case["id"], case, instant(ended, 10))
        elif lot > 1 - SUSPENDED:
            case["status"], reason = CaseStatus.SUSPENDED, "suspended"
            row = {"id": self._id("suspension"), "case_id": case["id"]}
            row.update(since=case["last_contact_on"] or case["opened_on"], reason_code="prison")
            self.rows["suspension"].append(row)
        else:
            if lot > 1 - SUSPENDED - ABSENT:
                case["status"] = CaseStatus.ABSENT
                since = case["last_contact_on"] or case["opened_on"]
                row = {"id": self._id("absence"), "case_id": case["id"], "since": since}
                self.rows["absence"].append(row)
            else:
                self._owe(case)
            self._follow_up(case, case["next_due_on"], FollowUpStatus.PLANNED, self.by)
            return
        case.update(next_due_on=NO_DATE, no_next_date_reason_code=reason)

    def _owe(self, case: Row) -> None:
        owed = self.ends.owed(case, self._id("deadline"))
        if owed is not None:
            self.rows["deadline"].append(owed)

    def _event(
        self,
        what: str,
        table: str,
        record_id: int,
        case: Row,
        at: datetime,
        by: int | None = None,
        **details: Any,
    ) -> None:
        if not self.trail:
            return
        event = {"at": at, "by_id": by or self.by, "what": what, "record": f"{table}:{record_id}"}
        event.update(case_id=case["id"], area_id=case["area_id"] if table == "case" else None)
        event.update(space=Space.STATUTORY, is_read=False)
        event["details"] = json.dumps(details, ensure_ascii=False, sort_keys=True)
        self.rows["audit_event"].append(event)

    def _chain(self) -> None:
        """Number and chain the events of this chunk, oldest first."""
        db.session.flush()
        lock_until_commit(CHAIN_LOCK)
        newest, previous = chain_head()
        events = sorted(self.rows["audit_event"], key=lambda event: event["at"])
        for number, event in enumerate(events, newest + 1):
            event["id"] = number
            previous = event["hash"] = digest(previous, event)
        self.tables["audit_event"].write(events)


def regimes() -> list[Regime]:
    """The newest first."""
    return list(db.session.scalars(select(Regime).order_by(Regime.valid_from.desc())))


def instant(day: date, hour: int) -> datetime:
    """Hours are the wards' own, seven ahead of UTC."""
    return datetime(day.year, day.month, day.day, hour - 7, tzinfo=UTC)
