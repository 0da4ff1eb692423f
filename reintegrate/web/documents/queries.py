"""Papers in sight, and what the record says for them to print."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import String, and_, case, or_, select

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.case import Case
from reintegrate.models.catalogue import NeedKind, RehabilitationKind, Relation, names
from reintegrate.models.closure import Closure
from reintegrate.models.document import Document, DocumentWithdrawal
from reintegrate.models.document_kind import DocumentKind, Readers
from reintegrate.models.document_number import DocumentNumber
from reintegrate.models.document_text import DocumentFile
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.need import OPEN as OPEN_NEEDS
from reintegrate.models.need import Need
from reintegrate.models.person import Person, PersonPaper, Relative
from reintegrate.models.plan import Plan, PlanGoal, PlanStep
from reintegrate.models.regime import Regime
from reintegrate.models.team import TeamMember
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of


def listed(viewer: User, asked: dict[str, Any], cursor: str | None) -> Page:
    """The ward's papers, newest first. A name only while the ward answers for the person."""
    name: Any = case((Case.area_id == viewer.area_id, Person.name))
    query: Any = (
        visible(viewer, Document)
        .where(Document.area_id == viewer.area_id, *_asked(asked))
        .join(DocumentKind, Document.kind_id == DocumentKind.id)
        .outerjoin(Case, Document.case_id == Case.id)
        .outerjoin(Person, Case.person_id == Person.id)
        .with_only_columns(
            Document.id,
            DocumentKind.form,
            DocumentKind.name_vi,
            DocumentKind.name_en,
            Document.series,
            Document.number,
            Document.dated_on,
            Document.status,
            Case.number.label("case_number"),
            name.cast(String).label("name"),
        )
    )
    shape = ",".join(f"{key}={value}" for key, value in sorted(asked.items()) if value)
    return page_of(query, (Document.id,), cursor, name=f"documents {shape}", descending=True)


def _asked(asked: dict[str, Any]) -> list[Any]:
    wanted: list[Any] = []
    if asked.get("kind"):
        wanted.append(Document.kind_id == asked["kind"])
    if asked.get("status"):
        wanted.append(Document.status == asked["status"])
    if asked.get("year"):
        year = select(DocumentNumber.document_id).where(DocumentNumber.year == asked["year"])
        wanted.append(Document.id.in_(year))
    if asked.get("number"):
        wanted.append(Document.number == asked["number"])
    if asked.get("series"):
        wanted.append(Document.series == asked["series"])
    return wanted


def years(viewer: User) -> Sequence[int]:
    """The years in which the ward gave a number, newest first."""
    found = visible(viewer, DocumentNumber).with_only_columns(DocumentNumber.year).distinct()
    return db.session.scalars(found.order_by(DocumentNumber.year.desc())).all()


def of_case(viewer: User, case_: Case) -> Sequence[Any]:
    """Every paper of one case that this viewer reads, newest first."""
    found = visible(viewer, Document).where(Document.case_id == case_.id)
    return db.session.scalars(found.order_by(Document.id.desc())).unique().all()


def kinds(viewer: User, *, about_case: bool) -> list[DocumentKind]:
    """Those this role may begin: today's forms first, then those of the regimes before."""
    query = visible(viewer, DocumentKind).join(Regime, DocumentKind.regime_code == Regime.code)
    retired = DocumentKind.retired_on
    query = query.where(
        DocumentKind.about_case.is_(about_case), or_(retired.is_(None), retired > today())
    )
    newest = query.order_by(Regime.valid_from.desc(), DocumentKind.position)
    found = db.session.scalars(newest).all()
    return [kind for kind in found if kind.may_be_drafted_by(viewer.role)]


def all_kinds(viewer: User) -> Sequence[Any]:
    """Id, form and names of every kind, for the filter."""
    query = visible(viewer, DocumentKind).order_by(DocumentKind.position)
    return db.session.scalars(query.where(DocumentKind.readers != Readers.WORKER)).all()


def offered_kind(viewer: User, kind_id: Any, *, about_case: bool) -> DocumentKind | None:
    """The kind asked for, if this viewer was offered it."""
    return next((k for k in kinds(viewer, about_case=about_case) if str(k.id) == kind_id), None)


def files(viewer: User, document: Document) -> Sequence[Any]:
    """Its files, the issued ones first, without their content."""
    found = visible(viewer, DocumentFile).where(DocumentFile.document_id == document.id)
    return db.session.scalars(
        found.order_by(DocumentFile.issued.desc(), DocumentFile.id.desc())
    ).all()


def withdrawal(viewer: User, document: Document) -> DocumentWithdrawal | None:
    found = visible(viewer, DocumentWithdrawal)
    return db.session.scalar(found.where(DocumentWithdrawal.document_id == document.id))


def coded(viewer: User, code: int) -> int | None:
    """The id of the paper with this code, if this viewer sees it."""
    found = visible(viewer, Document).where(Document.code == code)
    return db.session.scalar(found.with_only_columns(Document.id))


