"""The steps of a demo story that tell how it is going: answers to questions, facts of a life."""

from collections.abc import Callable

from reintegrate.cli.demo_cast import Row
from reintegrate.cli.demo_telling import Telling
from reintegrate.db import db, today
from reintegrate.models.life_fact import LifeFact, LifeFactKind
from reintegrate.models.questionnaire import Questionnaire
from reintegrate.models.questionnaire_reply import FilledBy, QuestionnaireReply


def answer_questions(told: Telling, step: Row) -> None:
    """`answers`: a question's code to its value. Left out, a question was skipped."""
    asked = db.select(Questionnaire).where(Questionnaire.in_use).order_by(Questionnaire.id)
    QuestionnaireReply.write(
        told.case,
        db.session.scalars(asked.limit(1)).one(),
        key=told.key(),
        answers=step["answers"],
        filled_by=FilledBy(step.get("filled", "person")),
        words=told.words(step, "words"),
        by=told.worker(step),
    )


def note_fact(told: Telling, step: Row) -> None:
    LifeFact.note(
        told.case,
        LifeFactKind(step["kind"]),
        key=told.key(),
        holds=step.get("holds", True),
        since=told.day(step["since"]) if "since" in step else today(),
        by=told.worker(step),
    )


PROGRESS_VERBS: dict[str, Callable[[Telling, Row], None]] = {
    verb.__name__: verb for verb in (answer_questions, note_fact)
}
