"""What an intake asks, and when it has said enough. Rules over answers; nothing is stored here."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from reintegrate.db import today
from reintegrate.models.catalogue import ConsentPurpose, choices
from reintegrate.models.person import BirthDate, Relative

Answers = Mapping[str, Any]
YES, NO, NONE, NOT_ASKED = "yes", "no", "none", "not_asked"
TO_CHECK = "to_check"
"""Answers brought along from an earlier case: they count once their writer has looked at them."""
REPRESENTATIVE = "representative"
OTHER_NEED, PAPERS_NEED = "other", "id_papers"
SETTLED = {NONE, NOT_ASKED}
"""There is none; or a ward's own book, read in as it stands, says nothing. No form offers that."""


class Section(StrEnum):
    """The parts of an intake, in the order of its task list."""

    WHO = "who"
    PAPERS = "papers"
    RESIDENCE = "residence"
    FAMILY = "family"
    REHABILITATION = "rehabilitation"
    WORK = "work"
    NEEDS = "needs"
    CONSENTS = "consents"


Sheets = Mapping[Section, Answers]

STATUTORY_SECTIONS = (
    Section.WHO,
    Section.PAPERS,
    Section.RESIDENCE,
    Section.FAMILY,
    Section.REHABILITATION,
    Section.WORK,
)
"""What whoever decides reads. Needs and consents are the support space: the writer's."""

SUPPORT_SECTIONS = (Section.NEEDS, Section.CONSENTS)


class Employment(StrEnum):
    """Whether they earn a living now (Decree 163/2026, form 17)."""

    WORKING = "working"
    UNSTEADY = "unsteady"
    STUDYING = "studying"
    NOT_WORKING = "not_working"
    UNSTATED = "unstated"


def birth_of(who: Answers) -> BirthDate | None:
    """`1975`, `1975-03` or `1975-03-12`, as far as it is known."""
    parts = [int(part) for part in str(who.get("birth") or "").split("-") if part]
    return BirthDate(*parts) if parts else None


def relative_answers(relative: Relative) -> dict[str, Any]:
    """A relative who is known, as the family's section would say it."""
    return {
        "relation": relative.relation_code,
        "name": relative.name,
        "birth_year": relative.birth_year,
        "occupation": relative.occupation,
        "phone": relative.phone or "",
        "address": relative.address or "",
        "represents": relative.is_representative,
    }


def day_of(answers: Answers, name: str) -> date | None:
    text = answers.get(name)
    return date.fromisoformat(text) if text else None


def is_minor(sheets: Sheets) -> bool:
    """Under 18 when rehabilitation was completed, or today while that day is not written."""
    birth = birth_of(sheets.get(Section.WHO, {}))
    completed_on = day_of(sheets.get(Section.REHABILITATION, {}), "completed_on")
    return birth is not None and birth.age_on(completed_on or today()) < 18


def gaps(section: Section, sheets: Sheets) -> list[str]:
    """The fields of this section that still need an answer; empty when it is done."""
    answers = sheets.get(section)
    if answers is None or answers.get(TO_CHECK):
        return [TO_CHECK]
    if section == Section.FAMILY:
        return _family(answers, minor=is_minor(sheets))
    if section in PLAIN:
        return [name for name in PLAIN[section] if not answers.get(name)]
    return RULES[section](answers)


def unfinished(sheets: Sheets) -> list[Section]:
    return [section for section in Section if gaps(section, sheets)]


def _papers(answers: Answers) -> list[str]:
    """Having none is an answer: it becomes a need."""
    return _rows(answers, "papers", ("kind", "number"))


def _residence(answers: Answers) -> list[str]:
    """A phone may be missing; if there is one, whose it is decides what may be said to it."""
    needed = ["address"]
    if answers.get("phone"):
        needed += ["phone_owner", "may_name_service"]
    return [name for name in needed if not answers.get(name)]


def _family(answers: Answers, *, minor: bool) -> list[str]:
    """Ages 12 to under 18 need somebody who represents them (Decree 163/2026, forms 52 and 53)."""
    found = _rows(answers, "relatives", ("relation", "name"))
    represented = any(row.get("represents") for row in answers.get("relatives", ()))
    if minor and not (represented and answers.get("any") == YES):
        found.append(REPRESENTATIVE)
    return found


def _needs(answers: Answers) -> list[str]:
    if answers.get("any") in SETTLED:
        return []
    if answers.get("any") != YES:
        return ["any"]
    return [] if answers.get("kinds") or answers.get("words") else ["kinds"]


def _consents(answers: Answers) -> list[str]:
    """Every purpose was asked about, or it is written that it was not."""
    purposes = (code for code, _ in choices(ConsentPurpose, "vi"))
    return [f"consent_{code}" for code in purposes if not answers.get(f"consent_{code}")]


def _rows(answers: Answers, name: str, needed: Iterable[str]) -> list[str]:
    """Saying there are none is enough; otherwise one at least, each with its main fields."""
    if answers.get("any") in SETTLED:
        return []
    if answers.get("any") != YES:
        return ["any"]
    rows = answers.get(name) or [{}]
    return [
        f"{name}_{number}_{field}"
        for number, row in enumerate(rows, 1)
        for field in needed
        if not row.get(field)
    ]


PLAIN: dict[Section, tuple[str, ...]] = {
    Section.WHO: ("name", "sex", "birth"),
    Section.REHABILITATION: ("kind", "completed_on"),
    Section.WORK: ("employment",),
}
RULES: dict[Section, Callable[[Answers], list[str]]] = {
    Section.PAPERS: _papers,
    Section.RESIDENCE: _residence,
    Section.NEEDS: _needs,
    Section.CONSENTS: _consents,
}
