"""Accounts: who may sign in, as what. The administrator sees no case and chooses no password."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit
from reintegrate.models.job import overslept
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import (
    NeedsAgency,
    NeedsProvince,
    NeedsWard,
    NotYourself,
    Role,
    User,
    UsernameTaken,
)
from reintegrate.web.admin import queries
from reintegrate.web.admin.forms import GIVEN_ROLES, AddForm, ChangeForm, Placement
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message

bp = Blueprint("admin", __name__, url_prefix="/admin")

AT_FIELD: dict[type[DomainError], str] = {
    UsernameTaken: "username",
    NeedsWard: "area",
    NeedsProvince: "area",
    NeedsAgency: "agency",
    NotYourself: "role",
}
STATES = {"active": False, "disabled": True}


@bp.get("/")
@allows(Action.KEEP_USERS)
def index() -> str:
    asked = {name: request.args.get(name, "")[:120] for name in ("find", "role", "state")}
    role = Role(asked["role"]) if asked["role"] in GIVEN_ROLES else None
    page = queries.page_of_users(
        g.viewer, asked["find"], role, STATES.get(asked["state"]), request.args.get("page")
    )
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return render_template(
        "admin/index.html",
        asked=asked,
        narrowed=bool(kept),
        overslept=overslept(),
        users=page.rows,
        roles=[(str(known), label(known)) for known in GIVEN_ROLES],
        previous_url=page.previous and url_for("admin.index", **kept, page=page.previous),
        next_url=page.next and url_for("admin.index", **kept, page=page.next),
    )


@bp.route("/users/new", methods=["GET", "POST"])
@allows(Action.KEEP_USERS)
def add() -> str:
    form = AddForm.of_request()
    form.offer(queries.areas(g.viewer), queries.agencies(g.viewer))
    if form.accepted:
        try:
            user = User.add(username=form.username.data, by=g.viewer, **placed(form))
        except DomainError as error:
            form.refuse(message(error), AT_FIELD[type(error)])
        else:
            return with_first_password(user)
    return render_template("admin/add.html", form=form)


@bp.route("/users/<int:user_id>", methods=["GET", "POST"])
@allows(Action.KEEP_USERS)
def show(user_id: int) -> Any:
    user = find_or_404(User, user_id)
    form = ChangeForm.of_request(data=current(user))
    form.offer(queries.areas(g.viewer), queries.agencies(g.viewer))
    if form.accepted:
        if not form.started_from(user.version):
            form.show_theirs(user.version, name=user.name, title=user.title)
        elif change(user, form):
            commit()
            flash(gettext("Saved. Changed rights count from their next click."), "success")
            return redirect(url_for("admin.show", user_id=user.id), 303)
    return render_template("admin/show.html", form=form, user=user)


def change(user: User, form: ChangeForm) -> bool:
    """Rename, and where role or place differ, change the rights; those end their sessions."""
    values = placed(form)
    place = {name: values[name] for name in ("role", "area", "agency")}
    if (user.name, user.title) != (values["name"], values["title"]):
        user.rename(name=values["name"], title=values["title"], by=g.viewer)
    if place != {"role": user.role, "area": user.area, "agency": user.agency}:
        try:
            user.change_rights(**place, by=g.viewer)
        except DomainError as error:
            form.refuse(message(error), AT_FIELD[type(error)])
            return False
    return True


def current(user: User) -> dict[str, str]:
    return {
        "version": str(user.version),
        "name": user.name,
        "title": user.title,
        "role": user.role.value,
        "area": str(user.area_id or ""),
        "agency": str(user.agency_id or ""),
    }


def placed(form: Placement) -> dict[str, Any]:
    """What was chosen. Only agency workers belong to an agency."""
    role = Role(form.role.data)
    agency = form.agency.data if role == Role.AGENCY_WORKER else ""
    return {
        "name": form.name.data,
        "title": form.title.data or "",
        "role": role,
        "area": queries.chosen_area(g.viewer, form.area.data),
        "agency": queries.chosen_agency(g.viewer, agency),
    }


@bp.post("/users/<int:user_id>/password")
@allows(Action.KEEP_USERS)
def reset_password(user_id: int) -> str:
    return with_first_password(find_or_404(User, user_id))


def with_first_password(user: User) -> str:
    """Shown in this answer and never again: it is stored nowhere, not even in a cookie."""
    password = user.reset_password(by=g.viewer)
    commit()
    return render_template("admin/first_password.html", user=user, password=password)


@bp.post("/users/<int:user_id>/disable")
@allows(Action.KEEP_USERS)
def disable(user_id: int) -> Response:
    find_or_404(User, user_id).disable(by=g.viewer)
    commit()
    flash(gettext("This account can no longer sign in."), "success")
    return redirect(url_for("admin.show", user_id=user_id), 303)


@bp.post("/users/<int:user_id>/enable")
@allows(Action.KEEP_USERS)
def enable(user_id: int) -> Response:
    find_or_404(User, user_id).enable(by=g.viewer)
    commit()
    flash(gettext("This account can sign in again."), "success")
    return redirect(url_for("admin.show", user_id=user_id), 303)
