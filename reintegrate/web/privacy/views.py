"""How personal data is looked after, in plain words, for whoever it is about: also read without an
account, and printed. What no law gives is written here by whoever keeps it."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import PUBLIC, allows
from reintegrate.access.policy import may
from reintegrate.db import commit, today
from reintegrate.models.data_request_rule import DataRequestRule, RequestClock, versions_of
from reintegrate.models.information import FORGET_CONCERNS_AFTER
from reintegrate.models.intake import DRAFT_DAYS
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.privacy_detail import DetailName
from reintegrate.web.privacy import queries
from reintegrate.web.privacy.forms import ClockForm, DetailForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message

bp = Blueprint("privacy", __name__, url_prefix="/privacy")

NUMBERS = ("acknowledge_working_days", "days", "others_days", "extension_days")


@bp.get("/")
@allows(PUBLIC)
def index() -> str:
    return render_template(
        "privacy/index.html",
        rules=queries.rules_now(g.viewer),
        details=queries.details(g.viewer),
        names=DetailName,
        language=language(),
        draft_days=DRAFT_DAYS,
        concern_days=FORGET_CONCERNS_AFTER.days,
        as_of=today(),
        offers=offers(),
    )


def offers() -> list[tuple[str, str]]:
    """What a member of staff goes on to from here."""
    if g.viewer is None:
        return []
    places = (
        (Action.LIST_DATA_REQUESTS, "data_requests.index", _("Requests about data")),
        (Action.KEEP_PRIVACY_DETAILS, "privacy.details", _("What this page says")),
        (Action.KEEP_RULES, "privacy.clocks", _("Days to answer")),
    )
    return [(url_for(where), words) for action, where, words in places if may(g.viewer, action)]


@bp.get("/details/")
@allows(Action.KEEP_PRIVACY_DETAILS)
def details() -> str:
    return render_template("privacy/details.html", details=queries.details(g.viewer))


@bp.route("/details/<detail>", methods=["GET", "POST"])
@allows(Action.KEEP_PRIVACY_DETAILS)
def detail(detail: str) -> str | Response:
    kept = {str(name): row for name, row in queries.details(g.viewer).items()}
    said = kept.get(detail) or abort(404)
    now = {"words_vi": said.words_vi, "words_en": said.words_en}
    form = DetailForm.of_request(data={"version": said.version, **now})
    if form.accepted:
        if form.started_from(said.version):
            said.say(form.words_vi.data or "", form.words_en.data or "", by=g.viewer)
            commit()
            flash(_("Saved. Everybody reads it from now on."), "success")
            return redirect(url_for("privacy.details"), 303)
        form.show_theirs(said.version, **now)
    return render_template("privacy/detail.html", form=form, detail=said)


@bp.get("/clocks/")
@allows(Action.KEEP_RULES)
def clocks() -> str:
    return render_template("privacy/clocks.html", clocks=queries.rules(g.viewer), today=today())


@bp.route("/clocks/<clock>", methods=["GET", "POST"])
@allows(Action.KEEP_RULES)
def clock(clock: str) -> str | Response:
    """Other days from a day on: a new row."""
    rows = queries.rules(g.viewer).get(asked(clock)) or abort(404)
    newest, version = rows[0], versions_of(rows[0].clock)
    now: dict[str, Any] = {name: getattr(newest, name) for name in (*NUMBERS, "law")}
    form = ClockForm.of_request(data={"version": version, "valid_from": today(), **now})
    if form.accepted:
        if form.started_from(version):
            if changed(newest, form):
                return redirect(url_for("privacy.clocks"), 303)
        else:
            form.show_theirs(version, **now)
    return render_template("privacy/clock.html", form=form, clock=newest.clock)


def asked(clock: str) -> RequestClock:
    return RequestClock(clock) if clock in set(RequestClock) else abort(404)


def changed(newest: DataRequestRule, form: ClockForm) -> bool:
    numbers = {name: int(form[name].data) for name in NUMBERS}
    try:
        newest.follow(form.valid_from.data, numbers, str(form.law.data), by=g.viewer)
    except DomainError as error:
        form.refuse(message(error), "valid_from")
        return False
    commit()
    flash(_("Counts for what is asked from that day on."), "success")
    return True
