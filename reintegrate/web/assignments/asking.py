"""A request to an agency on its way from the form to the verb: what is offered, what was chosen."""

from datetime import date
from typing import Any, cast

from flask import g, request

from reintegrate.access.actions import Action
from reintegrate.access.gate import find_or_404
from reintegrate.models.agency import Agency
from reintegrate.models.assignment import Assignment
from reintegrate.models.catalogue import Service, choices
from reintegrate.models.need import Need
from reintegrate.web.assignments.forms import OfferForm
from reintegrate.web.assignments.whom import OpenNeed, agencies_for, grounds_for
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language


def asked_for(needs: list[OpenNeed]) -> dict[str, str]:
    """What the address says: the need one came from, and with it the service that usually helps."""
    asked = request.args.get("need") or (str(needs[0].id) if len(needs) == 1 else "")
    need = next((need for need in needs if str(need.id) == asked), None)
    if need is None:
        return {}
    return {
        "need": asked,
        "service": request.args.get("service") or need.usual_service or "",
        "agency": request.args.get("agency", ""),
    }


def give_choices(form: OfferForm, needs: list[OpenNeed]) -> list[Any]:
    """Only what may be chosen is offered. Returns the agencies that do not give this service."""
    blank = [("", _("Choose…"))]
    form.need.choices = blank + [(str(need.id), need.kind) for need in needs]
    form.service.choices = blank + choices(Service, language())
    if not form.service.data:
        usual = {str(need.id): need.usual_service for need in needs}
        form.service.data = usual.get(str(form.need.data)) or ""
    form.give_grounds(grounds_for(g.viewer, form.service.data, language()))
    giving, others = agencies_for(g.viewer, form.service.data, language())
    form.give_agencies([(str(agency.id), agency.words) for agency in giving])
    return others


def offer(form: OfferForm) -> Assignment:
    return Assignment.offer(
        find_or_404(Need, int(form.need.data)),
        key=str(form.key.data),
        agency=find_or_404(Agency, int(form.agency.data), Action.LIST_ASSIGNMENTS),
        service_code=form.service.data,
        due_on=cast(date, form.due_on.data),
        request=form.request.data,
        shares_phone=bool(form.shares_phone.data),
        answer_by=form.answer_by.data,
        ground=form.law,
        by=g.viewer,
    )
