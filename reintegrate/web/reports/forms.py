"""What a ward writes into its report, why it is put right, why it is sent back; a new indicator."""

from collections.abc import Sequence
from typing import Any

from reintegrate.models.indicator import Indicator
from reintegrate.models.report_annex import AnnexPurpose
from reintegrate.models.report_target import Direction
from reintegrate.web.ui.fields import Choice, Choices, LongText, Number, Select, Text
from reintegrate.web.ui.forms import CreateForm, EditForm, PostForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

TYPED = "typed_"
MOST = 9_999_999


class WordsForm(EditForm):
    situation = LongText(_l("I. Situation"), required=False)
    results = LongText(_l("II. Results"), required=False)
    difficulties = LongText(_l("III. Difficulties and their causes"), required=False)
    direction = LongText(_l("IV. Direction and tasks"), required=False)
    proposals = LongText(_l("V. Proposals"), required=False)


def words_form(typed: Sequence[Indicator], locale: str) -> type[WordsForm]:
    """With a field for each number the ward types itself."""
    fields: dict[str, Any] = {
        TYPED + one.code: Number(
            one.name_in(locale),
            low=0,
            high=MOST,
            required=False,
            hint=one.definition_in(locale),
        )
        for one in typed
    }
    return type("WordsForm", (WordsForm,), fields)


class SubmissionForm(EditForm):
    because = LongText(
        _l("What is put right, and why"),
        required=False,
        longest=1000,
        hint=_l("The province reads this. Name nobody."),
    )


class ReturnForm(PostForm):
    because = LongText(
        _l("What has to be put right"), longest=1000, hint=_l("The ward reads this. Name nobody.")
    )


class AnnexForm(PostForm):
    """The numbers to choose from are given by the view."""

    numbers = Choices(_l("Whom to name"), choices=[])
    purpose = Select(_l("What for"))
    ending = Choice(
        _l("Kind of file"), choices=[("docx", "Word"), ("xlsx", "Excel")], default="docx"
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.purpose.choices = [
            ("", _("Choose…")),
            *((one.value, label(one)) for one in AnnexPurpose),
        ]


class ReportTargetForm(EditForm):
    direction = Choice(_l("At least or at most"))
    wanted = Number(_l("Wanted in the year"), low=0, high=999_999_999_999)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.direction.choices = [(one.value, label(one)) for one in Direction]


class IndicatorForm(CreateForm):
    name_vi = Text(_l("Name in Vietnamese"), longest=120)
    name_en = Text(_l("Name in English"), longest=120)
    definition_vi = LongText(_l("Definition in Vietnamese"), longest=1000)
    definition_en = LongText(_l("Definition in English"), longest=1000)
    formula = Text(
        _l("Sum of codes"),
        hint=_l("For example: taken_in + transferred_in - completed. The codes stand below."),
    )
