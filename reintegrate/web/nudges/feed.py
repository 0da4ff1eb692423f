"""One member of staff's days as a calendar: how many things on which day, and a link. Whoever reads
over a shoulder, or gets hold of the file, learns no name and no programme."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from reintegrate.db import today, utcnow
from reintegrate.models.calendar_feed import CalendarFeed
from reintegrate.models.user import Role, User
from reintegrate.web.nudges import queries
from reintegrate.web.nudges.standing import path_to
from reintegrate.web.ui.i18n import gettext as _

DAYS_AHEAD = 120
DAYS_BACK = 60


class Entry:
    """One line of one day."""

    def __init__(self, kind: str, on: date, words: str, path: str):
        self.kind, self.on, self.words, self.path = kind, on, words, path


def calendar_of(feed: CalendarFeed, base: str) -> bytes:
    """The calendar as it stands now. `base`: what its links begin with."""
    calendar = Calendar()
    calendar.add("prodid", "-//calendar//1.0//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Work"))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", timedelta(hours=1), {"VALUE": "DURATION"})
    for entry in entries_of(feed.user):
        calendar.add_component(event_of(feed, entry, base))
    return bytes(calendar.to_ical())


def event_of(feed: CalendarFeed, entry: Entry, base: str) -> Event:
    event = Event()
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


def contacts_of(user: User) -> Iterator[Entry]:
    """A line for each day; whatever is past its day stands together on today."""
    now = today()
    days = queries.due_days(user, now - timedelta(days=DAYS_BACK), now + timedelta(days=DAYS_AHEAD))
    late = sum(number for day, number in days if day < now)
    path = path_to("today.index")
    if late:
        yield Entry("late", now, _("Work to catch up on (%(n)s)", n=late), path)
    for day, number in days:
        if day >= now:
            yield Entry("contacts", day, _("Work appointments (%(n)s)", n=number), path)
