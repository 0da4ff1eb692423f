"""Asking an agency, answering, ending, and the thread between."""

from datetime import timedelta
from typing import Any

from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import Choice, Day, LongText, Select, Tick
from reintegrate.web.ui.forms import CreateForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.twice import OnceMoreForm

DAYS_TO_ANSWER = 7
YES, NO = "yes", "no"


class OfferForm(CreateForm):
    """A request to an agency. The view gives needs, services, and the agencies of that service."""

    need = Select(_l("For which need?"))
    service = Select(_l("Which help?"))
    agency = Choice(_l("Which agency?"))
    due_on = Day(
        _l("Wanted by"),
        hint=_l("The day by which help should have begun."),
        default=lambda: today() + timedelta(days=DAYS_TO_ANSWER),
    )
    answer_by = Day(
        _l("Answer wanted by"),
        required=False,
        hint=_l("Empty: within a week. Without an answer by then another agency is suggested."),
    )
    request = LongText(
        _l("What is asked"),
        longest=2000,
        hint=_l(
            "The agency reads this as it stands. Write only what they need in order to help: "
            "nothing about the past or about other needs."
        ),
    )
    ground = Choice(_l("Why may they be told?"), required=False)
    shares_phone = Tick(_l("Give them the phone number"))
    agreed = Tick(
        _l("They know what goes to this agency, and agree"),
        hint=_l("Ask each time, even if they agreed before."),
    )

    def give_grounds(self, grounds: list[tuple[str, str]]) -> None:
        """Where no law is offered, their yes is the only way."""
        if not grounds:
            del self.ground
            return
        self.ground.choices = [(YES, _l("The person agrees")), *grounds]
        self.ground.data = self.ground.data or YES

    @property
    def law(self) -> str | None:
        """The law named instead of their yes."""
        chosen = self.ground.data if self.ground else None
        return chosen if chosen and chosen != YES else None

    def validate_agreed(self, field: Any) -> None:
        if not field.data and self.law is None:
            raise ValidationError(gettext("Ask them first. Without their yes nothing is sent."))

    def give_agencies(self, agencies: list[tuple[str, str]]) -> None:
        """Without any there is nothing to choose, and the service is what must change."""
        if not agencies:
            del self.agency
            return
        self.agency.choices = agencies
        if not self.agency.data and len(agencies) == 1:
            self.agency.data = agencies[0][0]

    def validate_service(self, field: Any) -> None:
        if self.agency is None and not field.errors:
            raise ValidationError(gettext("No agency of this ward gives this help yet."))

    def validate_due_on(self, field: Any) -> None:
        if field.data is None:
            return
        if field.data < today():
            raise ValidationError(gettext("This day is past: choose today or a later one."))
        if field.data > today() + timedelta(days=366):
            raise ValidationError(gettext("Choose a day within a year."))

    def validate_answer_by(self, field: Any) -> None:
        if field.data is None:
            return
        if field.data < today():
            raise ValidationError(gettext("This day is past: choose today or a later one."))
        if self.due_on.data and field.data > self.due_on.data:
            raise ValidationError(gettext("Not later than the day by which help is wanted."))


class MessageForm(OnceMoreForm):
    text = LongText(
        _l("Write to the other side"),
        longest=2000,
        hint=_l("Both sides read this. It cannot be changed later."),
    )


class RefusalForm(PostForm):
    reason = LongText(
        _l("Why can you not take this on?"),
        longest=1000,
        hint=_l(
            "The worker reads this and looks for another way. Nothing is held against anybody."
        ),
    )


class EndForm(PostForm):
    helped = Choice(
        _l("Did it help?"),
        choices=[
            SelectChoice(YES, _l("Yes, the help was given")),
            SelectChoice(NO, _l("No, or not enough")),
        ],
    )
    result = LongText(
        _l("What happened?"),
        longest=2000,
        hint=_l("In a few words, for the worker: what was done, and what is still open."),
    )


class GivingForm(PostForm):
    colleague = Choice(_l("Who sees to it?"), required=False)


class WithdrawalForm(PostForm):
    """Nothing to fill in: a page to think for a moment."""
