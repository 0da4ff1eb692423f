"""Makes each section's form with the choices of today, and reads an intake back in words."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import g, url_for

from reintegrate.access.lookup import holding
from reintegrate.models.catalogue import PaperKind, RehabilitationKind, Relation, choices
from reintegrate.models.intake import Intake
from reintegrate.models.intake_answers import (
    REPRESENTATIVE,
    TO_CHECK,
    Section,
    Sheets,
    birth_of,
    day_of,
    gaps,
    is_minor,
)
from reintegrate.models.likeness import Sign
from reintegrate.models.person import plain_number
from reintegrate.web.intakes.queries import consent_purposes, digits_of_papers, need_groups
from reintegrate.web.intakes.section_form import SectionForm
from reintegrate.web.intakes.sections import PLAIN_FORMS, PapersForm, consents_form, needs_form
from reintegrate.web.ui.find import Answer, Match
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label

YOUNGEST = 12
CENTURIES = {"0": 1900, "1": 1900, "2": 2000, "3": 2000, "4": 2100, "5": 2100}


class Task(NamedTuple):
    label: str
    url: str
    state: str
    tone: str
    hint: str = ""


class Answered(NamedTuple):
    label: str
    value: str
    change_url: str | None


class Part(NamedTuple):
    """One section read back."""

    title: str
    rows: list[Answered]


class Missing(NamedTuple):
    url: str
    text: str


def form_of(section: Section, sheets: Sheets) -> type[SectionForm]:
    if section == Section.NEEDS:
        return needs_form(need_groups(g.viewer, language(), minor=is_minor(sheets)))
    if section == Section.CONSENTS:
        return consents_form(consent_purposes(g.viewer, language()))
    return PLAIN_FORMS[section]


def offer_choices(form: SectionForm) -> None:
    """Forms never ask the database: what may be chosen is given to them here."""
    for field in form:
        if field.name.endswith("_kind") and form.section == Section.PAPERS:
            field.choices = [("", _("Choose…")), *choices(PaperKind, language(), keep=field.data)]
        elif field.name.endswith("_relation"):
            field.choices = [("", _("Choose…")), *choices(Relation, language(), keep=field.data)]
        elif field.name == "kind":
            field.choices = choices(RehabilitationKind, language(), keep=field.data or "")
    if isinstance(form, PapersForm):
        form.digits = digits_of_papers(g.viewer)


def filled(section: Section, sheets: Sheets) -> SectionForm:
    """The form of a section as it is saved."""
    kind = form_of(section, sheets)
    form = kind(data=kind.data_of(sheets.get(section, {})))
    offer_choices(form)
    return form


def read_back(
    intake: Intake, sheets: Sheets, sections: Iterable[Section], *, changing: bool = False
) -> list[Part]:
    """Every section somebody has opened; `changing` with the way back to each answer."""
    parts = []
    for section in (section for section in sections if section in sheets):
        url = section_url(intake, section)
        lines = filled(section, sheets).lines()
        rows = [Answered(x.label, x.value, f"{url}#{x.field}" if changing else None) for x in lines]
        parts.append(Part(label(section), rows))
    return parts


def tasks(intake: Intake, sheets: Sheets) -> list[Task]:
    return [Task(label(s), section_url(intake, s), *state_of(s, sheets)) for s in Section]


def state_of(section: Section, sheets: Sheets) -> tuple[str, str, str]:
    """In words, its tone, and what to do."""
    if section not in sheets:
        return _("Not started"), "quiet", ""
    if sheets[section].get(TO_CHECK):
        return _("To look through"), "soon", _("Filled in from the earlier case.")
    if gaps(section, sheets):
        return _("In progress"), "soon", ""
    return _("Done"), "ok", ""


def missing(intake: Intake, sheets: Sheets) -> list[Missing]:
    """What has to be answered before it can be submitted, each with the way there."""
    return [gap for s in Section for gap in missing_in(intake, s, sheets)]


def missing_in(intake: Intake, section: Section, sheets: Sheets) -> list[Missing]:
    found = gaps(section, sheets)
    if not found:
        return []
    url, title, form = section_url(intake, section), label(section), filled(section, sheets)
    return [Missing(f"{url}#{anchor(form, f)}", words_for(form, f, title)) for f in found]


def words_for(form: SectionForm, field: str, title: str) -> str:
    if field == TO_CHECK:
        return title
    if field == REPRESENTATIVE:
        return _("%(section)s: someone who represents a person under 18", section=title)
    if field == "kinds":
        return _("%(section)s: at least one need", section=title)
    return f"{title}: {form[field].label.text}"


def anchor(form: SectionForm, field: str) -> str:
    return str(form[field].id) if field in form else "main"


def section_url(intake: Intake, section: Section) -> str:
    return url_for("intakes.section", intake_id=intake.id, name=section)


def warnings(sheets: Sheets) -> list[str]:
    """What is worth a second look. None of it stops anybody."""
    return [*odd_numbers(sheets), *odd_ages(sheets)]


def odd_numbers(sheets: Sheets) -> Iterable[str]:
    digits = digits_of_papers(g.viewer)
    birth = birth_of(sheets.get(Section.WHO, {}))
    for row in sheets.get(Section.PAPERS, {}).get("papers", ()):
        number, expected = plain_number(row.get("number") or ""), digits.get(row.get("kind"))
        if number and expected and len(number) != expected:
            yield _(
                "A paper's number has %(n)s digits; usually there are %(expected)s.",
                n=len(number),
                expected=expected,
            )
        elif expected == 12 and birth and number and year_in(number) != birth.year:
            yield _("The year of birth in the citizen number differs from the one written.")


def year_in(number: str) -> int | None:
    """The year of birth a citizen number carries in its fourth to sixth digits."""
    century = CENTURIES.get(number[3])
    return None if century is None else century + int(number[4:6])


def odd_ages(sheets: Sheets) -> Iterable[str]:
    birth = birth_of(sheets.get(Section.WHO, {}))
    completed_on = day_of(sheets.get(Section.REHABILITATION, {}), "completed_on")
    if birth and completed_on and birth.age_on(completed_on) < YOUNGEST:
        yield _(
            "They were under %(age)s when it was completed. Please check both dates.",
            age=YOUNGEST,
        )


def same_papers(intake: Intake, sheets: Sheets) -> Answer:
    """People known here who hold a paper with one of these numbers."""
    rows: list[dict[str, Any]] = sheets.get(Section.PAPERS, {}).get("papers", [])
    numbers = [row["number"] for row in rows if row.get("number")]
    found = holding(g.viewer, *numbers) if numbers else []
    others = [row for row in found if row.person_id != intake.person_id]
    return Answer([Match(row, (Sign.SAME_NUMBER,)) for row in others], more=False)
