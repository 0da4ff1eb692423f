"""What a case needs from its reader now, each with its one action; and what else can be done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from flask import g, url_for

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.policy import MAY, may, why_not
from reintegrate.db import today, utcnow
from reintegrate.models import due
from reintegrate.models.case import CASE, Case, CaseStatus
from reintegrate.models.user import Role
from reintegrate.web.cases.queries import pending_transfer_id
from reintegrate.web.ui.addresses import case_url
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _

MOST = 3


@dataclass(frozen=True)
class Item:
    text: str
    tone: str
    url: str | None = None
    label: str | None = None


def attention_of(case: Case) -> list[Item]:
    """At most three, the gravest first. Nothing of a case that has ended."""
    return [*_items(case)][:MOST] if case.is_open else []


def _items(case: Case) -> Iterator[Item]:
    if due.NO_WORKER.holds(case):
        yield _item(_("Nobody answers for this case yet."), "late", case, "cases.assign")
    yield from _about_whereabouts(case)
    if g.viewer.role != Role.SOCIAL_WORKER:
        yield from _about_dates_owed(case)
    yield from _about_contacts(case)
    if case.transfer_pending:
        number = pending_transfer_id(g.viewer, case)
        url = url_for("transfers.show", transfer_id=number) if number else None
        yield Item(_("A transfer is waiting for an answer."), "soon", url, _("See the transfer"))
    if due.ENDING_SOON.holds(case):
        words = _("The term ends on %(day)s.", day=in_words(case.term_to))
        yield _item(words, "soon", case, "cases.close")
    if g.viewer.role == Role.SOCIAL_WORKER:
        yield from _about_dates_owed(case)


def _about_whereabouts(case: Case) -> Iterator[Item]:
    """Away, away for longer than they said, or still to come home."""
    if case.status == CaseStatus.ABSENT:
        words = _("Away without word. Reach out first; it is no reason to give up.")
        yield _item(words, "late", case, "contacts.new", "cases.absence")
    if case.away_until is not None and case.away_until < today():
        words = _("They said they would be away until %(day)s.", day=in_words(case.away_until))
        yield _item(words, "soon", case, "acts.absence", "contacts.new")
    if case.is_coming:
        words = _("Expected home on %(day)s.", day=in_words(case.term_from))
        yield Item(words, "info", case_url("acts.index", case.id), _("Legal steps"))


def _about_dates_owed(case: Case) -> Iterator[Item]:
    """What the law wants by when, if that is near: officials and police first have to do it."""
    url = case_url("deadlines.of_case", case.id)
    if due.OWES_NOW.holds(case):
        late = case.owes_at is not None and case.owes_at <= utcnow()
        words = _("A date of the law has passed.") if late else _("A date of the law is today.")
        yield Item(words, "late", url, _("See what is to be done"))
    elif due.OWES_SOON.holds(case):
        words = _("A date of the law is coming up within seven days.")
        yield Item(words, "soon", url, _("See what is to be done"))


def _about_contacts(case: Case) -> Iterator[Item]:
    days = due.days_over(case)
    if due.OUTCOME_TO_WRITE.holds(case):
        words = _(
            "You had agreed on %(day)s: write down what came of it.", day=in_words(case.due_on)
        )
        yield _item(words, "late", case, "contacts.new", "cases.assign")
    elif due.HELP_WANTED.holds(case):
        words = _("Tried without meeting them: %(n)s. Look for another way together.",
                  n=case.tries_since_reached)  # fmt: skip
        yield _item(words, "soon", case, "contacts.new", "cases.assign")
    elif due.FIRST_CONTACT_PENDING.holds(case):
        yield _item(
            _("There has been no first contact yet."),
            "late" if days else "soon",
            case,
            "contacts.new",
            "cases.assign",
        )
    elif days:
        words = _("The contact planned for %(day)s is overdue.", day=in_words(case.due_on))
        yield _item(words, "late", case, "contacts.new", "cases.assign")
    elif due.NO_NEXT_DATE.holds(case) and case.status != CaseStatus.SUSPENDED:
        yield _item(_("No next contact is planned."), "soon", case, "contacts.plan")


def _item(text: str, tone: str, case: Case, *endpoints: str) -> Item:
    """With the first of these actions that the viewer may do; without one, only said."""
    for endpoint in endpoints:
        if may(g.viewer, ACTION_OF[endpoint], case):
            return Item(text, tone, address(endpoint, case.id), words_for(endpoint, case))
    return Item(text, tone)


class Offer(NamedTuple):
    """Something that can be done with the case; or that cannot now, and why."""

    endpoint: str
    label: str
    refused: WhyNot | None


ACTION_OF = {
    "contacts.new": Action.LOG_CONTACT,
    "contacts.plan": Action.PLAN_FOLLOW_UP,
    "activities.index": Action.CHOOSE_RHYTHM,
    "reminders.index": Action.SEND_REMINDER,
    "cases.assign": Action.ASSIGN_CASE,
    "transfers.new": Action.PROPOSE_TRANSFER,
    "stays.new": Action.ASK_HOST,
    "cases.absence": Action.PAUSE_CASE,
    "cases.suspension": Action.PAUSE_CASE,
    "acts.absence": Action.PAUSE_CASE,
    "cases.close": Action.CLOSE_CASE,
    "cases.reopen": Action.REOPEN_CASE,
}


NOT_BEFORE_THE_TERM = {"cases.absence", "cases.suspension", "acts.absence"}


WORDS: dict[str, Callable[[Case], str]] = {
    "contacts.new": lambda case: _("Log a contact"),
    "contacts.plan": lambda case: _("Plan the next contact"),
    "activities.index": lambda case: _("What is planned"),
    "reminders.index": lambda case: _("Remind by text"),
    "cases.assign": lambda case: (
        _("Give to another worker") if case.worker_id else _("Name a worker")
    ),
    "transfers.new": lambda case: _("Propose a transfer to another ward"),
    "stays.new": lambda case: _("They stay in another ward for a while"),
    "cases.absence": lambda case: (
        _("They are back")
        if case.status == CaseStatus.ABSENT
        else _("Report an absence without word")
    ),
    "cases.suspension": lambda case: (
        _("End the suspension") if case.status == CaseStatus.SUSPENDED else _("Suspend the case")
    ),
    "acts.absence": lambda case: _("They are back") if case.away_until else _("Reported absence"),
    "cases.close": lambda case: _("End the case"),
    "cases.reopen": lambda case: _("Reopen the case"),
}


def words_for(endpoint: str, case: Case) -> str:
    return WORDS[endpoint](case)


def address(endpoint: str, case_id: int) -> str:
    back = "?back=case" if endpoint.startswith("contacts.") else ""
    return f"{case_url(endpoint, case_id)}{back}"


def fits(endpoint: str, case: Case) -> bool:
    """Whether it makes sense as the case stands: nobody who is suspended is reported absent."""
    if case.is_coming and endpoint in NOT_BEFORE_THE_TERM and today() < case.term_from:
        return False
    if endpoint == "acts.absence":
        return case.status in {CaseStatus.MANAGED, CaseStatus.ABSENT}
    if endpoint == "cases.absence":
        return case.status == CaseStatus.ABSENT or CASE.allows(case, CaseStatus.ABSENT)
    if endpoint == "cases.suspension":
        return case.status == CaseStatus.SUSPENDED or CASE.allows(case, CaseStatus.SUSPENDED)
    if endpoint == "cases.reopen":
        return not case.is_open
    return case.is_open


def offers(case: Case) -> tuple[Offer, ...]:
    viewer = g.viewer
    allowed = MAY[viewer.role]
    return tuple(
        Offer(endpoint, words_for(endpoint, case), why_not(viewer, action, case))
        for endpoint, action in ACTION_OF.items()
        if action in allowed and fits(endpoint, case)
    )
