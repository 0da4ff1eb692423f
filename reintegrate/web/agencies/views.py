"""Agencies: what each can do and when, kept up by those above it, and how they answer."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.agency_revision import AgencyFacts, AgencyRevision, change, found
from reintegrate.models.area import Area
from reintegrate.models.assignment_board import BoardColumn
from reintegrate.models.catalogue import AgencyKind, Service, choices, names
from reintegrate.models.idempotency import receipt_of
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.agencies import queries
from reintegrate.web.agencies.forms import AgencyForm, AgencyPage, NewAgencyForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.small_numbers import SMALL, guarded_number, is_exact

bp = Blueprint("agencies", __name__)

FIELDS = {
    "name": _l("Its name"),
    "phone": _l("Phone of the office"),
    "address": _l("Address"),
    "opening_hours": _l("Opening hours"),
    "capacity": _l("Open places"),
    "active": _l("It can be asked"),
    "services": _l("What it can be asked for"),
    "areas": _l("Where it serves"),
}


@bp.get("/agencies/")
@allows(Action.SEE_AGENCIES)
def index() -> str:
    page = queries.listed(g.viewer, request.args.get("page"))
    return render_template(
        "agencies/index.html",
        page=page,
        rooms=queries.rooms(g.viewer, page.rows),
        services=queries.services_of(g.viewer, [row.id for row in page.rows], language()),
        may_keep=may(g.viewer, Action.KEEP_AGENCIES),
        may_share=may(g.viewer, Action.SEE_CLUSTERS),
        may_count=may(g.viewer, Action.SEE_AGENCY_BOARD),
        previous_url=page.previous and url_for(".index", page=page.previous),
        next_url=page.next and url_for(".index", page=page.next),
    )


@bp.get("/agencies/<int:agency_id>")
@allows(Action.SEE_AGENCIES)
def show(agency_id: int) -> str:
    """What it gives, where and when, and how its page stood before."""
    agency = find_or_404(Agency, agency_id)
    return render_template(
        "agencies/show.html",
        agency=agency,
        kind=names(AgencyKind, language()).get(agency.kind_code, agency.kind_code),
        room=queries.rooms(g.viewer, [agency])[agency.id],
        services=queries.services_of(g.viewer, [agency.id], language()).get(agency.id, []),
        areas=queries.areas_of(g.viewer, agency),
        history=history_of(queries.revisions(g.viewer, agency)),
        may_keep=may(g.viewer, Action.KEEP_AGENCIES, agency),
    )


def history_of(revisions: list[AgencyRevision]) -> list[dict[str, Any]]:
    """Each version with what differs from the one before."""
    older = [*revisions[1:], None][: len(revisions)]  # none before pages had versions
    return [
        {
            "number": one.number,
            "from_on": one.from_on,
            "by": one.by.name,
            "changes": [changed(name, one, before) for name in differing(one, before)],
        }
        for one, before in zip(revisions, older, strict=True)
    ]


def differing(one: AgencyRevision, before: AgencyRevision | None) -> list[str]:
    if before is None:
        return []
    return [name for name in FIELDS if one.facts[name] != before.facts[name]]


def changed(name: str, one: AgencyRevision, before: AgencyRevision | None) -> str:
    """Lists are many words: that they differ is said, and the page shows how it is now."""
    if before is None or name in {"services", "areas", "active"}:
        return str(FIELDS[name])
    return f"{FIELDS[name]}: {before.facts[name] or '–'} → {one.facts[name] or '–'}"


@bp.route("/agencies/new", methods=["GET", "POST"])
@allows(Action.KEEP_AGENCIES)
def new() -> str | Response:
    form = NewAgencyForm.of_request(active=True)
    offer(form)
    form.kind.choices = [("", _("Choose…")), *choices(AgencyKind, language())]
    if form.accepted:
        try:
            agency = found(
                form.facts(), kind_code=form.kind.data, key=str(form.key.data), by=g.viewer
            )
        except DomainError as error:
            form.refuse(message(error))
        else:
            proof: Any = {"what": _("The agency is written down"), "at": utcnow()}
            proof |= {"code": receipt_of(str(form.key.data))}
            commit()
            flash(proof, "receipt")
            return redirect(url_for(".show", agency_id=agency.id))
    return render_template("agencies/edit.html", form=form, agency_id=None)


@bp.route("/agencies/<int:agency_id>/edit", methods=["GET", "POST"])
@allows(Action.KEEP_AGENCIES)
def edit(agency_id: int) -> str | Response:
    """From today its page reads like this; how it read before stays."""
    agency = find_or_404(Agency, agency_id)
    now = AgencyFacts.of(agency)
    form = AgencyForm.of_request(
        version=agency.version,
        name=now.name,
        phone=now.phone,
        address=now.address,
        opening_hours=now.opening_hours,
        capacity=now.capacity,
        active=now.active,
        services=list(now.services),
        areas=[str(area) for area in now.areas],
    )
    seen = offer(form)
    if form.accepted and not form.started_from(agency.version):
        texts = ("name", "phone", "address", "opening_hours", "capacity")
        form.show_theirs(agency.version, **{name: getattr(now, name) for name in texts})
    elif form.accepted:
        try:
            change(agency, form.facts(tuple(a for a in now.areas if a not in seen)), by=g.viewer)
        except DomainError as error:
            form.refuse(message(error))
        else:
            commit()
            flash(_("Written down. It counts from today."), "success")
            return redirect(url_for(".show", agency_id=agency_id))
    return render_template("agencies/edit.html", form=form, agency_id=agency_id)


def offer(form: AgencyPage) -> set[int]:
    """Gives the choices; returns the areas among them."""
    areas = queries.areas_to_tick(g.viewer)
    form.offer(choices(Service, language()), areas)
    return {int(number) for number, _name in areas}


@bp.get("/agencies/board")
@allows(Action.SEE_AGENCY_BOARD)
def board() -> str:
    """How agencies answer: by agency, and of one by ward. Every number opens its list."""
    agency_id = number_of("agency")
    return render_template(
        "agencies/board.html",
        rows=queries.board(g.viewer, agency_id),
        columns=[(column, label(column)) for column in BoardColumn],
        small=SMALL if queries.reads_guarded(g.viewer) else None,
        agency=agency_id and queries.named(g.viewer, Agency, [agency_id]).get(agency_id),
    )


@bp.get("/agencies/board/requests")
@allows(Action.SEE_AGENCY_BOARD)
def requests() -> str:
    """The requests behind one number: codes and days, no names. Outside the ward a number too small
    to be shown opens only where it comes from."""
    agency_id, ward_id = number_of("agency"), number_of("ward")
    asked = request.args.get("show", "")
    column = BoardColumn(asked) if asked in set(BoardColumn) else BoardColumn.ASKED
    parts = queries.parts_of(g.viewer, column, agency_id, ward_id)
    guarded = queries.reads_guarded(g.viewer)
    number = queries.in_sight(g.viewer, [part.number for part in parts])
    places = {part.ward_id for part in parts}
    offices = {part.agency_id for part in parts}
    page: Any = None
    if is_exact(number):
        page = queries.requests(g.viewer, column, agency_id, ward_id, request.args.get("page"))
    here: dict[str, Any] = {"agency": agency_id, "ward": ward_id, "show": column}
    return render_template(
        "agencies/requests.html",
        page=page,
        parts=[(part, guarded_number(part.number)) for part in parts],
        number=number,
        here=here,
        guarded=guarded,
        column=label(column),
        agencies=queries.named(g.viewer, Agency, offices),
        wards=queries.named(g.viewer, Area, places),
        services=names(Service, language()),
        code=receipt_of,
        previous_url=page and page.previous and url_for(".requests", page=page.previous, **here),
        next_url=page and page.next and url_for(".requests", page=page.next, **here),
    )


def number_of(name: str) -> int | None:
    asked = request.args.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
