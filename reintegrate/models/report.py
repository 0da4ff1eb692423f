"""Report: what one ward says of one period. It is submitted as a snapshot that nothing changes;
what is put right later is a further snapshot, with its reason."""

import zlib
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, select, tuple_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import HERE, Base, db, lock_until_commit, today, utcnow
from reintegrate.models.area import Area
from reintegrate.models.area_before import wards_on
from reintegrate.models.audit import record_event
from reintegrate.models.community_figures import known_numbers
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.figures import counted
from reintegrate.models.indicator import How, Indicator
from reintegrate.models.lifecycle import DomainError, Lifecycle
from reintegrate.models.period import Period, PeriodKind
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.models.report_target import aims_of
from reintegrate.models.user import User
from reintegrate.models.ward_work import working_since


class ReportStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


REPORT = Lifecycle(
    "report",
    {
        ReportStatus.DRAFT: {ReportStatus.SUBMITTED},
        ReportStatus.SUBMITTED: {
            ReportStatus.SUBMITTED,
            ReportStatus.RETURNED,
            ReportStatus.ACCEPTED,
        },
        ReportStatus.RETURNED: {ReportStatus.SUBMITTED},
        ReportStatus.ACCEPTED: {ReportStatus.SUBMITTED},
    },
)

PARTS = ("situation", "results", "difficulties", "direction", "proposals")
"""Of the narrative, in the order of such reports."""


class NotOver(DomainError):
    """The period still runs: its numbers are not final."""


class NothingToSay(DomainError):
    """A later snapshot says why it was made."""


class NotTyped(DomainError):
    """The system counts this indicator: nobody types it."""


class Report(Base):
    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("area_id", "kind_code", "year", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    kind_code: Mapped[str] = mapped_column(ForeignKey(PeriodKind.code))
    year: Mapped[int]
    part: Mapped[int]
    first: Mapped[date]
    last: Mapped[date]
    due_on: Mapped[date]
    status: Mapped[ReportStatus] = mapped_column(default=ReportStatus.DRAFT)
    situation: Mapped[str] = mapped_column(EncryptedText("report.situation"), default="")
    results: Mapped[str] = mapped_column(EncryptedText("report.results"), default="")
    difficulties: Mapped[str] = mapped_column(EncryptedText("report.difficulties"), default="")
    direction: Mapped[str] = mapped_column(EncryptedText("report.direction"), default="")
    proposals: Mapped[str] = mapped_column(EncryptedText("report.proposals"), default="")
    returned_because: Mapped[str] = mapped_column(
        EncryptedText("report.returned_because"), default=""
    )
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    begun_at: Mapped[datetime] = mapped_column(default=utcnow)
    submitted_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    area: Mapped[Area] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def begin(cls, area: Area, period: Period, *, by: User) -> "Report":
        """The one of this ward and period; made when there is none."""
        lock_until_commit(zlib.crc32(f"report {area.id} {period.kind.code}".encode()))
        place = (period.kind.code, period.year, period.part)
        found = db.session.scalar(
            select(cls).where(
                *(cls.area_id == area.id, cls.kind_code == place[0]),
                *(cls.year == place[1], cls.part == place[2]),
            )
        )
        if found is not None:
            return found
        report = cls(area_id=area.id, area=area, begun_by_id=by.id)
        report.kind_code, report.year, report.part = place
        report.first, report.last, report.due_on = period.first, period.last, period.due_on
        db.session.add(report)
        db.session.flush()
        record_event("report.begun", on=report, by=by, kind=report.kind_code)
        return report

    @property
    def period(self) -> Period:
        return Period(PeriodKind.coded(self.kind_code), self.year, self.part, self.first, self.last)

    def write(self, typed: Mapping[str, int | None], said: Mapping[str, str], *, by: User) -> None:
        """What the ward types itself, and its narrative. A number the system would say by itself is
        not kept as typed: it stays counted. Raises NotTyped."""
        own = {one.code for one in Indicator.offered() if one.how == How.TYPED}
        entries = {entry.indicator_code: entry for entry in ReportEntry.of(self.id)}
        known = known_numbers(self.period, self.area_id)
        for code, asked in typed.items():
            if code not in own:
                raise NotTyped(code)
            number = None if asked == known.get(code) else asked
            entry = entries.get(code)
            if entry is None and number is not None:
                db.session.add(ReportEntry(report_id=self.id, indicator_code=code, number=number))
            elif entry is not None and number is None:
                db.session.delete(entry)
            elif entry is not None:
                entry.number = number or 0
        for part in PARTS:
            setattr(self, part, said.get(part, ""))
        record_event("report.written", on=self, by=by)
        db.session.flush()

    @property
    def narrative(self) -> dict[str, str]:
        return {part: getattr(self, part) for part in PARTS}

    def numbers(self) -> dict[str, int]:
        """As they are now: counted, typed and composed."""
        return numbers_now(self.period, self.area_id, typed_in(self.id))

    def earlier(self) -> dict[str, dict[str, int]]:
        """What it is compared with: the period before, unless that is a year before, and the same
        one a year before."""
        period = self.period
        found = {"year_before": numbers_in(self.area_id, period.year_before)}
        if period.before != period.year_before:
            found["before"] = numbers_in(self.area_id, period.before)
        return found

    def added_up(self) -> dict[str, list[str]]:
        """Of what it is compared with, what earlier wards reported: by their names."""
        period = self.period
        then = {"before": period.before, "year_before": period.year_before}
        found = {name: wards_added_up(self.area_id, one) for name, one in then.items()}
        return {name: [ward.name for ward in wards] for name, wards in found.items() if wards}

    def submit(self, *, because: str, by: User) -> ReportSnapshot:
        """Freeze it and send it to the province. Raises NotOver, NothingToSay, IllegalMove."""
        if self.last >= today():
            raise NotOver(self.last)
        earlier = ReportSnapshot.newest_of(self.id)
        if earlier is not None and not because.strip():
            raise NothingToSay(self.id)
        REPORT.move(self, ReportStatus.SUBMITTED, by=by, correction=earlier is not None)
        self.submitted_at = self.submitted_at or utcnow()
        self.answered_by_id, self.answered_at = None, None
        indicators = Indicator.offered()
        return ReportSnapshot.freeze(
            self.id,
            number=earlier.number + 1 if earlier else 1,
            area=self.area,
            period={
                "kind": self.kind_code,
                "year": self.year,
                "part": self.part,
                "first": self.first.isoformat(),
                "last": self.last.isoformat(),
            },
            numbers=self.numbers(),
            earlier=self.earlier(),
            added_up=self.added_up(),
            targets=aims_of(self.area_id, self.year),
            definitions={one.code: one.version for one in indicators},
            narrative=self.narrative,
            because=because,
            by=by,
        )

    def accept(self, *, by: User) -> None:
        self._answer(ReportStatus.ACCEPTED, "", by=by)

    def send_back(self, *, because: str, by: User) -> None:
        self._answer(ReportStatus.RETURNED, because, by=by)

    def _answer(self, to: ReportStatus, because: str, *, by: User) -> None:
        REPORT.move(self, to, by=by)
        self.returned_because = because
        self.answered_by_id, self.answered_at = by.id, utcnow()

    @property
    def is_late(self) -> bool:
        """Not sent by its day, or sent after it."""
        sent = self.submitted_at
        return (today() if sent is None else _day(sent)) > self.due_on

    def __repr__(self) -> str:
        return f"<Report {self.id}>"


class ReportEntry(Base):
    """A number the ward typed. It counts something, never somebody."""

    __tablename__ = "report_entry"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)
    indicator_code: Mapped[str] = mapped_column(ForeignKey("indicator.code"), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)

    @classmethod
    def of(cls, report_id: int) -> "list[ReportEntry]":
        db.session.flush()
        return list(db.session.scalars(select(cls).where(cls.report_id == report_id)))


