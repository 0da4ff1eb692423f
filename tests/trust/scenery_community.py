"""What residents told, an activity, a task of the plan: every text of it marked."""

import uuid
from typing import Any

from reintegrate.db import db, today
from reintegrate.models.community_activity import ActivityShape, CommunityActivity
from reintegrate.models.information import (
    Information,
    InformationChannel,
    InformationKind,
    InformationResult,
)
from reintegrate.models.information_clock import InformationClock
from reintegrate.models.user import User
from reintegrate.models.work_plan import Figure, WorkTask


def key() -> str:
    return str(uuid.uuid4())


def told(kind: InformationKind, words: str, *, by: User, **more: Any) -> Information:
    """Something a resident told today; `teller` and `reach` in `more`."""
    return Information.take(
        key=key(),
        kind=kind,
        channel=InformationChannel.IN_PERSON,
        words=words,
        by=by,
        **{"received_on": today()} | more,
    )


def held(by: User, **more: Any) -> CommunityActivity:
    """A talk held today before forty people."""
    said: dict[str, Any] = {
        "programme_code": "150",
        "shape": ActivityShape.TALK,
        "held_on": today(),
        "topic": "Phòng, chống ma túy trong trường học",
        "place": "Nhà văn hóa tổ 4",
        "partners": "Đoàn Thanh niên",
        "attending": 40,
    }
    return CommunityActivity.record(key=key(), **said | more, by=by)


def planned(by: User, **more: Any) -> WorkTask:
    """Four activities of the programme on drugs within this year."""
    said: dict[str, Any] = {
        "year": today().year,
        "programme_code": "150",
        "words": "Tổ chức nói chuyện chuyên đề",
        "body": "Đoàn Thanh niên",
        "due_on": today().replace(month=12, day=31),
        "figure": Figure.ACTIVITIES,
        "wanted": 4,
    }
    return WorkTask.plan(key=key(), **said | more, by=by)


def community(side: Any, *, worker: User, official: User) -> None:
    """`side` gets a request, a verified offer, one seen to, a concern; a talk and a task."""
    kinds = {
        "request": (InformationKind.FAMILY_REQUEST, worker),
        "offer": (InformationKind.OFFER, worker),
        "handled": (InformationKind.OFFER, worker),
        "concern": (InformationKind.CONCERN, official),
    }
    for name, (kind, by) in kinds.items():
        said = {part: side.mark(f"told {name}: {part}") for part in ("words", "teller", "reach")}
        taken = told(kind, **said, by=by)
        if kind == InformationKind.OFFER:
            taken.check(kind, confirmed=True, by=worker)
        if name == "handled":
            done = side.mark("told handled: done")
            taken.handle(InformationResult.OFFER_TAKEN, done, by=worker)
        side.ids[name] = taken.id
    texts = {part: side.mark(f"talk: {part}") for part in ("topic", "place", "partners")}
    side.ids["talk"] = held(worker, **texts).id
    said = {part: side.mark(f"task: {part}") for part in ("words", "body")}
    side.ids["clock"] = db.session.scalars(db.select(InformationClock.id)).first()
    side.ids["task"] = planned(official, **said).id
    db.session.flush()


ANSWERS_OF_COMMUNITY: dict[str, Any] = {
    "information.new": lambda day, key: {
        "key": key,
        "kind": "offer",
        "channel": "phone",
        "received_on": day(),
        "words": "Xưởng mộc nhận một người học việc.",
        "teller": "",
        "reach": "",
    },
    "information.check": lambda day, key: {"kind": "offer", "confirmed": "yes"},
    "information.handle": lambda day, key: {"result": "help_arranged", "done": ""},
    "information.answer": lambda day, key: {"told": "y"},
    "nudges.stop_recount": lambda day, key: {},
    "information.clock": lambda day, key: {"version": "1", "working_days": "4"},
    "information.link": lambda day, key: {"case": "1"},
    "community_activities.new": lambda day, key: {"key": key} | talk(day()),
    "community_activities.show": lambda day, key: {"version": "1"} | talk(day()),
    "community_activities.strike": lambda day, key: {},
    "community_activities.restore": lambda day, key: {},
    "work_plans.new": lambda day, key: {"key": key} | task(),
    "work_plans.show": lambda day, key: {"version": "1"} | task(),
    "work_plans.drop": lambda day, key: {},
    "work_plans.take_up_again": lambda day, key: {},
    "work_plans.days_of_year": lambda day, key: {"version": "0", "kind": "year_15"},
    "work_plans.target": lambda day, key: {"version": "0", "wanted": "12"},
}


def talk(day: str) -> dict[str, str]:
    return {
        "shape": "talk",
        "programme_code": "150",
        "held_on": day,
        "topic": "Phòng, chống mua bán người",
        "place": "Nhà văn hóa",
        "partners": "",
        "attending": "25",
    }


def task() -> dict[str, str]:
    return {
        "programme_code": "138",
        "words": "Tuyên truyền đến từng hộ",
        "body": "Mặt trận Tổ quốc",
        "due_on": f"31/12/{today().year}",
        "figure": "activities",
        "wanted": "6",
    }
