"""What the progress page reads: answers over time, what happened meanwhile, facts, and promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.assignment import RUNNING, Assignment, AssignmentStatus
from reintegrate.models.benefit import Benefit
from reintegrate.models.case import Case
from reintegrate.models.catalogue import NeedKind, names
from reintegrate.models.contact import Contact
from reintegrate.models.life_fact import KINDS, LifeFact, LifeFactKind, Sphere
from reintegrate.models.need import Need, NeedOutcome, NeedStatus, Outcome
from reintegrate.models.plan import Plan, PlanGoal, PlanStatus
from reintegrate.models.questionnaire import Questionnaire, Scoring
from reintegrate.models.questionnaire_reply import FilledBy, QuestionnaireReply
from reintegrate.models.user import User
from reintegrate.web.progress.chart import Line, Span, line
from reintegrate.web.ui.plan_steps import StepRow, steps_by_goal

MOST_REPLIES = 24
MOST_EVENTS = 60
IN_THE_TABLE = 6
"""The newest answers; a table with more columns is read by nobody."""


class Reply(NamedTuple):
    id: int
    answered_on: date
    filled_by: FilledBy
    words: str | None
    by: str
    is_struck: bool


class NumberRow(NamedTuple):
    words: str
    values: list[int | None]


@dataclass(frozen=True)
class Standing:
    """All that was answered to one revision of a questionnaire."""

    name: str
    source: str
    ends: tuple[str, str]
    """The words of the lowest and of the highest answer."""
    lines: list[Line]
    span: Span
    days: list[date]
    rows: list[NumberRow]


class Event(NamedTuple):
    on: date
    kind: str
    """contact, plan or support."""
    words: str


class FactRow(NamedTuple):
    id: int
    kind: LifeFactKind
    holds: bool
    since: date
    by: str
    is_struck: bool
    is_newest: bool


class Promise(NamedTuple):
    need: str
    status: NeedStatus
    assignment_id: int | None
    agency: str | None
    asked: AssignmentStatus | None
    due_on: date | None
    came_of_it: Outcome | None

    @property
    def is_running(self) -> bool:
        return self.asked in RUNNING


def asked_now(viewer: User) -> list[Questionnaire]:
    """The questionnaires on offer, the one that came with the system first."""
    found = visible(viewer, Questionnaire).where(Questionnaire.in_use)
    return list(db.session.scalars(found.order_by(Questionnaire.id)))


def replies_of(viewer: User, case: Case) -> list[QuestionnaireReply]:
    """The newest first."""
    found = visible(viewer, QuestionnaireReply).where(QuestionnaireReply.case_id == case.id)
    newest = (QuestionnaireReply.answered_on.desc(), QuestionnaireReply.id.desc())
    return list(db.session.scalars(found.order_by(*newest).limit(MOST_REPLIES)))


def writers(viewer: User, ids: Iterable[int]) -> dict[int, str]:
    """Names of colleagues; who left the ward is not named."""
    found = visible(viewer, User).where(User.id.in_(set(ids))).with_only_columns(User.id, User.name)
    return {id_: name for id_, name in db.session.execute(found)}


def listed(viewer: User, replies: list[QuestionnaireReply]) -> list[Reply]:
    known = writers(viewer, (reply.by_id for reply in replies))
    return [
        Reply(
            *(reply.id, reply.answered_on, reply.filled_by, reply.words),
            *(known.get(reply.by_id, ""), reply.struck_at is not None),
        )
        for reply in replies
    ]


def standings(
    viewer: User, case: Case, replies: list[QuestionnaireReply], locale: str, total_words: str
) -> list[Standing]:
    """One for each questionnaire that was answered; what was struck is not in it."""
    counted = [reply for reply in replies if reply.struck_at is None and reply.answers]
    by_id: dict[int, list[QuestionnaireReply]] = {}
    for reply in reversed(counted):
        by_id.setdefault(reply.questionnaire_id, []).append(reply)
    shown = visible(viewer, Questionnaire).where(Questionnaire.id.in_(by_id))
    span = Span(min([case.term_from, *(reply.answered_on for reply in counted)]), today())
    return [
        _standing(asked, by_id[asked.id], span, locale, total_words)
        for asked in db.session.scalars(shown.order_by(Questionnaire.id.desc()))
    ]


def _standing(
    asked: Questionnaire, given: list[QuestionnaireReply], span: Span, locale: str, total: str
) -> Standing:
    tongue = "en" if locale.startswith("en") else "vi"
    low, high, number = asked.lowest, asked.highest, len(asked.questions)
    lines, rows = [], []
    for question in asked.questions:
        code, words = question["code"], question[tongue]
        values = [(reply.answered_on, reply.answers.get(code)) for reply in given]
        if asked.scoring == Scoring.EACH:
            answered = [(day, value) for day, value in values if value is not None]
            lines.append(line(words, answered, low, high, span))
        rows.append(NumberRow(words, [value for _, value in values][-IN_THE_TABLE:]))
    if asked.scoring == Scoring.SUM:
        totals = [(reply.answered_on, asked.total(reply.answers)) for reply in given]
        reached = [(day, value) for day, value in totals if value is not None]
        lines.append(line(total, reached, low * number, high * number, span))
        rows.append(NumberRow(total, [value for _, value in totals][-IN_THE_TABLE:]))
    return Standing(
        name=asked.name_in(locale),
        source=asked.source,
        ends=(asked.points[0][tongue], asked.points[-1][tongue]),
        lines=[one for one in lines if one.marks],
        span=span,
        days=[reply.answered_on for reply in given][-IN_THE_TABLE:],
        rows=rows,
    )


def events_of(viewer: User, case: Case, words: dict[str, str]) -> list[Event]:
    """Meetings, agreements on a plan, and what was received: the newest first."""
    met = visible(viewer, Contact).where(Contact.case_id == case.id, Contact.reached)
    met_on = met.with_only_columns(Contact.happened_on).order_by(Contact.happened_on.desc())
    agreed = visible(viewer, Plan).where(Plan.case_id == case.id, Plan.agreed_on.is_not(None))
    given = visible(viewer, Benefit).where(Benefit.case_id == case.id, Benefit.struck_at.is_(None))
    events = [
        Event(day, "contact", words["contact"])
        for day in db.session.scalars(met_on.limit(MOST_EVENTS))
    ]
    for on in db.session.scalars(agreed.with_only_columns(Plan.agreed_on)):
        events += [Event(on, "plan", words["plan"])] if on else []
    for day, what in db.session.execute(given.with_only_columns(Benefit.given_on, Benefit.what)):
        events.append(Event(day, "support", what or words["support"]))
    return sorted(events, key=lambda event: event.on, reverse=True)[:MOST_EVENTS]


def facts_of(viewer: User, case: Case) -> dict[Sphere, list[FactRow]]:
    """Every sphere with what is known of it, the newest first."""
    found = visible(viewer, LifeFact).where(LifeFact.case_id == case.id)
    facts = list(
        db.session.scalars(found.order_by(LifeFact.since.desc(), LifeFact.id.desc()).limit(200))
    )
    known = writers(viewer, (fact.by_id for fact in facts))
    seen: set[LifeFactKind] = set()
    by_kind: dict[LifeFactKind, list[FactRow]] = {}
    for fact in facts:
        struck = fact.struck_at is not None
        newest = not struck and fact.kind not in seen
        if newest:
            seen.add(fact.kind)
        row = (fact.id, fact.kind, fact.holds, fact.since, known.get(fact.by_id, ""))
        by_kind.setdefault(fact.kind, []).append(FactRow(*row, struck, newest))
    return {
        sphere: sorted(
            (row for kind in kinds for row in by_kind.get(kind, [])),
            key=lambda row: (row.is_newest, row.since),
            reverse=True,
        )
        for sphere, kinds in KINDS.items()
    }


def promises_of(viewer: User, case: Case, locale: str) -> list[Promise]:
    """Each need with whom was asked about it last, the newest first."""
    kinds = names(NeedKind, locale)
    asked = visible(viewer, Assignment).where(Assignment.case_id == case.id)
    rows: Any = asked.join(Agency, Agency.id == Assignment.agency_id).with_only_columns(
        Assignment.need_id, Assignment.id, Agency.name, Assignment.status, Assignment.due_on
    )
    last: Any = {need: said for need, *said in db.session.execute(rows.order_by(Assignment.id))}
    needs: Any = visible(viewer, Need).where(Need.case_id == case.id).order_by(Need.id.desc())
    found = db.session.execute(needs.with_only_columns(Need.id, Need.kind_code, Need.status))
    told = visible(viewer, NeedOutcome).where(NeedOutcome.case_id == case.id)
    came = {one.need_id: one.outcome for one in db.session.scalars(told.order_by(NeedOutcome.id))}
    promises = []
    for id_, kind, status in found:
        number, agency, state, due_on = last.get(id_, (None, None, None, None))
        need = kinds.get(kind, kind)
        promises.append(Promise(need, status, number, agency, state, due_on, came.get(id_)))
    return promises


def steps_agreed(viewer: User, case: Case, locale: str) -> list[StepRow]:
    """Of the plan in force, what is still open first, the soonest due first."""
    agreed = visible(viewer, Plan).where(Plan.case_id == case.id, Plan.status == PlanStatus.AGREED)
    goals = visible(viewer, PlanGoal).where(PlanGoal.plan_id.in_(agreed.with_only_columns(Plan.id)))
    by_goal = steps_by_goal(viewer, case.id, goals, locale)
    steps = [step for several in by_goal.values() for step in several]
    return sorted(steps, key=lambda step: (step.is_done, step.due_on or date.max, step.id))
