"""What every page about one case carries: its identity bar and its parts."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from flask import current_app, g, request
from markupsafe import Markup

from reintegrate.access.actions import Action
from reintegrate.access.policy import may, may_read_support
from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.catalogue import NoNextDateReason, names
from reintegrate.models.no_next_note import OTHER, NoNextNote
from reintegrate.models.user import Role
from reintegrate.web.ui.addresses import SOME_ID, case_url, with_number
from reintegrate.web.ui.i18n import gettext, language


class IdentityBar(NamedTuple):
    """The few facts on top of every page of a case."""

    id: int
    name: str
    number: str
    status: CaseStatus
    ward: str
    worker: str | None
    helper: str
    away_until: date | None
    term_from: date
    term_to: date
    due_on: date | None
    no_date_reason: str | None
    closed: bool
    agreed: bool


@dataclass(frozen=True)
class Part:
    url: str
    label: str
    current: bool


def case_frame(case: Case, current: str) -> dict[str, Any]:
    """`current` is the endpoint of the part that is open."""
    bar = IdentityBar(
        id=case.id,
        name=case.person.name,
        number=case.number,
        status=case.status,
        ward=case.area.name,
        worker=case.worker.name if case.worker else None,
        helper=case.helper_name,
        away_until=case.away_until,
        term_from=case.term_from,
        term_to=case.term_to,
        due_on=case.due_on,
        no_date_reason=reason_in_words(case),
        closed=not case.is_open,
        agreed=case.next_is_agreed,
    )
    return {"case": bar, "case_nav": parts(case, current)}


def words_for_no_date(case: Case) -> str | None:
    """Of "another reason", for whoever reads the support space of this case."""
    if case.no_next_date_reason_code != OTHER or not may_read_support(g.viewer, case):
        return None
    found = visible(g.viewer, NoNextNote).where(NoNextNote.case_id == case.id)
    note = db.session.scalar(found)
    return note.text if note else None


def reason_in_words(case: Case) -> str | None:
    """Why there is no next date; its own words only for whoever reads the support space."""
    code = case.no_next_date_reason_code
    if code is None:
        return None
    return words_for_no_date(case) or names(NoNextDateReason, language()).get(code)


def parts(case: Case, current: str) -> Markup:
    viewer = g.viewer
    logs, reads = may(viewer, Action.LOG_CONTACT, case), may_read_support(viewer, case)
    html = drawn_parts(logs, reads, viewer.role, current, language(), request.script_root)
    return with_number(html, case.id)


@lru_cache(maxsize=1000)
def drawn_parts(logs: bool, reads: bool, role: Role, current: str, language: str, root: str) -> str:
    """Of a case with any number, for whoever may log contacts there or reads its support space."""
    offered = [("cases.show", gettext("Overview"))]
    if logs:
        offered.append(("contacts.new", gettext("Log a contact")))
    if reads:
        offered.append(("needs.index", gettext("Needs and help")))
        offered.append(("progress.show", gettext("Progress")))
        offered.append(("sheet.show", gettext("Their own sheet")))
        offered.append(("data_requests.of_case", gettext("Their data")))
    elif role == Role.WARD_OFFICIAL:
        offered.append(("data_requests.of_case", gettext("Their data")))
    offered.append(("documents.of_case", gettext("Official papers")))
    offered.append(("cases.details", gettext("Statutory file")))
    offered.append(("deadlines.of_case", gettext("Deadlines")))
    offered.append(("acts.index", gettext("Legal steps")))
    items = [Part(case_url(to, SOME_ID), label, to == current) for to, label in offered]
    return current_app.jinja_env.get_template("frames/case_nav.html").render(items=items)
