"""A question to another ward, for the scenery."""

import uuid

from reintegrate.models.area import Area
from reintegrate.models.inquiry import Inquiry, InquiryReason
from reintegrate.models.user import User


def ask_about(name: str, *, to: Area, by: User, paper_number: str = "") -> Inquiry:
    return Inquiry.ask(
        key=str(uuid.uuid4()),
        to_area=to,
        name=name,
        birth_year=1990,
        paper_number=paper_number,
        reason=InquiryReason.LIVES_HERE,
        by=by,
    )
