"""The form every other form inherits: text made regular, size bounded, typing kept."""

import uuid
from collections.abc import Collection
from typing import Any, NamedTuple, Self

from flask import g, request
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, PasswordField
from wtforms.validators import Regexp, StopValidation

from reintegrate.db import commit, reading, stop_reading, writing
from reintegrate.models.held_form import held_for, let_go
from reintegrate.models.names import nfc
from reintegrate.web.ui.addresses import has_unstorable, page_of_form
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.wtforms_words import WTFORMS_WORDS

KEY_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"


def regular(value: object) -> object:
    """Surrounding spaces off, letters composed (NFC), line ends as \\n."""
    if not isinstance(value, str):
        return value
    return nfc(value.strip().replace("\r\n", "\n"))


def without_unstorable(value: Any) -> Any:
    if not isinstance(value, str):
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


class Words:
    """WTForms' own few messages, in the viewer's language."""

    def gettext(self, text: str) -> str:
        return gettext(WTFORMS_WORDS.get(text, text))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


class Built(NamedTuple):
    """A field as it is before anything is put into it. Building one takes ten times as long as
    copying it, and a form has twenty."""

    field_class: type[Any]
    state: dict[str, Any]
    loose: list[str]
    """What a view may add to: each copy has its own."""

    def copied(self, form: Form, translations: Words) -> Any:
        field = object.__new__(self.field_class)
        state = field.__dict__
        state.update(self.state)
        for name in self.loose:
            state[name] = state[name].copy()
        state["_form"], state["meta"], state["_translations"] = form, form.meta, translations
        return field


def built(unbound_field: Any, options: dict[str, Any], form: Form) -> Built:
    """Kept beside the declaration it is built from; once for each language, for a field without a
    label takes one in the language of whoever comes first. Nothing of the form stays in it."""
    kept: dict[Any, Built] = unbound_field.__dict__.setdefault("built", {})
    key = (options["name"], options["prefix"], language())
    if key not in kept:
        secret = issubclass(unbound_field.field_class, PasswordField)  # kept as it was typed
        filters = [*([] if secret else [regular]), *unbound_field.kwargs.get("filters", ())]
        field = unbound_field.bind(form=form, **(options | {"filters": filters}))
        field.validators = [storable, *field.validators]
        state = field.__dict__ | {"_form": None, "meta": None, "_translations": None}
        loose = [name for name, value in state.items() if isinstance(value, list | dict | set)]
        kept[key] = Built(type(field), state, loose)
    return kept[key]


class PostForm(Form):
    """A form people fill in. `key` makes a create idempotent, `version` makes an edit honest."""

    form_errors: list[str]
    restored = False
    """True when this shows what the writer was typing when their session ended."""

    class Meta:
        def get_translations(self, form: Form) -> Words:
            return Words()

        def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Any:
            return built(unbound_field, options, form).copied(form, options["translations"])

    @classmethod
    def of_request(cls, **kwargs: Any) -> Self:
        """This request's answers if it carries any; what was held for this writer; or `kwargs`."""
        if request.method == "POST":
            return cls(request.form, **kwargs)
        held = held_for(g.viewer, request.path) if g.get("viewer") else None
        if held is not None:
            form = cls(MultiDict(held), **kwargs)
            form.restored = form.asks_for(held)
            if form.restored:
                return form
        return cls(None, **kwargs)

    def asks_for(self, answered: Collection[str]) -> bool:
        """Whether these are answers to this form, where a page has several: most of them are."""
        own = {field.name for field in self if not isinstance(field, HiddenField)}
        answers = set(answered) - {"key", "version"}
        return 2 * len(own & answers) > len(answers)

    @property
    def accepted(self) -> bool:
        """Posted and in shape. What was held for its writer is let go with the same commit."""
        if request.method != "POST" or not self.validate():
            return False
        if g.get("viewer") and not reading.get():
            let_go(g.viewer, (page_of_form() or request.path).partition("?")[0])
        return True

    @property
    def asked(self) -> bool:
        """A search posted and in shape (see `only_reads`). Nothing is written, unless something
        was held for this page: that has done its service then."""
        if request.method != "POST" or not self.validate():
            return False
        if held_for(g.viewer, request.path) is not None:
            stop_reading()
            with writing():
                let_go(g.viewer, request.path)
                commit()
        return True

    def refuse(self, message: str, field: str | None = None) -> None:
        """Show a rule's no, at its field if there is one, with everything typed kept."""
        if field is None:
            self.form_errors = [*self.form_errors, message]
        else:
            self[field].errors = [*self[field].errors, message]


class CreateForm(PostForm):
    """A form that makes something: posted twice it makes one."""

    key = HiddenField(
        default=lambda: str(uuid.uuid4()), validators=[Regexp(KEY_PATTERN, message="key")]
    )


class Version(HiddenField):
    """Which version a form started from. Whoever does not say has not seen the present one."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = valuelist[0] if valuelist else ""


class EditForm(PostForm):
    """A form that changes something: it says which version it started from."""

    version = Version(filters=[str], validators=[Regexp(r"^\d{1,9}$", message="version")])

    def started_from(self, version: int) -> bool:
        return str(self.version.data) == str(version)

    def show_theirs(self, version: int, **current: object) -> None:
        """Somebody saved meanwhile: show their values beside what was typed; saving again is a
        decision then."""
        for name, value in current.items():
            if str(self[name].data or "") != str(value or ""):
                self[name].theirs = value
        self.version.data = str(version)
        self.version.raw_data = [str(version)]
        self.refuse(
            gettext(
                "Someone else saved this while you were typing. Their version is shown below each "
                "field that differs. Check, then save again."
            )
        )
