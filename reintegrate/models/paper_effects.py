"""What a paper does to the record once it is issued, and what its withdrawal undoes.

A team and a helper are what their decisions print: issuing makes their rows, by their verbs.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from reintegrate.db import db, today, utcnow
from reintegrate.models.act import STANDS, Act, ActKind
from reintegrate.models.helper import ByPaper, HelperAssignment, refuse_what_cannot_be
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.names import fold
from reintegrate.models.team import Team, TeamPlace

if TYPE_CHECKING:
    from reintegrate.models.case import Case
    from reintegrate.models.document import Document
    from reintegrate.models.user import User

PLACES = {
    "to_truong": TeamPlace.LEADER,
    "to_pho": TeamPlace.DEPUTY,
    "van_hoa": TeamPlace.CULTURE_SOCIAL,
    "doan": TeamPlace.YOUTH_UNION,
    "thanh_vien_khac": TeamPlace.OTHER,
}
"""Fields of the team's form (Mẫu 55), and whom they name: one a line, "name, post"."""

IN_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
AS_SHARE = re.compile(r"(\d(?:[.,]\d{1,4})?)\s*(?:lần\s*)?mức\s+lương\s+cơ\s+sở", re.IGNORECASE)


class PayUnread(DomainError):
    """A helper's pay is a share of the base salary: "0,6 mức lương cơ sở" or "60%"."""


class DayUnread(DomainError):
    """The paper names no day from which the helper helps."""


Prints = tuple[date, date] | None


def refuse_what_does_nothing(document: "Document", values: Mapping[str, str]) -> None:
    """Before a paper gets its number, for then its words are fixed: the record must be able to
    follow it. Raises PayUnread, DayUnread, PaidTooMuch."""
    if document.kind.names_helper and document.case is not None:
        since, percent = printed_day(values.get("giup_tu", "")), share_of(values.get("thu_lao", ""))
        if since is None:
            raise DayUnread(document.id)
        refuse_what_cannot_be(since, percent, by_paper=True)


def be_known(document: "Document", *, prints: Prints, by: "User") -> None:
    """The record learns what this paper did. Raises what the verbs of its nouns raise."""
    if document.case is None:
        _set_team(document, by=by)
        return
    if document.kind.names_helper:
        _assign_helper(document, document.case, by=by)
    elif document.kind.act is not None:
        Act.record(
            document.case,
            document.kind.act,
            at=document.issued_at or utcnow(),
            by=by,
            source=document.name_as_source,
            number=document.sign,
            signer=document.signer.name if document.signer else "",
            prints=prints if document.kind.act == ActKind.DECIDED else None,
        )


def _set_team(document: "Document", *, by: "User") -> None:
    decided, before = document.dated_on or today(), Team.now_in(document.area_id)
    team = Team.set_up(
        key=document.key,
        area=document.area,
        decision_number=document.sign,
        decided_on=decided,
        signer=document.signer.name if document.signer else "",
        since=max(decided, before.since) if before else decided,
        by=by,
    )
    for place, name, post in members_of(document.answers):
        team.add(place, name, post, since=team.since, by=by)


def members_of(values: Mapping[str, str]) -> list[tuple[TeamPlace, str, str]]:
    found = []
    for field, place in PLACES.items():
        for line in values.get(field, "").splitlines():
            name, _, post = line.strip(" \t-;.").partition(",")
            if name.strip():
                found.append((place, name.strip(), post.strip()))
    return found


def _assign_helper(document: "Document", case: "Case", *, by: "User") -> None:
    """The helper whom the record names already gets the paper's number; anybody else begins."""
    values, now = document.answers, HelperAssignment.now_for(case.id)
    name, since = values.get("nguoi_giup", "").strip(), printed_day(values.get("giup_tu", ""))
    if now is not None and not now.decision_number and fold(now.name) == fold(name):
        now.decision_number = document.sign
        return
    if since is None:
        raise DayUnread(document.id)
    HelperAssignment.assign(
        case,
        key=document.key,
        name=name,
        post=values.get("don_vi_giup", "").strip(),
        since=since,
        percent=share_of(values.get("thu_lao", "")),
        decision_number=document.sign,
        paper=ByPaper(document.name_as_source, document.issued_at or utcnow()),
        by=by,
    )


def be_unknown(document: "Document", *, by: "User") -> None:
    """It counts no more: what it made (rows that bear its key) is undone, as far as nothing newer
    has replaced it."""
    if document.case_id is None:
        for team in db.session.scalars(select(Team).where(Team.key == document.key)):
            team.undo(by=by)
        return
    made = select(HelperAssignment).where(HelperAssignment.key == document.key)
    for helper in db.session.scalars(made):
        helper.undo(document.name_as_source, by=by)
    now = HelperAssignment.now_for(document.case_id)
    if document.kind.names_helper and now is not None and now.decision_number == document.sign:
        now.decision_number = ""
    of_case = (Act.case_id == document.case_id, Act.source == document.name_as_source, STANDS)
    for act in db.session.scalars(select(Act).where(*of_case)).all():
        act.take_back(by=by, with_paper=True)


def printed_day(text: str) -> date | None:
    """A day as papers print it, or None."""
    try:
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    except ValueError:
        return None


def share_of(text: str) -> int:
    """Hundredths of the base salary; nothing written means unpaid. Raises PayUnread."""
    if not text.strip():
        return 0
    if found := IN_PERCENT.search(text):
        return round(float(found[1].replace(",", ".")))
    if found := AS_SHARE.search(text):
        return round(float(found[1].replace(",", ".")) * 100)
    raise PayUnread(text)
