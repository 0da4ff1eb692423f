"""What the pages say besides their lists: numbers of the filters, a rule, the sum of a term."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import url_for

from reintegrate.db import utcnow
from reintegrate.models.act import Act
from reintegrate.models.case import Case
from reintegrate.models.catalogue import RehabilitationKind, names
from reintegrate.models.clock import Start, midnight, whole_day
from reintegrate.models.deadline_due import Urgency, has_it_today, urgency
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.regime import Regime, months_later
from reintegrate.models.user import Role
from reintegrate.web.deadlines import why
from reintegrate.web.deadlines.queries import Counts
from reintegrate.web.ui.closing import ways
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.owed_lines import TONES, exact, owner, until
from reintegrate.web.ui.paging import Page
from reintegrate.web.ui.rule_words import act_words, begins_with, cited, full_day, within


@dataclass(frozen=True)
class Choice:
    url: str
    label: str
    current: bool
    count: int


class Owned(NamedTuple):
    """As `owed_lines.owner` reads it."""

    owner: str | None
    owner_id: int | None
    owner_role: Role
    role_now: Role


class TermLine(NamedTuple):
    when: str
    text: str
    law: str


def owed_page(counts: Counts, mine: bool, degree: Urgency | None, page: Page) -> dict[str, Any]:
    """The two lists and the four degrees, each with its number; and the pages beside."""

    def address(of_mine: bool, when: Urgency | None, **more: Any) -> str:
        asked: dict[str, Any] = {"of": None if of_mine else "ward", "when": when and when.value}
        return url_for("deadlines.index", **asked, **more)

    def total(of_mine: bool) -> int:
        return sum(counts[of_mine, one] for one in Urgency)

    lists = [
        Choice(address(True, None), _("Mine"), mine, total(True)),
        Choice(address(False, None), _("The ward's"), not mine, total(False)),
    ]
    degrees = [
        Choice(address(mine, one), label(one), one is degree, counts[mine, one]) for one in Urgency
    ]
    return {
        "lists": lists,
        "degrees": [Choice(address(mine, None), _("All"), degree is None, total(mine)), *degrees],
        "previous_url": page.previous and address(mine, degree, page=page.previous),
        "next_url": page.next and address(mine, degree, page=page.next),
        "elsewhere": total(False) if mine else 0,
        "ward_url": address(False, None),
    }


def why_page(one: Deadline) -> dict[str, Any]:
    rule, regime = one.rule, Regime.with_code(one.rule.regime_code)
    found = why.counted(one)
    same = found is not None and (found.due_at, found.opens_on) == (one.due_at, one.opens_on)
    degree = urgency(one, utcnow())
    return {
        "what": rule.name_in(language()),
        "until": until(one, utcnow()),
        "tone": TONES[degree],
        "exact": exact(one),
        "owner": owner_of(one),
        "regime": regime.name_in(language()),
        "law": cited(regime, rule.article),
        "rule_source": rule.source,
        "within": within(rule.amount, rule.unit),
        "begins": begins_with(rule.starts_on),
        "fulfilled": act_words(rule.fulfilled_by),
        "note": rule.note_in(language()),
        "start": why.moment(one.start),
        "start_source": start_source(one),
        "lines": why.lines(one, found) if found else [],
        "same": same,
        "doubtful": any(why.doubtful(passed) for passed in found.walked) if found else False,
        "ways": ways(one.rule_id, one.case_id) if one.is_open else [],
        "met_when": met_when(one),
    }


def owner_of(one: Deadline) -> str:
    name = one.owner.name if one.owner else None
    if not one.is_open:
        return name or label(one.owner_role)
    return owner(Owned(name, one.owner_id, one.owner_role, has_it_today(one)))


def start_source(one: Deadline) -> why.Source:
    act = one.begun_by
    if act is None:
        url = url_for("deadlines.term", case_id=one.case_id)
        return why.Source(_("The term of the case: see why it ends then"), url)
    return why.source_of(act.source, act.number, act.signer)


def met_when(one: Deadline) -> str:
    if one.met_by is None:
        return ""
    return why.moment(Start(one.met_by.at, one.met_by.whole_day))


def term_page(case: Case, completed: Act | None) -> dict[str, Any]:
    """From the day rehabilitation was completed to the last day of the term, sum by sum."""
    term, regime = case.term_parts(), Regime.on(case.opened_on)
    kind = names(RehabilitationKind, language()).get(case.rehabilitation_kind_code, "")
    begun = whole_day(term.begins)
    lines = [
        TermLine(
            why.moment(begun),
            _("Rehabilitation completed (%(kind)s): the term begins.", kind=kind),
            "",
        )
    ]
    lines += proposed(case, regime, printed=term.printed)
    if term.printed:
        text = _("The decision prints this last day, and that holds.")
        lines.append(TermLine(full_day(term.base_to), text, decision_of(case)))
    for part in term.parts:
        lines.append(pause(part))
    if term.added:
        text = _("days that do not count, added at the end.")
        lines.append(TermLine(f"+ {term.added}", text, ""))
    source = (
        why.source_of(completed.source, completed.number, completed.signer) if completed else None
    )
    return {
        "lines": lines,
        "ends": full_day(term.ends),
        "running": any(part.until is None and not part.counts for part in term.parts),
        "regime": regime.name_in(language()) if regime else "",
        "completed_source": source,
        "over": midnight(term.ends) < utcnow(),
    }


def decision_of(case: Case) -> str:
    parts = (case.decision_number, case.decided_on and day(case.decided_on))
    return ", ".join(str(part) for part in parts if part)


def proposed(case: Case, regime: Regime | None, *, printed: bool) -> list[TermLine]:
    """What the rules alone would say."""
    begins = case.completed_on or case.term_from
    minor = case.counted_as_minor
    if minor is None:
        minor = case.runs_as_minor(begins)
    rule = regime.term_rule(case.rehabilitation_kind_code, minor, begins) if regime else None
    if rule is None or regime is None:
        return []
    law = _("Law %(law)s, Article %(article)s", law=regime.law, article=rule.article)
    if rule.months is None:
        text = _("The decision says how long, from %(low)s to %(high)s months.",
                 low=rule.months_min, high=rule.months_max)  # fmt: skip
        return [TermLine("", text, law)]
    last = months_later(begins, rule.months)
    text = _(
        "+ %(n)s months: the same day of the month (Civil Code, Articles 147-148).", n=rule.months
    )
    if printed:
        text = _("The rules alone would propose %(n)s months.", n=rule.months)
    return [TermLine(full_day(last), text, law)]


def pause(part: Any) -> TermLine:
    until = day(part.until) if part.until else _("not over yet")
    when = f"{day(part.since)} – {until}"
    kind = label(part.kind)
    if part.counts:
        text = _("%(kind)s, %(n)s days: they count to the term.", kind=kind, n=part.days)
    else:
        text = _("%(kind)s, %(n)s days: they do not count to the term.", kind=kind, n=part.days)
    return TermLine(when, text, " ".join(piece for piece in (part.article, part.note) if piece))
