"""The steps of a demo story in the support space: needs, consents, agencies' help."""

from collections.abc import Callable
from datetime import time

from reintegrate.cli.demo_cast import Row, agency, staff
from reintegrate.cli.demo_telling import Telling
from reintegrate.db import today, utcnow
from reintegrate.models.appointment import Appointment, Attendance
from reintegrate.models.assignment import Assignment
from reintegrate.models.benefit import Benefit
from reintegrate.models.consent import Consent
from reintegrate.models.eligibility import ConditionAnswer, Verdict
from reintegrate.models.need import Need, Outcome
from reintegrate.models.outgoing import OutgoingStatus
from reintegrate.models.plan import DoneBy, Plan, StepBy
from reintegrate.models.reminder import REMINDER, Reminder, ReminderTime, fitting
from reintegrate.models.support_offer import SupportOffer, scheme_coded
from reintegrate.models.user import system_user
from reintegrate.web.reminders.words import text_of


def state_need(told: Telling, step: Row) -> None:
    words, by = told.words(step, "words"), told.worker(step)
    Need.state(told.case, key=told.key(), kind_code=step["kind"], words=words, by=by)


def decline_need(told: Telling, step: Row) -> None:
    told.need(step["kind"]).decline(by=told.worker(step))


def hold_out(told: Telling, step: Row) -> None:
    """Help is offered for the need `kind`. Without `wanted` they want to think about it."""
    SupportOffer.make(
        told.need(step["kind"]),
        key=told.key(),
        scheme=scheme_coded(step.get("scheme", "")),
        words=told.words(step, "words"),
        wanted=step.get("wanted"),
        by=told.worker(step),
    )


def settle(told: Telling, step: Row) -> None:
    words, by = told.words(step, "words"), told.worker(step)
    told.need(step["kind"]).settle(Outcome(step["outcome"]), words, by=by)


def receive(told: Telling, step: Row) -> None:
    """Something reached them, for the need `kind` if it says one."""
    Benefit.record(
        told.case,
        key=told.key(),
        need=told.need(step["kind"]) if "kind" in step else None,
        scheme=scheme_coded(step.get("scheme", "")),
        what=told.words(step, "what"),
        giver=step.get("giver", ""),
        amount=step.get("amount"),
        given_on=today(),
        by=told.worker(step),
    )


def find_out(told: Telling, step: Row) -> None:
    """The condition at `position` of `scheme` was asked about."""
    scheme = scheme_coded(step["scheme"])
    if scheme is None:
        raise LookupError(step["scheme"])
    condition = next(c for c in scheme.conditions if c.position == step["position"])
    verdict, by = Verdict(step["verdict"]), told.worker(step)
    ConditionAnswer.note(told.case, condition, verdict, key=told.key(), by=by)


def plan_together(told: Telling, step: Row) -> None:
    """A plan is begun: `goals` are rows of `words` and `steps`; agreed if it says so."""
    by = told.worker(step)
    plan = Plan.begin(told.case, key=told.key(), by=by)
    plan.describe(assessment=step["assessment"], resources=step["resources"], by=by)
    for row in step["goals"]:
        goal = plan.add_goal(told.words(row, "words"), key=told.key(), by=by)
        for line in row["steps"]:
            need = told.need(line["need"]) if "need" in line else None
            how = DoneBy.NEED if need else DoneBy(line.get("done_by", "hand"))
            goal.add_step(
                told.words(line, "what"),
                key=told.key(),
                who=StepBy(line["who"]),
                due_on=told.day(line["due"]) if "due" in line else None,
                done_by=how,
                need_id=need.id if need else None,
                by=by,
            )
    if step.get("agreed", True):
        plan.agree(today(), signed=step.get("signed", False), by=by)


def consent(told: Telling, step: Row) -> None:
    purpose, given = step["purpose"], step.get("given", True)
    Consent.record(told.case, purpose_code=purpose, given=given, by=told.worker(step))


def offer(told: Telling, step: Row) -> None:
    """Ask `agency` about the need `kind`. Later steps name this assignment by `kind`."""
    told.assignments[step["kind"]] = Assignment.offer(
        told.need(step["kind"]),
        key=told.key(),
        agency=agency(step["agency"]),
        service_code=step["service"],
        due_on=told.day(step["due"]),
        request=told.words(step, "request"),
        shares_phone=step.get("phone", True),
        by=told.worker(step),
    )


def answer_yes(told: Telling, step: Row) -> None:
    told.assignments[step["kind"]].accept(by=staff(step["by"]))


def answer_no(told: Telling, step: Row) -> None:
    told.assignments[step["kind"]].decline(reason=told.words(step, "reason"), by=staff(step["by"]))


def say(told: Telling, step: Row) -> None:
    text, by = told.words(step, "text"), told.worker(step)
    told.assignments[step["kind"]].say(text, key=told.key(), by=by)


def end_help(told: Telling, step: Row) -> None:
    helped, by = step.get("helped", True), staff(step["by"])
    told.assignments[step["kind"]].end(result=told.words(step, "result"), helped=helped, by=by)


def go_unanswered(told: Telling, step: Row) -> None:
    told.assignments[step["kind"]].expire(by=system_user())


def see_to_it(told: Telling, step: Row) -> None:
    """Inside the agency somebody takes it over."""
    colleague = staff(step["by"])
    told.assignments[step["kind"]].give_to(colleague, by=colleague)


def meet(told: Telling, step: Row) -> None:
    """The agency says that they met today, or how it was; with `on` it names a day to come."""
    Appointment.plan(
        told.assignments[step["kind"]],
        key=told.key(),
        day=told.day(step["on"]) if "on" in step else today(),
        hour=time.fromisoformat(step["hour"]) if "hour" in step else None,
        place=step.get("place", ""),
        attendance=Attendance(step.get("attendance", "planned" if "on" in step else "came")),
        by=staff(step["by"]),
    )


def take_back(told: Telling, step: Row) -> None:
    told.assignments[step["kind"]].withdraw(by=told.worker(step))


def remind(told: Telling, step: Row) -> None:
    """A text about the planned day; `became` says what came of it, else it waits."""
    wording, by = fitting(told.case.person)[0], told.worker(step)
    reminder = Reminder.write(
        told.case,
        key=told.key(),
        wording=wording,
        text=text_of(wording, told.case, by),
        when=ReminderTime(step.get("when", "evening_before")),
        by=by,
    )
    if "became" in step:
        REMINDER.move(reminder, OutgoingStatus.SENDING, by=system_user())
        reminder.claimed_at, reminder.tries = utcnow(), 1
        reminder.settle(OutgoingStatus(step["became"]), step.get("why", ""), by=system_user())


SUPPORT_VERBS: dict[str, Callable[[Telling, Row], None]] = {
    verb.__name__: verb
    for verb in (
        *(hold_out, settle, receive, find_out, plan_together),
        *(state_need, decline_need, consent, remind),
        *(meet, see_to_it, go_unanswered),
        *(offer, answer_yes, answer_no, say, end_help, take_back),
    )
}
