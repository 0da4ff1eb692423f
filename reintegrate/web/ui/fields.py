"""The kinds of fields people meet. Each says in plain words what is wrong."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import ListWidget

from reintegrate.web.ui.i18n import gettext, lazy_gettext
from reintegrate.web.ui.widgets import Box, Line, Radio

SHORT = 120
LINE = 240
LONG = 4000

needed = lazy_gettext("This field is required.")
too_long = lazy_gettext("This is too long: at most %(max)d characters.")


class Filled(InputRequired):
    """Something besides spaces was written."""

    def __init__(self, message: Any = needed):
        super().__init__(message)

    def __call__(self, form: Any, field: Any) -> None:
        if not (field.raw_data and str(field.raw_data[0]).strip()):
            field.errors[:] = []
            raise StopValidation(self.message)


def rules(required: bool, longest: int | None, extra: Sequence[Any] = ()) -> list[Any]:
    first: list[Any] = [Filled() if required else Optional()]
    if longest:
        first.append(Length(max=longest, message=too_long))
    return [*first, *extra]


def is_offered(field: Any) -> bool:
    """Whether the answer is plainly one of the choices. WTForms makes an object of each of them to
    find out; it still does where this says no, for it has the words."""
    offered = field.choices
    return isinstance(offered, list) and any(
        type(choice) is tuple and field.coerce(choice[0]) == field.data for choice in offered
    )


class Text(StringField):
    """One line."""

    widget = Line()

    def __init__(
        self,
        label: Any,
        *,
        required: bool = True,
        longest: int = LINE,
        hint: Any = "",
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ):
        super().__init__(label, rules(required, longest, validators), description=hint, **kwargs)


class LongText(TextAreaField):
    """Several lines."""

    def __init__(
        self,
        label: Any,
        *,
        required: bool = True,
        longest: int = LONG,
        hint: Any = "",
        **kwargs: Any,
    ):
        super().__init__(label, rules(required, longest), description=hint, **kwargs)


class Password(PasswordField):
    def __init__(self, label: Any, *, hint: Any = "", **kwargs: Any):
        super().__init__(label, rules(True, 1024), description=hint, **kwargs)


class Tick(BooleanField):
    widget = Box()

    def __init__(self, label: Any, *, hint: Any = "", **kwargs: Any):
        super().__init__(label, description=hint, **kwargs)


class Choice(RadioField):
    """One of a few, all in sight. Choices are given by the view: a form never asks the database."""

    option_widget = Radio()

    def __init__(self, label: Any, *, required: bool = True, hint: Any = "", **kwargs: Any):
        message = lazy_gettext("Choose one of the answers.")
        validators = [Filled(message)] if required else [Optional()]
        kwargs.setdefault("validate_choice", True)
        given = kwargs.pop("choices", None)
        super().__init__(label, validators, description=hint, **kwargs)
        self.choices = given

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value.strip() for value in valuelist])

    def pre_validate(self, form: Any) -> None:
        if self.raw_data and self.raw_data[0].strip() and not is_offered(self):
            super().pre_validate(form)


class Select(SelectField):
    """One of many, folded."""

    def __init__(self, label: Any, *, required: bool = True, hint: Any = "", **kwargs: Any):
        message = lazy_gettext("Choose one of the answers.")
        super().__init__(
            label, [Filled(message) if required else Optional()], description=hint, **kwargs
        )

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value.strip() for value in valuelist])

    def pre_validate(self, form: Any) -> None:
        if self.raw_data and self.raw_data[0].strip() and not is_offered(self):
            super().pre_validate(form)

    def __call__(self, **attributes: Any) -> Any:
        """HTML lets a browser ask for an answer only where the first option is none."""
        first = next(iter(self.iter_choices()), None)
        if first is not None and str(first.value):
            attributes["required"] = False
        return super().__call__(**attributes)


class Choices(SelectMultipleField):
    """Any of several."""

    data: Any
    widget = ListWidget(prefix_label=False)
    option_widget = Box()

    def __init__(self, label: Any, *, hint: Any = "", **kwargs: Any):
        given = kwargs.pop("choices", None)
        super().__init__(label, [], description=hint, **kwargs)  # Optional would let blanks by
        self.choices = given

    def process_data(self, value: Any) -> None:
        """Nothing ticked is an empty list, also where a form was posted without the boxes."""
        super().process_data(value)
        self.data = self.data or []


class Number(IntegerField):
    """A whole number between two bounds, however many digits somebody pastes."""

    data: Any

    def __init__(
        self, label: Any, *, low: int, high: int, required: bool = True, hint: Any = "", **kw: Any
    ):
        self.low, self.high = low, high
        super().__init__(label, rules(required, None), description=hint, **kw)

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not text:
            return
        if not re.fullmatch(r"[0-9]{1,9}", text) or not self.low <= int(text) <= self.high:
            raise ValueError(
                gettext("Write a number from %(low)d to %(high)d.", low=self.low, high=self.high)
            )
        self.data = int(text)


class Day(StringField):
    """A date as people write it, dd/mm/yyyy; also with dots, dashes, or nothing between."""

    widget = Line()
    data: Any

    def __init__(
        self,
        label: Any,
        *,
        required: bool = True,
        hint: Any = "",
        past: bool = False,
        **kwargs: Any,
    ):
        self.past = past
        super().__init__(label, rules(required, None), description=hint, **kwargs)

    @property
    def is_date(self) -> bool:
        return True

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])[:40]
        return self.data.strftime("%d/%m/%Y") if isinstance(self.data, date) else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if text:
            self.data = read_day(text)


def read_day(text: str) -> date:
    """Raises ValueError with words for the person."""
    found = re.fullmatch(
        r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})|(\d{2})(\d{2})(\d{4})", text, re.ASCII
    )
    if not found:
        raise ValueError(gettext("Write the date as dd/mm/yyyy, for example 05/02/2026."))
    day, month, year = (int(part) for part in found.groups() if part)
    try:
        written = date(year, month, day)
    except ValueError:
        raise ValueError(gettext("There is no such day in the calendar.")) from None
    if not 1900 <= year <= 2200:
        raise ValueError(gettext("Please check the year."))
    return written


def phone(form: Any, field: Any) -> None:
    """Vietnamese mobile (10 digits from 03, 05, 07, 08, 09) or landline (02…, 10 or 11)."""
    if field.data and plain_phone(field.data) is None:
        raise ValidationError(gettext("Write a Vietnamese phone number, for example 0912 345 678."))


def plain_phone(text: str) -> str | None:
    """The digits as dialled inside the country, or None where it is no Vietnamese number."""
    digits = re.sub(r"[\s.\-()]", "", text)
    digits = re.sub(r"^(\+84|0084|84(?=\d{9,10}$))", "0", digits)
    return digits if re.fullmatch(r"0[35789]\d{8}|02\d{8,9}", digits, re.ASCII) else None
