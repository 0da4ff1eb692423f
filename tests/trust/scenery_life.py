"""The statutory file's part of the scenery: an act, the ward's team, a helper; each text marked."""

import uuid
from typing import Any

from reintegrate.db import db, today
from reintegrate.models.act import Act, ActKind
from reintegrate.models.case import Case
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.team import Team, TeamPlace
from reintegrate.models.user import User


def file_of(side: Any, case: Case, by: User) -> None:
    """`side` is a Side of scenery.py, which imports this."""
    act = Act.record(
        case,
        ActKind.FILE_OPENED,
        at=today(),
        by=by,
        source="outside",
        number=side.mark("act: number"),
        signer=side.mark("act: signer"),
    )
    helper = HelperAssignment.assign(
        case,
        key=str(uuid.uuid4()),
        name=side.mark("helper: name"),
        post=side.mark("helper: post"),
        since=today(),
        percent=30,
        by=by,
    )
    team = Team.set_up(
        key=str(uuid.uuid4()),
        area=case.area,
        decision_number=side.mark("team: number"),
        decided_on=today(),
        since=today(),
        signer=side.mark("team: signer"),
        by=by,
    )
    name, post = side.mark("member: name"), side.mark("member: post")
    member = team.add(TeamPlace.OTHER, name, post, since=today(), by=by)
    side.ids |= {"act": act.id, "helper": helper.id, "team": team.id, "member": member.id}
    db.session.commit()


ANSWERS_OF_LIFE: dict[str, Any] = {
    "acts.new": lambda day, key: {"key": key, "kind": "cv_written", "on": day(0)},
    "acts.decide": lambda day, key: {
        "key": key,
        "number": "15/QĐ-UBND",
        "on": day(0),
        "term_from": day(-3),
        "term_to": day(300),
    },
    "acts.determine": lambda day, key: {
        "key": key,
        "number": "3/KL",
        "on": day(0),
        "signer": "Trung tâm Y tế",
    },
    "acts.take_back": lambda day, key: {},
    "acts.absence": lambda day, key: {
        "key": key,
        "since": day(0),
        "until": day(4),
        "reason": "work",
    },
    "acts.age": lambda day, key: {"minor": "no"},
    "acts.expect": lambda day, key: {"on": day(9)},
    "helpers.new": lambda day, key: {
        "key": key,
        "name": "Lý Văn Tạ",
        "since": day(0),
        "percent": "40",
    },
    "helpers.end": lambda day, key: {"on": day(0)},
    "helpers.salary": lambda day, key: {
        "valid_from": day(-30),
        "amount": "2000000",
        "source": "Nghị định",
    },
    "teams.new": lambda day, key: {
        "key": key,
        "decision_number": "9/QĐ-UBND",
        "decided_on": day(0),
        "since": day(0),
    },
    "teams.join": lambda day, key: {
        "key": key,
        "place": "other",
        "name": "Ma Thị Yên",
        "since": day(0),
    },
    "teams.leave": lambda day, key: {"on": day(0)},
}
"""What each of its posts is sent, by endpoint: of a day so far from today, and a new key."""
