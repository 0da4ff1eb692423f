"""What waits and what is new: in the app, by mail, and in one's own calendar."""

from itertools import groupby
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from reintegrate.access.actions import Action
from reintegrate.access.gate import PUBLIC, allows
from reintegrate.db import commit, stop_reading, writing
from reintegrate.models.calendar_feed import CalendarFeed
from reintegrate.models.digest import Digest, DigestRhythm, TooManyCodes, WrongCode
from reintegrate.models.job import last_run, overslept
from reintegrate.models.mail import MailKind, newest_to
from reintegrate.models.notice import see_all
from reintegrate.models.outgoing import OutgoingStatus
from reintegrate.models.recount import progress, stop
from reintegrate.web.nudges import queries
from reintegrate.web.nudges.feed import calendar_of
from reintegrate.web.nudges.forms import CodeForm, DigestForm, SeenForm
from reintegrate.web.nudges.mails import send_code, send_mail, speaking
from reintegrate.web.nudges.news import news_of
from reintegrate.web.nudges.standing import silent_workers, standing_of
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.news_labels import job_words

bp = Blueprint("nudges", __name__)
bp.add_app_template_filter(job_words)

LONGEST_TOKEN = 100


@bp.get("/notices/")
@allows(Action.SEE_NOTICES)
def index() -> str:
    page = queries.notices(g.viewer, request.args.get("page"))
    news = news_of(g.viewer, page.rows)
    return render_template(
        "nudges/index.html",
        standing=standing_of(g.viewer),
        silent=silent_workers(g.viewer),
        days=[(day, list(of_day)) for day, of_day in groupby(news, key=lambda one: one.day)],
        newest=max((row.id for row in page.rows), default=0),
        unseen=g.viewer.unseen_notices,
        previous_url=page.previous and url_for("nudges.index", page=page.previous),
        next_url=page.next and url_for("nudges.index", page=page.next),
    )


@bp.post("/notices/seen")
@allows(Action.SEE_NOTICES)
def see() -> AnyResponse:
    form = SeenForm.of_request()
    if form.accepted:
        see_all(g.viewer, up_to=int(form.up_to.data or 0))
        commit()
        flash(gettext("Everything up to here counts as read."), "success")
    return redirect(url_for("nudges.index"), 303)


@bp.route("/account/digest", methods=["GET", "POST"])
@allows(Action.KEEP_ACCOUNT)
def digest() -> str | AnyResponse:
    """How often, and where to. A new address is used only once it is proved."""
    posted = request.method == "POST"
    kept = Digest.held(g.viewer) if posted else Digest.of(g.viewer)
    form = DigestForm.of_request(data=chosen(kept))
    form.offer()
    if form.accepted and kept is not None:
        if not same_as_before(form, kept):
            form.show_theirs(kept.version, address=kept.asked_address or kept.address)
        elif (done := choose(kept, form)) is not None:
            return done
    return digest_page(form, CodeForm(None), kept)


def same_as_before(form: DigestForm, kept: Digest) -> bool:
    """Somebody's first choice starts from nothing."""
    return form.started_from(kept.version) or (form.started_from(0) and kept.version <= 1)


def chosen(kept: Digest | None) -> dict[str, Any]:
    if kept is None:
        return {"version": "0", "rhythm": DigestRhythm.NONE.value}
    address = kept.asked_address or kept.address
    return {"version": str(kept.version), "rhythm": kept.rhythm.value, "address": address}


def choose(kept: Digest, form: DigestForm) -> AnyResponse | None:
    """None where something is missing, and the form says what."""
    rhythm, address = DigestRhythm(form.rhythm.data), form.address.data or ""
    if rhythm != DigestRhythm.NONE and not address:
        form.refuse(gettext("Say where the mail should go."), "address")
        return None
    kept.choose(rhythm, language(), by=g.viewer)
    to_prove = address not in {"", kept.address}
    if not to_prove:
        commit()
        flash(gettext("Your choice is saved."), "success")
        return redirect(url_for("nudges.digest"), 303)
    try:
        mail = send_code(g.viewer, address, kept.ask_for(address, by=g.viewer))
    except TooManyCodes as error:
        form.refuse(message(error), "address")
        return None
    commit()
    send_mail(g.viewer, only=mail.id)
    return redirect(url_for("nudges.digest", _anchor="prove"), 303)


