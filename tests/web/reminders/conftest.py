"""Lan's case with a planned day, an own mobile and a yes to reminders; texts go into a log."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from reintegrate.db import commit, today
from reintegrate.models.case import Case
from reintegrate.models.person import PhoneOwner
from reintegrate.models.reminder import REMINDING
from tests import cast, story


@pytest.fixture
def case(duc_xuan, minh, lan) -> Case:
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan, name="Hoàng Văn Bình")
    case.plan_next(today() + timedelta(days=3), by=lan)
    case.person.live_at("Tổ 3", phone="0912345678", owner=PhoneOwner.OWN, may_name_service=False)
    commit()
    story.say(case, lan, purpose=REMINDING)
    return case


@pytest.fixture
def log(installation) -> Path:
    file = installation.settings.data_dir / "texts.log"
    file.unlink(missing_ok=True)
    return file


def lines(log: Path) -> list[dict[str, str]]:
    return (
        [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
    )
