"""The community's place: ways to its parts, and the board. The board holds counts only: the own
ward's with the lists behind them, or the province's by ward, where no number leads to anybody."""

from datetime import date, timedelta

from flask import Blueprint, g, render_template, url_for

from reintegrate.access.actions import Action
from reintegrate.access.community_board import balances, needs_by_status
from reintegrate.access.community_counts import SMALL, shown
from reintegrate.access.gate import allows
from reintegrate.access.policy import may
from reintegrate.db import today, utcnow
from reintegrate.models.need import OPEN, Need, NeedStatus
from reintegrate.models.user import Role
from reintegrate.web.community import queries
from reintegrate.web.community.chart import (
    Bar,
    bars,
    columns,
    has_small,
    rounded,
    share,
    size_of,
    total_shown,
)
from reintegrate.web.community.queries import Ward
from reintegrate.web.ui.i18n import gettext as _

bp = Blueprint("community", __name__)

MONTHS = 12
LOAN = ("loan",)
WORK = ("job", "public_works", "livelihood")


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
    first = today().replace(month=1, day=1)
    wards = queries.wards(g.viewer, first, today())
    guarded = g.viewer.role == Role.COORDINATOR
    ends = month_ends(today())
    numbers = balances(g.viewer, ends)
    if guarded and has_small([ward.open for ward in wards]):
        numbers = [rounded(number) for number in numbers]
    balance = list(zip([f"{end:%m/%Y}" for end in ends], numbers, strict=True))
    cell = shown if guarded else str
    return render_template(
        "community/board.html",
        area=g.viewer.area.name,
        now=utcnow(),
        guarded=guarded,
        small=SMALL,
        balance=columns([(label[:2], number) for label, number in balance]),
        months=[(label, cell(number), None) for label, number in balance],
        on_time=on_time(wards, guarded),
        wards=[(ward, cell(ward.open), cell(ward.overdue)) for ward in wards],
        totals=totals(wards),
        needs=needs(),
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
    late = url_for("caseload.index", due="overdue")
    numbers = [(_("Not overdue"), timely, None), (_("Overdue"), overdue, late)]
    return bars([(label, str(n), n, url) for label, n, url in numbers], max(timely, overdue))


def totals(wards: list[Ward]) -> tuple[str, str, int, int, int]:
    return (
        total_shown([ward.open for ward in wards]),
        total_shown([ward.overdue for ward in wards]),
        sum(ward.activities for ward in wards),
        sum(ward.told for ward in wards),
        sum(ward.in_time for ward in wards),
    )


def needs() -> list[tuple[str, str, list[Bar]]]:
    """What became of all needs, of loans, of work: a name, a heading and its bars. Needs are the
    support space: nobody has a list of them over a ward, and few are a range for everybody."""
    parts = [
        ("needs", _("Needs"), needs_by_status(g.viewer)),
        ("loans", _("Loans"), needs_by_status(g.viewer, Need.kind_code.in_(LOAN))),
        ("work", _("Work"), needs_by_status(g.viewer, Need.kind_code.in_(WORK))),
    ]
    found = []
    for name, heading, counted in parts:
        numbers = [
            (_("Still wanted"), sum(counted[status] for status in OPEN)),
            (_("Received"), counted[NeedStatus.RECEIVED] + counted[NeedStatus.SETTLED]),
            (_("The person would rather not"), counted[NeedStatus.DECLINED]),
        ]
        longest = max(size_of(number) for _label, number in numbers)
        rows = [(label, shown(number), size_of(number), None) for label, number in numbers]
        found.append((name, heading, bars(rows, longest)))
    return found
