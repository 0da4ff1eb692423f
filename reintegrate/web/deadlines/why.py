"""Why a date is what it is: the rule with its article, the start with its own source, and the count
step by step with the days it skipped."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import url_for
from werkzeug.routing import BuildError

from reintegrate.db import HERE, utcnow
from reintegrate.models.audit import AuditEvent
from reintegrate.models.clock import Reckoning, Start, reckon
from reintegrate.models.deadline_due import urgency
from reintegrate.models.deadline_row import Deadline, DeadlineStatus
from reintegrate.models.step_rule import StepUnit, words_of_steps
from reintegrate.models.working_calendar import Passed, is_weekend
from reintegrate.web.ui.closing import Way, ways
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.owed_lines import TONES, exact, until, window
from reintegrate.web.ui.owed_lines import owner as owner_now
from reintegrate.web.ui.rule_words import full_day


class Line(NamedTuple):
    """One step of the count. `tone`: counted, skipped, or none; `doubtful`: the calendar's row for
    this day is not confirmed."""

    when: str
    text: str
    counted: bool
    doubtful: bool


class Source(NamedTuple):
    words: str
    url: str | None


def moment(start: Start) -> str:
    if start.whole_day:
        return full_day(start.day)
    return f"{start.at.astimezone(HERE):%H:%M}, {full_day(start.day)}"


def source_of(code: str, number: str, signer: str) -> Source:
    """What an act was read from, and where that can be looked at."""
    kind, _colon, found = code.partition(":")
    words = {
        "document": _("A paper made here"),
        "transfer": _("The transfer of the case"),
        "intake": _("The intake"),
        "contact": _("A contact with the person"),
        "helper": _("The naming of a helper"),
        "case": _("Written down on the case"),
        "outside": _("A paper made elsewhere"),
        "first_release": _("Taken over from the first release"),
    }.get(kind, _("Written down by hand"))
    paper = ", ".join(part for part in (number, signer) if part)
    address = {"document": "documents.show", "transfer": "transfers.show", "intake": "intakes.show"}
    url = None
    if found.isdigit() and kind in address:
        try:
            record: dict[str, Any] = {f"{kind}_id": int(found)}
            url = url_for(address[kind], **record)
        except BuildError:
            url = None
    return Source(f"{words}: {paper}" if paper else words, url)


def counted(one: Deadline) -> Reckoning | None:
    """Counted again by its own rule; None where the rule names no number (any more)."""
    rule = one.rule
    return None if rule.amount is None else reckon(rule.amount, rule.unit, one.start)


def lines(one: Deadline, found: Reckoning) -> list[Line]:
    return [*_lines(one, found)]


def _lines(one: Deadline, found: Reckoning) -> Iterator[Line]:
    unit, amount = one.rule.unit, one.rule.amount or 0
    if unit in {StepUnit.HOURS, StepUnit.WITHIN_HOURS_BEFORE}:
        yield from _hours(one, amount, found)
    elif unit == StepUnit.WORKING_DAYS:
        yield Line(moment(one.start), _("The start. This day itself is not counted."), False, False)
        yield from _due_on_last(_days(found.walked))
    elif unit == StepUnit.WITHIN_WORKING_DAYS_BEFORE:
        yield Line(
            full_day(one.start.day), _("The end. It is not counted, to be early."), False, False
        )
        yield from _days(found.walked)
        yield _window(found)
    else:
        sign = "-" if unit == StepUnit.AT_LEAST_DAYS_BEFORE else "+"
        yield Line(moment(one.start), _("The start."), False, False)
        reached = found.walked[0].day if found.walked else found.due_on
        text = _("%(sign)s %(n)s days, whatever days they are.", sign=sign, n=amount)
        yield from _due_on_last([Line(full_day(reached), text, True, False), *_days(found.walked)])


def _due_on_last(counted: Iterable[Line]) -> list[Line]:
    """The last of these days is the one by whose end it is due."""
    *before, last = counted
    return [*before, last._replace(text=_("%(how)s: due by the end of this day.", how=last.text))]


def _hours(one: Deadline, amount: int, found: Reckoning) -> Iterator[Line]:
    yield Line(moment(one.start), _("The start."), False, False)
    if one.start.whole_day:
        text = _("Only the day is known, so the hours run from its end.")
        yield Line(f"24:00, {full_day(one.start.day)}", text, False, False)
    text = _(
        "%(n)s hours on the clock. Nights, weekends and holidays are counted: hours do not stop.",
        n=amount,
    )
    due = found.due_at.astimezone(HERE)
    when = f"{due:%H:%M}" if f"{due:%H:%M}" != "00:00" else "24:00"
    yield Line(f"{when}, {full_day(found.due_on)}", text, True, False)


def _days(walked: tuple[Passed, ...]) -> Iterator[Line]:
    number = 0
    for passed in walked:
        number += passed.counted
        yield Line(full_day(passed.day), said_of(passed, number), passed.counted, doubtful(passed))


def doubtful(passed: Passed) -> bool:
    return passed.mark is not None and not passed.mark.confirmed


def said_of(passed: Passed, number: int) -> str:
    name = passed.mark.name_in(language()) if passed.mark else ""
    if passed.counted:
        words = _("Working day %(n)s", n=number)
        return f"{words} ({name})" if name else words
    if name:
        return _("Not counted: %(name)s", name=name)
    if is_weekend(passed.day):
        return _("Not counted: weekend")
    return _("Not counted")


def _window(found: Reckoning) -> Line:
    text = _("It may be done from %(first)s, and must be done by the end of this day.",
             first=day(found.opens_on))  # fmt: skip
    return Line(full_day(found.due_on), text, True, False)


class CaseLine(NamedTuple):
    """One deadline of a case: owed, done or dropped, in a line."""

    id: int
    what: str
    exact: str
    tag: str
    tone: str
    owner: str
    note: str
    do: Way | None


def case_lines(rows: Iterable[Any]) -> list[CaseLine]:
    now, spoken = utcnow(), words_of_steps()
    place = 1 if language() == "en" else 0
    return [case_line(row, now, spoken[row.rule_id][place]) for row in rows]


def case_line(row: Any, now: datetime, what: str) -> CaseLine:
    owner, note, do = row.owner or label(row.owner_role), "", None
    if row.status == DeadlineStatus.OPEN:
        owner, do = owner_now(row), next(iter(ways(row.rule_id, row.case_id)), None)
        tag, tone = until(row, now), TONES[urgency(row, now)]
        note = window(row)
    elif row.status == DeadlineStatus.MET:
        met_on = row.met_at.astimezone(HERE).date()
        late = met_on > row.due_on if row.whole_day else row.met_at > row.due_at
        tag, tone = (_("Done late"), "soon") if late else (_("Done in time"), "ok")
        note = _("done on %(day)s", day=day(met_on))
    else:
        tag, tone = label(DeadlineStatus.MOOT), "quiet"
        note = label(row.dropped_because) if row.dropped_because else ""
    return CaseLine(row.id, what, exact(row), tag, tone, owner, note, do)


def moved_in_words(event: AuditEvent) -> str:
    facts = event.facts
    was, now = (date.fromisoformat(str(facts[name])) for name in ("was", "now"))
    at = event.at.astimezone(HERE)
    return _(
        "Moved from %(was)s to %(now)s, on %(day)s at %(time)s",
        was=day(was),
        now=day(now),
        day=day(at.date()),
        time=f"{at:%H:%M}",
    )
