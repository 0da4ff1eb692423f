"""Acceptance: the accepted answers of an intake become a person, a case, its needs and consents.

All of it in the caller's transaction, or nothing.
"""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from reintegrate.db import db, today
from reintegrate.models.act import Act, ActKind
from reintegrate.models.case import Case, follow_name
from reintegrate.models.case_acts import EndsBeforeItBegins
from reintegrate.models.consent import Consent
from reintegrate.models.encrypted import blind_index
from reintegrate.models.intake import (
    INTAKE,
    HasOpenCase,
    Intake,
    IntakeStatus,
    Unfinished,
    refuse_second_case,
)
from reintegrate.models.intake_answers import (
    NONE,
    NOT_ASKED,
    OTHER_NEED,
    PAPERS_NEED,
    YES,
    Answers,
    Section,
    Sheets,
    birth_of,
    day_of,
    unfinished,
)
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.need import Need
from reintegrate.models.person import (
    PAPER_INDEX,
    BirthDate,
    Person,
    PersonPaper,
    PhoneOwner,
    Relative,
    Sex,
    plain_number,
)
from reintegrate.models.term_proposal import Proposal, propose_term
from reintegrate.models.user import Role, User

__all__ = ["EndsBeforeItBegins", "Proposal", "accept", "default_worker", "propose_term"]


def accept(
    intake: Intake,
    *,
    by: User,
    worker: User | None = None,
    term_to: date | None = None,
    decision_number: str = "",
    decided_on: date | None = None,
    minor: bool | None = None,
    opened_on: date | None = None,
) -> Case:
    """Open the case this intake asks for, today or on the day the ward's own book says. `term_to`
    is the end the decision prints, if it differs from the law's or the law names none; `minor` what
    was answered where that is open. Raises IllegalMove when somebody decided before, HasOpenCase,
    NoTerm, EndsBeforeItBegins, CannotAnswer, Unfinished."""
    if not INTAKE.allows(intake, IntakeStatus.ACCEPTED):
        raise IllegalMove(intake, IntakeStatus.ACCEPTED)
    sheets = intake.sheets()
    if missing := unfinished(sheets):
        raise Unfinished(missing)
    person = take_in(sheets, intake.person_id, by=by)
    case = open_case(
        person, intake, sheets, term_to=term_to, minor=minor, opened_on=opened_on, by=by
    )
    enter_decision(case, intake, decision_number, decided_on, by=by)
    if worker is not None:
        case.assign(worker, by=by)
    state_needs(case, intake, sheets)
    record_consents(case, intake, sheets[Section.CONSENTS])
    intake.be_accepted(case, by=by)
    return case


def open_case(
    person: Person,
    intake: Intake,
    sheets: Sheets,
    *,
    term_to: date | None,
    minor: bool | None,
    opened_on: date | None,
    by: User,
) -> Case:
    """Someone announced before they come home is first met after that day."""
    rehabilitation = sheets[Section.REHABILITATION]
    proposed = propose_term(sheets, minor)
    completed_on = proposed.term_from
    if term_to is not None and term_to <= completed_on:
        raise EndsBeforeItBegins(term_to)
    return Case.open(
        person,
        area=intake.area,
        rehabilitation_kind_code=rehabilitation["kind"],
        completed_on=completed_on,
        place=rehabilitation.get("place", ""),
        opened_on=opened_on,
        term_to=term_to,
        minor=minor if proposed.asks_age else None,
        known_since=today(),
        by=by,
    )


def enter_decision(
    case: Case, intake: Intake, number: str, decided_on: date | None, *, by: User
) -> None:
    """A decision with its day is an act; a number alone is kept until somebody knows the day."""
    case.decision_number = number
    if decided_on is not None:
        Act.record(
            case,
            ActKind.DECIDED,
            at=decided_on,
            by=by,
            source=f"intake:{intake.id}",
            number=number,
            prints=(case.term_from, case.base_to) if case.term_printed else None,
        )


def take_in(sheets: Sheets, person_id: int | None, *, by: User) -> Person:
    """The person these answers are about: a new one, or the one known before, put right."""
    who, work = sheets[Section.WHO], sheets[Section.WORK]
    birth = birth_of(who)
    if birth is None:
        raise Unfinished([Section.WHO])
    if person_id is None:
        person = Person.known_as(
            who["name"], birth, sex=Sex(who["sex"]), other_names=who.get("other_names", "")
        )
        person.language = who.get("language", "")
        person.education = work.get("education", "")
        person.occupation = work.get("occupation", "")
    else:
        person = known_person(person_id, who, work, birth, by=by)
    live_where_they_say(person, sheets[Section.RESIDENCE])
    add_papers(person, sheets[Section.PAPERS])
    replace_relatives(person, sheets[Section.FAMILY])
    return person


