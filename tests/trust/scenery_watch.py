"""An urgent look into a case of the next ward, and a case given on in one step, for the scenery."""

import uuid
from typing import Any

from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.reassignment import Reassignment
from reintegrate.models.reveal import Reveal, RevealPart
from reintegrate.models.user import Role, User
from tests import cast


def look_into(case: Case, *, by: User, reason: str) -> Reveal:
    return Reveal.ask(
        case, key=str(uuid.uuid4()), part=RevealPart.BOTH, reason=reason, hours=4, by=by
    )


def hand_on(side: Any, ward: Area, official: User) -> Reassignment:
    """A case of a colleague's, now somebody else's; the side's worker keeps theirs."""
    giver, taker = (
        User.add(
            username=f"{name}-{side.letter}",
            name=f"Lò Thị {name}",
            role=Role.SOCIAL_WORKER,
            area=ward,
            by=official,
        )
        for name in ("nga", "ngan")
    )
    case = cast.open_case(
        area=ward, by=official, worker=giver, name=f"Lò {side.mark('handed on: name')}"
    )
    return Reassignment.carry_out(
        [case], from_worker=giver, to_worker=taker, key=str(uuid.uuid4()), by=official
    )


def watch(side: Any, *, ward: Area, next_ward: Area, worker: User, official: User) -> None:
    """`side` gets an urgent look, by its worker, at somebody of the ward after it, and a case given
    from one worker to another."""
    side.ids["reassignment"] = hand_on(side, ward, official).id
    case = cast.open_case(area=next_ward, by=official, name=f"Lò {side.mark('revealed: name')}")
    case.person.address = side.mark("revealed: address")
    reveal = look_into(case, by=worker, reason=f"Cấp cứu {side.mark('reveal: reason')}")
    side.ids["reveal"], side.ids["revealed"] = reveal.id, case.id


def number_of(case_id: int) -> str:
    return db.session.scalars(select(Case.number).where(Case.id == case_id)).one()


def user_named(name: str) -> User:
    return db.session.scalars(select(User).where(User.username == name)).one()


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
    "reassignments.new": lambda side, key: {
        "key": key,
        "from_worker": str(user_named(side.worker).id),
        "to_worker": str(user_named("khanh" if side.letter == "a" else side.worker).id),
        "cases": [str(side.ids["case"])],
    },
    "reassignments.undo": lambda side, key: {},
    "self_check.told": lambda side, key: {"trouble": "no_worker", "about": "1"},
}
