"""All questionnaires with their revisions."""

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.questionnaire import Questionnaire
from reintegrate.models.user import User


def kept(viewer: User) -> list[Questionnaire]:
    """By questionnaire, each with its newest revision first."""
    order = (Questionnaire.code, Questionnaire.revision.desc())
    return list(db.session.scalars(visible(viewer, Questionnaire).order_by(*order)))
