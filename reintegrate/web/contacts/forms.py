"""What is asked about a contact: one page, most of it filled in already."""

from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import Choice, Choices, Day, LongText, Tick
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.forms import EditForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.next_date import NextDate
from reintegrate.web.ui.note_words import WHY_SENSITIVE
from reintegrate.web.ui.outbox import Instant
from reintegrate.web.ui.twice import OnceMoreForm


class ContactForm(NextDate, OnceMoreForm):
    """The fields of one contact, posted alike from this page, from a phone's outbox and without
    JavaScript. Required: `outcome` and `key`; the rest has an answer already."""

    outcome = Choice(_l("What came of it"))
    note = LongText(
        _l("Note"),
        required=False,
        hint=_l("How they are · what is hard · what you helped with · what you agreed"),
        render_kw={"rows": 5, "autocapitalize": "sentences", "spellcheck": "true"},
    )
    done = Choices(_l("Also done this time"))
    channel = Choice(_l("How you met"))
    happened_on = Day(
        _l("On which day"),
        default=today,
        hint=_l("An earlier day is fine. The day you wrote it down is kept beside it."),
    )
    present = Choices(_l("Who else was there"))
    sensitive = Tick(_l("This note is sensitive"), hint=WHY_SENSITIVE)
    met_needs = Choices(
        _l("Needs for which help was received"),
        hint=_l("What came of it for the person is asked on the page of their needs."),
    )
    met_kinds = Choices(
        _l("Needs for which help was received"),
        hint=_l("A need of this kind is written down as received; if none is written yet, it is."),
    )
    """Said where the needs themselves are not known: on a phone without signal."""
    new_needs = Choices(
        _l("Needs that came up"),
        hint=_l("They are added to the needs of this case. None is added twice."),
    )

    made_at = Instant()

    in_doubt: set[str]
    """Kinds of which the case has several needs: which was met must be said on the page."""
    earliest: date
    said_already: int | None = None
    """The contact that says the same, written a moment ago."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.in_doubt = set()

    def validate_met_kinds(self, field: Any) -> None:
        if self.in_doubt & set(field.data or ()):
            raise ValidationError(
                gettext("Several needs of this kind are open. Open the form and say which it was.")
            )

    def validate_happened_on(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day has not come yet."))
        if field.data and field.data < self.earliest:
            raise ValidationError(
                gettext("The term began on %(day)s. Check the day.", day=in_words(self.earliest))
            )


class PlanForm(NextDate, EditForm):
    """Only the next date."""
