"""Areas, the caseload and one case, as programs are told of them. The lists and their numbers are
the pages' own questions; here they only become fields."""

from datetime import date
from typing import Any

from flask import request, url_for

from reintegrate.access.programs import may_name
from reintegrate.models import due
from reintegrate.models.case import NO_DATE
from reintegrate.models.case import Case as CaseRecord
from reintegrate.models.user import User
from reintegrate.web.api import queries
from reintegrate.web.api.shapes import Area, AreaName, Areas, Case, CaseLine, Caseload
from reintegrate.web.caseload import queries as of_page
from reintegrate.web.caseload.filters import Filters
from reintegrate.web.caseload.panel import Tally
from reintegrate.web.ui.problems import not_offered
from reintegrate.web.ui.sealed import unseal


def page_asked(name: str) -> str | None:
    """The page an address of ours leads to. Raises Refused for any other: begun anew from the
    first page without a word, a program would never come to an end."""
    cursor = request.args.get("page")
    if cursor is not None and unseal(cursor, f"page:{name}") is None:
        raise not_offered(["page"])
    return cursor


def onward(cursor: str | None) -> str | None:
    """This same question, from there on."""
    if cursor is None:
        return None
    asked: dict[str, Any] = request.args.to_dict() | {"page": cursor}
    return url_for(str(request.endpoint), **asked)


def areas_in_force(viewer: User, on: date | None) -> Areas:
    page = queries.areas(viewer, on, page_asked(queries.AREAS))
    return Areas([Area(*row[:7]) for row in page.rows], onward(page.next))


def cases_listed(viewer: User) -> Caseload:
    """Counted and listed as on the page."""
    filters = Filters.of(request.args)
    cursor = page_asked(filters.list_name)
    tally = Tally(of_page.cells(viewer, filters))
    page = of_page.page_of_cases(viewer, filters, tally.worker_ids, cursor)
    usernames, named = queries.usernames(viewer), may_name(viewer)
    return Caseload(
        tally.of(filters), [line_of(row, usernames, named) for row in page.rows], onward(page.next)
    )


def line_of(row: Any, usernames: dict[int, str], named: bool) -> CaseLine:
    return CaseLine(
        id=row.id,
        number=row.number,
        name=row.name if named else None,
        status=row.status,
        moving=row.transfer_pending,
        last_reached_on=row.last_reached_on,
        next_due_on=None if row.next_due_on == NO_DATE else row.next_due_on,
        days_over=due.days_over(row),
        term_to=row.term_to,
        worker=usernames.get(row.worker_id),
    )


def case_in_sight(case: CaseRecord, *, named: bool) -> Case:
    """The facts on top of its page; nothing of the support space, and nobody's own words."""
    return Case(
        id=case.id,
        number=case.number,
        name=case.person.name if named else None,
        status=case.status,
        moving=case.transfer_pending,
        area=AreaName(case.area.code, case.area.name),
        worker=case.worker.username if case.worker else None,
        away_until=case.away_until,
        last_reached_on=case.last_reached_on,
        next_due_on=case.due_on,
        days_over=due.days_over(case),
        no_next_date_reason=case.no_next_date_reason_code,
        term_from=case.term_from,
        term_to=case.term_to,
    )
