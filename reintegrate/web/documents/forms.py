"""What people write on papers. The form of a paper has the fields its kind asks for."""

from typing import Any

from wtforms import FileField
from wtforms.validators import ValidationError

from reintegrate.models.document import Document
from reintegrate.models.document_kind import FieldInput, KnownField, fields_by_code
from reintegrate.models.paper_effects import printed_day
from reintegrate.web.documents.wording import numeric
from reintegrate.web.ui.fields import Day, LongText, Select, Text
from reintegrate.web.ui.forms import CreateForm, EditForm, PostForm
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.i18n import lazy_gettext as _l

LONGEST = 2000
SIGNER = "signer"


class BeginForm(CreateForm):
    """Which kind is chosen by the button that was pressed."""


class FinalForm(PostForm):
    file = FileField(
        _l("The finished Word file"),
        description=_l("A .docx of at most 480 KB that bears the number given here."),
    )


class WithdrawalForm(PostForm):
    reason = LongText(
        _l("Why this paper counts no more"),
        longest=1000,
        hint=_l("Whoever reads the ward's papers reads this."),
    )


class FiltersForm(PostForm):
    """Asked by address: nothing in it is about a person."""

    kind = Select(_l("Kind of paper"), required=False)
    status = Select(_l("State"), required=False)
    year = Select(_l("Year"), required=False)
    number = Text(_l("Number"), required=False, longest=40, hint=_l("12 or 12/QĐ-UBND."))


def text_form(document: Document, values: dict[str, str]) -> Any:
    """The form of this paper: empty fields may stay empty while it is a draft."""
    known = fields_by_code()
    asked = [known[field.code] for field in document.kind.asked]
    required = document.kind.required
    fields: dict[str, Any] = {f.code: input_of(f, f.code in required) for f in asked}
    if document.body is not None:
        fields[SIGNER] = Select(_l("Who signs"), required=False)
    made: Any = type("TextForm", (EditForm,), fields)
    shown = {f.code: shown_in(f, values.get(f.code, "")) for f in asked}
    form = made.of_request(data=shown | {SIGNER: str(document.signer_id or "")})
    if document.body is not None:
        form[SIGNER].choices = signers(document)
    return form


def signers(document: Document) -> list[tuple[str, str]]:
    body = document.body
    current = body.signers() if body else []
    named = [(str(s.id), f"{s.name} ({' / '.join(s.authority)})") for s in current]
    return [("", gettext("Choose…")), *named]


def input_of(field: KnownField, required: bool) -> Any:
    """Required only to number it: said in the hint, not refused here."""
    label = field.label_in(language())
    hint = gettext("The form cannot do without it.") if required else ""
    if field.input == FieldInput.DAY:
        return Day(label, required=False, hint=hint)
    if field.input == FieldInput.TEXT:
        return LongText(label, required=False, longest=LONGEST, hint=hint)
    return Text(label, required=False, longest=400, hint=hint)


def shown_in(field: KnownField, text: str) -> Any:
    return printed_day(text) if field.input == FieldInput.DAY else text


def written(form: Any, document: Document) -> dict[str, str]:
    """What was typed, as papers print it."""
    said = {}
    for field in document.kind.asked:
        value = form[field.code].data
        said[field.code] = value if isinstance(value, str) else numeric(value)
    return said


def number_asked(text: str | None) -> tuple[int | None, str]:
    """ "12" or "12/QĐ-UBND": the number and the series. Raises ValidationError."""
    number, _, series = (text or "").strip().partition("/")
    if not number:
        return None, ""
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise ValidationError(gettext("Write a number, for example 12 or 12/QĐ-UBND."))
    return int(number), series.strip().upper()
