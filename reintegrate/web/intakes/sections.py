"""The eight sections, after the official forms, less what nobody here needs to know.

Left out on purpose: health, what was used, offences, ethnicity, religion, pictures of papers.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from wtforms.validators import ValidationError

from reintegrate.db import today
from reintegrate.models.intake_answers import NO, NONE, NOT_ASKED, YES, Employment, Section
from reintegrate.models.person import PhoneOwner, Sex, plain_number
from reintegrate.web.intakes.section_form import Birth, Line, Rows, SectionForm, repeated
from reintegrate.web.ui.fields import (
    LINE,
    SHORT,
    Choice,
    Choices,
    Day,
    LongText,
    Number,
    Select,
    Text,
    Tick,
    phone,
    plain_phone,
)
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import LABELS

ANNOUNCED_DAYS = 90
"""Homes and centres announce a return a month ahead at least; much later is a slip of the pen."""

OF_A_PHONE = {"phone_owner", "may_name_service"}

YES_NO = [(YES, _l("Yes")), (NO, _l("No"))]


def line(label: Any, longest: int = LINE, **options: Any) -> Text:
    return Text(label, required=False, longest=longest, **options)


def named(form: Any, field: Any) -> None:
    if field.data and not any(character.isalpha() for character in field.data):
        raise ValidationError(gettext("A name has letters."))


def not_ahead(form: Any, field: Any) -> None:
    if field.data and field.data > today():
        raise ValidationError(gettext("This day has not come yet."))


class WhoForm(SectionForm):
    section = Section.WHO
    needed = frozenset({"name", "sex", "birth"})

    name = line(_l("Full name"), SHORT, validators=[named], hint=_l("As on their papers, if any."))
    other_names = line(_l("Other names they go by"), SHORT)
    sex = Choice(_l("Sex"), required=False, choices=list(LABELS[Sex].items()))
    birth = Birth(_l("Date of birth"), hint=_l("dd/mm/yyyy. The year alone is enough."))
    language = line(
        _l("Language they are most at ease in"), SHORT, hint=_l("If it is not Vietnamese.")
    )


def paper() -> dict[str, Any]:
    return {
        "kind": Select(_l("Kind of paper"), required=False),
        "number": line(_l("Number"), 40, render_kw={"autocomplete": "off"}),
        "issued_on": Day(_l("Issued on"), required=False),
        "issued_by": line(_l("Issued by")),
        "remove": Tick(_l("Remove this paper")),
    }


@repeated(
    Rows("papers", tuple(paper()), 6, _l("Identity paper"), _l("Save and add another paper")), paper
)
class PapersForm(SectionForm):
    section = Section.PAPERS
    needed = frozenset({"any", "papers_kind", "papers_number"})
    digits: Mapping[str, int] = {}
    """How many digits a kind's number has, for the kinds made of digits."""

    any = Choice(
        _l("Do they have papers?"),
        required=False,
        hint=_l("Having none is a good answer too: help to get them is then noted as a need."),
        choices=[(YES, _l("Yes")), (NONE, _l("No papers"))],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        for row in self._all_rows():
            kind, number, issued_on = row.fields[0], row.fields[1], row.fields[2]
            if number.data and not plain_number(number.data):
                number.errors = [*number.errors, gettext("Write the number.")]
            elif number.data and kind.data in self.digits and not digits_only(number.data):
                number.errors = [*number.errors, gettext("This number has digits only.")]
            if issued_on.data and issued_on.data > today():
                issued_on.errors = [*issued_on.errors, gettext("This day has not come yet.")]
            fine = fine and not (number.errors or issued_on.errors)
        return fine


def digits_only(text: str) -> bool:
    plain = plain_number(text)
    return plain.isascii() and plain.isdigit()


class ResidenceForm(SectionForm):
    section = Section.RESIDENCE
    needed = frozenset({"address", "phone_owner", "may_name_service"})

    address = line(
        _l("Where they live"),
        hint=_l("House number, group or hamlet. Without a fixed place: where they can be found."),
    )
    phone = line(
        _l("Phone"), 30, validators=[phone], render_kw={"inputmode": "tel", "autocomplete": "off"}
    )
    phone_owner = Choice(
        _l("Whose phone is it?"), required=False, choices=list(LABELS[PhoneOwner].items())
    )
    may_name_service = Choice(
        _l("May we say which service is calling, whoever answers?"),
        required=False,
        choices=[(YES, _l("Yes, we may say it")), (NO, _l("No, only ask for the person"))],
    )

    def lines(self) -> list[Line]:
        """Whose phone it is, is asked of a phone."""
        found = super().lines()
        return found if self.phone.data else [x for x in found if x.field not in OF_A_PHONE]

    def answers(self) -> dict[str, Any]:
        said = super().answers()
        said["phone"] = plain_phone(said["phone"]) or ""
        return said


def relative() -> dict[str, Any]:
    return {
        "relation": Select(_l("Who they are to the person"), required=False),
        "name": line(_l("Name"), SHORT, validators=[named]),
        "birth_year": Number(_l("Year of birth"), low=1900, high=2100, required=False),
        "occupation": line(_l("Occupation"), SHORT),
        "phone": line(_l("Phone"), 30, validators=[phone], render_kw={"inputmode": "tel"}),
        "address": line(_l("Where they live")),
        "represents": Tick(_l("Represents them by law")),
        "remove": Tick(_l("Remove this one")),
    }


@repeated(
    Rows("relatives", tuple(relative()), 8, _l("Relative"), _l("Save and add another")), relative
)
class FamilyForm(SectionForm):
    section = Section.FAMILY
    needed = frozenset({"any", "relatives_relation", "relatives_name"})

    any = Choice(
        _l("Is there family, or someone who represents them?"),
        required=False,
        hint=_l("From age 12 to under 18, someone must represent them by law."),
        choices=[(YES, _l("Yes")), (NONE, _l("Nobody to name"))],
    )


class RehabilitationForm(SectionForm):
    section = Section.REHABILITATION
    needed = frozenset({"kind", "completed_on"})

    kind = Choice(_l("What was completed"), required=False)
    place = line(_l("Where"), hint=_l("The centre, the treatment point, or the home."))
    started_on = Day(_l("Began on"), required=False)
    completed_on = Day(
        _l("Completed on"),
        required=False,
        hint=_l("The term is counted from this day. It may be ahead if it was announced."),
    )
    paper_seen = Choice(_l("Did you see the completion paper?"), required=False, choices=YES_NO)
    paper_number = line(_l("Number of the completion paper"), 60)
    paper_on = Day(_l("Date of the completion paper"), required=False)
    decision_number = line(
        _l("Number of the decision on post-rehabilitation management"),
        60,
        hint=_l("If it has been issued."),
    )
    decided_on = Day(_l("Date of that decision"), required=False)

    def validate_started_on(self, field: Any) -> None:
        not_ahead(self, field)
        if field.data and self.completed_on.data and field.data > self.completed_on.data:
            raise ValidationError(gettext("This is after the day it was completed."))

    def validate_completed_on(self, field: Any) -> None:
        if field.data and field.data > today() + timedelta(days=ANNOUNCED_DAYS):
            raise ValidationError(
                gettext("This is more than %(days)s days ahead.", days=ANNOUNCED_DAYS)
            )

    def validate_paper_on(self, field: Any) -> None:
        not_ahead(self, field)

    def validate_decided_on(self, field: Any) -> None:
        not_ahead(self, field)


class WorkForm(SectionForm):
    section = Section.WORK
    needed = frozenset({"employment"})

    education = line(_l("Education"), SHORT, hint=_l("For example 9/12, or a diploma."))
    occupation = line(_l("Occupation"), SHORT)
    employment = Choice(
        _l("Work at present"), required=False, choices=list(LABELS[Employment].items())
    )
    workplace = line(_l("Where they work or study"))
    skills = LongText(_l("What they can do"), required=False, longest=1000)
    hopes = LongText(_l("What work they would like"), required=False, longest=1000)


class NeedsForm(SectionForm):
    """Its ticks come by group, from the catalogue: see `needs_form`."""

    section = Section.NEEDS
    needed = frozenset({"any"})

    any = Choice(
        _l("Is there something they would like help with?"),
        required=False,
        choices=[(YES, _l("Yes")), (NONE, _l("Nothing now"))],
    )

    def is_needed(self, field: Any) -> bool:
        return super().is_needed(field) or field.name.startswith("kinds_")

    @classmethod
    def data_of(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        kinds = answers.get("kinds", [])
        groups = [name for name in dir(cls) if name.startswith("kinds_")]
        return super().data_of(answers) | dict.fromkeys(groups, kinds)

    def answers(self) -> dict[str, Any]:
        said = super().answers()
        ticked = [said.pop(name) for name in list(said) if name.startswith("kinds_")]
        return said | {"kinds": [code for codes in ticked for code in codes]}


def needs_form(groups: Iterable[tuple[str, str, list[tuple[str, str]]]]) -> type[NeedsForm]:
    """Groups as (code, name, kinds as (code, name))."""
    fields: dict[str, Any] = {
        f"kinds_{code}": Choices(name, choices=kinds) for code, name, kinds in groups
    }
    fields["words"] = LongText(_l("In their own words"), required=False, longest=2000)
    return type("NeedsForm", (NeedsForm,), fields)


class ConsentsForm(SectionForm):
    """One question a purpose, none answered beforehand: see `consents_form`."""

    section = Section.CONSENTS

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"said_on": today().isoformat()}

    @classmethod
    def data_of(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in answers.items() if name != "said_on"}


def consents_form(purposes: Iterable[tuple[str, str, str]]) -> type[ConsentsForm]:
    """Purposes as (code, name, what it means)."""
    choices = [(YES, _l("Agrees")), (NO, _l("Does not agree")), (NOT_ASKED, _l("Not asked yet"))]
    fields: dict[str, Any] = {
        f"consent_{code}": Choice(name, required=False, hint=text, choices=choices)
        for code, name, text in purposes
    }
    return type("ConsentsForm", (ConsentsForm,), fields | {"needed": frozenset(fields)})


PLAIN_FORMS: dict[Section, type[SectionForm]] = {
    form.section: form
    for form in (WhoForm, PapersForm, ResidenceForm, FamilyForm, RehabilitationForm, WorkForm)
}
