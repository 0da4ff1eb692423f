"""An urgent look into a case of the next ward, for the scenery."""

import uuid
from typing import Any

from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.reveal import Reveal, RevealPart
from reintegrate.models.user import User
from tests import cast


def look_into(case: Case, *, by: User, reason: str) -> Reveal:
    return Reveal.ask(
        case, key=str(uuid.uuid4()), part=RevealPart.BOTH, reason=reason, hours=4, by=by
    )


def watch(side: Any, *, next_ward: Area, worker: User, official: User) -> None:
    """`side` gets an urgent look, by its worker, at somebody of the ward after it."""
    case = cast.open_case(area=next_ward, by=official, name=f"Lò {side.mark('revealed: name')}")
    case.person.address = side.mark("revealed: address")
    reveal = look_into(case, by=worker, reason=f"Cấp cứu {side.mark('reveal: reason')}")
    side.ids["reveal"], side.ids["revealed"] = reveal.id, case.id


def number_of(case_id: int) -> str:
    return db.session.scalars(select(Case.number).where(Case.id == case_id)).one()


ANSWERS_OF_WATCH: dict[str, Any] = {
    "reveals.new": lambda side, key: {
        "key": key,
        "number": number_of(side.ids["revealed"]),
        "because": "Nằm viện cấp cứu, cần người nhà.",
        "part": "who",
        "hours": "1",
    },
    "reveals.end": lambda side, key: {},
    "reveals.review": lambda side, key: {
        "version": "1",
        "verdict": "follow_up",
        "words": "Hỏi lại lý do.",
    },
    "self_check.told": lambda side, key: {"trouble": "no_worker", "about": "1"},
}
