"""The rules of deadlines and the calendar under them: what would move is shown first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.moved import numbered
from reintegrate.db import commit, today
from reintegrate.models.deadline_moves import (
    Move,
    enter_rule,
    mark_day,
    moves_of_days,
    moves_of_rule,
    take_over,
    unmark_day,
)
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.step_rule import StepRule, StepUnit
from reintegrate.models.transition import transitions
from reintegrate.models.user import Role
from reintegrate.models.working_calendar import CalendarYear, DayKind, Marked, proposed
from reintegrate.web.rules import queries
from reintegrate.web.rules.forms import BACK, DayForm, RemovalForm, RuleForm
from reintegrate.web.rules.words import (
    change_url,
    days_in_words,
    moves_in_words,
    parts,
    year_links,
)
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.revised import answers_of
from reintegrate.web.ui.rule_words import act_words, begins_with

bp = Blueprint("rules", __name__, url_prefix="/rules")

YEARS = range(2000, 2101)


@bp.get("/")
@allows(Action.KEEP_RULES)
def index() -> str:
    """Every regime with its steps, and what becomes of cases from one to the next."""
    return render_template(
        "rules/index.html",
        parts=parts(queries.regimes(g.viewer), queries.rules(g.viewer)),
        transitions=[(one, change_url(one)) for one in transitions()],
        language=language(),
        this_year=today().year,
    )


@bp.route("/<int:rule_id>", methods=["GET", "POST"])
@allows(Action.KEEP_RULES)
def show(rule_id: int) -> str | Response:
    """One step's rule. Its revisions stay; a new one is checked against what is owed now."""
    found = find_or_404(StepRule, rule_id)
    history = queries.revisions(g.viewer, found)
    rule = history[0]
    form: Any = RuleForm.of_request(data=current(rule))
    form.offer(counted_back=rule.unit in BACK)
    if "change" not in request.form and form.accepted:
        if not form.started_from(rule.revision):
            theirs = current(rule)
            form.show_theirs(rule.revision, **{n: theirs[n] for n in theirs if n not in UNSHOWN})
            in_their_words(form)
        else:
            done = revise(rule, form)
            if done is not None:
                return done
    return render_template(
        "rules/show.html",
        form=form,
        rule=rule,
        history=history,
        language=language(),
        begins=begins_with(rule.starts_on),
        fulfilled=act_words(rule.fulfilled_by),
    )


UNSHOWN = {"version", "from_day"}


def in_their_words(form: Any) -> None:
    for field in (form.unit, form.escalate_to):
        saved = getattr(field, "theirs", None)
        if saved:
            field.theirs = dict((code, str(words)) for code, words in field.choices).get(
                saved, saved
            )


def current(rule: StepRule) -> dict[str, Any]:
    return {
        "version": str(rule.revision),
        "amount": rule.amount,
        "unit": rule.unit.value,
        "form": rule.form,
        "article": rule.article,
        "escalate_to": rule.escalate_to.value if rule.escalate_to else "",
        "escalate_after": rule.escalate_after_hours,
        "from_day": today(),
    }


def revise(rule: StepRule, form: Any) -> str | Response | None:
    """What would move; or, when that was confirmed, what has. None: the form says what is wrong."""
    try:
        revised = rule.revised(
            amount=form.amount.data,
            unit=StepUnit(form.unit.data),
            form=form.form.data or "",
            article=form.article.data,
            escalate_to=Role(form.escalate_to.data) if form.escalate_to.data else None,
            escalate_after_hours=form.escalate_after.data,
            in_force_from=form.from_day.data,
            because=form.because.data,
        )
    except DomainError as error:
        form.refuse(message(error), "amount")
        return None
    if "confirm" not in request.form:
        here = url_for("rules.show", rule_id=rule.id)
        return check(moves_of_rule(revised), answers_of(form), posted(form), here)
    enter_rule(revised, by=g.viewer)
    commit()
    flash(_("The rule counts from now on, and what is owed has followed."), "success")
    return redirect(url_for("rules.show", rule_id=revised.id), 303)


