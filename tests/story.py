"""How needs, consents and requests to agencies begin: by the verbs, as people would."""

import uuid
from datetime import date, timedelta

from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area
from reintegrate.models.assignment import SHARING, Assignment
from reintegrate.models.case import Case
from reintegrate.models.consent import Consent
from reintegrate.models.need import Need
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User


def new_key() -> str:
    return str(uuid.uuid4())


def agency(code: str) -> Agency:
    return db.session.scalars(select(Agency).where(Agency.code == code)).one()


def say(case: Case, by: User, *, given: bool = True, purpose: str = SHARING) -> Consent:
    """The person's word on being told about to agencies."""
    consent = Consent.record(case, purpose_code=purpose, given=given, by=by)
    db.session.commit()
    return consent


def state(case: Case, by: User, kind: str = "vocational_training", words: str = "") -> Need:
    need = Need.state(case, key=new_key(), kind_code=kind, words=words, by=by)
    db.session.commit()
    return need


def ask(
    need: Need,
    code: str,
    by: User,
    *,
    service: str = "vocational_training",
    request: str = "Một lớp học nghề sửa xe gần nhà.",
    due_on: date | None = None,
    shares_phone: bool = False,
) -> Assignment:
    assignment = Assignment.offer(
        need,
        key=new_key(),
        agency=agency(code),
        service_code=service,
        due_on=due_on or today() + timedelta(days=7),
        request=request,
        shares_phone=shares_phone,
        by=by,
    )
    db.session.commit()
    return assignment


def accept(assignment: Assignment, by: User) -> Assignment:
    assignment.accept(by=by)
    db.session.commit()
    return assignment


def propose(case: Case, to_area: Area, by: User) -> Transfer:
    """Asked of the other ward; the person moved there today."""
    transfer = Transfer.propose(
        case,
        key=new_key(),
        to_area=to_area,
        moved_on=today(),
        new_address="Tổ 4",
        reason="Về nhà ngoại",
        by=by,
    )
    db.session.commit()
    return transfer
