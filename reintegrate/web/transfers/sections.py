"""The lists of transfers: what waits for this ward, what this ward waits for, what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from reintegrate.models.user import WARD_ROLES, User
from reintegrate.web.transfers import queries
from reintegrate.web.transfers.steps import Left, left
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.paging import Page


@dataclass(frozen=True)
class Section:
    """One list; `id` is its place in the page. Without `count` it shows answers already given."""

    id: str
    title: str
    count: int | None
    rows: list[tuple[Any, Left]]
    previous_url: str | None
    next_url: str | None


def sections(viewer: User, args: Mapping[str, str]) -> list[Section]:
    titles = {"all": gettext("In transit")}
    if viewer.role in WARD_ROLES:
        titles = {
            "in": gettext("Waiting for your ward's answer"),
            "out": gettext("Waiting for another ward's answer"),
        }
    found = [
        section(
            way,
            title,
            queries.waiting(viewer, way, args.get(way)),
            queries.count_waiting(viewer, way),
        )
        for way, title in titles.items()
    ]
    if viewer.role in WARD_ROLES:
        unmet = queries.not_met_yet(viewer, args.get("unmet"))
        title = gettext("Accepted, not yet met by your ward")
        found.append(section("unmet", title, unmet, None))
    lately = queries.answered(viewer, args.get("answered"))
    title = gettext("Answered in the last %(n)s days", n=queries.ANSWERED_LATELY.days)
    return [*found, section("answered", title, lately, None)]


def section(place: str, title: str, page: Page, count: int | None) -> Section:
    def address(cursor: str | None) -> str | None:
        if cursor is None:
            return None
        return f"{url_for('transfers.index')}?{urlencode({place: cursor})}#{place}"

    return Section(
        id=place,
        title=title,
        count=count,
        rows=[(row, left(row.answer_by, row.proposed_at)) for row in page.rows],
        previous_url=address(page.previous),
        next_url=address(page.next),
    )
