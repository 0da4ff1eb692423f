"""Intakes as their writers leave them, for every test that needs one."""

import uuid
from datetime import timedelta
from typing import Any

from reintegrate.db import db, today
from reintegrate.models.catalogue import ConsentPurpose, names
from reintegrate.models.intake import Intake
from reintegrate.models.intake_answers import Section
from reintegrate.models.user import User


def begin_intake(writer: User) -> Intake:
    """A draft with nothing in it yet."""
    intake = Intake.begin(key=str(uuid.uuid4()), by=writer, once_more=True)
    db.session.commit()
    return intake


def finished_answers() -> dict[Section, dict[str, Any]]:
    """What an invented adult says, enough to be submitted."""
    completed_on = today() - timedelta(days=10)
    return {
        Section.WHO: {"name": "Hoàng Văn Bình", "sex": "male", "birth": "1990"},
        Section.PAPERS: {
            "any": "yes",
            "papers": [{"kind": "citizen_id", "number": "006090000123"}],
        },
        Section.RESIDENCE: {
            "address": "Số 12, tổ 3",
            "phone": "0912345678",
            "phone_owner": "own",
            "may_name_service": "no",
        },
        Section.FAMILY: {"any": "none", "relatives": []},
        Section.REHABILITATION: {"kind": "compulsory", "completed_on": completed_on.isoformat()},
        Section.WORK: {"employment": "not_working"},
        Section.NEEDS: {"any": "yes", "kinds": ["job"], "words": "Muốn có việc gần nhà"},
        Section.CONSENTS: consents(support_notes="yes", share_with_agency="no"),
    }


def answer(intake: Intake, writer: User, **changed: dict[str, Any]) -> Intake:
    """Every section answered; `changed` by the section's name."""
    for section, answers in finished_answers().items():
        intake.save(section, answers | changed.get(section.value, {}), by=writer)
    db.session.commit()
    return intake


def consents(**said: str) -> dict[str, str]:
    """Every purpose was asked about or written as not asked."""
    purposes = names(ConsentPurpose, "vi")
    return {f"consent_{code}": said.get(code, "not_asked") for code in purposes}
