"""What a ward writes when a case moves, and what the other side answers."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from wtforms import ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import Choice, Day, LongText, Select, Text
from reintegrate.web.ui.forms import CreateForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l

LONGEST_REASON = 1000


class TransferForm(CreateForm):
    """Wards to choose from are given by the view."""

    to_area = Select(_l("Ward or commune they move to"))
    new_address = Text(_l("New address"), hint=_l("House number, street or hamlet."))
    moved_on = Day(_l("Day they moved or will move"), hint=_l("For example 05/02/2026."))
    reason = LongText(
        _l("Why they move"),
        longest=LONGEST_REASON,
        hint=_l("The other ward reads this. Leave out what was said in confidence."),
    )

    def validate_moved_on(self, field: Any) -> None:
        if field.data and not -366 <= (field.data - today()) / timedelta(days=1) <= 92:
            raise ValidationError(_l("Write a day from a year ago to three months ahead."))


class RefusalForm(PostForm):
    reason = LongText(
        _l("Why your ward cannot take the case"),
        longest=LONGEST_REASON,
        hint=_l("The other ward reads this."),
    )


class AcceptanceForm(PostForm):
    """Built for what agencies are doing: one choice for each. See `acceptance_form`."""

    worker = Select(
        _l("Who will meet the person"),
        required=False,
        hint=_l("May also be chosen afterwards."),
    )
    help_ids: Sequence[int] = ()

    def help_fields(self) -> list[Any]:
        return [self[f"help_{number}"] for number in self.help_ids]

    def chosen(self) -> dict[int, str]:
        """What is to become of each, as its option's value."""
        given = {number: self[f"help_{number}"].data for number in self.help_ids}
        return {number: value for number, value in given.items() if value}


def acceptance_form(
    asked: Sequence[tuple[int, str, list[tuple[str, Any]], str]],
) -> type[AcceptanceForm]:
    """`asked`: number, words, options and usual option of each request to an agency."""
    fields: dict[str, Any] = {
        f"help_{number}": Choice(words, required=False, choices=options, default=usual)
        for number, words, options, usual in asked
    }
    return type("AcceptanceForm", (AcceptanceForm,), fields | {"help_ids": [a[0] for a in asked]})
