"""Two rows for one person: whoever may be meant, every difference side by side, one decision."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit
from reintegrate.models.joining import Joining, Trait, differences
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.person import Person
from reintegrate.web.joinings.forms import JoinForm
from reintegrate.web.joinings.queries import cases_of, joined_before, joinings_of
from reintegrate.web.ui.filters import born
from reintegrate.web.ui.find import find_alike
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.steps import take

bp = Blueprint("joinings", __name__)


@bp.get("/people/<int:person_id>/same")
@allows(Action.JOIN_PEOPLE)
def index(person_id: int) -> str:
    """Who else in the ward may be this person, and whom they were joined with."""
    person = find_or_404(Person, person_id)
    matches = find_alike(g.viewer, f"{person.name} {person.birth_year}").matches
    return render_template(
        "joinings/index.html",
        person=person,
        matches=[match for match in matches if match.case.person_id != person.id],
        joinings=joinings_of(g.viewer, person),
        case_id=cases_of(g.viewer, person)[0].id,
    )


@bp.route("/people/<int:person_id>/same/<int:other_id>", methods=["GET", "POST"])
@allows(Action.JOIN_PEOPLE)
def join(person_id: int, other_id: int) -> Response | str:
    person, form = find_or_404(Person, person_id), JoinForm.of_request()
    if joined_before(g.viewer, form.key.data):  # a second tap: the other row is gone by now
        return redirect(url_for("joinings.index", person_id=person.id))
    other = find_or_404(Person, other_id)
    form.only({trait: told(trait, person, other) for trait in differences(person, other)})
    if form.accepted:
        try:
            Joining.join(
                person,
                other,
                key=form.key.data,
                area_id=g.viewer.area_id,
                taken=form.taken,
                by=g.viewer,
            )
        except DomainError as error:
            form.refuse(message(error))
        else:
            commit()
            flash(_("Joined: their cases stand together now. You can take them apart again."))
            return redirect(url_for("joinings.index", person_id=person.id))
    return render_template(
        "joinings/join.html",
        form=form,
        person=person,
        other=other,
        cases=[cases_of(g.viewer, person), cases_of(g.viewer, other)],
    )


@bp.post("/joinings/<int:joining_id>/separation")
@allows(Action.JOIN_PEOPLE)
def separate(joining_id: int) -> Response:
    joining = find_or_404(Joining, joining_id)
    take(joining.separate, _("Taken apart: each has their own cases again."))
    return redirect(url_for("joinings.index", person_id=joining.kept_id))


def told(trait: Trait, *persons: Person) -> Any:
    return tuple(TOLD.get(trait, plain(trait))(person) for person in persons)


def plain(trait: Trait) -> Any:
    return lambda person: str(getattr(person, trait) or "")


def phone(person: Person) -> str:
    return f"{person.phone} ({label(person.phone_owner)})" if person.phone else ""


TOLD: dict[Trait, Any] = {
    Trait.BIRTH: lambda person: born(person.birth),
    Trait.SEX: lambda person: str(label(person.sex)),
    Trait.PHONE: phone,
}
