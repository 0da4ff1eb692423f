"""Fields as forms copy them: built once, with what becomes of each where a post says nothing of it.
Before anything else text is made regular, and what no database keeps is refused."""

from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict
from wtforms import Form, PasswordField, SelectField
from wtforms.fields.core import Field
from wtforms.validators import Optional, StopValidation

from reintegrate.models.names import nfc
from reintegrate.web.ui.addresses import has_unstorable
from reintegrate.web.ui.fields import Choice, Choices, Select
from reintegrate.web.ui.i18n import gettext

ASKED_OF_ANSWERS = {kind.pre_validate for kind in (Field, Choice, Choices, Select)}
"""What these look at before any validator, they look at only in an answer."""


def regular(value: object) -> object:
    """Surrounding spaces off, letters composed (NFC), line ends as \\n. A view may ask the database
    about an answer before it is checked: what no database keeps is gone by then."""
    if isinstance(value, list):
        return [regular(one) for one in value]
    if not isinstance(value, str):
        return value
    return nfc(without_unstorable(value).strip().replace("\r\n", "\n"))


def without_unstorable(value: Any) -> Any:
    if not isinstance(value, str) or not has_unstorable(value):
        return value
    return "".join(c for c in value if not has_unstorable(c))


def storable(form: Form, field: Any) -> None:
    """No database keeps a NUL, and half a character (a lone surrogate) is nobody's typing."""
    for text in field.raw_data or ():
        if isinstance(text, str) and has_unstorable(text):
            # What is shown again is a page's text too, and some fields show it as it came.
            field.raw_data = [without_unstorable(given) for given in field.raw_data]
            field.data = without_unstorable(field.data)
            raise StopValidation(gettext("This has a character that cannot be kept."))


class Built(NamedTuple):
    """A field as it is before anything is put into it. Building one takes ten times as long as
    copying it, and a form has twenty."""

    field_class: type[Any]
    state: dict[str, Any]
    loose: list[str]
    """What a view may add to: each copy has its own."""
    unanswered: dict[str, Any] | None = None
    """What a post that says nothing of this field makes of it; None where that is not always the
    same. A post answers a third of a large form."""
    may_stay_so: bool = False
    """No validator has anything to say of that."""
    finishes: bool = False
    """Some of it (choices that are worked out) waits for the others' answers."""

    def copied(self, form: Form, translations: Any) -> Any:
        field = object.__new__(self.field_class)
        state = field.__dict__
        state.update(self.state)
        for name in self.loose:
            state[name] = state[name].copy()
        state["_form"], state["meta"], state["_translations"] = form, form.meta, translations
        state["built"] = self
        return field

    def leave(self, field: Any) -> None:
        """As `field.process` does without an answer."""
        state = field.__dict__
        state.update(self.unanswered or {})
        state["raw_data"], state["process_errors"] = [], []
        if type(state["data"]) is list:
            state["data"], state["object_data"] = [], None

    def is_left(self, field: Any) -> bool:
        """Whether it still stands so, and is checked as it was built."""
        return (
            self.may_stay_so
            and not field.raw_data
            and not field.data
            and not field.process_errors
            and field.validators == self.state["validators"]
        )


def built(unbound_field: Any, options: dict[str, Any], form: Form, language: str) -> Built:
    """Kept beside the declaration it is built from; once for each language, for a field without a
    label takes one in the language of whoever comes first. Nothing of the form stays in it."""
    kept: dict[Any, Built] = unbound_field.__dict__.setdefault("built", {})
    key = (options["name"], options["prefix"], language)
    if key not in kept:
        secret = issubclass(unbound_field.field_class, PasswordField)  # kept as it was typed
        filters = [*([] if secret else [regular]), *unbound_field.kwargs.get("filters", ())]
        field = unbound_field.bind(form=form, **(options | {"filters": filters}))
        field.validators = [storable, *field.validators]
        state = field.__dict__ | {"_form": None, "meta": None, "_translations": None}
        loose = [name for name, value in state.items() if isinstance(value, list | dict | set)]
        fresh = Built(type(field), state, loose)
        left = left_unanswered(fresh.copied(form, options["translations"]))
        kept[key] = fresh._replace(
            unanswered=left,
            may_stay_so=bool(left) and stays_silent(field),
            finishes=waits(field),
        )
    return kept[key]


def left_unanswered(field: Any) -> dict[str, Any] | None:
    if callable(field.default) or type(field).process is not Field.process:
        return None
    field.process(MultiDict())
    state = {name: field.__dict__[name] for name in ("data", "object_data")}
    if field.process_errors or any(state.values()):
        return None
    return state


def stays_silent(field: Any) -> bool:
    """Its first validator is content without an answer, or there is none."""
    kind, (_storable, *others) = type(field), field.validators
    if kind.post_validate is not Field.post_validate:
        return False
    return kind.pre_validate in ASKED_OF_ANSWERS and (not others or type(others[0]) is Optional)


def waits(field: Any) -> bool:
    """Whether WTForms comes back to it once all fields have their answers."""
    if type(field).post_process not in {Field.post_process, SelectField.post_process}:
        return True
    return field._datalist is not None or getattr(field, "_choices_callable", None) is not None
