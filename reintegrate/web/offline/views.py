"""Working without signal: the program a phone keeps, the list it may hold, word of what arrived.

Entries themselves come by the page of their form, as any others."""

import json
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from reintegrate.access.actions import Action
from reintegrate.access.gate import PUBLIC, allows, find_or_404
from reintegrate.db import commit, utcnow
from reintegrate.models.case import Case
from reintegrate.models.catalogue import (
    ContactChannel,
    ContactOutcome,
    FollowUpKind,
    NeedKind,
    NoNextDateReason,
    Presence,
    choices,
)
from reintegrate.models.follow_up import REGULAR
from reintegrate.models.held_form import hold
from reintegrate.models.idempotency import receipt_of
from reintegrate.models.offline_device import OfflineDevice, Standing, device_with
from reintegrate.models.outcome_rule import undecided_outcomes
from reintegrate.web.offline.files import addresses, version
from reintegrate.web.offline.forms import EntryForm
from reintegrate.web.offline.queries import day_of, device_of, written_under
from reintegrate.web.ui.csrf import csrf_token
from reintegrate.web.ui.errors import typed_fields
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.note_words import PROMPTS
from reintegrate.web.ui.offline_code import code_url, folder
from reintegrate.web.ui.offline_code import mark as mark_of
from reintegrate.web.ui.viewer import device_name

bp = Blueprint("offline", __name__)

USUAL = 5
"""How many outcomes stand in sight; the rest unfold."""


@bp.get("/offline/")
@allows(PUBLIC)
def index() -> str:
    """The same page for everybody, without anybody in it: the phone fills it from what it holds."""
    form = EntryForm(None)
    form.outcome.choices = choices(ContactOutcome, language())
    form.channel.choices = choices(ContactChannel, language())
    form.no_next_reason.choices = [
        ("", _("Choose a reason")),
        *choices(NoNextDateReason, language()),
    ]
    form.done.choices = [c for c in choices(FollowUpKind, language()) if c[0] != REGULAR]
    form.present.choices = choices(Presence, language())
    form.new_needs.choices = form.met_kinds.choices = choices(NeedKind, language())
    return render_template(
        "offline/index.html",
        form=form,
        usual=USUAL,
        undecided=undecided_outcomes(),
        prompts=[str(prompt) for prompt in PROMPTS],
    )


@bp.get("/service-worker.js")
@allows(PUBLIC)
def worker() -> Response:
    """At the root, so that every page is in its reach. Three lines that change with the files."""
    told = json.dumps({"version": version(), "files": addresses()})
    text = f'import {{ serve }} from "{code_url("worker.js")}";\nserve({told});\n'
    return Response(text, mimetype="text/javascript")


@bp.get("/offline/code/<mark>/<path:name>", endpoint="code")
@allows(PUBLIC)
def send_code(mark: str, name: str) -> Response:
    if mark != mark_of(folder()) or not name.endswith(".js"):
        abort(404)
    return send_from_directory(folder(), name, mimetype="text/javascript")


@bp.get("/manifest.webmanifest")
@allows(PUBLIC)
def manifest() -> Response:
    """What stands on the home screen says nothing about whom the work is for."""
    sizes = {"any-192": "192x192", "any-512": "512x512", "maskable-512": "512x512"}
    icons = [
        {
            "src": url_for("static", filename=f"icons/{name}.png"),
            "sizes": size,
            "type": "image/png",
            "purpose": name.partition("-")[0],
        }
        for name, size in sizes.items()
    ]
    told = {
        "name": "Reintegrate",
        "short_name": "Reintegrate",
        "description": _("The day's work"),
        "lang": language(),
        "id": url_for("home.index"),
        "start_url": url_for("home.index"),
        "scope": url_for("home.index"),
        "display": "standalone",
        "background_color": "#f5f7f6",
        "theme_color": "#0b5d62",
        "icons": icons,
    }
    return Response(json.dumps(told, ensure_ascii=False), mimetype="application/manifest+json")


