"""Who sees plans of other areas, and what an administrator may count. Part of `scope.py`."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, false, func, or_, select

from reintegrate.access.reach import cases
from reintegrate.db import db
from reintegrate.models.agency import Agency, AgencyArea
from reintegrate.models.area_change import AreaChange
from reintegrate.models.area_change_parts import AreaChangeLine, AreaChangeUnit
from reintegrate.models.area_following import AreaChangeCell
from reintegrate.models.area_split import AreaPlacement
from reintegrate.models.assignment import RUNNING, Assignment
from reintegrate.models.case import ENDED, IS_OPEN, Case
from reintegrate.models.deadline_row import IS_OPEN as IS_OWED
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.inquiry import Inquiry, InquiryStatus
from reintegrate.models.intake import Intake, IntakeStatus
from reintegrate.models.report import Report
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import Role, User

DECIDING = {Role.WARD_OFFICIAL, Role.WARD_POLICE}
WRITING = (IntakeStatus.DRAFT, IntakeStatus.SUBMITTED, IntakeStatus.RETURNED)


def changes(viewer: User) -> Select[AreaChange]:
    """The administrator's; and of a ward it is about, its officials', who know its people."""
    if viewer.role == Role.ADMINISTRATOR:
        return select(AreaChange)
    if viewer.role in DECIDING:
        here = or_(
            AreaChangeLine.area_id == viewer.area_id, AreaChangeUnit.area_id == viewer.area_id
        )
        lines = select(AreaChangeLine.change_id).outerjoin(AreaChangeLine.unit).where(here)
        return select(AreaChange).where(AreaChange.id.in_(lines))
    return select(AreaChange).where(false())


def of_change(model: Any) -> Callable[[User], Select[Any]]:
    def scope(viewer: User) -> Select[Any]:
        seen = changes(viewer).with_only_columns(AreaChange.id)
        return select(model).where(model.change_id.in_(seen))

    return scope


def cells(viewer: User) -> Select[AreaChangeCell]:
    """Which case went where is nobody's list: each ward sees its own cases."""
    return select(AreaChangeCell).where(false())


def placements(viewer: User) -> Select[AreaPlacement]:
    """Where somebody lives is known to the officials of their ward alone; where staff go on, to
    the administrator too."""
    if viewer.role == Role.ADMINISTRATOR:
        return select(AreaPlacement).where(AreaPlacement.user_id.is_not(None))
    if viewer.role in DECIDING:
        own = cases(viewer).with_only_columns(Case.id)
        return select(AreaPlacement).where(AreaPlacement.case_id.in_(own))
    return select(AreaPlacement).where(false())


AREA_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    AreaChange: changes,
    AreaChangeCell: cells,
    AreaChangeLine: of_change(AreaChangeLine),
    AreaChangeUnit: of_change(AreaChangeUnit),
    AreaPlacement: placements,
}


# The deliberate exception: numbers of what a change would touch, for whoever sees no case.

COUNTED: dict[str, tuple[Any, Any]] = {
    "open_cases": (Case.area_id, IS_OPEN),
    "ended_cases": (Case.area_id, ENDED),
    "staff": (User.area_id, User.disabled_at.is_(None)),
    "transfers_in": (Transfer.to_area_id, Transfer.status == TransferStatus.PROPOSED),
    "transfers_out": (Transfer.from_area_id, Transfer.status == TransferStatus.PROPOSED),
    "deadlines": (Deadline.area_id, IS_OWED),
    "intakes": (Intake.area_id, Intake.status.in_(WRITING)),
    "inquiries": (Inquiry.to_area_id, Inquiry.status == InquiryStatus.ASKED),
    "agencies": (AgencyArea.area_id, AgencyArea.agency_id.in_(select(Agency.id))),
    "reports": (Report.area_id, Report.id.is_not(None)),
}


def counted_by_area(viewer: User, area_ids: list[int]) -> dict[str, dict[int, int]]:
    """By what is counted, for each of these areas: numbers only."""
    found: dict[str, dict[int, int]] = {}
    if viewer.role != Role.ADMINISTRATOR:
        return found
    people = select(Case.area_id, func.count(Case.person_id.distinct()))
    asked: dict[str, Any] = {
        "people": people.where(Case.area_id.in_(area_ids)).group_by(Case.area_id)
    }
    for name, (area, which) in COUNTED.items():
        numbers = select(area, func.count()).where(area.in_(area_ids), which)
        asked[name] = numbers.group_by(area)
    help_now = select(Case.area_id, func.count()).join(Assignment, Assignment.case_id == Case.id)
    running = help_now.where(Case.area_id.in_(area_ids), Assignment.status.in_(RUNNING))
    asked["assignments"] = running.group_by(Case.area_id)
    for name, query in asked.items():
        found[name] = {area_id: count for area_id, count in db.session.execute(query)}
    return found


def counted_by_unit(viewer: User, change: AreaChange) -> dict[tuple[int, str], int]:
    """Of an area that splits: how many cases go where, and how that is known."""
    if viewer.role != Role.ADMINISTRATOR:
        return {}
    numbers = (
        select(AreaPlacement.unit_id, AreaPlacement.how, func.count())
        .where(AreaPlacement.change_id == change.id, AreaPlacement.case_id.is_not(None))
        .group_by(AreaPlacement.unit_id, AreaPlacement.how)
    )
    return {(unit_id, how): count for unit_id, how, count in db.session.execute(numbers)}
