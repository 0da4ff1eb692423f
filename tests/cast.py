"""The cast: the demo's staff, so that tests and demo tell the same story of the same people."""

import uuid
from datetime import date, timedelta
from typing import Any, NamedTuple

from reintegrate.cli.reference import load_reference
from reintegrate.db import db, today
from reintegrate.models.agency import Agency, AgencyArea, AgencyService
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ContactOutcome
from reintegrate.models.contact import Contact
from reintegrate.models.password import hash_password
from reintegrate.models.person import BirthDate, Person
from reintegrate.models.user import Role, User, system_user
from tests.browser import PASSWORD

PROVINCE, DUC_XUAN, BAC_KAN, PHONG_QUANG = "19", "01840", "01843", "01849"
WOMEN, TRAINING, HEALTH = "women-01840", "training-19", "health-01840"


class Organisation(NamedTuple):
    name: str
    kind: str
    area: str
    services: tuple[str, ...]


AGENCIES = {
    WOMEN: Organisation(
        "Hội Liên hiệp Phụ nữ phường Đức Xuân", "womens_union", DUC_XUAN, ("family_support",)
    ),
    TRAINING: Organisation(
        "Trung tâm Giáo dục nghề nghiệp tỉnh", "training_centre", PROVINCE, ("vocational_training",)
    ),
    HEALTH: Organisation(
        "Trạm Y tế phường Đức Xuân",
        "health_station",
        DUC_XUAN,
        ("health_check", "relapse_prevention"),
    ),
}


class Member(NamedTuple):
    name: str
    role: Role
    area: str
    agency: str | None = None


CAST = {
    "lan": Member("Nguyễn Thị Lan", Role.SOCIAL_WORKER, DUC_XUAN),
    "khanh": Member("Hoàng Văn Khánh", Role.SOCIAL_WORKER, DUC_XUAN),
    "minh": Member("Lý Văn Minh", Role.WARD_OFFICIAL, DUC_XUAN),
    "dung": Member("Nông Văn Dũng", Role.WARD_POLICE, DUC_XUAN),
    "hoa": Member("Triệu Thị Hoa", Role.SOCIAL_WORKER, BAC_KAN),
    "tuan": Member("Hà Anh Tuấn", Role.WARD_OFFICIAL, BAC_KAN),
    "phuong": Member("Bàn Thị Phượng", Role.SOCIAL_WORKER, PHONG_QUANG),
    "mai": Member("Đinh Thị Mai", Role.AGENCY_WORKER, DUC_XUAN, WOMEN),
    "son": Member("Vũ Ngọc Sơn", Role.AGENCY_WORKER, PROVINCE, TRAINING),
    "yen": Member("Ma Thị Yến", Role.AGENCY_WORKER, DUC_XUAN, HEALTH),
    "binh": Member("Phạm Quốc Bình", Role.COORDINATOR, PROVINCE),
    "thao": Member("Lương Thu Thảo", Role.DATA_PROTECTION_OFFICER, PROVINCE),
    "admin": Member("Quản trị hệ thống", Role.ADMINISTRATOR, PROVINCE),
}


def fill() -> None:
    """What every test begins with: the reference data of the province, the agencies, the staff."""
    load_reference([PROVINCE])
    agencies = {code: add_agency(code, organisation) for code, organisation in AGENCIES.items()}
    by = system_user()
    for username, member in CAST.items():
        user = User.add(
            username=username,
            name=member.name,
            role=member.role,
            by=by,
            area=area(member.area),
            agency=agencies[member.agency] if member.agency else None,
        )
        # As after their own first change of it: nobody is asked for another one at sign-in.
        user.password_hash = hash_password(PASSWORD)


def add_agency(code: str, organisation: Organisation) -> Agency:
    agency = Agency(code=code, name=organisation.name, kind_code=organisation.kind)
    db.session.add(agency)
    db.session.flush()
    db.session.add(AgencyArea(agency_id=agency.id, area_id=area(organisation.area).id))
    db.session.add_all(
        AgencyService(agency_id=agency.id, service_code=service)
        for service in organisation.services
    )
    db.session.flush()
    return agency


def area(code: str) -> Area:
    """The area that bears this code today."""
    found = Area.on(code, today())
    assert found is not None, code
    return found


def open_case(
    *,
    area: Area,
    by: User,
    worker: User | None = None,
    name: str = "Hoàng Văn Bình",
    birth_year: int = 1990,
    completed_on: date | None = None,
    opened_on: date | None = None,
    kind: str = "compulsory",
) -> Case:
    """An open case of an invented person, as the verbs make one: by default opened today, ten
    days after rehabilitation, first contact due in three days; with `worker`, assigned."""
    person = Person.known_as(name, BirthDate(birth_year))
    case = Case.open(
        person,
        area=area,
        rehabilitation_kind_code=kind,
        completed_on=completed_on or (opened_on or today()) - timedelta(days=10),
        opened_on=opened_on,
        by=by,
    )
    if worker is not None:
        case.assign(worker, by=by)
    db.session.commit()
    return case


def log_contact(
    case: Case,
    by: User,
    *,
    outcome: str = "met",
    channel: str = "home_visit",
    on: date | None = None,
    next_due_on: date | None = None,
    **more: Any,
) -> Contact:
    """A contact of this case; by default met at home today, and again in a week."""
    found = db.session.get(ContactOutcome, outcome)
    assert found is not None, outcome
    if next_due_on is None and "no_next_reason_code" not in more:
        next_due_on = (on or today()) + timedelta(days=7)
    contact = Contact.log(
        case,
        key=str(uuid.uuid4()),
        by=by,
        outcome=found,
        channel_code=channel,
        happened_on=on or today(),
        next_due_on=next_due_on,
        **more,
    )
    db.session.commit()
    return contact
