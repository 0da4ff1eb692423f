"""A club meeting, a round of homes: written down once, one contact in each person's case."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows
from reintegrate.db import commit
from reintegrate.models.catalogue import ContactChannel, ContactOutcome
from reintegrate.models.catalogue import choices as offered
from reintegrate.models.group_activity import GroupActivity, NobodyThere
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.outcome_rule import outcome_coded
from reintegrate.web.groups.forms import GroupForm
from reintegrate.web.groups.queries import chosen_cases, own_people
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message

bp = Blueprint("groups", __name__)

USUAL = {"outcome": "met", "channel": "group"}
AT_A_MEETING = {"met", "phone_talk"}


@bp.route("/contacts/group", methods=["GET", "POST"])
@allows(Action.LOG_CONTACT)
def new() -> str | Response:
    form = GroupForm.of_request(data=USUAL)
    people = own_people(g.viewer)
    form.people.choices = [(row.id, f"{row.name} · {row.number}") for row in people]
    outcomes = offered(ContactOutcome, language())
    form.outcome.choices = [pair for pair in outcomes if pair[0] in AT_A_MEETING]
    form.channel.choices = offered(ContactChannel, language())
    if form.accepted:
        group = log(form)
        if group is not None:
            receipt: Any = {"what": _("Saved for %(n)s people", n=group.people)}
            receipt |= {"code": group.receipt, "at": group.written_at}
            commit()
            flash(receipt, "receipt")
            return redirect(url_for("today.index"), 303)
    return render_template("groups/new.html", form=form, people=people)


def log(form: GroupForm) -> GroupActivity | None:
    """None where a rule said no, and the form says which. Nobody is written down then."""
    try:
        return GroupActivity.log(
            chosen_cases(g.viewer, form.people.data),
            key=str(form.key.data),
            by=g.viewer,
            outcome=outcome_coded(str(form.outcome.data)),
            channel_code=str(form.channel.data),
            happened_on=form.happened_on.data,
            note=form.note.data or "",
            sensitive=bool(form.sensitive.data),
            next_due_on=form.next_on.data,
        )
    except NobodyThere as error:
        form.refuse(message(error), "people")
    except DomainError as error:
        form.refuse(message(error))
    return None
