"""The schedule's templates: the administrator's for all wards, and each ward's own."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit
from reintegrate.models.activity_set import ActivitySet, items_of
from reintegrate.models.catalogue import FollowUpKind, names
from reintegrate.models.catalogue import choices as offered
from reintegrate.models.follow_up import REGULAR
from reintegrate.models.names import fold
from reintegrate.models.proposal import Template, templates
from reintegrate.models.rhythm import Rhythm
from reintegrate.models.user import Role
from reintegrate.web.schedule import queries
from reintegrate.web.schedule.forms import NewTemplateForm, RhythmForm, SetForm, filled_in, set_form
from reintegrate.web.schedule.preview import changes
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.steps import take

bp = Blueprint("schedule", __name__, url_prefix="/schedule")


@bp.get("/")
@allows(Action.KEEP_SCHEDULE)
def index() -> str:
    rhythms, sets = queries.rhythms(g.viewer), queries.sets(g.viewer)
    now = by_id()
    return render_template(
        "schedule/index.html",
        rhythms=[(rhythm, now.get(rhythm.id), is_kept_here(rhythm)) for rhythm in rhythms],
        sets=[(one, is_kept_here(one)) for one in sets],
        items=queries.items_by_set(g.viewer),
        kinds=names(FollowUpKind, language()),
        new_rhythm=copying(rhythms),
        new_set=copying(sets),
        keeps_outcomes=may(g.viewer, Action.KEEP_RULES),
        language=language(),
    )


def is_kept_here(template: Any) -> bool:
    return may(g.viewer, Action.KEEP_SCHEDULE, template)


def by_id() -> dict[int, Template]:
    return {template.id: template for template in templates()}


def copying(found: list[Any], posted: bool = False) -> NewTemplateForm:
    form = NewTemplateForm.of_request() if posted else NewTemplateForm(None)
    form.source.choices = [(one.id, one.name_in(language())) for one in named(found)]
    return form


def named(found: list[Any]) -> list[Any]:
    now = by_id()
    return [now[one.id] if isinstance(one, Rhythm) else one for one in found]


def own_code(name: object) -> str:
    """A template's code, made from its name and place: named twice it is one template."""
    return f"{g.viewer.area_id or 'all'}-{fold(str(name))[:60]}"


def own_area() -> Any:
    return None if g.viewer.role == Role.ADMINISTRATOR else g.viewer.area


@bp.post("/rhythms/new")
@allows(Action.KEEP_SCHEDULE)
def new_rhythm() -> Response:
    """A copy to be edited: the ward's own, or the administrator's for all."""
    form = copying(queries.rhythms(g.viewer), posted=True)
    if not form.accepted:
        flash(_("Write a name, and choose what to begin with."), "warning")
        return redirect(url_for("schedule.index"), 303)
    source = by_id()[form.source.data]
    rhythm = Rhythm.make(
        code=own_code(form.name.data),
        name=str(form.name.data),
        area=own_area(),
        steps=source.steps,
        by=g.viewer,
    )
    commit()
    return redirect(url_for("schedule.rhythm", rhythm_id=rhythm.id), 303)


@bp.route("/rhythms/<int:rhythm_id>", methods=["GET", "POST"])
@allows(Action.KEEP_SCHEDULE)
def rhythm(rhythm_id: int) -> str | Response:
    """Edited in two steps: what changes from now on is shown before it is saved."""
    found = find_or_404(Rhythm, rhythm_id)
    steps = by_id()[found.id].steps
    form = RhythmForm.of_request(data=current(found) | filled_in(steps))
    preview = None
    if form.accepted:
        if not form.started_from(found.version):
            form.show_theirs(found.version, name_vi=found.name_vi, name_en=found.name_en)
        elif "confirm" in request.form:
            save(found, form, list(steps))
            commit()
            flash(_("Saved. It counts from the next proposal on; planned days stay."), "success")
            return redirect(url_for("schedule.index"), 303)
        else:
            preview = changes(
                steps, form.steps, lambda spans: queries.cases_between(g.viewer, found, spans)
            )
    return render_template(
        "schedule/rhythm.html",
        form=form,
        rhythm=found,
        preview=preview,
        counts=g.viewer.role != Role.ADMINISTRATOR,
        versions=queries.versions_of(g.viewer, found),
    )


def current(found: Any) -> dict[str, Any]:
    return {"version": str(found.version), "name_vi": found.name_vi, "name_en": found.name_en}


def save(found: Rhythm, form: RhythmForm, steps: list[Any]) -> None:
    if (form.name_vi.data, form.name_en.data) != (found.name_vi, found.name_en):
        found.rename(str(form.name_vi.data), str(form.name_en.data), by=g.viewer)
    if form.steps != steps:
        found.change(form.steps, why=form.why.data or "", by=g.viewer)


@bp.post("/rhythms/<int:rhythm_id>/usual")
@allows(Action.KEEP_SCHEDULE)
def usual(rhythm_id: int) -> Response:
    find_or_404(Rhythm, rhythm_id).be_usual(by=g.viewer)
    commit()
    flash(_("Cases that were given no other rhythm follow this one from now on."), "success")
    return redirect(url_for("schedule.index"), 303)


@bp.post("/rhythms/<int:rhythm_id>/retirement")
@allows(Action.KEEP_SCHEDULE)
def retire(rhythm_id: int) -> Response:
    return retired(find_or_404(Rhythm, rhythm_id))


@bp.post("/sets/<int:set_id>/retirement")
@allows(Action.KEEP_SCHEDULE)
def retire_set(set_id: int) -> Response:
    return retired(find_or_404(ActivitySet, set_id))


def retired(template: Any) -> Response:
    take(template.retire, _("It is no longer offered. What it planned stays."))
    return redirect(url_for("schedule.index"), 303)


@bp.post("/sets/new")
@allows(Action.KEEP_SCHEDULE)
def new_set() -> Response:
    form = copying(queries.sets(g.viewer), posted=True)
    if not form.accepted:
        flash(_("Write a name, and choose what to begin with."), "warning")
        return redirect(url_for("schedule.index"), 303)
    source = queries.set_numbered(g.viewer, form.source.data)
    made = ActivitySet.make(
        code=own_code(form.name.data),
        name=str(form.name.data),
        area=own_area(),
        items=items_of(source) if source else [],
        by=g.viewer,
    )
    commit()
    return redirect(url_for("schedule.activity_set", set_id=made.id), 303)


@bp.route("/sets/<int:set_id>", methods=["GET", "POST"])
@allows(Action.KEEP_SCHEDULE)
def activity_set(set_id: int) -> str | Response:
    found = find_or_404(ActivitySet, set_id)
    kinds = [pair for pair in offered(FollowUpKind, language()) if pair[0] != REGULAR]
    held = {f"after_{item.kind_code}": item.after_days for item in items_of(found)}
    form = set_form(kinds).of_request(data=current(found) | held)
    if form.accepted:
        if form.started_from(found.version):
            save_set(found, form)
            commit()
            flash(_("Saved. It counts for the next time the set is applied."), "success")
            return redirect(url_for("schedule.index"), 303)
        form.show_theirs(found.version, name_vi=found.name_vi, name_en=found.name_en)
    return render_template("schedule/set.html", form=form, set=found)


def save_set(found: ActivitySet, form: SetForm) -> None:
    found.name_vi, found.name_en = str(form.name_vi.data), str(form.name_en.data)
    found.change(form.items, by=g.viewer)
