"""Ending a case: what the law of the day says to it, and what is shown before it is confirmed."""

from datetime import date
from typing import Any

from flask import g

from reintegrate.access.scope import count_running_help
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ClosureOutcome, names
from reintegrate.web.cases.replies import page
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.steps import tried


def earliest_end(case: Case) -> date:
    """Who is still to come home may die, or turn out to be somebody else, before the term."""
    return date(1900, 1, 1) if case.is_coming else case.term_from


def may_end(case: Case, form: Any) -> bool:
    """What the law of that day says to this ground, before anything is confirmed."""
    outcome, on = str(form.outcome.data), form.on.data
    return tried(form, lambda: case.refuse_end(outcome, on), "outcome")


def check_closure(case: Case, form: Any) -> str:
    outcome, on = str(form.outcome.data), form.on.data
    answers = [
        (form.outcome.label.text, names(ClosureOutcome, language())[outcome]),
        (form.on.label.text, in_words(on)),
    ]
    if ground := case.ground_of(outcome, on):
        answers.append((_("By law"), ground))
    return page(
        "cases/closure_check.html",
        case,
        "cases.close",
        answers=answers,
        fields={"outcome": outcome, "on": in_words(on)},
        running=count_running_help(g.viewer, case),
        resumes=case.would_resume(outcome, on),
        status=label(case.status),
        early=on < case.term_to,
    )


def close_by(case: Case, form: Any) -> None:
    case.close(outcome_code=str(form.outcome.data), on=form.on.data, by=g.viewer)
