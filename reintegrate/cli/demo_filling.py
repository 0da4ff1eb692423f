"""Fills an empty database with the demo: reference data, cast, and every story at its own time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy import select, update

from reintegrate.cli.demo_areas import plan_areas
from reintegrate.cli.demo_cast import Row, Scene, demo_seed, gather_cast, staff
from reintegrate.cli.demo_clusters import scenes_of_clusters
from reintegrate.cli.demo_community import plan_community, scenes_of_community
from reintegrate.cli.demo_crowd import crowd_stories
from reintegrate.cli.demo_reports import scenes_of_reports
from reintegrate.cli.demo_rules import scenes_of_rules
from reintegrate.cli.demo_story import tell_step
from reintegrate.cli.demo_telling import Telling
from reintegrate.cli.reference import load_reference
from reintegrate.db import HERE, at, db, today, utcnow
from reintegrate.models.audit import AuditEvent, Space, chain_pending, record_event
from reintegrate.models.deadline_jobs import escalate_deadlines
from reintegrate.models.notice import Notice, forget_old_notices, recount
from reintegrate.models.offline_device import OfflineDevice
from reintegrate.models.person import Person
from reintegrate.models.user import SYSTEM_USERNAME, User, system_user

FILLED = "demo.filled"
BEFORE_ALL_STORIES = timedelta(days=500)
NEW_FOR = timedelta(days=4)


class NotEmpty(Exception):
    """Somebody is in this database already; invented people do not go beside real ones."""


def fill() -> None:
    """The whole demo, in the caller's transaction. Raises NotEmpty."""
    if somebody_is_here():
        raise NotEmpty
    load_reference()
    by = system_user()
    with at(utcnow() - BEFORE_ALL_STORIES):
        record_event(FILLED, on=by, by=by, space=Space.SYSTEM)
        gather_cast(by=by)
    told = [
        story
        for seed in ("stories", "file", "clock", "watch")
        for story in demo_seed(seed)["story"]
    ]
    scenes = [
        *scenes_of_community(),
        *scenes_of_reports(),
        *scenes_of_rules(),
        *scenes_of_clusters(),
    ]
    tell_all([*told, *crowd_stories()], scenes)
    plan_community()
    chain_pending(db.session())  # before changed areas make the session forget what it knows
    plan_areas()
    escalate_deadlines(by)
    leave_news_of_last_days(by=by)
    OfflineDevice.switch_on(staff("lan"), label="Chrome · Android")


def leave_news_of_last_days(*, by: User) -> None:
    """What is older was read when it came."""
    forget_old_notices(by)
    older = Notice.at < utcnow() - NEW_FOR
    db.session.execute(update(Notice).where(older).values(seen_at=Notice.at))
    recount(db.session.scalars(select(User.id)).all())


def somebody_is_here() -> bool:
    users = select(User.id).where(User.username != SYSTEM_USERNAME)
    return any(db.session.scalar(found.limit(1)) for found in (select(Person.id), users))


def is_demo() -> bool:
    """Whether this database was made by `fill`: the trail says so, and nothing can unsay it."""
    found = select(AuditEvent.id).where(AuditEvent.what == FILLED).limit(1)
    return db.session.scalar(found) is not None


def made_on() -> datetime:
    """When the demo was made: its dates count from that day."""
    found = select(User.created_at).where(User.username != SYSTEM_USERNAME).limit(1)
    return (db.session.scalar(found) or utcnow()) + BEFORE_ALL_STORIES


def tell_all(stories: list[Row], scenes: Sequence[Scene] = ()) -> None:
    """Step by step through the calendar, so that numbers and the trail grow as they would have."""
    now, first_day = utcnow(), today()
    steps: list[tuple[datetime, int, int, Callable[[], None]]] = [
        (min(moment, now), number, place, partial(tell_step, told, step))
        for number, story in enumerate(stories, 1)
        for told in [Telling(story, number, first_day)]
        for place, (moment, step) in enumerate(timed(told))
    ]
    steps += [(moment, len(stories), place, do) for place, (moment, do) in enumerate(scenes, 1000)]
    for moment, _, _, do in sorted(steps, key=lambda entry: entry[:3]):
        with at(moment):
            do()


def timed(told: Telling) -> Iterator[tuple[datetime, Row]]:
    """Each step at an hour of its day; those of one day follow one another."""
    day_before, nth = None, 0
    for step in told.story["steps"]:
        nth = nth + 1 if step["day"] == day_before else 0
        day_before = step["day"]
        start = datetime.combine(told.day(step["day"]), time(8, 5), HERE)
        minutes = (told.number * 37 + step["day"] * 53) % 330 + 25 * nth
        yield start + timedelta(minutes=minutes), step
