"""What is written down of a ward's support team: its decision, and who joins and leaves."""

from typing import Any

from wtforms.validators import ValidationError

from reintegrate.db import today
from reintegrate.models.team import TeamPlace
from reintegrate.web.ui.fields import SHORT, Choice, Day, Text, Tick
from reintegrate.web.ui.forms import CreateForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import LABELS


def not_to_come(field: Any) -> None:
    if field.data and field.data > today():
        raise ValidationError(gettext("This day has not come yet."))


class TeamForm(CreateForm):
    decision_number = Text(
        _l("Number of the decision"), longest=SHORT, hint=_l("For example 15/QĐ-UBND.")
    )
    decided_on = Day(_l("Day it was signed"))
    signer = Text(
        _l("Who signed it"), required=False, longest=SHORT, hint=_l("Name and post, as printed.")
    )
    since = Day(_l("The team works from"))
    keep_members = Tick(
        _l("The present members stay"), hint=_l("Change single ones on the next page.")
    )

    def validate_decided_on(self, field: Any) -> None:
        not_to_come(field)

    def validate_since(self, field: Any) -> None:
        not_to_come(field)


class MemberForm(CreateForm):
    place = Choice(
        _l("Place in the team"),
        choices=[(place.value, LABELS[TeamPlace][place]) for place in TeamPlace],
    )
    name = Text(_l("Full name"), longest=SHORT)
    post = Text(_l("Post and office"), required=False, longest=SHORT)
    since = Day(_l("Member from"))

    def validate_since(self, field: Any) -> None:
        not_to_come(field)


class LeaveForm(PostForm):
    on = Day(_l("First day no longer a member"), default=today)

    def validate_on(self, field: Any) -> None:
        not_to_come(field)
