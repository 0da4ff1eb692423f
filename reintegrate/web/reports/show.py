"""The page of one report: its numbers compared, what was frozen, what has changed since."""

from collections.abc import Collection
from typing import Any, NamedTuple

from flask import g, render_template

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.db import today
from reintegrate.models.indicator import Indicator, checksum
from reintegrate.models.period import Period
from reintegrate.models.report import PARTS, Report, ReportStatus
from reintegrate.models.report_owed import is_late
from reintegrate.models.report_snapshot import ReportSnapshot, changed
from reintegrate.models.user import WARD_ROLES, User
from reintegrate.models.ward_work import working_since
from reintegrate.web.print.pdf import can_make_pdf
from reintegrate.web.reports import submitted
from reintegrate.web.reports.forms import IndicatorForm, ReturnForm, SubmissionForm, WordsForm
from reintegrate.web.reports.layouts import parts_of
from reintegrate.web.reports.leaving import Shown, kept, shown_to
from reintegrate.web.reports.narrative import proposed
from reintegrate.web.reports.sheet import amount, lines
from reintegrate.web.reports.summary import hidden_of
from reintegrate.web.ui.aims import stands_of
from reintegrate.web.ui.hidden_cells import HIDDEN_WORDS
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.periods import kind_name, period_name


class Change(NamedTuple):
    label: str
    was: str
    now: str


class Correction(NamedTuple):
    """One snapshot and what it changed of the one before."""

    snapshot: ReportSnapshot
    because: str
    by: str
    ward: str
    changes: list[Change]


def page(report: Report, submission: Any = None, sending_back: Any = None) -> str:
    said = submitted.told(g.viewer, report)
    period = report.period
    codes = list(said.snapshots[0].said["definitions"]) if said.snapshots else None
    indicators = submitted.indicators(g.viewer, codes)
    earlier = submitted.earlier_of(g.viewer, report, said)
    since = changes(indicators, said.numbers, said.now or {}) if said.snapshots else []
    own = g.viewer.area_id == report.area_id
    aims = submitted.aims_of(g.viewer, report, said)
    narrative = own_words(report, said, earlier, proposing=own)
    elsewhere = hidden_of(g.viewer, period, report.area_id)
    seen = shown_to(g.viewer, indicators, said, earlier, narrative, language(), elsewhere)
    stands = stands_of(period, indicators, seen.numbers, aims, language())
    return render_template(
        "reports/show.html",
        report=report,
        period=period,
        period_name=period_name(period),
        kind_name=kind_name(period.kind),
        **numbered(period, indicators, said.numbers, seen),
        stands={one.indicator.code: one for one in stands},
        was_returned=report.status == ReportStatus.RETURNED,
        added_up=earlier.added_up,
        corrections=corrections(indicators, said.snapshots, seen.guarded, elsewhere),
        since=since if own else [],
        narrative=[(WORDS[part], text) for part in PARTS if (text := seen.narrative.get(part))],
        own=own,
        of_then=not own and g.viewer.role in WARD_ROLES,
        over=period.last < today(),
        late=is_late(report, period, working_since(report.area_id).get(report.area_id)),
        may_write=own and may(g.viewer, Action.WRITE_REPORT),
        may_name=own and may(g.viewer, Action.NAME_PEOPLE),
        may_answer=report.status == ReportStatus.SUBMITTED
        and may(g.viewer, Action.ANSWER_REPORT, report),
        form=submission or sending_back,
        submission=submission or fresh(report),
        sending_back=sending_back or ReturnForm(None),
        can_make_pdf=can_make_pdf(),
    )


def own_words(
    report: Report, said: submitted.Told, earlier: submitted.Earlier, *, proposing: bool
) -> dict[str, str]:
    """As submitted or written; where the ward has written nothing yet, as proposed to it."""
    found: dict[str, str] = report.narrative
    if said.snapshots:
        found = said.snapshots[0].said["narrative"]
    if proposing and not any(found.values()):
        return proposed(report.area.name, report.period, said.numbers, earlier.year_before)
    return found


def numbered(
    period: Period, indicators: list[Indicator], numbers: dict[str, int], seen: Shown
) -> dict[str, Any]:
    """The tables of this length of period, compared, and the checksum of the balance."""
    before, year_before = seen.before, seen.year_before
    sums, closing = checksum(indicators, numbers), seen.numbers.get("closing", 0)
    return {
        "parts": [
            (part, lines(part.indicators, seen.numbers, before, year_before, shares))
            for part in parts_of(period.kind, indicators)
            for shares in [part.shares(seen.numbers, language())]
        ],
        "only_year": before is None,
        "columns": columns(only_year=before is None),
        "checked": (closing if isinstance(closing, str) else sums, closing),
        "sound": sums == numbers.get("closing", 0),
    }


def proposed_for(report: Report) -> dict[str, str]:
    """The narrative as the figures of today tell it."""
    numbers = submitted.told(g.viewer, report).now or {}
    earlier = report.earlier()["year_before"]
    return proposed(report.area.name, report.period, numbers, earlier)


def columns(*, only_year: bool) -> list[dict[str, Any]]:
    before = [] if only_year else [{"label": gettext("Than the period before")}]
    return [
        {"label": gettext("Indicator")},
        {"label": gettext("Number"), "number": True},
        *before,
        {"label": gettext("Than a year before")},
    ]


WORDS = {part: getattr(WordsForm, part).args[0] for part in PARTS}


def fresh(report: Report) -> SubmissionForm:
    form = SubmissionForm(None)
    form.version.data = str(report.version)
    return form


def changes(
    indicators: list[Indicator],
    was: dict[str, int],
    now: dict[str, int],
    *,
    guarded: bool = False,
    elsewhere: Collection[str] = (),
) -> list[Change]:
    """Line by line. Where either is hidden, here or beside other wards, neither is told."""
    named = {one.code: one for one in indicators}
    seen = [kept(indicators, one, language()) if guarded else one for one in (was, now)]
    found = []
    for code, *_ in changed(was, now):
        if code in named:
            told = [amount(named[code].unit, one.get(code)) for one in seen]
            if code in elsewhere or any(isinstance(one.get(code), str) for one in seen):
                told = [HIDDEN_WORDS[language()][1]] * 2
            found.append(Change(named[code].name_in(language()), *told))
    return found


def corrections(
    indicators: list[Indicator],
    snapshots: list[ReportSnapshot],
    guarded: bool,
    elsewhere: set[str],
) -> list[Correction]:
    """The newest first; the first of all changed nothing."""
    found = []
    for place, snapshot in enumerate(snapshots):
        earlier = snapshots[place + 1].numbers if place + 1 < len(snapshots) else snapshot.numbers
        said = snapshot.said
        found.append(
            Correction(
                snapshot,
                said["because"],
                said["by"],
                said["area"]["name"],
                changes(
                    indicators, earlier, snapshot.numbers, guarded=guarded, elsewhere=elsewhere
                ),
            )
        )
    return found


def list_columns(*, money: bool) -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = [
        {"label": gettext("Person")},
        {"label": gettext("Case number")},
    ]
    return [*columns, {"label": gettext("Amount"), "number": True}] if money else columns


def catalogue(viewer: User, form: IndicatorForm | None) -> str:
    return render_template(
        "reports/definitions.html",
        form=form,
        indicators=submitted.indicators(viewer),
        may_aim=may(viewer, Action.KEEP_PLAN),
        language=language(),
    )
