"""What one ward tells another when it asks: the least that lets them be sure."""

from typing import Any

from wtforms import HiddenField, ValidationError
from wtforms.validators import Regexp

from reintegrate.models.inquiry import InquiryReason
from reintegrate.models.names import words
from reintegrate.web.ui.fields import SHORT, Choice, Number, Select, Text
from reintegrate.web.ui.forms import CreateForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label


class InquiryForm(CreateForm):
    """Looked up first; the wards that may be asked come with the answer."""

    name = Text(_l("Full name"), longest=SHORT, hint=_l("All words of the name, in any order."))
    birth_year = Number(_l("Year of birth"), low=1900, high=2100)
    paper_number = Text(
        _l("Paper number"),
        longest=40,
        required=False,
        hint=_l("Helps the other ward to be sure. They alone read it."),
    )
    reason = Choice(_l("Why you ask"), choices=[])
    to_area = Select(_l("Ward to ask"), choices=[], required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.reason.choices = [(reason.value, label(reason)) for reason in InquiryReason]

    def validate_name(self, field: Any) -> None:
        if len(words(field.data or "")) < 2:
            raise ValidationError(_l("Write the whole name: one word is many people's."))


class YesForm(PostForm):
    """Which case of the ward that answers is meant."""

    case_id = HiddenField(validators=[Regexp(r"^[0-9]{1,9}$", message="case")])