def typed_in(report_id: int) -> dict[str, int]:
    return {entry.indicator_code: entry.number for entry in ReportEntry.of(report_id)}


def numbers_now(period: Period, area_id: int, typed: Mapping[str, int]) -> dict[str, int]:
    """What is counted, what was typed, and what is composed of both. One that nobody typed and the
    system does not know is missing."""
    db.session.flush()
    indicators = Indicator.offered()
    ward = select(Area.id).where(Area.id == area_id)
    codes = [one.code for one in indicators if one.how == How.COUNTED]
    found = dict.fromkeys(codes, 0) | counted(codes, period, ward).get(area_id, {})
    offered = {one.code for one in indicators}
    known = known_numbers(period, area_id)
    found |= {code: number for code, number in known.items() if code in offered} | dict(typed)
    composed = {one.code: one.composed(found) for one in indicators if one.how == How.COMPOSED}
    return found | composed


def numbers_in(area_id: int, period: Period) -> dict[str, int]:
    """Of one ward: as submitted last, else as counted now. Of a time before it was formed what the
    wards it was made of submitted, added up; of one before it worked with the system, nothing."""
    report_id, sent = sent_in(area_id, period)
    if sent is not None:
        return sent
    since = working_since(area_id).get(area_id)
    if since is not None and since <= period.last:
        return numbers_now(period, area_id, typed_in(report_id) if report_id else {})
    numbers: Counter[str] = Counter()
    for ward in wards_added_up(area_id, period):
        numbers.update(sent_in(ward.id, period)[1] or {})
    return dict(numbers)


def sent_in(area_id: int, period: Period) -> tuple[int | None, dict[str, int] | None]:
    """The report of a ward, and what it submitted last."""
    at = (Report.kind_code, Report.year, Report.part)
    place = (period.kind.code, period.year, period.part)
    of_it = select(Report.id).where(Report.area_id == area_id, tuple_(*at) == tuple_(*place))
    report_id = db.session.scalar(of_it)
    snapshot = ReportSnapshot.newest_of(report_id) if report_id else None
    return report_id, snapshot.numbers if snapshot else None


def wards_added_up(area_id: int, period: Period) -> list[Area]:
    """Whose numbers stand for this ward's before it was formed: all that became it, if each of
    them submitted."""
    area = db.session.get_one(Area, area_id)
    wards = [] if area.valid_from <= period.last else wards_on(area, period.last)
    return wards if all(sent_in(ward.id, period)[1] is not None for ward in wards) else []


def _day(moment: datetime) -> date:
    return moment.astimezone(HERE).date()


Index("ix_report_period", Report.kind_code, Report.year, Report.part, Report.area_id)
