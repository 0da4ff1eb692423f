"""By what rules terms stand still, cases end and are reopened: edited with first day and reason.
Whose term would move is shown before it is saved."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows
from reintegrate.access.moved import numbered
from reintegrate.db import commit, today
from reintegrate.models.life_moves import enter_life_rule, terms_moved
from reintegrate.models.life_revision import LifeRevision, LifeTopic
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.regime_start import check_start, enter_start, moves_of_start
from reintegrate.models.step_rule import NothingChanged
from reintegrate.web.life_rules import queries, words
from reintegrate.web.life_rules.forms import LIMITS, form_for
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.revised import answers_of

bp = Blueprint("life_rules", __name__, url_prefix="/life-rules")

CHANGES = ("value", *LIMITS, "article")
ASKED = (*CHANGES, "from_day", "because")


@bp.get("/")
@allows(Action.KEEP_RULES)
def index() -> str:
    parts = words.parts(queries.regimes(g.viewer), queries.newest(g.viewer))
    return render_template("life_rules/index.html", parts=parts)


@bp.route("/<place>", methods=["GET", "POST"])
@allows(Action.KEEP_RULES)
def show(place: str) -> str | Response:
    """One rule, named by its regime, its topic and its code."""
    history = queries.revisions(g.viewer, read(place))
    if not history:
        abort(404)
    rule = history[0]
    form: Any = form_for(rule.topic, rule.code).of_request(data=current(rule))
    if "change" not in request.form and form.accepted:
        done = revise(rule, form, place)
        if done is not None:
            return done
    return render_template(
        "life_rules/show.html",
        form=form,
        asked=ASKED,
        place=place,
        what=words.what(rule),
        regime=queries.regime_named(g.viewer, rule.regime_code, language()),
        says=words.says(rule),
        history=words.history(history),
    )


def read(place: str) -> queries.Place:
    regime_code, _dash, rest = place.partition("-")
    topic, _dash, code = rest.partition("-")
    if topic not in set(LifeTopic):
        abort(404)
    return regime_code, LifeTopic(topic), code


def current(rule: LifeRevision) -> dict[str, Any]:
    now = {name: getattr(rule, name) for name in CHANGES}
    if rule.topic in {LifeTopic.PAUSE, LifeTopic.GROUND, LifeTopic.START}:
        now["value"] = str(rule.value)
    first = rule.in_force_from if rule.topic == LifeTopic.START else today()
    return now | {"version": str(rule.revision), "from_day": first}


def revise(rule: LifeRevision, form: Any, place: str) -> str | Response | None:
    """What would move; or, when that was confirmed, what has. None: the form says what is wrong."""
    if not form.started_from(rule.revision):
        now = current(rule)
        form.show_theirs(rule.revision, **{n: now[n] for n in CHANGES if n in form})
        return None
    revised = revision_of(rule, form)
    starts = rule.topic == LifeTopic.START
    changes = (*CHANGES, "in_force_from") if starts else CHANGES
    if all(getattr(revised, name) == getattr(rule, name) for name in changes):
        form.refuse(message(NothingChanged(place)), "value" if "value" in form else LIMITS[0])
        return None
    if starts and not in_order(revised, form):
        return None
    if "confirm" not in request.form:
        return check(revised, form, place)
    enter = enter_start if starts else enter_life_rule
    enter(revised, by=g.viewer)
    commit()
    flash(_("The rule counts from that day on, and terms have followed."), "success")
    return redirect(url_for("life_rules.show", place=place), 303)


def in_order(revised: LifeRevision, form: Any) -> bool:
    try:
        check_start(revised)
    except DomainError as error:
        form.refuse(message(error), "from_day")
        return False
    return True


def revision_of(rule: LifeRevision, form: Any) -> LifeRevision:
    """In no session yet."""
    said = {name: getattr(rule, name) for name in ("regime_code", "topic", "code", *CHANGES)}
    said |= {name: form[name].data for name in CHANGES if name in form}
    said |= {"value": int(said["value"]), "article": said["article"] or ""}
    return LifeRevision(
        **said,
        revision=rule.revision + 1,
        in_force_from=form.from_day.data,
        because=form.because.data,
    )


def check(revised: LifeRevision, form: Any, place: str) -> str:
    """What would move, and nothing is kept of it."""
    if revised.topic == LifeTopic.START:
        moves: Any = moves_of_start(revised, by=g.viewer)
        shown, wards = numbered(g.viewer, moves)
        template, lines = "life_rules/check_start.html", words.starts_in_words(shown)
    else:
        moves = terms_moved(revised)
        shown, wards = numbered(g.viewer, moves)
        template, lines = "life_rules/check.html", words.moves_in_words(shown)
    return render_template(
        template,
        answers=[
            (_("Rule"), words.what(revised)),
            (_("Regime"), queries.regime_named(g.viewer, revised.regime_code, language())),
            *answers_of(form[name] for name in ASKED if name in form),
        ],
        fields={field.name: request.form.get(field.name, "") for field in form},
        action=url_for("life_rules.show", place=place),
        total=len(moves),
        wards=wards,
        moves=lines,
    )