def known_person(
    person_id: int, who: Answers, work: Answers, birth: BirthDate, *, by: User
) -> Person:
    """Held until commit: two intakes about one person do not become two cases."""
    person = db.session.get(Person, person_id, with_for_update=True, populate_existing=True)
    if person is None:
        raise HasOpenCase(person_id)
    refuse_second_case(person.id)
    person.correct(
        name=who["name"],
        other_names=who.get("other_names", ""),
        birth=birth,
        sex=Sex(who["sex"]),
        language=who.get("language", ""),
        education=work.get("education", ""),
        occupation=work.get("occupation", ""),
        by=by,
    )
    follow_name(person)
    return person


def live_where_they_say(person: Person, residence: Answers) -> None:
    person.live_at(
        residence["address"],
        phone=residence.get("phone", ""),
        owner=PhoneOwner(residence.get("phone_owner") or PhoneOwner.OWN),
        may_name_service=residence.get("may_name_service") == YES,
    )


def add_papers(person: Person, answers: Answers) -> None:
    """Papers written down before stay: an old number is still how somebody may be found."""
    known = set(
        db.session.scalars(
            select(PersonPaper.number_index).where(PersonPaper.person_id == person.id)
        )
    )
    for row in answers.get("papers", ()) if answers.get("any") == YES else ():
        index = blind_index(plain_number(row["number"]), PAPER_INDEX)
        if index not in known:
            known.add(index)
            person.add_paper(
                row["kind"], row["number"], day_of(row, "issued_on"), row.get("issued_by", "")
            )


def replace_relatives(person: Person, answers: Answers) -> None:
    if answers.get("any") == NOT_ASKED:
        return
    db.session.execute(delete(Relative).where(Relative.person_id == person.id))
    for row in answers.get("relatives", ()) if answers.get("any") == YES else ():
        db.session.add(
            Relative(
                person_id=person.id,
                relation_code=row["relation"],
                name=row["name"],
                birth_year=row.get("birth_year") or None,
                occupation=row.get("occupation", ""),
                phone=row.get("phone") or None,
                address=row.get("address") or None,
                is_representative=bool(row.get("represents")),
            )
        )


def state_needs(case: Case, intake: Intake, sheets: Sheets) -> None:
    """In the name of who wrote them down. Having no papers is a need of its own; their own words
    stand by the only need there is, or by themselves."""
    answers = sheets[Section.NEEDS]
    kinds: list[str] = list(answers.get("kinds", ())) if answers.get("any") == YES else []
    words: str = answers.get("words", "") if answers.get("any") == YES else ""
    bearer = kinds[0] if len(kinds) == 1 else OTHER_NEED
    if words and bearer not in kinds:
        kinds.append(bearer)
    if sheets[Section.PAPERS].get("any") == NONE and PAPERS_NEED not in kinds:
        kinds.insert(0, PAPERS_NEED)
    for kind in kinds:
        Need.state(
            case,
            key=key_from(intake, f"need:{kind}"),
            kind_code=kind,
            words=words if kind == bearer else "",
            by=intake.by,
        )


def record_consents(case: Case, intake: Intake, answers: Answers) -> None:
    """Only what was answered: not asked is neither yes nor no."""
    said: dict[str, Any] = {
        name.removeprefix("consent_"): answer
        for name, answer in answers.items()
        if name.startswith("consent_") and answer in {YES, "no"}
    }
    for purpose, answer in said.items():
        Consent.record(
            case,
            purpose_code=purpose,
            given=answer == YES,
            said_on=day_of(answers, "said_on"),
            by=intake.by,
        )


def key_from(intake: Intake, what: str) -> str:
    """The same intake accepted again would make the same key."""
    return str(uuid.uuid5(uuid.UUID(intake.key), what))


def default_worker(intake: Intake) -> User | None:
    """Who wrote it down knows the person best."""
    writer = intake.by
    answers_here = writer.role == Role.SOCIAL_WORKER and writer.area_id == intake.area_id
    return writer if answers_here and not writer.is_disabled else None
