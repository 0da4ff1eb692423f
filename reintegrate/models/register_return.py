"""Somebody a register names who was here before: which case is meant, and what is known of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.closure import Closure
from reintegrate.models.intake_answers import NO, YES, Section, relative_answers
from reintegrate.models.person import Person, Relative, Sex

Answers = dict[str, Any]


def case_numbered(area: Area, number: str) -> Case | None:
    return db.session.scalar(select(Case).where(Case.number == number, Case.area_id == area.id))


def was_here_until(area: Area, person_id: int) -> date | None:
    """The last day of their newest stay in this ward; the next one cannot begin before it."""
    ends = select(func.max(Closure.closed_on)).join(Case, Case.id == Closure.case_id)
    here = Case.person_id == person_id, Case.area_id == area.id, Closure.reopened_on.is_(None)
    return db.session.scalar(ends.where(*here))


def with_what_is_known(person_id: int, sheets: Mapping[Section, Answers]) -> dict[Section, Answers]:
    """What a register does not say of somebody who was here before stays as it was."""
    person = db.session.get_one(Person, person_id)
    known = {
        Section.WHO: {"other_names": person.other_names, "language": person.language},
        Section.WORK: {"education": person.education, "occupation": person.occupation},
    }
    told = {
        section: known.get(section, {}) | {name: said for name, said in answers.items() if said}
        for section, answers in sheets.items()
    }
    told[Section.WHO] |= who_they_are(person, told[Section.WHO])
    if person.phone and "phone" not in told[Section.RESIDENCE]:
        told[Section.RESIDENCE] |= {
            "phone": person.phone,
            "phone_owner": person.phone_owner,
            "may_name_service": YES if person.may_name_service else NO,
        }
    if told[Section.FAMILY].get("any") == YES:
        told[Section.FAMILY]["relatives"] += other_relatives(person, told[Section.FAMILY])
    return told


def who_they_are(person: Person, said: Mapping[str, Any]) -> Answers:
    """A year alone takes no day away, capitals make no other name, an empty cell no other sex."""
    parts = (person.birth_year, person.birth_month, person.birth_day)
    birth = "-".join(f"{part:02d}" for part in parts if part)
    kept: Answers = {}
    if birth.startswith(said["birth"]):
        kept["birth"] = birth
    if said["name"].casefold() == person.name.casefold():
        kept["name"] = person.name
    if said["sex"] == Sex.UNSTATED:
        kept["sex"] = person.sex
    return kept


def other_relatives(person: Person, said: Mapping[str, Any]) -> list[Answers]:
    """A register has room for one: the others it does not name are still theirs."""
    named = {row["name"].casefold() for row in said["relatives"]}
    query = select(Relative).where(Relative.person_id == person.id).order_by(Relative.id)
    return [
        relative_answers(relative)
        for relative in db.session.scalars(query)
        if relative.name.casefold() not in named
    ]
