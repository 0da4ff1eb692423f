"""What all section forms share: nothing is required to save, rows repeat, answers go in and out."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, NamedTuple

from wtforms import Field, StringField
from wtforms.validators import Optional

from reintegrate.db import today
from reintegrate.models.intake_answers import NOT_ASKED, Section
from reintegrate.web.ui.fields import Day, Select, Tick
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.forms import EditForm
from reintegrate.web.ui.i18n import gettext

OLDEST = 120


class Birth(StringField):
    """A birth date as far as it is known. Kept as `1975`, `1975-03` or `1975-03-12`."""

    def __init__(self, label: Any, *, hint: Any = "", **kwargs: Any):
        super().__init__(label, [Optional()], description=hint, **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])[:40]
        return "/".join(reversed(str(self.data or "").split("-")))

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = read_birth(text) if text else ""


def read_birth(text: str) -> str:
    """Raises ValueError with words for the person."""
    found = re.fullmatch(r"(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})", text, re.ASCII)
    if not found:
        raise ValueError(gettext("Write dd/mm/yyyy, or only the year: 12/03/1975 or 1975."))
    numbers = [int(part) for part in reversed(found.groups()) if part]
    try:
        earliest = date(*[*numbers, 1, 1][:3])
    except ValueError:
        raise ValueError(gettext("There is no such day in the calendar.")) from None
    if earliest > today() or earliest.year < today().year - OLDEST:
        raise ValueError(gettext("Please check the year."))
    return "-".join(f"{number:02d}" for number in numbers)


class Rows(NamedTuple):
    """A group of fields that may be filled in several times: `papers_1_kind`, `papers_2_kind`."""

    name: str
    fields: tuple[str, ...]
    most: int
    one: Any
    another: Any


class Row(NamedTuple):
    number: int
    fields: list[Field]

    @property
    def is_begun(self) -> bool:
        return any(map(has_something, self.fields))

    def without_remove(self) -> "Row":
        """Nothing is there yet that could be removed."""
        return Row(self.number, [f for f in self.fields if not f.name.endswith("_remove")])


class Line(NamedTuple):
    """One answer in words, to be checked."""

    label: str
    value: str
    field: str


class SectionForm(EditForm):
    section: ClassVar[Section]
    needed: ClassVar[frozenset[str]] = frozenset()
    """What a finished section has; a section may be left without."""
    rows: ClassVar[Rows | None] = None
    adding = False

    @classmethod
    def data_of(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Stored answers as the fields' own data."""
        data = {name: value for name, value in answers.items() if not isinstance(value, list)}
        if cls.rows:
            for number, row in enumerate(answers.get(cls.rows.name, ()), 1):
                data |= {f"{cls.rows.name}_{number}_{name}": v for name, v in row.items()}
        for name, value in data.items():
            kind = getattr(getattr(cls, name, None), "field_class", None)
            if value and kind is not None and issubclass(kind, Day):
                data[name] = date.fromisoformat(value)
        return data

    def answers(self) -> dict[str, Any]:
        """What was said, ready to be stored."""
        said = {field.name: stored(field) for field in self.single_fields}
        if self.rows:
            said[self.rows.name] = [row for row in self._said_rows() if any(row.values())]
        return said

    def says_only(self, kept: Mapping[str, Any]) -> bool:
        """Whether nothing was said beyond what is kept."""
        said, before = ({k: v for k, v in x.items() if v} for x in (self.answers(), kept))
        return said == before

    def _said_rows(self) -> Iterator[dict[str, Any]]:
        for row in self._all_rows():
            said = {field.name.split("_", 2)[2]: stored(field) for field in row.fields}
            if not said.pop("remove", False):
                yield said

    @property
    def single_fields(self) -> list[Field]:
        repeated = f"{self.rows.name}_" if self.rows else "\0"
        return [f for f in self if f.name != "version" and not f.name.startswith(repeated)]

    def _all_rows(self) -> list[Row]:
        if self.rows is None:
            return []
        return [
            Row(n, [self[f"{self.rows.name}_{n}_{name}"] for name in self.rows.fields])
            for n in range(1, self.rows.most + 1)
        ]

    @property
    def shown_rows(self) -> list[Row]:
        """Those with something in them, one at least, and an empty one if it was asked for."""
        every = self._all_rows()
        last = max((row.number for row in every if row.is_begun), default=0)
        shown = every[: max(1, last + 1 if self.adding else last)]
        return [row if row.is_begun else row.without_remove() for row in shown]

    @property
    def may_add(self) -> bool:
        return self.rows is not None and len(self.shown_rows) < self.rows.most

    def is_needed(self, field: Field) -> bool:
        return field.name in self.needed or re.sub(r"_\d+_", "_", field.name) in self.needed

    def lines(self) -> list[Line]:
        """Everything answered, in words; and what a finished section would not leave empty."""
        found = [
            Line(str(f.label.text), in_words(f), f.id)
            for f in self.single_fields
            if in_words(f) or f.name in self.needed
        ]
        for row in self.shown_rows if self.rows else ():
            parts = [
                f"{field.label.text}: {in_words(field)}"
                for field in row.fields
                if in_words(field) and not field.name.endswith("_remove")
            ]
            if parts and self.rows:
                heading = f"{self.rows.one} {row.number}"
                found.append(Line(heading, "\n".join(parts), row.fields[0].id))
        return found

    def show_saved(
        self, version: int, answers: Mapping[str, Any], offer: Callable[..., Any]
    ) -> None:
        """Somebody (perhaps the writer, in another window) saved meanwhile: both versions stand
        on the page, and what was typed is kept."""
        saved = type(self)(data=self.data_of(answers))
        offer(saved)
        for mine, theirs in zip(self, saved, strict=True):
            if mine.name != "version" and in_words(mine) != in_words(theirs):
                mine.theirs = in_words(theirs)
        self.show_theirs(version)


def stored(field: Field) -> Any:
    value = field.data
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def has_something(field: Field) -> bool:
    typed = any(str(text).strip() for text in field.raw_data or ())
    return typed or field.data not in (None, "", False, [])


def in_words(field: Field) -> str:
    """An answer as it is read back, in the viewer's language; empty where there is none."""
    value = field.data
    if value in (None, "", []):
        return ""
    if isinstance(field, Tick):
        return gettext("Yes") if value else ""
    if isinstance(value, date):
        return day(value)
    if isinstance(field, Birth):
        return field._value()
    if isinstance(value, list):
        return "\n".join(str(name) for code, name in field.choices if code in value)
    if isinstance(field, Select) or getattr(field, "choices", None):
        other = gettext("Not asked yet") if value == NOT_ASKED else str(value)
        return next((str(name) for code, name in field.choices if code == value), other)
    return str(value)


def repeated(rows: Rows, make: Callable[[], dict[str, Any]]) -> Callable[[type], Any]:
    """Give a section form its rows of fields."""

    def give(form: Any) -> Any:
        form.rows = rows
        for number in range(1, rows.most + 1):
            for name, field in make().items():
                setattr(form, f"{rows.name}_{number}_{name}", field)
        return form

    return give
