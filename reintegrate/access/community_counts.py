"""The committee's numbers: of the own ward, or of the coordinator's whole province by ward. Numbers
only, and a deliberate exception beside `scope.py`: no row of a person or a resident leaves here."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, literal, select

from reintegrate.access.reach import wards_of
from reintegrate.db import db
from reintegrate.models.benefit import Benefit
from reintegrate.models.case import Case
from reintegrate.models.community_activity import CommunityActivity
from reintegrate.models.community_figures import HELD
from reintegrate.models.contact import Contact
from reintegrate.models.information import IN_TIME, Information
from reintegrate.models.user import WARD_ROLES, Role, User
from reintegrate.models.work_plan import Figure

Numbers = Counter[tuple[Figure, str]]
"""By figure and programme; "" where a figure belongs to none, or for all together."""

SMALL = 4
"""From 1 to this it is shown as a range: in a ward of few, one is somebody the neighbours know."""
OF_PEOPLE = (Figure.CONTACTS, Figure.BENEFITS)
"""Figures that tell of people with a case."""


def shown(number: int) -> str:
    return f"1–{SMALL}" if 1 <= number <= SMALL else str(number)


def is_kept(viewer: User, figure: Figure, number: int) -> bool:
    """Whether this number leaves its ward only as a range."""
    return viewer.role == Role.COORDINATOR and figure in OF_PEOPLE and 1 <= number <= SMALL


def counted_in(viewer: User, ward: Any) -> ColumnElement[bool]:
    """Where this viewer may count at all."""
    if viewer.role == Role.COORDINATOR:
        within: ColumnElement[bool] = ward.in_(wards_of(viewer))
        return within
    own: ColumnElement[bool] = ward == viewer.area_id
    return own if viewer.role in WARD_ROLES else false()


def figures_of(viewer: User, first: date, last: date) -> Numbers:
    """Every figure from the first day to the last, of all the viewer may count."""
    found: Numbers = Counter()
    for figure, query in queries(viewer, first, last).items():
        for programme, number in db.session.execute(query):
            found[figure, programme] += number
            if programme:
                found[figure, ""] += number
    return found


def queries(viewer: User, first: date, last: date) -> dict[Figure, Select[Any]]:
    """Each gives a programme and a number."""
    held = select(CommunityActivity.programme_code, func.count())
    came = select(CommunityActivity.programme_code, func.sum(CommunityActivity.attending))
    told = counted_information(viewer, first, last).with_only_columns(literal(""), func.count())
    return {
        Figure.ACTIVITIES: _of_activities(held, viewer, first, last),
        Figure.ATTENDING: _of_activities(came, viewer, first, last),
        Figure.INFORMATION: told,
        Figure.HANDLED_IN_TIME: told.where(IN_TIME),
        Figure.CONTACTS: select(literal(""), func.count())
        .select_from(Contact)
        .join(Case, Case.id == Contact.case_id)
        .where(
            Contact.reached,
            Contact.happened_on.between(first, last),
            counted_in(viewer, Case.area_id),
        ),
        Figure.BENEFITS: select(literal(""), func.count())
        .select_from(Benefit)
        .join(Case, Case.id == Benefit.case_id)
        .where(
            Benefit.struck_at.is_(None),
            Benefit.given_on.between(first, last),
            counted_in(viewer, Case.area_id),
        ),
    }


def counted_information(viewer: User, first: date, last: date) -> Any:
    """What was received in these days, to be counted by whatever columns are asked for."""
    query: Any = select(Information)
    return query.where(
        counted_in(viewer, Information.area_id), Information.received_on.between(first, last)
    )


def _of_activities(query: Any, viewer: User, first: date, last: date) -> Any:
    return query.where(
        HELD,
        CommunityActivity.held_on.between(first, last),
        counted_in(viewer, CommunityActivity.area_id),
    ).group_by(CommunityActivity.programme_code)
