"""Are things getting better: answers over time, facts, and what happened. For the worker alone."""

from datetime import date
from typing import Any, cast

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit, utcnow
from reintegrate.models.case import Case
from reintegrate.models.consent import has_consent
from reintegrate.models.life_fact import KINDS, LifeFact, LifeFactKind, Sphere
from reintegrate.models.lifecycle import DomainError, NotYet
from reintegrate.models.questionnaire import Questionnaire
from reintegrate.models.questionnaire_reply import ANSWERING, FilledBy, QuestionnaireReply
from reintegrate.web.progress import queries
from reintegrate.web.progress.forms import HOLDS, FactForm, ReplyForm, reply_form
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message

bp = Blueprint("progress", __name__)


@bp.get("/cases/<int:case_id>/progress")
@allows(Action.VIEW_NEEDS)
def show(case_id: int) -> str:
    """What they need and who promised what; answers and facts over time, with what happened."""
    case = find_or_404(Case, case_id)
    replies = queries.replies_of(g.viewer, case)
    return render_template(
        "progress/show.html",
        promises=queries.promises_of(g.viewer, case, language()),
        steps=queries.steps_agreed(g.viewer, case, language()),
        agreed=has_consent(case, ANSWERING),
        asked=queries.asked_now(g.viewer),
        replies=queries.listed(g.viewer, replies),
        standings=queries.standings(g.viewer, case, replies, language(), _("All together")),
        events=queries.events_of(
            g.viewer,
            case,
            {
                "contact": _("Met"),
                "plan": _("A plan was agreed"),
                "support": _("Something was received"),
            },
        ),
        facts=queries.facts_of(g.viewer, case),
        language=language(),
        may_keep=may(g.viewer, Action.KEEP_NEEDS, case),
        **case_frame(case, current="progress.show"),
    )


@bp.route("/cases/<int:case_id>/progress/answers", methods=["GET", "POST"])
@allows(Action.KEEP_NEEDS)
def answer(case_id: int) -> str | Response:
    """The questions: on the worker's phone in the person's own hands, or read through together."""
    case = find_or_404(Case, case_id)
    asked = chosen_questionnaire()
    form = reply_form(asked, language()).of_request(
        data={"questionnaire": asked.id, "filled": request.args.get("filled", "")}
    )
    alone = form.filled.data == FilledBy.PERSON
    if form.accepted:
        filled_by = FilledBy.PERSON if alone else FilledBy.TOGETHER
        reply = written(case, asked, form, filled_by)
        if reply is not None:
            proof: Any = {"what": _("Their answers are kept"), "code": reply.receipt}
            commit()
            if alone:
                return redirect(url_for("progress.thanks", case_id=case_id))
            flash(proof | {"at": utcnow()}, "receipt")
            return to_progress(case_id, "answers")
    return render_template(
        "progress/answer.html",
        form=form,
        questions=form.questions(asked),
        name=asked.name_in(language()),
        alone=alone,
        agreed=has_consent(case, ANSWERING),
        case_id=case_id,
    )


def chosen_questionnaire() -> Questionnaire:
    """The one asked for, also where another has taken its place meanwhile; else the first."""
    wanted = request.form.get("questionnaire") or request.args.get("questionnaire") or ""
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
        return find_or_404(Questionnaire, int(wanted), Action.VIEW_NEEDS)
    offered = queries.asked_now(g.viewer)
    if not offered:
        abort(404)
    return offered[0]


def written(
    case: Case, asked: Questionnaire, form: ReplyForm, filled_by: FilledBy
) -> QuestionnaireReply | None:
    """None where a rule said no, and the form says which."""
    try:
        return QuestionnaireReply.write(
            case,
            asked,
            key=str(form.key.data),
            answers=form.answers(asked),
            filled_by=filled_by,
            words=form.words.data or "",
            by=g.viewer,
        )
    except DomainError as error:
        form.refuse(message(error))
    return None


@bp.get("/cases/<int:case_id>/progress/thanks")
@allows(Action.KEEP_NEEDS)
def thanks(case_id: int) -> str:
    """The person gives the phone back; nothing about anybody stands here."""
    find_or_404(Case, case_id)
    return render_template("progress/thanks.html", case_id=case_id)


@bp.post("/replies/<int:reply_id>/striking")
@allows(Action.KEEP_NEEDS)
def strike_reply(reply_id: int) -> Response:
    reply = find_or_404(QuestionnaireReply, reply_id)
    reply.strike(by=g.viewer)
    commit()
    flash(_("It no longer counts."), "success")
    return to_progress(reply.case_id, "answers")


@bp.route("/cases/<int:case_id>/life-facts/new", methods=["GET", "POST"])
@allows(Action.KEEP_NEEDS)
def fact(case_id: int) -> str | Response:
    """One fact with its day, from plain choices."""
    case = find_or_404(Case, case_id)
    sphere = request.args.get("sphere", "")
    kinds = KINDS[Sphere(sphere)] if sphere in set(Sphere) else None
    form = FactForm.of_request()
    offered = kinds or [kind for several in KINDS.values() for kind in several]
    form.kind.choices = [(str(kind), label(kind)) for kind in offered]
    if form.accepted:
        try:
            noted = LifeFact.note(
                case,
                LifeFactKind(form.kind.data),
                key=str(form.key.data),
                holds=form.holds.data == HOLDS,
                since=cast(date, form.since.data),
                by=g.viewer,
            )
        except NotYet as error:
            form.refuse(message(error), "since")
        except DomainError as error:
            form.refuse(message(error))
        else:
            proof: Any = {"what": _("The fact is written down"), "code": noted.receipt}
            commit()
            flash(proof | {"at": utcnow()}, "receipt")
            return to_progress(case_id, "facts")
    return render_template(
        "progress/fact.html", form=form, **case_frame(case, current="progress.show")
    )


@bp.post("/life-facts/<int:fact_id>/striking")
@allows(Action.KEEP_NEEDS)
def strike_fact(fact_id: int) -> Response:
    """It was written down in error: it stays in sight and no longer counts."""
    noted = find_or_404(LifeFact, fact_id)
    noted.strike(by=g.viewer)
    commit()
    flash(_("It no longer counts."), "success")
    return to_progress(noted.case_id, "facts")


def to_progress(case_id: int, anchor: str) -> Response:
    return redirect(url_for("progress.show", case_id=case_id, _anchor=anchor))
