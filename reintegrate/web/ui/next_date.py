"""The next date, asked the same way wherever a contact is planned: chips, another day, or why none.

A typed day wins over a chip. The form never knows the rhythm: the view gives it a proposal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reintegrate.db import today
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.catalogue import NoNextDateReason, PlanReason, choices
from reintegrate.models.no_next_note import OTHER
from reintegrate.models.proposal import free_day, skips_a_meeting
from reintegrate.web.ui.fields import Choice, Day, LongText, Select, Tick
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.forms import PostForm
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.outbox import from_outbox

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
    """Why there is none."""
    words: str = ""
    """That reason in words, where its code says nothing."""
    because: str | None = None
    """Why it is so much later than the rhythm asks."""
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
    no_next_words = LongText(
        _l("The reason, in a few words"),
        required=False,
        longest=500,
        hint=_l("For “another reason”. Only the worker who answers for this case reads it."),
    )
    next_agreed = Tick(_l("We agreed on this day together"))
    next_because = Select(
        _l("Later than the rhythm, because"),
        required=False,
        hint=_l("Asked only when a meeting is left out and the day was not agreed together."),
    )

    case: Case
    proposed_on: date | None
    last_day: date
    term_is_over: bool

    def offer(self, case: Case, proposed: date | None) -> None:
        """Which days this case may be given. Without a proposal the reason is asked first."""
        self.case, self.proposed_on = case, proposed
        self.term_is_over = case.term_to < today()
        self.last_day = today() + AFTER_TERM if self.term_is_over else case.term_to
        self.next.choices = self.next_because.choices = self.no_next_reason.choices = []
        if self.next_because.data or self.no_next_reason.data:
            self._offer_reasons()
        if self.next.data in (None, "", "None") and not self.next.raw_data:
            self.next.data = PROPOSED if proposed else NONE
            if proposed is None:
                self.no_next_reason.data = usual_reason(case)

    def _offer_reasons(self) -> None:
        none = ("", gettext("Choose a reason"))
        self.next_because.choices = [none, *choices(PlanReason, language())]
        self.no_next_reason.choices = [none, *reasons_for(self.case)]

    def _chips(self, proposed: date | None) -> list[tuple[str, str]]:
        offered = []
        if proposed is not None:
            offered.append((PROPOSED, gettext("As proposed: %(day)s", day=in_words(proposed))))
        for days in CHIPS:
            asked = today() + timedelta(days=days)
            then = asked if self.term_is_over else free_day(self.case, asked)
            if then <= self.last_day and asked <= self.last_day and then != proposed:
                ahead = (then - today()).days
                words = gettext("In %(n)s days: %(day)s", n=ahead, day=in_words(then))
                offered.append((then.isoformat(), words))
        posted = day_of_chip(self.next.data)
        if posted is not None and posted.isoformat() not in dict(offered):
            offered.append((posted.isoformat(), in_words(posted)))
        return [*offered, (NONE, gettext("No next date"))]

    def show(self, busy: Mapping[date, int]) -> None:
        """Offer what a page offers and a post does not ask for; beside each day stands how many are
        due then already."""
        self._offer_reasons()
        self.next.choices = [
            (value, self._with_count(value, words, busy))
            for value, words in self._chips(self.proposed_on)
        ]

    def _with_count(self, value: str, words: str, busy: Mapping[date, int]) -> str:
        day = self.proposed_on if value == PROPOSED else day_of_chip(value)
        count = busy.get(day, 0) if day else 0
        return gettext("%(day)s (%(n)s due)", day=words, n=count) if count else words

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
            field = "next_on" if self.next_on.data else "next"
            return self._is_possible(chosen.due_on, field) and self._is_explained(chosen)
        if not chosen.proposed and not chosen.reason_code:
            self.refuse(gettext("Say why there is no next date."), "no_next_reason")
            return False
        return self._is_put_in_words(chosen)

    def _is_put_in_words(self, chosen: Chosen) -> bool:
        """Another reason says nothing by itself. A phone without signal has no place for words."""
        if chosen.reason_code != OTHER or chosen.words or from_outbox():
            return not self.no_next_words.errors
        self.refuse(gettext("Say the reason in a few words."), "no_next_words")
        return False

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

    def _is_explained(self, chosen: Chosen) -> bool:
        """A meeting left out needs a reason, unless both agreed on the day."""
        if chosen.agreed or chosen.because or not self.proposed_on or not chosen.due_on:
            return True
        if from_outbox() or not skips_a_meeting(self.case, self.proposed_on, chosen.due_on):
            return True
        words = gettext(
            "The rhythm asks for %(day)s. Say why a meeting is left out, or that you agreed on "
            "this day together.",
            day=in_words(self.proposed_on),
        )
        self.refuse(words, "next_because")
        return False

    @property
    def chosen(self) -> Chosen:
        agreed = bool(self.next_agreed.data)
        if self.next_on.data:
            return Chosen(due_on=self.next_on.data, agreed=agreed, because=self._because)
        if self.no_next_reason.data:
            words = self.no_next_words.data or ""
            return Chosen(reason_code=str(self.no_next_reason.data), words=words)
        if self.next.data == PROPOSED:
            return Chosen(proposed=True, agreed=agreed)
        due_on = day_of_chip(self.next.data)
        return Chosen(due_on=due_on, agreed=agreed, because=self._because)

    @property
    def _because(self) -> str | None:
        return str(self.next_because.data or "") or None


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
