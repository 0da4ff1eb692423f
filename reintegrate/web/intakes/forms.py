"""The forms around an intake: looking first, beginning, deciding. Sections have their own file."""

from typing import Any

from wtforms import HiddenField
from wtforms.validators import Optional, Regexp, ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import SHORT, Choice, Day, LongText, Select, Text
from reintegrate.web.ui.forms import AskForm, EditForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.twice import OnceMoreForm

ACCEPT, RETURN = "accept", "return"


class LookForm(AskForm):
    q = Text(
        _l("Name, paper number or phone"),
        longest=SHORT,
        hint=_l("First see whether they are known here, so that nobody is written down twice."),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class BeginForm(OnceMoreForm):
    """For somebody known (`person_id`), or somebody new, called `q`."""

    q = Text("", required=False, longest=SHORT)
    person_id = HiddenField(validators=[Optional(), Regexp(r"^\d{1,9}$", message="person")])


class DiscardForm(PostForm):
    """Nothing to fill in."""


class AcceptForm(EditForm):
    answer = HiddenField(default=ACCEPT)
    worker = Select(
        _l("Who answers for the case"),
        required=False,
        hint=_l("You can also choose later, from the caseload."),
    )
    minor = Choice(
        _l("Which term holds for them"),
        required=False,
        choices=[
            ("yes", _l("The one for those who were under 18")),
            ("no", _l("The one for adults")),
        ],
        hint=_l(
            "By what is known of their birth this can be read either way. One answer is proposed; "
            "it can be changed later under Legal steps."
        ),
    )
    term_to = Day(
        _l("Last day of the term, if the decision prints another"),
        required=False,
        hint=_l("Leave it empty where the law's own end is right."),
    )
    decision_number = Text(
        _l("Number of the decision on post-rehabilitation management"),
        required=False,
        longest=60,
        hint=_l("If it has been issued."),
    )
    decided_on = Day(_l("Date of that decision"), required=False)

    def validate_decided_on(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day has not come yet."))


class ReturnForm(EditForm):
    answer = HiddenField(default=RETURN)
    reason = LongText(
        _l("What is missing or wrong"),
        longest=1000,
        hint=_l("The writer reads this, mends it and submits again."),
    )
