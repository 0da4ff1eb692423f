"""Tells a demo story in domain verbs, each at its own moment. A step is a row: `do` names the verb,
`day` counts from the day the demo is made (-3: three days ago)."""

from collections.abc import Callable
from datetime import timedelta

from reintegrate.cli.demo_cast import Row, area_on, staff
from reintegrate.cli.demo_clock import CLOCK_VERBS
from reintegrate.cli.demo_file import FILE_VERBS
from reintegrate.cli.demo_papers import PAPER_VERBS
from reintegrate.cli.demo_people import sheets
from reintegrate.cli.demo_progress import PROGRESS_VERBS
from reintegrate.cli.demo_schedule import SCHEDULE_VERBS
from reintegrate.cli.demo_stays import STAY_VERBS
from reintegrate.cli.demo_support import SUPPORT_VERBS
from reintegrate.cli.demo_telling import Telling
from reintegrate.cli.demo_watch import WATCH_VERBS
from reintegrate.db import today
from reintegrate.models.acceptance import accept
from reintegrate.models.intake import Intake
from reintegrate.models.intake_answers import Section
from reintegrate.models.regime import months_later
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import system_user


def begin(told: Telling, step: Row) -> None:
    """An intake is begun and filled in, as far as `sections` says; all of it if it says nothing."""
    asked_on = today()
    completed_on = told.day(step["completed"]) if "completed" in step else asked_on
    if "ends" in step:
        completed_on = months_later(told.day(step["ends"]), -int(step.get("months", 12)))
    answers = sheets(told.story, told.number, completed_on, asked_on)
    sections = [Section(name) for name in step.get("sections", list(Section))]
    by = told.worker(step)
    told.intake = Intake.begin(
        key=told.key(),
        by=by,
        person_id=told._case.person_id if told._case else None,
        known={section: answers[section] for section in sections[:-1]},
    )
    if sections:
        told.intake.save(sections[-1], answers[sections[-1]], by=by)


def submit(told: Telling, step: Row) -> None:
    written(told).submit(by=told.worker(step))


def send_back(told: Telling, step: Row) -> None:
    written(told).send_back(told.words(step, "reason"), by=told.official(step))


def discard(told: Telling, step: Row) -> None:
    written(told).discard(by=told.worker(step))


def let_go(told: Telling, step: Row) -> None:
    written(told).expire(by=system_user())


def take_on(told: Telling, step: Row) -> None:
    """The ward accepts the intake; it is a case from now on. `undecided`: no decision yet."""
    decided = not step.get("undecided", False)
    worker = told.story.get("worker")
    told._case = accept(
        written(told),
        by=told.official(step),
        worker=staff(worker) if worker else None,
        decision_number=f"{100 + told.number}/QĐ-UBND" if decided else "",
        decided_on=today() if decided else None,
    )


def written(told: Telling) -> Intake:
    if told.intake is None:
        raise LookupError(f"{told.story['name']}: no intake yet")
    return told.intake


def assign(told: Telling, step: Row) -> None:
    told.case.assign(staff(step["to"]), by=told.official(step))


def absent(told: Telling, step: Row) -> None:
    told.case.report_absent(told.day(step["since"]), by=told.official(step))


def back(told: Telling, step: Row) -> None:
    told.case.come_back(today(), by=told.official(step))


def suspend(told: Telling, step: Row) -> None:
    told.case.suspend(today(), step["reason"], by=told.official(step))


def resume(told: Telling, step: Row) -> None:
    told.case.resume(today(), told.day(step["next"]), by=told.official(step))


def close(told: Telling, step: Row) -> None:
    told.case.close(outcome_code=step["outcome"], on=today(), by=told.official(step))


def reopen(told: Telling, step: Row) -> None:
    next_on, by = told.day(step["next"]), told.official(step)
    told.case.reopen(reason=told.words(step, "reason"), next_due_on=next_on, by=by)


def propose(told: Telling, step: Row) -> None:
    told.transfer = Transfer.propose(
        told.case,
        key=told.key(),
        to_area=area_on(step["to"], today()),
        moved_on=today() + timedelta(days=step.get("moves_in", 7)),
        new_address=step["address"],
        reason=told.words(step, "reason"),
        by=told.worker(step),
    )


def moving(told: Telling) -> Transfer:
    if told.transfer is None:
        raise LookupError(f"{told.story['name']}: no transfer yet")
    return told.transfer


def take_over(told: Telling, step: Row) -> None:
    moving(told).accept(by=staff(step["by"]))


def refuse(told: Telling, step: Row) -> None:
    moving(told).decline(reason=told.words(step, "reason"), by=staff(step["by"]))


def stay(told: Telling, step: Row) -> None:
    moving(told).withdraw(by=told.worker(step))


def lapse(told: Telling, step: Row) -> None:
    moving(told).expire(by=system_user())


VERBS: dict[str, Callable[[Telling, Row], None]] = (
    {
        verb.__name__: verb
        for verb in (
            *(begin, submit, send_back, discard, let_go, take_on, assign),
            *(absent, back, suspend, resume, close, reopen),
            *(propose, take_over, refuse, stay, lapse),
        )
    }
    | CLOCK_VERBS
    | SCHEDULE_VERBS
    | SUPPORT_VERBS
    | PROGRESS_VERBS
    | FILE_VERBS
    | PAPER_VERBS
    | STAY_VERBS
    | WATCH_VERBS
)


def tell_step(told: Telling, step: Row) -> None:
    VERBS[step["do"]](told, step)