def digest_page(form: DigestForm, code: CodeForm, kept: Digest | None, failed: Any = None) -> str:
    sent = newest_to(g.viewer, MailKind.CODE) if kept and kept.asked_address else None
    return render_template(
        "nudges/digest.html",
        form=failed or form,
        choosing=form,
        proving=code,
        digest=kept,
        sent=sent,
        without_server=not current_app.config["SETTINGS"].smtp_url,
    )


@bp.post("/account/digest/code")
@allows(Action.KEEP_ACCOUNT)
def prove() -> str | AnyResponse:
    kept, form = Digest.held(g.viewer), CodeForm.of_request()
    if form.accepted:
        proved = kept.prove(form.code.data or "", by=g.viewer)
        commit()
        if proved:
            flash(gettext("The address is yours. Mail goes there from now on."), "success")
            return redirect(url_for("nudges.digest"), 303)
        form.refuse(message(WrongCode()), "code")
    choosing = DigestForm(None, data=chosen(kept))
    choosing.offer()
    return digest_page(choosing, form, kept, failed=form)


@bp.post("/account/digest/address/removal")
@allows(Action.KEEP_ACCOUNT)
def forget_address() -> AnyResponse:
    Digest.held(g.viewer).forget_address(by=g.viewer)
    commit()
    flash(gettext("The address is forgotten. No mail is sent any more."), "success")
    return redirect(url_for("nudges.digest"), 303)


@bp.route("/account/calendar", methods=["GET", "POST"])
@allows(Action.KEEP_ACCOUNT)
def calendar() -> str:
    """The address of the own calendar, shown in this answer and never again."""
    address = None
    if request.method == "POST":
        token = CalendarFeed.open(g.viewer, language=language(), by=g.viewer)
        commit()
        address = f"{base_url()}{url_for('nudges.feed', token=token)}"
    feed = CalendarFeed.of(g.viewer)
    return render_template("nudges/calendar.html", feed=feed, address=address)


@bp.post("/account/calendar/end")
@allows(Action.KEEP_ACCOUNT)
def close_calendar() -> AnyResponse:
    feed = CalendarFeed.of(g.viewer)
    if feed is not None:
        feed.take_back(by=g.viewer)
        commit()
    flash(gettext("The calendar's address opens nothing any more."), "success")
    return redirect(url_for("nudges.calendar"), 303)


@bp.get("/calendar/<token>.ics")
@allows(PUBLIC)
def feed(token: str) -> Response:
    """For a calendar program, which has no session: the address itself is the key. One taken back,
    one of a disabled account, and one that never was are the same: not there."""
    found = CalendarFeed.of_token(token) if len(token) <= LONGEST_TOKEN else None
    if found is None:
        abort(404)
    stop_reading()
    with writing():
        often = not found.note_read()
        commit()
    if often:
        abort(429)
    with speaking(found.language):
        content = calendar_of(found, base_url())
    response = make_response(content)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response


def base_url() -> str:
    """What this installation's addresses begin with, for whoever is elsewhere."""
    settings = current_app.config["SETTINGS"]
    return str(settings.public_url or request.url_root.rstrip("/"))


@bp.post("/admin/jobs/recount/stop")
@allows(Action.WATCH_JOBS)
def stop_recount() -> AnyResponse:
    """No further ward tonight."""
    stop(by=g.viewer)
    commit()
    flash(gettext("Stopped. Tomorrow night every ward is recounted again."), "success")
    return redirect(url_for("nudges.jobs"))


@bp.get("/admin/jobs")
@allows(Action.WATCH_JOBS)
def jobs() -> str:
    """What time does, when it last did, and how the messages that leave the house stand."""
    return render_template(
        "nudges/jobs.html",
        jobs=queries.jobs(g.viewer),
        outgoing=queries.outgoing_counts(g.viewer),
        statuses=list(OutgoingStatus),
        recounting=progress(),
        last=last_run(),
        overslept=overslept(),
        without_server=not current_app.config["SETTINGS"].smtp_url,
    )
