"""The next date, asked the same way wherever a contact is planned: chips, another day, or why none.

A typed day wins over a chip. The form never knows the rhythm: the view gives it a proposal.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from reintegrate.db import today
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.catalogue import NoNextDateReason, choices
from reintegrate.web.ui.fields import Choice, Day, Select, Tick
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.forms import PostForm
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.i18n import lazy_gettext as _l

PROPOSED, NONE = "proposed", "none"
CHIPS = (7, 14, 30)
AFTER_TERM = timedelta(days=92)
"""How far ahead a case may be planned whose term is over and which still stands open."""

MOVED_BY_VERBS = {"closed", "suspended"}
"""Reasons the verbs themselves write; nobody chooses them while the case runs."""


@dataclass(frozen=True)
class Chosen:
    """What was said of the next date. `proposed` leaves it to the rhythm."""

    due_on: date | None = None
    reason_code: str | None = None
    agreed: bool = False
    proposed: bool = False


class NextDate(PostForm):
    next = Choice(_l("Next contact"), validate_choice=False)
    next_on = Day(_l("Another day"), required=False)
    no_next_reason = Select(
        _l("No next date, because"),
        required=False,
        hint=_l("A case may stand without a next date only with a reason."),
    )
    next_agreed = Tick(_l("We agreed on this day together"))

    last_day: date
    term_is_over: bool

    def offer(self, case: Case, proposed: date | None) -> None:
        """Which days this case may be given. Without a proposal the reason is asked first."""
        self.term_is_over = case.term_to < today()
        self.last_day = today() + AFTER_TERM if self.term_is_over else case.term_to
        self.no_next_reason.choices = [("", gettext("Choose a reason")), *reasons_for(case)]
        self.next.choices = self._chips(proposed)
        if self.next.data in (None, "", "None") and not self.next.raw_data:
            self.next.data = PROPOSED if proposed else NONE
            if proposed is None:
                self.no_next_reason.data = usual_reason(case)

    def _chips(self, proposed: date | None) -> list[tuple[str, str]]:
        offered = []
        if proposed is not None:
            offered.append((PROPOSED, gettext("As proposed: %(day)s", day=in_words(proposed))))
        for days in CHIPS:
            then = today() + timedelta(days=days)
            if then <= self.last_day and then != proposed:
                words = gettext("In %(n)s days: %(day)s", n=days, day=in_words(then))
                offered.append((then.isoformat(), words))
        posted = day_of_chip(self.next.data)
        if posted is not None and posted.isoformat() not in dict(offered):
            offered.append((posted.isoformat(), in_words(posted)))
        return [*offered, (NONE, gettext("No next date"))]

    def validate(self, extra_validators: object = None) -> bool:
        in_shape = bool(super().validate(extra_validators))
        return self._says_what_is_next() and in_shape

    def _says_what_is_next(self) -> bool:
        if any(field.errors for field in (self.next, self.next_on, self.no_next_reason)):
            return False
        if self.next_on.data and self.no_next_reason.data:
            self.refuse(gettext("Choose one: a day, or a reason for none."), "next_on")
            return False
        chosen = self.chosen
        if chosen.due_on is not None:
            return self._is_possible(chosen.due_on, "next_on" if self.next_on.data else "next")
        if not chosen.proposed and not chosen.reason_code:
            self.refuse(gettext("Say why there is no next date."), "no_next_reason")
            return False
        return True

    def _is_possible(self, due_on: date, field: str) -> bool:
        if due_on < today():
            self.refuse(gettext("Choose today or a later day."), field)
        elif due_on > self.last_day and self.term_is_over:
            words = gettext("Choose a day up to %(day)s.", day=in_words(self.last_day))
            self.refuse(words, field)
        elif due_on > self.last_day:
            words = gettext(
                "The term ends on %(day)s. Choose a day up to then, or say why there is none.",
                day=in_words(self.last_day),
            )
            self.refuse(words, field)
        return not self[field].errors

    @property
    def chosen(self) -> Chosen:
        agreed = bool(self.next_agreed.data)
        if self.next_on.data:
            return Chosen(due_on=self.next_on.data, agreed=agreed)
        if self.no_next_reason.data:
            return Chosen(reason_code=str(self.no_next_reason.data))
        if self.next.data == PROPOSED:
            return Chosen(proposed=True, agreed=agreed)
        return Chosen(due_on=day_of_chip(self.next.data), agreed=agreed)


def day_of_chip(value: object) -> date | None:
    """The day a chip stands for, as it stood there: a page left open overnight means that day."""
    try:
        return date.fromisoformat(str(value)) if len(str(value)) == 10 else None
    except ValueError:
        return None


def reasons_for(case: Case) -> list[tuple[str, str]]:
    kept = {case.no_next_date_reason_code or ""}
    return [
        (code, name)
        for code, name in choices(NoNextDateReason, language())
        if code not in MOVED_BY_VERBS or code in kept
    ]


def usual_reason(case: Case) -> str:
    if case.status == CaseStatus.SUSPENDED:
        return "suspended"
    return "term_ended" if case.term_to < today() else ""
