"""The steps of a demo story about contacts: met or tried, put right, planned, days away."""

from collections.abc import Callable
from datetime import date, timedelta

from reintegrate.cli.demo_cast import Row, staff
from reintegrate.cli.demo_telling import Telling
from reintegrate.db import db, today, utcnow
from reintegrate.models.activity_set import ActivitySet, apply_set
from reintegrate.models.case import Case
from reintegrate.models.contact import Contact
from reintegrate.models.contact_correction import add_to, choose_step, correct
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.cover import Cover
from reintegrate.models.follow_up import REGULAR, FollowUp
from reintegrate.models.group_activity import GroupActivity
from reintegrate.models.leave import Leave, LeaveKind
from reintegrate.models.outcome_rule import outcome_coded
from reintegrate.models.person import Person
from reintegrate.models.proposal import next_due
from reintegrate.models.rhythm import Rhythm


def contact(told: Telling, step: Row) -> None:
    """Met, or tried. Without `next` or `none`, the rhythm says when to meet again. What is planned
    before that day is done on the way, unless it is among those `left`. `waited`: so many hours on
    a phone without signal."""
    result = outcome_coded(step.get("outcome", "met"))
    none, happened_on = step.get("none"), today()
    next_on = told.day(step["next"]) if "next" in step else None
    if next_on is None and none is None:
        days = result.try_again_days
        tried_again = happened_on + timedelta(days=days or 0)
        next_on = tried_again if days else next_due(told.case.term_from, happened_on)
    Contact.log(
        told.case,
        key=told.key(),
        by=told.worker(step),
        outcome=result,
        channel_code=step.get("channel", "home_visit"),
        happened_on=happened_on,
        note=told.words(step, "note"),
        sensitive=step.get("sensitive", False),
        present=step.get("present", ()),
        next_due_on=next_on,
        next_agreed=step.get("agreed", False),
        no_next_reason_code=none,
        next_because=step.get("because"),
        done=on_the_way(told, step, next_on) if result.reached else (),
        made_at=utcnow() - timedelta(hours=step["waited"]) if "waited" in step else None,
    )


def on_the_way(told: Telling, step: Row, next_on: date | None) -> list[str]:
    until, left = next_on or today(), step.get("left", ())
    return [
        one.kind_code
        for one in FollowUp.standing(told.case.id)
        if one.kind_code not in {REGULAR, *left} and one.due_on <= until
    ]


def newest(told: Telling) -> Contact:
    query = db.select(Contact).where(Contact.case_id == told.case.id).order_by(Contact.id.desc())
    return db.session.scalars(query.limit(1)).one()


def put_right(told: Telling, step: Row) -> None:
    """The newest contact is corrected by its author, the same day."""
    written = db.session.get_one(ContactNote, newest(told).id)
    correct(
        newest(told),
        outcome=outcome_coded(step.get("outcome", written.outcome_code)),
        channel_code=step.get("channel", written.channel_code),
        happened_on=newest(told).happened_on,
        note=told.words(step, "note"),
        sensitive=written.sensitive,
        present=written.present.split(),
        by=newest(told).by,
    )


def add_more(told: Telling, step: Row) -> None:
    text, by = told.words(step, "text"), told.worker(step)
    add_to(newest(told), key=told.key(), text=text, sensitive=False, by=by)


def try_next(told: Telling, step: Row) -> None:
    choose_step(newest(told), step["step"], by=told.worker(step))


def plan(told: Telling, step: Row) -> None:
    on, agreed = told.day(step["next"]), step.get("agreed", False)
    told.case.plan_next(on, by=told.worker(step), agreed=agreed)


def plan_set(told: Telling, step: Row) -> None:
    query = db.select(ActivitySet).where(ActivitySet.code == step["set"])
    apply_set(told.case, db.session.scalars(query).one(), start=today(), by=told.worker(step))


def plan_thing(told: Telling, step: Row) -> None:
    """One activity, or the review on another day."""
    by = told.worker(step)
    told.case.drop_activity(step["kind"], by=by)
    told.case.plan_activity(step["kind"], told.day(step["next"]), by=by)


def follow(told: Telling, step: Row) -> None:
    query = db.select(Rhythm.id).where(Rhythm.code == step["rhythm"])
    told.case.follow_rhythm(db.session.scalar(query), by=told.worker(step))


def meet_group(told: Telling, step: Row) -> None:
    """With the others named in `others`, whose stories were told before."""
    own = Case.worker_id == told.case.worker_id
    query = db.select(Case).join(Case.person).where(Person.name.in_(step["others"]), own)
    GroupActivity.log(
        [told.case, *db.session.scalars(query)],
        key=told.key(),
        by=told.worker(step),
        outcome=outcome_coded("met"),
        channel_code="group",
        happened_on=today(),
        note=told.words(step, "note"),
    )


def away(told: Telling, step: Row) -> None:
    """Somebody of the staff does not work on these days."""
    leave = Leave.enter(
        staff(step["who"]),
        key=told.key(),
        first_day=told.day(step["first"]),
        last_day=told.day(step["last"]),
        kind=LeaveKind(step["kind"]),
        by=staff(step.get("by") or step["who"]),
    )
    if "stand_in" in step:
        Cover.give(leave, staff(step["stand_in"]), key=told.key(), by=leave.user)


SCHEDULE_VERBS: dict[str, Callable[[Telling, Row], None]] = {
    verb.__name__: verb
    for verb in (
        *(contact, put_right, add_more, try_next, plan, plan_set, plan_thing),
        *(follow, meet_group, away),
    )
}
