"""A good answer to every form, as somebody who may would post it. A new form must add its own."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from reintegrate.db import db, today
from reintegrate.models.case import Case
from reintegrate.models.intake import Intake
from reintegrate.models.plan import Plan
from reintegrate.models.user import User
from tests.trust.scenery import Side, user
from tests.trust.scenery_agencies import ANSWERS_OF_AGENCIES
from tests.trust.scenery_areas import ANSWERS_OF_AREAS
from tests.trust.scenery_clock import ANSWERS_OF_CLOCK
from tests.trust.scenery_community import ANSWERS_OF_COMMUNITY
from tests.trust.scenery_life import ANSWERS_OF_LIFE
from tests.trust.scenery_once import ANSWERS_OF_ONCE
from tests.trust.scenery_papers import ANSWERS_OF_PAPERS
from tests.trust.scenery_privacy import ANSWERS_OF_PRIVACY
from tests.trust.scenery_progress import ANSWERS_OF_PROGRESS
from tests.trust.scenery_reminders import ANSWERS_OF_NUDGES
from tests.trust.scenery_reports import ANSWERS_OF_REPORTS
from tests.trust.scenery_schedule import ANSWERS_OF_SCHEDULE
from tests.trust.scenery_watch import ANSWERS_OF_WATCH

Fields = dict[str, Any]


def day(offset: int = 0) -> str:
    return (today() + timedelta(days=offset)).strftime("%d/%m/%Y")


def key() -> str:
    return str(uuid.uuid4())


def version(model: Any, record_id: int) -> str:
    """What the page would have said; a foreign page cannot be opened, so 1."""
    found = db.session.get(model, record_id)
    return str(found.version) if found else "1"


def person_version(side: Side) -> str:
    return str(db.session.get_one(Case, side.ids["case"]).person.version)


def worker(side: Side) -> str:
    """Somebody of the ward who could be given a case."""
    return str(user("khanh" if side.ward == user("khanh").area.code else side.worker).id)


DAYS_AHEAD = count(60)
"""Nobody is away twice on the same day."""

ANSWERS: dict[str, Callable[[Side], Fields]] = {
    "account.end_others": lambda side: {},
    "account.end_session": lambda side: {},
    "account.password": lambda side: {
        "present": "reintegrate-demo",
        "new": "mot-cau-dai-kho-doan",
        "again": "mot-cau-dai-kho-doan",
    },
    "account.phone": lambda side: {
        "version": version(User, user(side.worker).id),
        "work_phone": "0570 200 002",
    },
    "account.throw_away": lambda side: {"page": f"/cases/{side.ids['case']}/contacts/new"},
    "admin.add": lambda side: {
        "username": f"moi-{side.letter}",
        "name": "Lê Văn Mới",
        "title": "",
        "role": "administrator",
        "area": "",
        "agency": "",
    },
    "admin.disable": lambda side: {},
    "admin.enable": lambda side: {},
    "admin.reset_password": lambda side: {},
    "admin.show": lambda side: {
        "version": version(User, side.ids["user"]),
        "name": "Nguyễn Thị Lan",
        "title": "Cán bộ",
        "role": "social_worker",
        "area": str(user(side.worker).area_id),
        "agency": "",
    },
    "assignments.accept": lambda side: {},
    "assignments.decline": lambda side: {"reason": "Hết chỗ."},
    "assignments.end": lambda side: {"helped": "yes", "result": "Đã xong."},
    "assignments.new": lambda side: {
        "key": key(),
        "need": str(side.ids["need"]),
        "service": "family_support",
        "agency": str(user(side.asked).agency_id),
        "due_on": day(5),
        "request": "Xin giúp một việc.",
        "agreed": "y",
        "step": "send",
    },
    "assignments.show": lambda side: {"key": key(), "text": "Chào anh chị."},
    "assignments.withdraw": lambda side: {},
    "audit.file": lambda side: {},
    "caseload.assign": lambda side: {"cases": [str(side.ids["case"])], "worker": worker(side)},
    "caseload.file": lambda side: {},
    "caseload.search": lambda side: {"words": "nguyen"},
    "cases.absence": lambda side: {"on": day(-1)},
    "cases.assign": lambda side: {
        "worker": worker(side),
        "was": str(db.session.get_one(Case, side.ids["case"]).worker_id or ""),
    },
    "cases.close": lambda side: {"outcome": "completed", "on": day(), "confirm": "1"},
    "cases.correct": lambda side: {
        "version": person_version(side),
        "name": "Nguyễn Văn Khác",
        "sex": "male",
        "birth_year": "1991",
    },
    "cases.reopen": lambda side: {"reason": "Nhầm.", "next_on": day(3)},
    "cases.residence": lambda side: {
        "version": person_version(side),
        "address": "Tổ 9",
        "phone": "0912 345 678",
        "phone_owner": "own",
    },
    "cases.suspension": lambda side: {"reason": "prison", "on": day(-1)},
    "contacts.new": lambda side: {
        "key": key(),
        "outcome": "met",
        "channel": "home_visit",
        "happened_on": day(),
        "note": f"Vui hơn. {key()[:8]}",  # the very same words minutes later are the same contact
        "next": "proposed",
    },
    "contacts.plan": lambda side: {
        "version": version(Case, side.ids["case"]),
        "next_on": day(9),
    },
    "intakes.begin": lambda side: {"key": key(), "q": "Lê Văn Tám"},
    "intakes.decide": lambda side: {
        "version": version(Intake, side.ids["submitted"]),
        "answer": "accept",
        "worker": worker(side),
    },
    "intakes.new": lambda side: {"q": "nguyen van"},
    "intakes.section": lambda side: {
        "version": "1",
        "name": "Nguyễn Văn Khác",
        "sex": "male",
        "birth": "1991",
    },
    "intakes.submit": lambda side: {},
    "groups.new": lambda side: {
        "key": key(),
        "people": str(side.ids["case"]),
        "outcome": "met",
        "channel": "group",
        "happened_on": day(),
        "note": "Sinh hoạt.",
    },
    "leave.index": lambda side: {
        "key": key(),
        "user": str(user(side.worker).id),
        "first_day": (away := day(next(DAYS_AHEAD))),
        "last_day": away,
        "kind": "leave",
    },
    "needs.decline": lambda side: {},
    "needs.index": lambda side: {"key": key(), "kind": "loan", "words": "Muốn vay vốn."},
    "needs.receive": lambda side: {},
    "needs.accept": lambda side: {},
    "needs.offer": lambda side: {
        "key": key(),
        "scheme": "training_2026",
        "answer": "later",
    },
    "needs.settle": lambda side: {"outcome": "helped", "words": "Ổn."},
    "supports.answer": lambda side: {"key": key(), "condition": "4", "verdict": "holds"},
    "supports.record": lambda side: {
        "key": key(),
        "what": "Bộ đồ nghề",
        "amount": "500.000",
        "given_on": day(),
    },
    "plans.begin": lambda side: {"key": key()},
    "plans.describe": lambda side: {
        "version": version(Plan, side.ids["plan"]),
        "health": "Ngủ được.",
    },
    "plans.add_goal": lambda side: {"key": key(), "words": "Có việc làm."},
    "plans.remove_goal": lambda side: {},
    "plans.add_step": lambda side: {
        "key": key(),
        "what": "Đi học nghề.",
        "who": "person",
        "done_by": "hand",
    },
    "plans.finish": lambda side: {},
    "plans.take_up_again": lambda side: {},
    "plans.agree": lambda side: {"agreed_on": day()},
    "supports.restore": lambda side: {},
    "supports.strike": lambda side: {},
    "needs.record_consent": lambda side: {
        "key": key(),
        "purpose": "share_with_agency",
        "answer": "no",
    },
    "needs.state_again": lambda side: {},
    "needs.withdraw_consent": lambda side: {},
    "people.search": lambda side: {"q": "nguyen"},
    "sign_in.form": lambda side: {"username": side.worker, "password": "reintegrate-demo"},
    "sign_in.out": lambda side: {},
    "transfers.accept": lambda side: {},
    "transfers.decline": lambda side: {"reason": "Không rõ."},
    "transfers.new": lambda side: {
        "key": key(),
        "step": "send",
        "to_area": str(user("phuong").area_id),
        "new_address": "Tổ 5",
        "moved_on": day(),
        "reason": "Về ở với mẹ.",
    },
    "transfers.withdraw": lambda side: {},
    "inquiries.new": lambda side: {
        "key": key(),
        "name": "Người Nào Đó",
        "birth_year": "1990",
        "reason": "lives_here",
        "to_area": str(user("phuong").area_id),
    },
} | {
    endpoint: lambda side, fields=fields: fields(day, key())
    for endpoint, fields in (
        ANSWERS_OF_LIFE
        | ANSWERS_OF_SCHEDULE
        | ANSWERS_OF_CLOCK
        | ANSWERS_OF_PAPERS
        | ANSWERS_OF_NUDGES
        | ANSWERS_OF_ONCE
        | ANSWERS_OF_AREAS
        | ANSWERS_OF_REPORTS
        | ANSWERS_OF_AGENCIES
        | ANSWERS_OF_COMMUNITY
        | ANSWERS_OF_PRIVACY
        | ANSWERS_OF_PROGRESS
    ).items()
}
ANSWERS |= {
    endpoint: lambda side, fields=fields: fields(side, key())
    for endpoint, fields in ANSWERS_OF_WATCH.items()
}
