"""What somebody asked about their own data, for the scenery: every text of it marked."""

import uuid
from typing import Any

from reintegrate.db import db, today, utcnow
from reintegrate.models.breach import Breach, BreachKind
from reintegrate.models.case import Case
from reintegrate.models.data_request import (
    Asker,
    DataRequest,
    RefusalGround,
    RequestChannel,
    RequestKind,
    RequestStatus,
)
from reintegrate.models.user import User


def asks(case: Case, *, by: User, words: str = "", **more: Any) -> DataRequest:
    """To see what is held, by the person, today, face to face."""
    asked: dict[str, Any] = {
        "kind": RequestKind.SEE,
        "asker": Asker.PERSON,
        "channel": RequestChannel.IN_PERSON,
        "asked_on": today(),
        "others_too": False,
    }
    return DataRequest.take(case, key=str(uuid.uuid4()), words=words, by=by, **asked | more)


def own_data(side: Any, case: Case, worker: User) -> None:
    """`side` gets a request that waits, and one extended and answered."""
    waiting = asks(case, by=worker, words=side.mark("data request: words"))
    side.ids["data_request"] = waiting.id
    done = asks(case, by=worker, words=side.mark("data request: more words"))
    done.acknowledge(today(), by=worker)
    done.extend(side.mark("data request: because"), by=worker)
    done.end(
        RequestStatus.PARTLY,
        ground=RefusalGround.NOT_HELD,
        words=side.mark("data request: answer"),
        on=today(),
        by=worker,
    )
    officer = db.session.scalars(db.select(User).where(User.username == "thao")).one()
    side.ids["breach"] = breached(by=officer).id
    db.session.flush()


def breached(*, by: User, **more: Any) -> Breach:
    """A phone was lost just now, with three people's data, which may harm them."""
    facts: dict[str, Any] = {"kind": BreachKind.LOST_DEVICE, "detected_at": utcnow()}
    facts |= {"may_harm": True, "people": 3}
    return Breach.enter(key=str(uuid.uuid4()), **facts | more, by=by)


ANSWERS_OF_PRIVACY: dict[str, Any] = {
    "privacy.detail": lambda day, key: {"version": "1", "words_vi": "10 năm", "words_en": ""},
    "privacy.clock": lambda day, key: {
        "version": "1",
        "valid_from": day(),
        "acknowledge_working_days": "2",
        "days": "20",
        "others_days": "30",
        "extension_days": "20",
        "law": "Nghị định 356/2025/NĐ-CP, Điều 5",
    },
    "data_requests.find": lambda day, key: {"number": "01840-2026-001"},
    "breaches.new": lambda day, key: {
        "key": key,
        "kind": "lost_device",
        "day": day(-1),
        "hour": "8:30",
        "people": "3",
        "may_harm": "y",
    },
    "breaches.report": lambda day, key: {"day": day(-1), "hour": "9:30"},
    "breaches.close": lambda day, key: {
        "minutes_number": "03/BB",
        "minutes_on": day(),
        "people_told_on": "",
    },
    "disclosures.find": lambda day, key: {"number": "01840-2026-001"},
    "data_requests.new": lambda day, key: {
        "key": key,
        "kind": "see",
        "asker": "person",
        "channel": "in_person",
        "asked_on": day(),
        "words": "Muốn xem những gì đã ghi.",
    },
    "data_requests.acknowledge": lambda day, key: {"told_on": day()},
    "data_requests.extend": lambda day, key: {"because": "Chờ cơ quan khác.", "told": "y"},
    "data_requests.end": lambda day, key: {
        "outcome": "done",
        "ground": "",
        "words": "Đã in cho xem.",
        "ended_on": day(),
    },
    "data_requests.withdraw": lambda day, key: {},
}
