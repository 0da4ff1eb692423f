"""One member of staff's days as a calendar: how many things on which day, and a link. Whoever reads
over a shoulder, or gets hold of the file, learns no name and no programme."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from reintegrate.db import today, utcnow
from reintegrate.later import later
from reintegrate.models.calendar_feed import CalendarFeed
from reintegrate.models.user import WARD_ROLES, Role, User
from reintegrate.web.nudges import queries
from reintegrate.web.nudges.standing import path_to
from reintegrate.web.ui.i18n import gettext as _

icalendar = later("icalendar")

DAYS_AHEAD = 120
DAYS_BACK = 60


class Entry:
    """One line of one day."""

    def __init__(self, kind: str, on: date, words: str, path: str):
        self.kind, self.on, self.words, self.path = kind, on, words, path


def calendar_of(feed: CalendarFeed, base: str) -> bytes:
    """The calendar as it stands now. `base`: what its links begin with."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//calendar//1.0//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Work"))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", timedelta(hours=1), {"VALUE": "DURATION"})
    for entry in entries_of(feed.user):
        calendar.add_component(event_of(feed, entry, base))
    return bytes(calendar.to_ical())


def event_of(feed: CalendarFeed, entry: Entry, base: str) -> Any:
    event = icalendar.Event()
    known = sha256(f"{feed.token_hash}/{entry.kind}/{entry.on}".encode()).hexdigest()[:32]
    event.add("uid", f"{known}@calendar")
    event.add("dtstamp", utcnow())
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", entry.words)
    event.add("url", f"{base}{entry.path}")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def entries_of(user: User) -> Iterator[Entry]:
    if user.role == Role.SOCIAL_WORKER:
        yield from contacts_of(user)
    if user.role in WARD_ROLES:
        yield from deadlines_of(user)


def contacts_of(user: User) -> Iterator[Entry]:
    path = path_to("today.index")
    for kind, day, number in by_day(queries.due_days(user, *days_shown())):
        late = kind == "late"
        words = _("Work to catch up on (%(n)s)") if late else _("Work appointments (%(n)s)")
        yield Entry(f"contacts {kind}", day, words % {"n": number}, path)


def deadlines_of(user: User) -> Iterator[Entry]:
    path = path_to("deadlines.index")
    for kind, day, number in by_day(queries.deadline_days(user, *days_shown())):
        late = kind == "late"
        words = _("Papers and dates, overdue (%(n)s)") if late else _("Papers and dates (%(n)s)")
        yield Entry(f"deadlines {kind}", day, words % {"n": number}, path)


def days_shown() -> tuple[date, date]:
    return today() - timedelta(days=DAYS_BACK), today() + timedelta(days=DAYS_AHEAD)


def by_day(days: Sequence[Any]) -> Iterator[tuple[str, date, int]]:
    """A line for each day; whatever is past its day stands together on today."""
    now = today()
    late = sum(number for day, number in days if day < now)
    if late:
        yield "late", now, late
    yield from (("due", day, number) for day, number in days if day >= now)
