"""What each counted indicator counts: one expression each, which gives the number and the list.

An expression selects ward, case and amount: a row for each movement, or for each person once.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased

from reintegrate.db import db, is_postgresql
from reintegrate.models.absence import Absence, ReportedAbsence
from reintegrate.models.assignment import Assignment, AssignmentStatus
from reintegrate.models.benefit import Benefit
from reintegrate.models.case import Case
from reintegrate.models.catalogue import NeedKind
from reintegrate.models.clock import midnight
from reintegrate.models.contact import Contact
from reintegrate.models.follow_up import REGULAR, FollowUp, FollowUpStatus
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.life_fact import KINDS, LifeFact, LifeFactKind, Sphere
from reintegrate.models.need import Need
from reintegrate.models.period import Period
from reintegrate.models.regime import months_later
from reintegrate.models.support_scheme import SchemeNeed
from reintegrate.models.ward_stay import SUSPENDED, TRANSFERRED_OUT, Came, WardStay

Rows = Select[*tuple[Any, ...]]
S = WardStay
VOLUNTARY = ("voluntary_home", "voluntary_community", "voluntary_centre")
NONE = literal(0)
REVIEW = "review"
"""Of the kinds of follow-ups."""
IN_WORK = tuple(kind for kind in KINDS[Sphere.WORK] if kind != LifeFactKind.IN_TRAINING)
GONE = (
    *("completed", "determined_addicted", "imprisoned", "education_centre"),
    *("died", "declared_missing", SUSPENDED, TRANSFERRED_OUT),
)


class Figure(NamedTuple):
    rows: Callable[[Period], Rows]
    support: bool = False
    """Of the support space: who they are is read only by the worker who answers."""


def managed(period: Period) -> ColumnElement[bool]:
    """Under management on at least one day of it."""
    return and_(S.since <= period.last, S.until >= period.first)


def each(condition: ColumnElement[bool], amount: Any = NONE) -> Rows:
    """A row for each stay."""
    found = select(S.area_id, S.case_id, amount.label("amount"))
    return found.where(condition)


def once(condition: ColumnElement[bool]) -> Rows:
    """Each person once, however often they came and went."""
    return each(condition).distinct()


def came(*kinds: Came, after: Iterable[str] = (), minor: bool | None = None) -> Figure:
    def rows(period: Period) -> Rows:
        found = each(and_(S.since.between(period.first, period.last), S.came.in_(kinds)))
        if not after:
            return found
        found = found.join(Case, Case.id == S.case_id)
        if minor is not None:
            young = func.coalesce(Case.counted_as_minor, false())
            found = found.where(young if minor else ~young)
        return found.where(Case.rehabilitation_kind_code.in_(list(after)))

    return Figure(rows)


def went(*reasons: str) -> Figure:
    return Figure(
        lambda p: each(and_(S.until.between(p.first, p.last), S.went.in_(reasons))),
    )


def went_otherwise(period: Period) -> Rows:
    return each(and_(S.until.between(period.first, period.last), S.went.not_in(GONE)))


def in_stay(day: Any, period: Period) -> ColumnElement[bool]:
    """While this ward had them, and within the period."""
    return and_(day.between(period.first, period.last), day >= S.since, day <= S.until)


def helped(period: Period) -> Rows:
    helper = HelperAssignment
    open_end = or_(helper.until.is_(None), helper.until > period.first)
    has = exists().where(helper.case_id == S.case_id, helper.since <= period.last, open_end)
    return once(and_(managed(period), has))


def met(period: Period) -> Rows:
    reached = exists().where(
        Contact.case_id == S.case_id, Contact.reached, in_stay(Contact.happened_on, period)
    )
    return once(and_(managed(period), reached))


def is_due(period: Period) -> ColumnElement[bool]:
    """A regular meeting whose day has come."""
    return and_(
        FollowUp.case_id == S.case_id,
        FollowUp.kind_code == REGULAR,
        FollowUp.status.in_((FollowUpStatus.PLANNED, FollowUpStatus.DONE)),
        in_stay(FollowUp.due_on, period),
    )


def due(period: Period) -> Rows:
    return once(and_(managed(period), exists().where(is_due(period))))


def met_on_time(period: Period) -> Rows:
    """Something was due, and nothing of it was missed: between the day it was planned and its own
    they were met."""
    planned_on = day_in_vietnam(FollowUp.planned_at)
    after = or_(
        Contact.happened_on > planned_on,
        and_(Contact.happened_on == planned_on, Contact.written_at > FollowUp.planned_at),
    )
    kept = exists().where(
        Contact.case_id == FollowUp.case_id,
        Contact.reached,
        Contact.happened_on <= FollowUp.due_on,
        after,
    )
    missed = exists().where(is_due(period), ~kept.correlate(FollowUp))
    return once(and_(managed(period), exists().where(is_due(period)), ~missed))


def day_in_vietnam(moment: Any) -> Any:
    if is_postgresql():
        return cast(func.timezone("Asia/Ho_Chi_Minh", moment), Date)
    return func.date(moment, "+7 hours", type_=Date)


def received(*kinds: str) -> Figure:
    """What they received for such a need, whoever gave it; struck entries do not count."""
    return Figure(lambda period: benefits(kinds, period).distinct(), support=True)


def lent(period: Period) -> Rows:
    """Each loan with its amount, in đồng."""
    return benefits(("loan",), period, Benefit.amount).where(Benefit.amount.is_not(None))


def benefits(kinds: Iterable[str], period: Period, amount: Any = NONE) -> Rows:
    needs = select(Need.id).where(Need.kind_code.in_(kinds))
    schemes = select(SchemeNeed.scheme_code).where(SchemeNeed.need_kind_code.in_(kinds))
    answers = or_(
        Benefit.need_id.in_(needs),
        and_(Benefit.need_id.is_(None), Benefit.scheme_code.in_(schemes)),
    )
    given = and_(Benefit.struck_at.is_(None), in_stay(Benefit.given_on, period), answers)
    found = each(managed(period), amount).join(Benefit, Benefit.case_id == S.case_id)
    # Where a stay ended and another began on one day, what was given that day is the later one's.
    return found.where(given, or_(Benefit.given_on < S.until, Benefit.given_on == S.since))


def referred(period: Period) -> Rows:
    """An agency was asked to help with their health."""
    kinds = select(NeedKind.code).where(NeedKind.group_code == "health")
    asked = exists().where(
        Assignment.case_id == S.case_id,
        Assignment.status != AssignmentStatus.WITHDRAWN,
        Assignment.offered_at >= midnight(period.first),
        Assignment.offered_at < midnight(period.last + timedelta(days=1)),
        Assignment.need_id == Need.id,
        Need.kind_code.in_(kinds),
    )
    return once(and_(managed(period), asked))


def away(model: type[Absence] | type[ReportedAbsence]) -> Figure:
    return Figure(
        lambda period: once(
            and_(
                managed(period),
                exists().where(model.case_id == S.case_id, in_stay(model.since, period)),
            )
        )
    )


def year_reached(period: Period) -> Rows:
    """The first year since management began ended within the period."""
    begun = Case.opened_on.between(months_later(period.first, -12), months_later(period.last, -12))
    return once(managed(period)).join(Case, Case.id == S.case_id).where(begun)


def year_assessed(period: Period) -> Rows:
    """From the first year's last quarter to the period's end a review was done, early or late."""
    done_on = func.coalesce(FollowUp.done_on, FollowUp.due_on)
    reviewed = exists().where(
        FollowUp.case_id == S.case_id,
        FollowUp.kind_code == REVIEW,
        FollowUp.status == FollowUpStatus.DONE,
        done_on.between(nine_months_after(Case.opened_on), period.last),
    )
    return year_reached(period).where(reviewed.correlate(S, Case))


def year_in_work(period: Period) -> Rows:
    """Some kind of work of which the newest word is that it holds."""
    later, fact = aliased(LifeFact), LifeFact
    stands = and_(fact.struck_at.is_(None), fact.since <= period.last)
    newer = exists().where(
        *(later.case_id == fact.case_id, later.kind == fact.kind, later.struck_at.is_(None)),
        *(later.since <= period.last, tuple_(later.since, later.id) > tuple_(fact.since, fact.id)),
    )
    works = exists().where(
        fact.case_id == S.case_id, fact.kind.in_(IN_WORK), fact.holds, stands, ~newer
    )
    return year_assessed(period).where(works.correlate(S))


def nine_months_after(day: Any) -> Any:
    if is_postgresql():
        return cast(day + text("interval '9 months'"), Date)
    return func.date(day, "+9 months", type_=Date)


FIGURES: dict[str, Figure] = {
    "opening": Figure(lambda p: each(and_(S.since < p.first, S.until >= p.first))),
    "taken_in": came(Came.TAKEN_IN),
    "taken_in_voluntary": came(Came.TAKEN_IN, after=VOLUNTARY),
    "taken_in_substitution": came(Came.TAKEN_IN, after=("substitution",)),
    "taken_in_minor": came(Came.TAKEN_IN, after=("compulsory",), minor=True),
    "taken_in_compulsory": came(Came.TAKEN_IN, after=("compulsory",), minor=False),
    "transferred_in": came(Came.TRANSFERRED_IN),
    "returned": came(Came.RESUMED, Came.REOPENED),
    "transferred_out": went(TRANSFERRED_OUT),
    "completed": went("completed"),
    "determined_addicted": went("determined_addicted"),
    "suspended": went(SUSPENDED, "imprisoned", "education_centre"),
    "died_or_missing": went("died", "declared_missing"),
    "ended_otherwise": Figure(went_otherwise),
    "closing": Figure(lambda p: each(and_(S.since <= p.last, S.until > p.last))),
    "managed": Figure(lambda p: once(managed(p))),
    "helper": Figure(helped),
    "met": Figure(met),
    "due": Figure(due),
    "met_on_time": Figure(met_on_time),
    "counselled": received("counselling", "refusal_skills"),
    "papers": received("id_papers", "residence", "civil_papers", "judicial_record"),
    "schooling": received("schooling", "school_fees"),
    "training": received("vocational_training"),
    "loans": received("loan"),
    "loan_amount": Figure(lent, support=True),
    "work": received("job", "public_works"),
    "health_referred": Figure(referred, support=True),
    "club": received("club", "activities"),
    "absent_reported": away(ReportedAbsence),
    "absent_unreported": away(Absence),
    "year_reached": Figure(year_reached),
    "year_assessed": Figure(year_assessed),
    "year_in_work": Figure(year_in_work, support=True),
}


def counted(codes: Iterable[str], period: Period, wards: Any) -> dict[int, dict[str, int]]:
    """Ward id -> number by code, of the wards in this select; one statement however many. Of money
    the sum, of everything else how many rows."""
    parts = []
    for code in codes:
        rows = FIGURES[code].rows(period).where(S.area_id.in_(wards)).subquery()
        money = func.coalesce(func.sum(rows.c.amount), 0)
        number = money if code == "loan_amount" else func.count()
        parts.append(
            select(literal(code), rows.c.area_id, number.label("n")).group_by(rows.c.area_id)
        )
    found: dict[int, dict[str, int]] = {}
    for code, area_id, number in db.session.execute(union_all(*parts)) if parts else ():
        found.setdefault(area_id, {})[code] = int(number)
    return found
