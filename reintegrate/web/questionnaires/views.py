"""What may be asked about how somebody is doing. The administrator keeps it, by revisions."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.questionnaire import Questionnaire, Scoring
from reintegrate.models.questionnaire_outline import outlines
from reintegrate.web.questionnaires.forms import QuestionnaireForm, begun, known
from reintegrate.web.questionnaires.queries import kept
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message

bp = Blueprint("questionnaires", __name__)


@bp.get("/questionnaires/")
@allows(Action.KEEP_QUESTIONNAIRES)
def index() -> str:
    return render_template(
        "questionnaires/index.html",
        questionnaires=kept(g.viewer),
        outlines=outlines().values(),
        language=language(),
    )


@bp.route("/questionnaires/new", methods=["GET", "POST"])
@allows(Action.KEEP_QUESTIONNAIRES)
def new() -> str | Response:
    """A blank one; or an instrument of which all but the words is filled in."""
    outline = outlines().get(request.args.get("outline", ""))
    form = QuestionnaireForm.of_request(data=begun(outline) if outline else None)
    if outline:
        form.expect(outline)
    return entering(form, None)


@bp.route("/questionnaires/<int:questionnaire_id>", methods=["GET", "POST"])
@allows(Action.KEEP_QUESTIONNAIRES)
def show(questionnaire_id: int) -> str | Response:
    """One revision as it stands, and the next one begun from it: this one never changes."""
    of = find_or_404(Questionnaire, questionnaire_id)
    return entering(QuestionnaireForm.of_request(data=known(of)), of)


def entering(form: QuestionnaireForm, of: Questionnaire | None) -> str | Response:
    form.scoring.choices = [(str(rule), label(rule)) for rule in Scoring]
    if form.accepted:
        try:
            added = Questionnaire.add(key=str(form.key.data), of=of, by=g.viewer, **form.content())
        except DomainError as error:
            form.refuse(message(error))
        else:
            commit()
            flash(_("Kept. It is asked once you take it into use."), "success")
            return redirect(url_for("questionnaires.show", questionnaire_id=added.id))
    template = "questionnaires/show.html" if of else "questionnaires/new.html"
    return render_template(template, form=form, questionnaire=of, language=language())


@bp.post("/questionnaires/<int:questionnaire_id>/use")
@allows(Action.KEEP_QUESTIONNAIRES)
def use(questionnaire_id: int) -> Response:
    find_or_404(Questionnaire, questionnaire_id).use(by=g.viewer)
    commit()
    flash(_("Workers can offer it from now on."), "success")
    return redirect(url_for("questionnaires.index"))


@bp.post("/questionnaires/<int:questionnaire_id>/leave")
@allows(Action.KEEP_QUESTIONNAIRES)
def leave(questionnaire_id: int) -> Response:
    find_or_404(Questionnaire, questionnaire_id).leave(by=g.viewer)
    commit()
    flash(_("It is asked no more. What was answered stays."), "success")
    return redirect(url_for("questionnaires.index"))
