"""What exists of questions, answers and life's facts for a viewer: the support space; the questions
themselves hold nobody's data. And who looked at a case, as counts for the person's own sheet."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, false, func, or_, select

from reintegrate.access.reach import own_cases, support
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import Case
from reintegrate.models.consent import consents_now
from reintegrate.models.handover import NOTES_ON_MOVING
from reintegrate.models.life_fact import LifeFact
from reintegrate.models.questionnaire import Questionnaire
from reintegrate.models.questionnaire_reply import ANSWERING, QuestionnaireReply
from reintegrate.models.user import Role, User


def questionnaires(viewer: User) -> Select[Questionnaire]:
    """Questions without answers: nobody's data."""
    if viewer.role in {Role.SOCIAL_WORKER, Role.ADMINISTRATOR}:
        return select(Questionnaire)
    return select(Questionnaire).where(false())


def replies(viewer: User) -> Select[QuestionnaireReply]:
    """For whoever answers for the case, as long as the person agrees."""
    mine = told_here(viewer, QuestionnaireReply)
    return mine.where(consents_now(QuestionnaireReply.case_id, ANSWERING))


def facts(viewer: User) -> Select[LifeFact]:
    return told_here(viewer, LifeFact)


def told_here(viewer: User, model: Any) -> Select[Any]:
    """What was told in another ward is passed on only if the person agrees that notes are."""
    here = model.area_id == viewer.area_id
    passed_on = consents_now(model.case_id, NOTES_ON_MOVING)
    return support(model)(viewer).where(or_(here, passed_on))


PROGRESS_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    LifeFact: facts,
    Questionnaire: questionnaires,
    QuestionnaireReply: replies,
}


def counted_looks(viewer: User, case: Case) -> Select[*tuple[Any, ...]]:
    """The deliberate exception to the trail's scope: how often each office looked at the case, and
    when last; not which member of staff. Only for the worker who answers for the case."""
    looks: Select[*tuple[Any, ...]] = (
        select(User.role, Area.name, Agency.name, func.count(), func.max(AuditEvent.at))
        .select_from(AuditEvent)
        .join(User, User.id == AuditEvent.by_id)
        .outerjoin(Area, Area.id == User.area_id)
        .outerjoin(Agency, Agency.id == User.agency_id)
        .where(
            AuditEvent.case_id == case.id,
            AuditEvent.case_id.in_(own_cases(viewer)),
            AuditEvent.is_read,
            User.role != Role.SYSTEM,
        )
    )
    return looks.group_by(User.role, Area.name, Agency.name).order_by(func.count().desc())