def document_of(viewer: User, file: DocumentFile) -> Document:
    found = visible(viewer, Document).where(Document.id == file.document_id)
    return db.session.scalars(found).unique().one()


def file_content(viewer: User, file: DocumentFile) -> bytes:
    found = visible(viewer, DocumentFile).where(DocumentFile.id == file.id)
    content: bytes = db.session.scalars(found.with_only_columns(DocumentFile.content)).one()
    return content


# What the record says.


def paper_of(viewer: User, person: Person) -> PersonPaper | None:
    """The identity paper to print: a citizen card before others, the newest first."""
    found = visible(viewer, PersonPaper).where(PersonPaper.person_id == person.id)
    first = case((PersonPaper.kind_code == "citizen_id", 0), else_=1)
    return db.session.scalars(found.order_by(first, PersonPaper.id.desc()).limit(1)).first()


def relatives(viewer: User, person: Person) -> Sequence[tuple[Relative, str, str]]:
    """Each with the code and the Vietnamese word of who they are; representatives first."""
    query: Any = visible(viewer, Relative).where(Relative.person_id == person.id)
    query = query.join(Relation, Relation.code == Relative.relation_code)
    query = query.order_by(Relative.is_representative.desc(), Relative.id)
    return db.session.execute(query.add_columns(Relation.code, Relation.name_vi)).all()


def rehabilitation(viewer: User, case_: Case) -> tuple[str, str, str]:
    """What was completed, in Vietnamese; the article that sets the term; and its law's regime."""
    found = visible(viewer, Case).where(Case.id == case_.id)
    query = found.join(RehabilitationKind, RehabilitationKind.code == Case.rehabilitation_kind_code)
    word = db.session.scalars(query.with_only_columns(RehabilitationKind.name_vi)).one()
    regime = db.session.get_one(Regime, case_.regime_code)
    minor = case_.runs_as_minor(case_.term_from)
    rule = regime.term_rule(case_.rehabilitation_kind_code, minor, case_.term_from)
    return word, rule.article if rule else "", regime.code


def newest_transfer(viewer: User, case_: Case) -> Transfer | None:
    """The move under way or done last."""
    moving = (TransferStatus.PROPOSED, TransferStatus.ACCEPTED)
    found = visible(viewer, Transfer).where(Transfer.case_id == case_.id)
    found = found.where(Transfer.status.in_(moving)).order_by(Transfer.id.desc())
    return db.session.scalars(found.limit(1)).first()


def newest_closure(viewer: User, case_: Case) -> Closure | None:
    found = visible(viewer, Closure).where(Closure.case_id == case_.id)
    standing = found.where(Closure.reopened_on.is_(None)).order_by(Closure.id.desc())
    return db.session.scalars(standing.limit(1)).first()


def helper(viewer: User, case_: Case) -> HelperAssignment | None:
    found = visible(viewer, HelperAssignment).where(HelperAssignment.case_id == case_.id)
    return db.session.scalars(found.where(HelperAssignment.until.is_(None)).limit(1)).first()


def team(viewer: User) -> Sequence[TeamMember]:
    """Who is in the ward's team today."""
    found = visible(viewer, TeamMember).where(TeamMember.area_id == viewer.area_id)
    now = or_(TeamMember.until.is_(None), TeamMember.until > today())
    return db.session.scalars(found.where(now).order_by(TeamMember.id)).all()


def open_needs(viewer: User, case_: Case) -> Sequence[str]:
    """Codes of what is still wanted, for the plan: the worker who answers reads them."""
    wanted = and_(Need.case_id == case_.id, Need.status.in_(OPEN_NEEDS))
    found = visible(viewer, Need).where(wanted)
    return db.session.scalars(found.with_only_columns(Need.kind_code)).all()


def need_words(viewer: User) -> Mapping[str, str]:
    """What needs are called, in the papers' language."""
    return names(NeedKind, "vi")


def plan_of(viewer: User, case_: Case) -> Plan | None:
    """The newest version of the plan: it is printed to be signed, or as it was."""
    versions = visible(viewer, Plan).where(Plan.case_id == case_.id)
    return db.session.scalars(versions.order_by(Plan.number.desc()).limit(1)).one_or_none()


def plan_steps(viewer: User, plan: Plan) -> Sequence[Any]:
    """What is to be done, by when, and the kind of need it is for."""
    goals = visible(viewer, PlanGoal).where(PlanGoal.plan_id == plan.id)
    steps = visible(viewer, PlanStep).join(Need, Need.id == PlanStep.need_id)
    wanted = steps.where(PlanStep.goal_id.in_(goals.with_only_columns(PlanGoal.id)))
    listed = wanted.with_only_columns(Need.kind_code, PlanStep.what, PlanStep.due_on)
    return db.session.execute(listed.order_by(PlanStep.id)).all()
