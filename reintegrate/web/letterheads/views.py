"""Letterhead and signers of the viewer's office; the ward's register of numbers."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.db import commit, today
from reintegrate.models.document_number import DocumentNumber, printed
from reintegrate.models.issuing_body import Capacity, IssuingBody, Signer
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.letterheads import queries
from reintegrate.web.letterheads.forms import LetterheadForm, OutsideForm, SignerForm
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.letterheads import proposed
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.steps import take

bp = Blueprint("letterheads", __name__)

LETTERHEAD = ("superior", "name", "collective", "head_title", "place", "abbreviation")


@bp.route("/documents/letterhead", methods=["GET", "POST"])
@allows(Action.KEEP_LETTERHEAD)
def show() -> Response | str:
    """What the papers of the viewer's office bear. Saved for the first time, it is begun."""
    kind, body = queries.body_kind(g.viewer), queries.body(g.viewer)
    now = {name: getattr(body, name) for name in LETTERHEAD} if body else {}
    version = body.version if body else 0
    form: Any = LetterheadForm.of_request(data=now or proposed(g.viewer.area, kind))
    if request.method == "GET" and not form.restored:
        form.version.data = str(version)
    if form.accepted:
        if form.started_from(version):
            letterhead = {name: form[name].data or "" for name in LETTERHEAD}
            if body is None:
                IssuingBody.begin(g.viewer.area, kind, by=g.viewer, **letterhead)
            else:
                body.put_right(by=g.viewer, **letterhead)
            commit()
            flash(gettext("Saved. Papers that have a number keep what they bear."), "success")
            return redirect(url_for("letterheads.show"))
        form.show_theirs(version, **now)
    return sheet(form, SignerForm.offered())


@bp.post("/documents/signers")
@allows(Action.KEEP_LETTERHEAD)
def add_signer() -> Response | str:
    form: Any = SignerForm.offered()
    kind = queries.body_kind(g.viewer)
    if not form.accepted:
        data = proposed(g.viewer.area, kind)
        return sheet(LetterheadForm(None, data=data), form, failed=form)
    body = IssuingBody.begin(g.viewer.area, kind, by=g.viewer, **proposed(g.viewer.area, kind))
    known = {(s.name, s.capacity) for s in body.signers()}
    capacity = Capacity(form.capacity.data)
    if (form.signer.data, capacity) not in known:
        body.add_signer(form.signer.data, capacity, title=form.title.data or "", by=g.viewer)
        commit()
        flash(gettext("Saved."), "success")
    return redirect(url_for("letterheads.show"))


@bp.post("/documents/signers/<int:signer_id>/end")
@allows(Action.KEEP_LETTERHEAD)
def end_signer(signer_id: int) -> Response:
    signer = find_or_404(Signer, signer_id)
    take(signer.end, gettext("They sign no more. Papers they signed keep their name."))
    return redirect(url_for("letterheads.show"))


def sheet(form: Any, signer_form: Any, failed: Any = None) -> str:
    body = queries.body(g.viewer)
    if failed is not None and body is not None:
        form.process(None, data={name: getattr(body, name) for name in LETTERHEAD})
        form.version.data = str(body.version)
    return render_template(
        "letterheads/show.html",
        form=failed or form,
        letterhead_form=form,
        signer_form=signer_form,
        office=label(queries.body_kind(g.viewer)),
        signers=[(s, " / ".join(s.authority)) for s in (body.signers() if body else [])],
    )


@bp.get("/documents/register")
@allows(Action.LIST_DOCUMENTS)
def register() -> str:
    return book(OutsideForm.of_request())


@bp.post("/documents/register/outside")
@allows(Action.KEEP_LETTERHEAD)
def given_outside() -> Response | str:
    """The ward's own book ran ahead: what it gave is noted, so that no number has two papers."""
    form: Any = OutsideForm.of_request()
    offer_series(form)
    if form.accepted:
        year = today().year
        try:
            DocumentNumber.given_outside(
                area_id=g.viewer.area_id,
                series=form.series.data,
                year=year,
                up_to=form.up_to.data,
                by=g.viewer,
            )
            commit()
            flash(
                gettext("Noted. The next number here is %(n)s.", n=form.up_to.data + 1), "success"
            )
            return redirect(url_for("letterheads.register", series=form.series.data, year=year))
        except DomainError as error:
            form.refuse(message(error), "up_to")
    return book(form)


def offer_series(form: Any) -> None:
    body = queries.body(g.viewer)
    signs = queries.series_of(g.viewer, body) if body else []
    form.series.choices = [(sign, sign) for sign in signs]


def book(form: Any) -> str:
    """One series of one year; the newest when none is asked for."""
    known = [(row[0], row[1]) for row in queries.series(g.viewer)]
    asked = (request.args.get("series", ""), request.args.get("year", ""))
    chosen = next((pair for pair in known if (pair[0], str(pair[1])) == asked), None)
    sign, year = chosen or (known[0] if known else ("", today().year))
    found = queries.entries(g.viewer, sign, year, request.args.get("page"))
    may_note = may(g.viewer, Action.KEEP_LETTERHEAD)
    if may_note and not form.series.choices:
        offer_series(form)
    return render_template(
        "letterheads/register.html",
        form=form,
        may_note=may_note and bool(form.series.choices),
        books=[
            {
                "url": url_for("letterheads.register", series=s, year=y),
                "label": f"{s} {y}",
                "current": (s, y) == (sign, year),
            }
            for s, y in known
        ],
        sign=sign,
        year=year,
        rows=[(row, numbers(row)) for row in found.rows],
        previous_url=page_url(sign, year, found.previous),
        next_url=page_url(sign, year, found.next),
        language=language(),
    )


def numbers(row: Any) -> str:
    if row.first == row.number:
        return printed(row.number)
    return f"{printed(row.first)} – {printed(row.number)}"


def page_url(sign: str, year: int, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    return url_for("letterheads.register", series=sign, year=year, page=cursor)
