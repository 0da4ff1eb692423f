"""What goes on between the person and the agency that was asked, its texts marked."""

from typing import Any

from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.agency_consent import AgencyConsent
from reintegrate.models.agency_revision import found
from reintegrate.models.appointment import Appointment
from reintegrate.models.area import units_of
from reintegrate.models.assignment import Assignment
from reintegrate.models.case import Case
from reintegrate.models.cluster import Cluster, ClusterTask
from reintegrate.models.user import User
from tests import cast
from tests.story import new_key
from tests.web.agencies.pages import facts_of


def helped(side: Any, case: Case, asked: User) -> None:
    """A day to meet of the accepted request, the yes to that agency, and an office of the ward."""
    made = Appointment.plan(
        db.session.get_one(Assignment, side.ids["accepted"]),
        key=new_key(),
        day=today(),
        hour=None,
        place=side.mark("appointment: place"),
        by=asked,
    )
    agency = db.session.scalars(select(Agency).where(Agency.code == side.agency)).one()
    agreed = select(AgencyConsent).where(
        AgencyConsent.case_id == case.id, AgencyConsent.agency_id == agency.id
    )
    facts = facts_of(areas=(case.area_id,))
    office = found(facts, kind_code="charity", key=new_key(), by=asked)
    cluster = shared(case, office)
    task = ClusterTask.agree(
        cluster, key=new_key(), words="Họp cụm", due_on=today(), area_id=None, by=asked
    )
    db.session.flush()
    side.ids |= {
        "cluster": cluster.id,
        "cluster_task": task.id,
        "appointment": made.id,
        "agency": office.id,
        "agency_consent": db.session.scalars(agreed).one().id,
    }


def shared(case: Case, office: Agency) -> Cluster:
    """The ward and another of the province, in which nobody of the cast works."""
    ours = cast.area(case.area.code)
    binh = User.named("binh")
    assert binh is not None
    used = {cast.DUC_XUAN, cast.BAC_KAN, cast.PHONG_QUANG}
    other = next(unit for unit in units_of(binh.area, today()) if unit.code not in used)
    wards, agencies = [ours, other], [office]
    return Cluster.form(
        key=new_key(), province=binh.area, name="Cụm", wards=wards, agencies=agencies, by=binh
    )


ANSWERS_OF_AGENCIES: dict[str, Any] = {
    "agencies.edit": lambda day, key: {
        "version": "1",
        "name": "Trạm Y tế",
        "areas": [str(cast.area(cast.PROVINCE).id)],
        "active": "y",
    },
    "agencies.new": lambda day, key: {
        "key": key,
        "name": "Hội Người cao tuổi",
        "kind": "charity",
        "areas": [str(cast.area(cast.PROVINCE).id)],
        "active": "y",
    },
    "appointments.mark": lambda day, key: {"version": "1", "attendance": "came"},
    "appointments.new": lambda day, key: {
        "key": key,
        "day": day(2),
        "hour": "8:30",
        "attendance": "planned",
    },
    "assignments.give": lambda day, key: {"colleague": ""},
    "clusters.agree": lambda day, key: {"key": key, "words": "Họp cụm", "due_on": day(3)},
    "clusters.edit": lambda day, key: {"version": "1", "name": "Cụm", "wards": ["1", "2"]},
    "clusters.finish": lambda day, key: {},
    "clusters.new": lambda day, key: {
        "key": key,
        "name": "Cụm mới",
        "wards": [str(cast.area(code).id) for code in (cast.DUC_XUAN, cast.BAC_KAN)],
    },
    "needs.withdraw_agency_consent": lambda day, key: {},
}
