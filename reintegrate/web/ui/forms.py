"""The form every other form inherits: made idempotent, versioned, with what was typed kept."""

import uuid
from collections.abc import Callable, Collection
from typing import Any, Self

from flask import g, request
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField
from wtforms.validators import Regexp

from reintegrate.access.at_hand import asked, kept
from reintegrate.db import commit, reading, stop_reading, writing
from reintegrate.models.held_form import held_for, let_go
from reintegrate.web.ui.addresses import page_of_form
from reintegrate.web.ui.built import Built, built
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.wtforms_words import WTFORMS_WORDS

KEY_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"


class Words:
    """WTForms' own few messages, in the viewer's language."""

    def __init__(self) -> None:
        self.language = language()

    def gettext(self, text: str) -> str:
        return gettext(WTFORMS_WORDS.get(text, text))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


def once(kind: Any, name: str, work: Callable[[], Any]) -> Any:
    """What is the same for every form of a kind, kept on the kind: some are made for one request,
    by the questions of a questionnaire, and must go with it."""
    if name not in kind.__dict__:
        setattr(kind, name, work())
    return kind.__dict__[name]


def checks_of(kind: Any) -> tuple[dict[str, list[Any]], bool]:
    """A form's own `validate_<name>` by field, and whether it has a `filter_<name>`."""

    def found() -> tuple[dict[str, list[Any]], bool]:
        own = dir(kind)
        checks = {
            name.removeprefix("validate_"): [getattr(kind, name)]
            for name in own
            if name.startswith("validate_")
        }
        return checks, any(name.startswith("filter_") for name in own)

    checks: tuple[dict[str, list[Any]], bool] = once(kind, "_checks", found)
    return checks


def fields_of(kind: Any, words: Words, form: Form) -> list[tuple[str, Built]]:
    """This form's fields as they are copied, in the order in which they are asked."""

    def found() -> list[tuple[str, Built]]:
        options = {"prefix": "", "translations": words}
        return [
            (name, built(unbound, {"name": unbound.name or name, **options}, form, words.language))
            for name, unbound in kind._unbound_fields
        ]

    fields: list[tuple[str, Built]] = once(kind, f"_fields_{words.language}", found)
    return fields


class PostForm(Form):
    """A form people fill in. `key` makes a create idempotent, `version` makes an edit honest."""

    form_errors: list[str]
    restored = False
    """True when this shows what the writer was typing when their session ended."""

    class Meta:
        def get_translations(self, form: Form) -> Words:
            return Words()

        def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Any:
            words: Words = options["translations"]
            return built(unbound_field, options, form, words.language).copied(form, words)

    def __init__(self, formdata: Any = None, obj: object = None, **kwargs: Any):
        """As WTForms does, with all fields copied in one go."""
        if "prefix" in kwargs or "meta" in kwargs:
            super().__init__(formdata, obj, **kwargs)
            return
        kind: Any = type(self)
        words = Words()
        self.meta = kind._wtforms_meta()
        self._parent_form, self._form_error_key, self._prefix = None, "", ""
        self.form_errors = []
        self._fields = {name: one.copied(self, words) for name, one in fields_of(kind, words, self)}
        self.__dict__.update(self._fields)
        self.process(formdata, obj, **kwargs)

    def post_process(self, formdata: Any = None) -> None:
        """As WTForms does, for the few fields that have something to finish."""
        for field in self._fields.values():
            if field.built.finishes:
                field.post_process(formdata)

    def process(
        self,
        formdata: Any = None,
        obj: object = None,
        data: Any = None,
        extra_filters: Any = None,
        **kwargs: Any,
    ) -> None:
        """As WTForms does, but what a post says nothing of is not worked out each time."""
        kind: Any = type(self)
        if formdata is None or obj or data or extra_filters or kwargs or checks_of(kind)[1]:
            super().process(formdata, obj, data, extra_filters, **kwargs)
            return
        for field in self._fields.values():
            if field.built.unanswered is None or field.name in formdata:
                field.process(formdata)
            else:
                field.built.leave(field)
        self.post_process(formdata)

    def validate(self, extra_validators: Any = None) -> bool:
        """As WTForms does, without asking validators that say nothing where there is no answer."""
        if extra_validators:
            return bool(super().validate(extra_validators))
        kind: Any = type(self)
        checks, in_shape = checks_of(kind)[0], True
        for name, field in self._fields.items():
            if name not in checks and field.built.is_left(field):
                field.errors = []
            elif not field.validate(self, checks.get(name, ())):
                in_shape = False
        return in_shape

    @classmethod
    def of_request(cls, **kwargs: Any) -> Self:
        """This request's answers if it carries any; what was held for this writer; or `kwargs`."""
        here = asked()
        if here.method == "POST":
            return cls(here.form, **kwargs)
        held = held_for(g.viewer, request.path) if g.get("viewer") else None
        if held is not None:
            form = cls(MultiDict(held), **kwargs)
            form.restored = form.asks_for(held)
            if form.restored:
                return form
        return cls(None, **kwargs)

    def asks_for(self, answered: Collection[str]) -> bool:
        """Whether these are answers to this form, where a page has several: most of them are."""
        hidden = {field.name for field in self if isinstance(field, HiddenField)}
        own = {field.name for field in self} - hidden
        answers = set(answered) - hidden - {"key", "version"}
        return 2 * len(own & answers) > len(answers)

    @property
    def accepted(self) -> bool:
        """Posted and in shape. What was held for its writer is let go with the same commit."""
        if asked().method != "POST" or not self.validate():
            return False
        viewer = kept().get("viewer")
        if viewer and not reading.get():
            let_go(viewer, (page_of_form() or request.path).partition("?")[0])
        return True

    def refuse(self, message: str, field: str | None = None) -> None:
        """Show a rule's no, at its field if there is one, with everything typed kept."""
        if field is None:
            self.form_errors = [*self.form_errors, message]
        else:
            self[field].errors = [*self[field].errors, message]


class AskForm(PostForm):
    """A search (see `only_reads`): posted, for what is looked for is somebody's, and answered by a
    page. Nothing is written, unless it was shown with what waited for its writer."""

    waited = HiddenField()

    @classmethod
    def of_request(cls, **kwargs: Any) -> Self:
        form = super().of_request(**kwargs)
        if form.restored:
            form.waited.data = "y"
        return form

    @property
    def asked(self) -> bool:
        """Posted and in shape. What waited has done its service then."""
        if asked().method != "POST" or not self.validate():
            return False
        if self.waited.data:
            stop_reading()
            with writing():
                let_go(kept().viewer, request.path)
                commit()
        return True


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
