"""A case on its way from Đức Xuân to Bắc Kạn, for the tests of every action on it."""

import uuid

from reintegrate.db import db, today
from reintegrate.models.transfer import Transfer

SECRETS = {"Nông Văn Hùng", "Tổ 4, đường Trần Hưng Đạo", "Về nhà bà ngoại"}


def in_transit(case, to_area, by) -> Transfer:
    transfer = Transfer.propose(
        case,
        key=str(uuid.uuid4()),
        to_area=to_area,
        moved_on=today(),
        new_address="Tổ 4, đường Trần Hưng Đạo",
        reason="Về nhà bà ngoại",
        by=by,
    )
    db.session.commit()
    return transfer