def posted(form: Any) -> dict[str, str]:
    """What was typed, to be sent once more with the yes."""
    return {field.name: request.form[field.name] for field in form if field.name in request.form}


def check(
    moves: Sequence[Move], answers: list[tuple[str, str]], fields: dict[str, Any], action: str
) -> str:
    shown, wards = numbered(g.viewer, moves)
    return render_template(
        "rules/check.html",
        answers=answers,
        fields=fields,
        action=action,
        total=len(moves),
        wards=wards,
        moves=moves_in_words(shown),
    )


@bp.route("/calendar/<int:year_id>", methods=["GET", "POST"])
@allows(Action.KEEP_RULES)
def calendar(year_id: int) -> str | Response:
    """A year as it is held, or as it is proposed; a day written into it."""
    if year_id not in YEARS:
        abort(404)
    held = queries.year(g.viewer, year_id, for_change=request.method == "POST")
    form: Any = DayForm.of_request(data={"version": str(held.version) if held else "0"})
    if "change" not in request.form and form.accepted:
        if held is None:
            abort(404)
        done = write_day(held, form)
        if done is not None:
            return done
    return year_page(year_id, held, form)


def year_page(year_id: int, held: CalendarYear | None, form: Any) -> str:
    rows = queries.days(g.viewer, year_id) if held else []
    marks = {row.day: Marked(row.kind, row.name_vi, row.name_en, row.source, row.confirmed)
             for row in rows}  # fmt: skip
    return render_template(
        "rules/calendar.html",
        form=form,
        year=year_id,
        held=held,
        days=days_in_words(marks if held else proposed(year_id)),
        year_links=year_links(queries.years(g.viewer), year_id),
    )


def write_day(held: CalendarYear, form: Any) -> str | Response | None:
    mark = Marked(
        DayKind(form.kind.data),
        form.name_vi.data,
        form.name_en.data,
        form.source.data,
        bool(form.confirmed.data),
    )
    if not form.started_from(held.version):
        form.show_theirs(held.version)
        return None
    try:
        held.check(form.day.data, mark)
    except DomainError as error:
        form.refuse(message(error), "day")
        return None
    moves = moves_of_days({form.day.data: mark})
    if moves and "confirm" not in request.form:
        here = url_for("rules.calendar", year_id=held.id)
        return check(moves, answers_of(form), posted(form), here)
    mark_day(held, form.day.data, mark, by=g.viewer)
    return kept(form.day.data)


@bp.post("/calendar/<int:year_id>/removal")
@allows(Action.KEEP_RULES)
def unmark(year_id: int) -> str | Response:
    """Let the rule decide about a day again."""
    held = queries.year(g.viewer, year_id, for_change=True) or abort(404)
    form: Any = RemovalForm.of_request()
    day = read_iso(form.day.data)
    if day is None or not form.accepted:
        abort(400)
    back = redirect(url_for("rules.calendar", year_id=year_id), 303)
    if "change" in request.form:
        return back
    if not form.started_from(held.version):
        flash(_("Somebody else changed this year meanwhile. Look again, then decide."), "warning")
        return back
    moves = moves_of_days({day: None})
    if moves and "confirm" not in request.form:
        fields = {"version": str(held.version), "day": day.isoformat()}
        answers = [(_("Remove what is written for"), in_words(day))]
        return check(moves, answers, fields, url_for("rules.unmark", year_id=year_id))
    try:
        unmark_day(held, day, by=g.viewer)
    except DomainError as error:
        flash(message(error), "warning")
        return back
    return kept(day)


@bp.post("/calendar/<int:year_id>/holding")
@allows(Action.KEEP_RULES)
def hold(year_id: int) -> Response:
    """From now on this year's rows decide, beginning with what was proposed."""
    if year_id not in YEARS:
        abort(404)
    take_over(year_id, by=g.viewer)
    commit()
    flash(_("The year is held now. Check each day against what was published."), "success")
    return redirect(url_for("rules.calendar", year_id=year_id), 303)


def kept(day: date) -> Response:
    commit()
    flash(_("Saved: %(day)s. What is owed has followed.", day=in_words(day)), "success")
    return redirect(url_for("rules.calendar", year_id=day.year), 303)


def read_iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
