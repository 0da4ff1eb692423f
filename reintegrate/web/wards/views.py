"""Areas that merge, split, get another name or parent: planned, looked at, carried out, undone."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit
from reintegrate.models.area import Area
from reintegrate.models.area_carrying import PlanIncomplete, carry_out, gaps, say_where
from reintegrate.models.area_change import AreaChange, Unit
from reintegrate.models.area_split import (
    forget_placements,
    parts_in,
    place_staff,
    settle,
    split_areas,
)
from reintegrate.models.area_undoing import DependedOn, ties, undo
from reintegrate.models.case import Case
from reintegrate.models.lifecycle import DomainError, IllegalMove
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.messages import message
from reintegrate.web.wards import queries, words
from reintegrate.web.wards.forms import JoinForm, OldForm, PartForm, PlanForm, PressForm, StaffForm
from reintegrate.web.wards.steps import back, coded, described, fresh, parents, pressed, step

bp = Blueprint("wards", __name__, url_prefix="/wards")


@bp.get("/")
@allows(Action.KEEP_AREAS)
def index() -> str:
    """Every plan; and any area by a name it bears or bore."""
    asked = request.args.get("find", "")[:120]
    page = queries.changes(g.viewer, request.args.get("page"))
    return render_template(
        "wards/index.html",
        asked=asked,
        found=queries.named(g.viewer, asked),
        changes=page.rows,
        previous_url=page.previous and url_for("wards.index", page=page.previous),
        next_url=page.next and url_for("wards.index", page=page.next),
    )


@bp.route("/changes/new", methods=["GET", "POST"])
@allows(Action.KEEP_AREAS)
def new() -> str | Response:
    form = PlanForm.of_request()
    if form.accepted:
        try:
            change = AreaChange.plan(**form.data, by=g.viewer)
        except DomainError as error:
            form.refuse(message(error))
        else:
            commit()
            return redirect(url_for("wards.show", change_id=change.id), 303)
    return render_template("wards/new.html", form=form)


@bp.get("/changes/<int:change_id>")
@allows(Action.KEEP_AREAS)
def show(change_id: int) -> str:
    """The plan with all it would touch; or what came of it, and whether it can be undone."""
    return page(find_or_404(AreaChange, change_id))


def page(change: AreaChange, staff_form: StaffForm | None = None) -> str:
    viewer = g.viewer
    planned = change.is_planned
    form = staff_form or StaffForm.of_request(data={"version": str(change.version)})
    people = queries.staff(viewer, change)
    offer_staff(form, change, people)
    return render_template(
        "wards/show.html",
        change=change,
        lines=words.lines(change),
        numbers=words.numbers(change, queries.counts(viewer, change)) if planned else [],
        parts=words.told_apart(change, queries.counts_of_parts(viewer, change)),
        missing=words.missing(gaps(change)) if planned else [],
        hanging=words.hanging(ties(change)) if change.carried_out_at else [],
        staff=placed(change, people) if planned else [],
        form=form if planned and form.user.choices else None,
        agencies=queries.agencies(viewer, change) if planned else [],
    )


def placed(change: AreaChange, people: Any) -> list[tuple[str, str, str]]:
    """Everybody of staff: name, ward, and where they go on."""
    chosen = queries.placed_staff(g.viewer, change)
    units = {unit.id: unit.name for unit in change.units}
    rest = {line.area_id: line for line in change.lines if line.is_rest}
    old = {area.id: area.name for area in change.old_areas}
    shown = []
    for one in people:
        line = rest.get(one.area_id)
        unit_id = chosen.get(one.id) or (line.unit_id if line else None)
        shown.append((one.name, old[one.area_id], units.get(unit_id or 0, "")))
    return shown


def offer_staff(form: StaffForm, change: AreaChange, people: Any) -> None:
    split = dict(split_areas(change))
    asked = [(str(one.id), one.name) for one in people if one.area_id in split]
    offered = {
        line.unit.id: line.unit.name for found in split.values() for line in found if line.unit
    }
    units = [(str(unit_id), name) for unit_id, name in offered.items()]
    choose = ("", gettext("Choose…"))
    form.user.choices = [choose, *asked] if asked else []
    form.unit.choices = [choose, *units]


@bp.route("/changes/<int:change_id>/merger", methods=["GET", "POST"])
@allows(Action.KEEP_AREAS)
def join(change_id: int) -> str | Response:
    """Several become one; of one, another name, code, kind or parent."""
    change = find_or_404(AreaChange, change_id)
    form = JoinForm.of_request(data={"version": str(change.version)})
    form.offer(parents(change))
    if fresh(form, change):
        old = [coded(change, form, "codes", code) for code in (form.codes.data or "").split()]
        found = [area for area in old if area is not None]
        if found and not form.codes.errors:
            return step(change, form, "wards/join.html", change.join, found, described(form))
    return render_template("wards/join.html", form=form, change=change)


@bp.route("/changes/<int:change_id>/part", methods=["GET", "POST"])
@allows(Action.KEEP_AREAS)
def part(change_id: int) -> str | Response:
    """A part of an area, by its streets and hamlets, becomes a new one or goes to another."""
    change = find_or_404(AreaChange, change_id)
    form = PartForm.of_request(data={"version": str(change.version)})
    form.offer(parents(change))
    if fresh(form, change):
        old = coded(change, form, "old", form.old.data)
        into: Unit | Area | None = None
        if not form.name.data:
            into = coded(change, form, "code", form.code.data)
        elif not form.kind.data:
            form.refuse(gettext("Choose one of the answers."), "kind")
        else:
            into = described(form)
        if old is not None and into is not None and not form.kind.errors:
            chosen = {"words": form.words.data or "", "is_rest": form.is_rest.data}
            return step(change, form, "wards/part.html", change.part, old, into, **chosen)
    return render_template("wards/part.html", form=form, change=change)


@bp.route("/changes/<int:change_id>/ending", methods=["GET", "POST"])
@allows(Action.KEEP_AREAS)
def end(change_id: int) -> str | Response:
    """A town or district ceases: what lay in it lies elsewhere by other steps."""
    change = find_or_404(AreaChange, change_id)
    form = OldForm.of_request(data={"version": str(change.version)})
    if fresh(form, change):
        old = coded(change, form, "old", form.old.data)
        if old is not None:
            return step(change, form, "wards/end.html", change.end, old)
    return render_template("wards/end.html", form=form, change=change)


@bp.post("/changes/<int:change_id>/unchanged")
@allows(Action.KEEP_AREAS)
def take_out(change_id: int) -> Response:
    """An area of the plan stays as it is after all."""
    change = find_or_404(AreaChange, change_id)
    form = OldForm.of_request()
    old = next((a for a in change.old_areas if a.code == form.old.data), None)
    if pressed(form, change) and old is not None and change.is_planned:
        change.take_out(old, by=g.viewer)
        settle(change)
        commit()
    return back(change)


@bp.post("/changes/<int:change_id>/staff")
@allows(Action.KEEP_AREAS)
def choose_staff(change_id: int) -> str | Response:
    """Where somebody of an area that splits goes on."""
    change = find_or_404(AreaChange, change_id)
    form = StaffForm.of_request()
    offer_staff(form, change, queries.staff(g.viewer, change))
    if not fresh(form, change):
        return page(change, form)
    user = queries.user_in(g.viewer, change, form.user.data)
    unit = words.unit_chosen(change, form.unit.data)
    try:
        if user is not None and unit is not None:
            place_staff(change, user, unit, by=g.viewer)
    except DomainError as error:
        form.refuse(message(error), "unit")
        return page(change, form)
    commit()
    return back(change)


@bp.post("/changes/<int:change_id>/carrying-out")
@allows(Action.KEEP_AREAS)
def carry(change_id: int) -> Response:
    return press(
        find_or_404(AreaChange, change_id),
        carry_out,
        gettext("Carried out: every case, everybody of staff and every agency has followed."),
    )


@bp.post("/changes/<int:change_id>/undoing")
@allows(Action.KEEP_AREAS)
def take_back(change_id: int) -> Response:
    return press(
        find_or_404(AreaChange, change_id),
        undo,
        gettext("Undone: everything is as it was before. The plan is kept."),
    )


@bp.post("/changes/<int:change_id>/dropping")
@allows(Action.KEEP_AREAS)
def drop(change_id: int) -> Response:
    change = find_or_404(AreaChange, change_id)
    if pressed(PressForm.of_request(), change) and change.is_planned:
        forget_placements(change)
        change.drop(by=g.viewer)
        commit()
        flash(gettext("Dropped. Nothing was changed."), "success")
        return redirect(url_for("wards.index"), 303)
    return back(change)


def press(change: AreaChange, verb: Any, said: str) -> Response:
    """One of the grave buttons: what was looked at must be what is carried out."""
    if pressed(PressForm.of_request(), change):
        try:
            verb(change, by=g.viewer)
        except (PlanIncomplete, DependedOn, IllegalMove) as error:
            flash(message(error), "error")
            return back(change)
        commit()
        flash(said, "success")
    return back(change)


@bp.get("/to-place")
@allows(Action.PLACE_CASES)
def to_place() -> str:
    """What is planned for the viewer's ward; and whose address does not say where they go on: an
    official of their ward does."""
    found = queries.to_place(g.viewer)
    plans = {row.change_id for row in found}
    parts = {number: parts_of(find_or_404(AreaChange, number)) for number in plans}
    return render_template(
        "wards/to_place.html",
        found=found,
        parts=parts,
        affected=words.affected_lists(),
        plans=[
            (one, words.of_ward(one, g.viewer.area_id)) for one in queries.of_own_ward(g.viewer)
        ],
    )


def parts_of(change: AreaChange) -> list[tuple[int, str]]:
    return [(unit.id, unit.name) for unit in parts_in(change, g.viewer.area_id)]


@bp.post("/to-place/<int:case_id>")
@allows(Action.PLACE_CASES)
def place(case_id: int) -> Response:
    case = find_or_404(Case, case_id)
    change = queries.change_of(g.viewer, case)
    unit = words.unit_chosen(change, request.form.get("unit", "")) if change else None
    if change is None or unit is None:
        flash(gettext("Nothing waits to be said about this case any more."), "info")
        return redirect(url_for("wards.to_place"), 303)
    try:
        say_where(change, case, unit, by=g.viewer)
    except DomainError as error:
        flash(message(error), "error")
    else:
        commit()
        flash(
            gettext("%(number)s goes on in %(ward)s.", number=case.number, ward=unit.name),
            "success",
        )
    return redirect(url_for("wards.to_place"), 303)
