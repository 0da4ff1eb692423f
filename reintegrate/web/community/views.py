"""The community's place: ways to its parts, and the board. The board holds counts only: the own
ward's with the lists behind them, or the province's by ward, where no number leads to anybody."""

from datetime import date, timedelta

from flask import Blueprint, abort, g, render_template, request, url_for

from reintegrate.access.actions import Action
from reintegrate.access.community_board import balances
from reintegrate.access.community_counts import SMALL, shown
from reintegrate.access.gate import allows
from reintegrate.access.policy import may
from reintegrate.db import today, utcnow
from reintegrate.models.catalogue import NeedKind, names
from reintegrate.models.plan_year import plan_period, plan_year_on
from reintegrate.models.user import Role
from reintegrate.models.work_plan import Figure
from reintegrate.web.community import queries
from reintegrate.web.community.aims import aims
from reintegrate.web.community.chart import (
    Bar,
    bars,
    columns,
    has_small,
    rounded,
    share,
    total_shown,
)
from reintegrate.web.community.needs import BECAME, KINDS, by_kind, conditions, parts
from reintegrate.web.community.queries import Ward
from reintegrate.web.ui.asked_days import asked_days
from reintegrate.web.ui.books import book_of
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language

bp = Blueprint("community", __name__)

MONTHS = 12
TOLD_AND_HELD = (Figure.ACTIVITIES, Figure.INFORMATION, Figure.HANDLED_IN_TIME)


@bp.get("/community/")
@allows(Action.SEE_COMMUNITY)
def index() -> str:
    return render_template(
        "community/index.html",
        waiting=queries.waiting(g.viewer),
        may_list=may(g.viewer, Action.LIST_INFORMATION),
        may_keep=may(g.viewer, Action.KEEP_ACTIVITIES),
    )


@bp.get("/community/board")
@allows(Action.SEE_COMMUNITY)
def board() -> str:
    year = plan_period(g.viewer.area_id, plan_year_on(g.viewer.area_id, today()))
    wards = queries.wards(g.viewer, year.first, today())
    guarded = g.viewer.role == Role.COORDINATOR
    ends = month_ends(today())
    numbers = balances(g.viewer, ends)
    if guarded and has_small([ward.open for ward in wards]):
        numbers = [rounded(number) for number in numbers]
    balance = [
        (end, number, None if guarded else url_for("community.managed", first=end, last=end))
        for end, number in zip(ends, numbers, strict=True)
    ]
    cell = shown if guarded else str
    return render_template(
        "community/board.html",
        area=g.viewer.area.name,
        now=utcnow(),
        guarded=guarded,
        small=SMALL,
        year=year,
        balance=columns([(f"{end:%m}", number, url) for end, number, url in balance], guarded),
        months=[(f"{end:%m/%Y}", cell(number), url) for end, number, url in balance],
        on_time=on_time(wards, guarded),
        wards=[(ward, cell(ward.open), cell(ward.overdue)) for ward in wards],
        totals=totals(wards),
        aims=aims(g.viewer, language()),
        needs=parts(),
        books={figure.value: book_of(figure, year) for figure in TOLD_AND_HELD},
    )


def month_ends(day: date) -> list[date]:
    """The last days of the eleven months before, and this day."""
    ends = [day]
    while len(ends) < MONTHS:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return ends[::-1]


def on_time(wards: list[Ward], guarded: bool) -> list[Bar]:
    """How many of the open cases have no contact overdue today: by ward in per cent, or of the own
    ward in numbers, of which the overdue ones have a list."""
    if guarded:
        shares = [share(ward.open - ward.overdue, ward.open) for ward in wards]
        rows = zip(wards, shares, strict=True)
        return bars([(ward.name, said.words, said.percent, None) for ward, said in rows], 100)
    overdue = sum(ward.overdue for ward in wards)
    timely = sum(ward.open for ward in wards) - overdue
    late, kept = (url_for("caseload.index", due=due) for due in ("overdue", "timely"))
    numbers = [(_("Not overdue"), timely, kept), (_("Overdue"), overdue, late)]
    return bars([(label, str(n), n, url) for label, n, url in numbers], max(timely, overdue))


def totals(wards: list[Ward]) -> tuple[str, str, int, int, int]:
    return (
        total_shown([ward.open for ward in wards]),
        total_shown([ward.overdue for ward in wards]),
        sum(ward.activities for ward in wards),
        sum(ward.told for ward in wards),
        sum(ward.in_time for ward in wards),
    )


@bp.get("/community/board/managed")
@allows(Action.OPEN_BOARD)
def managed() -> str:
    """Who was under management in the own ward when a day ended: as many rows as its mark says."""
    asked = asked_days()
    day = asked[1] if asked else today()
    year = plan_period(g.viewer.area_id, day.year)
    rows = queries.managed_on(g.viewer, year, day)
    return render_template("community/managed.html", day=day, rows=rows)


@bp.get("/community/board/needs")
@allows(Action.OPEN_BOARD)
def needs() -> str:
    """What stands behind a mark: how many of each kind; whose, only of the own cases."""
    name, became = request.args.get("of", "needs"), request.args.get("became", "wanted")
    if name not in KINDS or became not in BECAME:
        abort(404)
    return render_template(
        "community/needs.html",
        heading=KINDS[name][0],
        became=BECAME[became][0],
        kinds=by_kind(name, became),
        own=queries.own_needs(g.viewer, *conditions(name, became)),
        answers=g.viewer.role == Role.SOCIAL_WORKER,
        names=names(NeedKind, language()),
    )