@bp.get("/offline/standing/<handle>")
@allows(PUBLIC)
def standing(handle: str) -> Response:
    """A phone asks how it stands before anybody signs in: a lost one must learn that it was
    revoked. Whoever does not hold its handle learns nothing."""
    device = device_with(handle)
    stands = device.standing if device else Standing.OFF
    return jsonify(standing=stands, now=utcnow().isoformat(timespec="milliseconds"))


@bp.get("/offline/hello")
@allows(Action.KEEP_ACCOUNT)
def hello() -> Response:
    """Who is signed in, what time it is, and how this phone stands with them."""
    number = request.args.get("device", "")
    asked = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None
    device = device_of(g.viewer, asked)
    return jsonify(
        user=g.viewer.id,
        now=utcnow().isoformat(timespec="milliseconds"),
        token=csrf_token(),
        standing=device.standing if device else Standing.OFF,
    )


@bp.post("/offline/devices/")
@allows(Action.WORK_OFFLINE)
def switch_on() -> Response:
    name = device_name(request.user_agent.string)
    device, handle = OfflineDevice.switch_on(g.viewer, label=name)
    told = {"device": device.id, "handle": handle, "public_key": device.public_key}
    commit()
    return jsonify(told | {"user": g.viewer.id, "token": csrf_token()})


@bp.post("/offline/devices/<int:device_id>/list")
@allows(Action.WORK_OFFLINE)
def take_list(device_id: int) -> Any:
    """The viewer's day, to be kept on the phone for at most 72 hours."""
    device = find_or_404(OfflineDevice, device_id)
    if device.revoked_at is not None:
        abort(403)
    people = day_of(g.viewer)
    on_it = [one.id for one in people]
    until = device.take_list(on_it, session_id=g.user_session.id, by=g.viewer)
    told = {
        "now": device.seen_at.isoformat(timespec="milliseconds"),
        "until": until.isoformat(timespec="milliseconds"),
        "people": [one._asdict() | {"due_on": iso(one.due_on)} for one in people],
    }
    commit()
    return jsonify(told | {"user": g.viewer.id, "token": csrf_token()})


def iso(day: Any) -> str | None:
    return day.isoformat() if day else None


@bp.get("/offline/devices/<int:device_id>/key")
@allows(Action.KEEP_ACCOUNT)
def key(device_id: int) -> Response:
    """The private half, for as long as the owner's own page needs it to send what waits."""
    device = find_or_404(OfflineDevice, device_id)
    return jsonify(user=g.viewer.id, private_key=device.private_key)


@bp.post("/offline/devices/<int:device_id>/revocation")
@allows(Action.KEEP_ACCOUNT)
def revoke(device_id: int) -> AnyResponse:
    find_or_404(OfflineDevice, device_id).revoke(by=g.viewer)
    commit()
    flash(_("That device no longer works without signal. What it held is wiped there."), "success")
    return redirect(url_for("account.index"), 303)


@bp.get("/offline/receipts/<key>")
@allows(Action.KEEP_ACCOUNT)
def receipt(key: str) -> Response:
    """Whether the viewer's entry with this key has arrived, however the case stands by now."""
    found = written_under(g.viewer, key)
    if found is None:
        return jsonify(answer="unknown")
    code = receipt_of(found.key)
    kept = {"code": code, "at": found.written_at.isoformat(timespec="seconds")}
    return jsonify(answer="received", receipt=kept)


@bp.post("/offline/cases/<int:case_id>/form")
@allows(Action.LOG_CONTACT)
def finish_online(case_id: int) -> AnyResponse:
    """Open the page of the form with what was typed on the phone filled in."""
    case = find_or_404(Case, case_id)
    target = url_for("contacts.new", case_id=case.id)
    hold(g.viewer, target.removeprefix(request.script_root), typed_fields())
    commit()
    return redirect(target, 303)
