"""What the ward owes by when, and the public rules it is counted by. A part of the scenery."""

from typing import Any

from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.act import Act, ActKind
from reintegrate.models.case import Case
from reintegrate.models.deadline import only_one
from reintegrate.models.deadline_row import IS_OPEN, Deadline
from reintegrate.models.regime import Regime
from reintegrate.models.regime_switch import switch_regime
from reintegrate.models.step_rule import StepRule
from reintegrate.models.user import Role, User


def clock(side: Any, case: Case, official: User) -> None:
    """They have left, so the police must tell those of the new ward; a rule and a year to read.
    Both wards have police of their own: where there are none, the next of the ward would owe it."""
    if only_one(case.area_id, Role.WARD_POLICE) is None:
        User.add(username="lam", name="Lâm", role=Role.WARD_POLICE, by=official, area=case.area)
    Act.record(case, ActKind.LEFT, at=today(), by=official, source="outside")
    side.ids["rule"] = db.session.scalars(select(StepRule).where(StepRule.revision == 1)).first().id
    side.ids["year"] = today().year
    other = db.session.scalars(select(Regime).where(Regime.code != case.regime_code)).first()
    switch_regime(
        case, other, reason=side.mark("main: other rules"), key=f"{side.letter}-switch", by=official
    )
    back = db.session.get_one(Regime, "2025")
    switch_regime(
        case, back, reason=side.mark("main: rules back"), key=f"{side.letter}-back", by=official
    )
    owed = select(Deadline.id).where(
        Deadline.case_id == case.id, Deadline.step == "transfer_notice", IS_OPEN
    )
    side.ids["deadline"] = db.session.scalars(owed).one()


ANSWERS_OF_CLOCK: dict[str, Any] = {
    "deadlines.take": lambda day, key: {},
    "deadlines.regime": lambda day, key: {
        "key": key,
        "regime": "2021",
        "reason": "Theo hướng dẫn.",
    },
    "rules.show": lambda day, key: {
        "version": "1",
        "amount": "5",
        "unit": "working_days",
        "article": "5",
        "from_day": day(0),
        "because": "Thông tư mới.",
        "confirm": "yes",
    },
    "life_rules.show": lambda day, key: {
        "version": "1",
        "value": "1",
        "from_day": day(0),
        "because": "Thông tư mới.",
        "confirm": "yes",
    },
    "rules.calendar": lambda day, key: {
        "version": "1",
        "day": day(0),
        "kind": "off",
        "name_vi": "Ngày nghỉ",
        "name_en": "Day off",
        "source": "Thông báo",
        "confirm": "yes",
    },
    "rules.unmark": lambda day, key: {
        "version": "1",
        "day": today().replace(month=1, day=1).isoformat(),
        "confirm": "yes",
    },
    "rules.hold": lambda day, key: {},
}
