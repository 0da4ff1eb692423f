"""The acts of a file in words: what was done, what is to come, how the term's end comes about,
and what the law leaves to an official's answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, url_for

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.db import HERE, today
from reintegrate.models.act import ON_PAPER, ActKind, paper_id
from reintegrate.models.age_rule import ADULT, age_is_open
from reintegrate.models.case import Case
from reintegrate.models.case_term import Term
from reintegrate.models.document import Document
from reintegrate.web.acts import queries
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.rule_words import cited

Pair = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """One act that was done. `late` is said where it was written down on another day."""

    when: str
    what: str
    paper: str
    written: str
    struck: bool
    paper_url: str | None = None
    take_back_url: str | None = None
    take_back: str = ""


@dataclass(frozen=True)
class Step:
    what: str
    law: str
    url: str | None


def lines(case: Case) -> list[Line]:
    may_record = may(g.viewer, Action.RECORD_ACT, case)
    rows = queries.acts_of(g.viewer, case)
    ours = any(paper_id(row.source) for row in rows)
    papers = queries.papers_of(g.viewer, case) if ours else {}
    return [line(row, may_record, papers) for row in rows]


def line(row: Any, may_record: bool, papers: Mapping[int, Document]) -> Line:
    """What was done by a paper issued here is undone by withdrawing that paper."""
    here = row.at.astimezone(HERE)
    written = _(
        "Written on %(day)s by %(name)s",
        day=day(row.recorded_at.astimezone(HERE).date()),
        name=row.by_name,
    )
    if row.taken_back_at:
        taken = day(row.taken_back_at.astimezone(HERE).date())
        written = f"{written}. {_('Taken back on %(day)s', day=taken)}"
    ours, url, word = paper_id(row.source), None, _("Take back")
    if row.taken_back_at is None and ours is None and may_record and row.kind in ON_PAPER:
        url = url_for("acts.take_back", act_id=row.id)
    elif row.taken_back_at is None and ours is not None and ours in papers:
        url, word = withdrawal_url(papers[ours]), _("Withdraw the paper")
    return Line(
        when=day(here.date()) if row.whole_day else f"{day(here.date())} {here:%H:%M}",
        what=label(row.kind),
        paper=paper_of(row),
        written=written,
        struck=row.taken_back_at is not None,
        paper_url=url_for("documents.show", document_id=ours) if ours in papers else None,
        take_back_url=url,
        take_back=word,
    )


def withdrawal_url(paper: Document) -> str | None:
    """None for those who do not issue papers of this kind."""
    if not may(g.viewer, Action.WITHDRAW_DOCUMENT, paper):
        return None
    return url_for("documents.withdraw", document_id=paper.id)


def paper_of(row: Any) -> str:
    prints = ""
    if row.prints_from and row.prints_to:
        prints = _(
            "prints %(first)s – %(last)s", first=day(row.prints_from), last=day(row.prints_to)
        )
    read_in_first = row.source == "first_release"
    source = _("taken over from the first release") if read_in_first else ""
    return " · ".join(part for part in (row.number, row.signer, prints, source) if part)


def steps(case: Case) -> dict[str, list[Step]]:
    """What is still to come: now, and when the case ends."""
    coming = queries.still_to_come(g.viewer, case)
    regime = queries.regime_of(g.viewer, case)
    return {
        "now": [step(case, one, regime) for one in coming if not one.at_end],
        "end": [step(case, one, regime) for one in coming if one.at_end],
    }


def step(case: Case, coming: queries.Coming, regime: Any) -> Step:
    article = cited(regime, coming.article) if coming.article else ""
    law = " · ".join(part for part in (coming.form, article) if part)
    return Step(label(coming.kind), law, address(case, coming.kind))


def address(case: Case, kind: ActKind) -> str | None:
    """Where this act is written down; none where another page does it, or the viewer may not."""
    if kind == ActKind.TEAM_SET and may(g.viewer, Action.KEEP_TEAM):
        return url_for("teams.index")
    if kind == ActKind.HELPER_ASSIGNED and may(g.viewer, Action.KEEP_HELPER, case):
        return url_for("helpers.show", case_id=case.id)
    if not may(g.viewer, Action.RECORD_ACT, case):
        return None
    if kind == ActKind.DECIDED:
        return url_for("acts.decide", case_id=case.id)
    if kind in ON_PAPER:
        return url_for("acts.new", case_id=case.id, kind=kind.value)
    return None


def term_in_words(term: Term) -> list[dict[str, str]]:
    """The arithmetic of the last day, from the first to the sum."""
    said = [(_("Begins"), day(term.begins))]
    how = _("as the decision prints") if term.printed else _("as the rules propose")
    said.append((_("Ends, before anything is added"), f"{day(term.base_to)} ({how})"))
    for part in term.parts:
        said.append((label(part.kind), part_in_words(part)))
    if term.added:
        said.append((_("Days that do not count"), f"+ {term.added}"))
    said.append((_("Ends"), day(term.ends)))
    return [{"label": what, "value": value} for what, value in said]


def part_in_words(part: Any) -> str:
    if part.until is None:
        span = _("since %(day)s, %(n)s days so far", day=day(part.since), n=part.days)
    else:
        # `until` counts again: the last day that did not is the one before.
        span = _(
            "%(first)s – %(last)s: %(n)s days",
            first=day(part.since),
            last=day(part.until),
            n=part.days,
        )
    counted = _("counts to the term") if part.counts else _("does not count: added at the end")
    return " · ".join(piece for piece in (span, counted, part.article, part.note) if piece)


def questions(case: Case) -> list[tuple[str, str | None, str | None]]:
    """What an official should know or answer: words, address, label of the link."""
    said: list[tuple[str, str | None, str | None]] = []
    answers = may(g.viewer, Action.RECORD_ACT, case)
    begins, birth = case.completed_on or case.term_from, case.person.birth
    asks = age_is_open(case.rehabilitation_kind_code, birth, begins)
    if asks and case.counted_as_minor is None and not case.term_printed:
        words = _(
            "Whether the term for minors or for adults holds is open here: they may have been "
            "under 18. One answer is proposed; please check it."
        )
        url = url_for("acts.age", case_id=case.id) if answers else None
        said.append((words, url, _("Answer")))
    said += about_minors(case)
    if case.away_until is not None and case.away_until < today():
        words = _("They said they would be away until %(day)s.", day=day(case.away_until))
        said.append((words, url_for("acts.absence", case_id=case.id), _("Are they back?")))
    return said


def about_minors(case: Case) -> list[tuple[str, str | None, str | None]]:
    """Aged 12 to under 18 the legal representative signs and is told; from the birthday on, they
    do themselves. The term stays what it was."""
    youngest, oldest = case.person.birth.ages_on(today())
    first, last = case.person.birth.turns(ADULT)
    if not case.is_open or (youngest >= ADULT and last < case.term_from):
        return []
    details = url_for("cases.details", case_id=case.id)
    if youngest < ADULT and not queries.has_representative(g.viewer, case):
        words = _("They are or may be under 18 and no legal representative is written down.")
        return [(words, details, _("Statutory file"))]
    if youngest < ADULT <= oldest:
        words = _(
            "By the year of birth alone they turn 18 between %(first)s and %(last)s. Ask for the "
            "day: from then on they sign for themselves.",
            first=day(first),
            last=day(last),
        )
        return [(words, details, _("Statutory file"))]
    if youngest < ADULT:
        words = _(
            "They turn 18 on %(day)s: from then on they sign for themselves; the term stays.",
            day=day(last),
        )
        return [(words, None, None)]
    if last >= case.term_from:
        words = _(
            "They turned 18 on %(day)s, while under management: they sign for themselves now, and "
            "the term stays what it was.",
            day=day(last),
        )
        return [(words, None, None)]
    return []
