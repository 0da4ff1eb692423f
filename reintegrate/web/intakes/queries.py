"""What the intake pages read: lists, the catalogues behind the questions, what is known already."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select

from reintegrate.access.scope import visible
from reintegrate.db import db, today, utcnow
from reintegrate.models import load
from reintegrate.models.catalogue import (
    ConsentPurpose,
    NeedGroup,
    NeedKind,
    PaperKind,
    names,
)
from reintegrate.models.intake import (
    DRAFT_DAYS,
    WITH_ITS_WRITER,
    Intake,
    IntakeSection,
    IntakeStatus,
    expires_on,
    is_near_expiry,
)
from reintegrate.models.intake_answers import NONE, TO_CHECK, YES, Section, relative_answers
from reintegrate.models.names import words
from reintegrate.models.person import Person, PersonPaper, Relative
from reintegrate.models.user import Role, User

RECENT = timedelta(days=30)


class Listed(NamedTuple):
    id: int
    status: IntakeStatus
    touched_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    case_id: int | None
    writer: str
    who: dict[str, Any] | None

    @property
    def is_draft(self) -> bool:
        return self.status in WITH_ITS_WRITER

    @property
    def is_submitted(self) -> bool:
        return self.status == IntakeStatus.SUBMITTED

    @property
    def is_settled(self) -> bool:
        return not (self.is_draft or self.is_submitted)

    @property
    def name(self) -> str:
        return str((self.who or {}).get("name") or "")

    @property
    def expires_on(self) -> date:
        return expires_on(self.touched_at, self.status)

    @property
    def is_discarded(self) -> bool:
        return self.status == IntakeStatus.DISCARDED

    @property
    def expires_soon(self) -> bool:
        return is_near_expiry(self.touched_at)


def listed(viewer: User) -> list[Listed]:
    """Everything that waits for somebody, and what was settled lately."""
    waiting = (IntakeStatus.DRAFT, IntakeStatus.SUBMITTED, IntakeStatus.RETURNED)
    since = utcnow() - RECENT
    lately = or_(
        Intake.status.in_(waiting),
        Intake.decided_at > since,
        Intake.status == IntakeStatus.DISCARDED,
        and_(
            Intake.status == IntakeStatus.EXPIRED,
            Intake.touched_at > since - timedelta(days=DRAFT_DAYS),
        ),
    )
    who = and_(IntakeSection.intake_id == Intake.id, IntakeSection.section == Section.WHO)
    query = (
        visible(viewer, Intake)
        .join(User, User.id == Intake.by_id)
        .outerjoin(IntakeSection, who)
        .where(lately)
        .with_only_columns(
            Intake.id,
            Intake.status,
            Intake.touched_at,
            Intake.submitted_at,
            Intake.decided_at,
            Intake.case_id,
            User.name,
            IntakeSection.answers,
        )
        .order_by(func.coalesce(Intake.decided_at, Intake.touched_at), Intake.id)
    )
    return [Listed(*row) for row in db.session.execute(query)]


def own_drafts_about(viewer: User, text: str) -> list[Listed]:
    """Drafts of the viewer's own whose name has all these words: begun and forgotten, perhaps."""
    asked = set(words(text))
    if not asked or viewer.role != Role.SOCIAL_WORKER:
        return []
    unsettled = (row for row in listed(viewer) if row.case_id is None)
    return [row for row in unsettled if asked <= set(words(row.name)) or _alike(asked, row.name)]


def _alike(asked: set[str], name: str) -> bool:
    known = set(words(name))
    return len(known) > 1 and known <= asked


def known_already(viewer: User, person: Person) -> dict[Section, dict[str, Any]]:
    """What an earlier case says of them, to be looked through again."""
    born = (person.birth_year, person.birth_month, person.birth_day)
    known: dict[Section, dict[str, Any]] = {
        Section.WHO: {
            "name": person.name,
            "other_names": person.other_names,
            "sex": person.sex,
            "birth": "-".join(f"{part:02d}" for part in born if part),
            "language": person.language,
        },
        Section.PAPERS: papers_of(viewer, person),
        Section.RESIDENCE: {
            "address": person.address or "",
            "phone": person.phone or "",
            "phone_owner": person.phone_owner if person.phone else "",
        },
        Section.FAMILY: relatives_of(viewer, person),
        Section.WORK: {"education": person.education, "occupation": person.occupation},
    }
    return {section: answers | {TO_CHECK: True} for section, answers in known.items()}


def papers_of(viewer: User, person: Person) -> dict[str, Any]:
    query = visible(viewer, PersonPaper).where(PersonPaper.person_id == person.id)
    rows = [
        {
            "kind": paper.kind_code,
            "number": paper.number,
            "issued_on": paper.issued_on.isoformat() if paper.issued_on else "",
            "issued_by": paper.issued_by,
        }
        for paper in db.session.scalars(query.order_by(PersonPaper.id))
    ]
    return {"any": YES if rows else NONE, "papers": rows}


def relatives_of(viewer: User, person: Person) -> dict[str, Any]:
    query = visible(viewer, Relative).where(Relative.person_id == person.id)
    rows = [relative_answers(one) for one in db.session.scalars(query.order_by(Relative.id))]
    return {"any": YES if rows else "", "relatives": rows}


def workers_of_ward(viewer: User) -> list[Any]:
    """Who may answer for a case here, each with what the coming weeks hold for them."""
    query = visible(viewer, User).where(User.role == Role.SOCIAL_WORKER, User.disabled_at.is_(None))
    rows = query.with_only_columns(User.id, User.name, *load.columns())
    return list(db.session.execute(rows.order_by(User.sort_key, User.id)))


def worker_of_ward(viewer: User, worker_id: str) -> User | None:
    if not worker_id:
        return None
    query = visible(viewer, User).where(User.id == int(worker_id))
    return db.session.scalars(query).one_or_none()


def need_groups(
    viewer: User, locale: str, *, minor: bool
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What may be ticked, by group. Schooling and the like only for the young."""
    offered = select(NeedKind).where(
        or_(NeedKind.retired_on.is_(None), NeedKind.retired_on > today())
    )
    if not minor:
        offered = offered.where(NeedKind.only_minors.is_(False))
    kinds: dict[str, list[tuple[str, str]]] = {}
    for kind in db.session.scalars(offered.order_by(NeedKind.position)):
        kinds.setdefault(kind.group_code, []).append((kind.code, kind.name_in(locale)))
    titles = names(NeedGroup, locale)
    return [(code, title, kinds[code]) for code, title in titles.items() if code in kinds]


def consent_purposes(viewer: User, locale: str) -> list[tuple[str, str, str]]:
    offered = select(ConsentPurpose).where(
        or_(ConsentPurpose.retired_on.is_(None), ConsentPurpose.retired_on > today())
    )
    rows = db.session.scalars(offered.order_by(ConsentPurpose.position))
    return [(row.code, row.name_in(locale), row.text_in(locale)) for row in rows]


def digits_of_papers(viewer: User) -> dict[str, int]:
    """Kinds of papers whose number is made of digits, and how many."""
    rows = db.session.execute(
        select(PaperKind.code, PaperKind.digits).where(PaperKind.digits.is_not(None))
    )
    return {code: digits for code, digits in rows if digits}
