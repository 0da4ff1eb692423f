"""The steps of a plan: posted about the plan as it is now, checked, written into it."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.db import commit
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.area_change import AreaChange, NotPlanned, OtherLevel, Unit
from reintegrate.models.area_split import settle
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.messages import message
from reintegrate.web.wards import queries


def pressed(form: Any, change: AreaChange) -> bool:
    if form.started_from(change.version):
        return bool(form.accepted)
    flash(gettext("The plan has changed meanwhile: look at it once more."), "info")
    return False


def fresh(form: Any, change: AreaChange) -> bool:
    """Posted, in shape, and about the plan as it is now."""
    if not form.accepted:
        return False
    if form.started_from(change.version):
        return True
    form.version.raw_data = [str(change.version)]
    form.version.data = str(change.version)
    form.refuse(gettext("The plan has changed meanwhile. Look at it, then save again."))
    return False


def step(
    change: AreaChange, form: Any, template: str, verb: Any, *answers: Any, **more: Any
) -> str | Response:
    """One more step of the plan; the addresses are read again by it."""
    try:
        verb(*answers, **more, by=g.viewer)
    except (OtherLevel, NotPlanned) as error:
        form.refuse(message(error))
        return render_template(template, form=form, change=change)
    settle(change)
    commit()
    flash(
        gettext("The step is in the plan. Nothing is changed before it is carried out."), "success"
    )
    return back(change)


def back(change: AreaChange) -> Response:
    return redirect(url_for("wards.show", change_id=change.id), 303)


def coded(change: AreaChange, form: Any, field: str, code: str) -> Area | None:
    found = queries.area_coded(g.viewer, code, change.last_day)
    if found is None:
        form.refuse(gettext("No area bears the code %(code)s on the day before.", code=code), field)
    return found


def parents(change: AreaChange) -> list[tuple[str, str]]:
    """Where the new area can lie: in what the plan makes, or in what stays."""
    made = [(f"unit:{u.id}", u.name) for u in change.units if u.kind in queries.ABOVE]
    ending = {area.id for area in change.ending}
    there = queries.parents(g.viewer, change.last_day)
    return made + [(f"area:{a.id}", f"{a.name} ({a.code})") for a in there if a.id not in ending]


def described(form: Any) -> Unit:
    where, _, number = (form.parent.data or "").partition(":")
    return Unit(
        form.code.data,
        form.name.data,
        AreaKind(form.kind.data),
        int(number) if where == "area" else None,
        int(number) if where == "unit" else None,
    )
