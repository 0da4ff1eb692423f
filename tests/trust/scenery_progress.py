"""Answers to questions and facts of somebody's life, every text of it marked."""

import uuid
from typing import Any

from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.assignment import Assignment
from reintegrate.models.attachment import Attachment
from reintegrate.models.case import Case
from reintegrate.models.consent import Consent
from reintegrate.models.life_fact import LifeFact, LifeFactKind
from reintegrate.models.questionnaire import Questionnaire
from reintegrate.models.questionnaire_reply import ANSWERING, FilledBy, QuestionnaireReply
from reintegrate.models.user import User


def progress(side: Any, case: Case, by: User) -> None:
    """One reply, in the person's words too, and one fact."""
    Consent.record(case, purpose_code=ANSWERING, given=True, by=by)
    asked = db.session.scalars(select(Questionnaire).where(Questionnaire.in_use)).one()
    reply = QuestionnaireReply.write(
        case,
        asked,
        key=str(uuid.uuid4()),
        answers={"health": 4},
        filled_by=FilledBy.TOGETHER,
        words=side.mark("reply: words"),
        by=by,
    )
    fact = LifeFact.note(
        case,
        LifeFactKind.HEALTH_INSURANCE,
        key=str(uuid.uuid4()),
        holds=True,
        since=today(),
        by=by,
    )
    side.ids |= {"reply": reply.id, "fact": fact.id, "questionnaire": asked.id}


def attach(side: Any, by: User) -> None:
    """A file in the thread of the request that was accepted, and one that lies with the case."""
    file = Attachment.keep(
        db.session.get_one(Assignment, side.ids["offered"]),
        key=str(uuid.uuid4()),
        name=side.mark("attachment: name") + ".png",
        content=b"\x89PNG\r\n\x1a\n",
        by=by,
    )
    side.ids["attachment"] = file.id
    Attachment.keep_with_case(
        file.case,
        key=str(uuid.uuid4()),
        name=side.mark("attachment of the case: name") + ".png",
        content=b"\x89PNG\r\n\x1a\n",
        by=by,
    )


TWO_QUESTIONS = {
    "name_vi": "Hai câu",
    "name_en": "Two questions",
    "source": "Tự soạn",
    "questions_vi": "Một?\nHai?",
    "questions_en": "One?\nTwo?",
    "points_vi": "Ít\nNhiều",
    "points_en": "Little\nMuch",
    "lowest": "1",
    "scoring": "each",
}

ANSWERS_OF_PROGRESS: dict[str, Any] = {
    "attachments.index": lambda day, key: {"key": key},
    "attachments.of_case": lambda day, key: {"key": key},
    "progress.answer": lambda day, key: {"key": key, "q_job": "3", "words": "Ổn."},
    "progress.fact": lambda day, key: {
        "key": key,
        "kind": "identity_card",
        "holds": "holds",
        "since": day(0),
    },
    "progress.strike_reply": lambda day, key: {},
    "progress.strike_fact": lambda day, key: {},
    "grounds.show": lambda day, key: {
        "version": "1",
        "name_vi": "Khẩn cấp",
        "name_en": "Urgent",
        "law": "Luật 91/2025/QH15, Điều 19",
        "checked": "y",
        "offered": "y",
    },
    "questionnaires.new": lambda day, key: {"key": key, **TWO_QUESTIONS},
    "questionnaires.show": lambda day, key: {"key": key, **TWO_QUESTIONS},
    "questionnaires.use": lambda day, key: {},
    "questionnaires.leave": lambda day, key: {},
}
