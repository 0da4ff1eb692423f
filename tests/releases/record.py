"""Writes down a small database of the release it is run in: `python record.py FILE`.

Run it from a checkout of that release, so that its own code makes the rows. Later releases migrate
them (`tests/test_upgrades.py`): one recording for each release, never made again.
"""

import base64
import json
import sys
from datetime import date, datetime, time
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import sqlalchemy as sa
from flask import Flask

sys.path.insert(0, ".")

from reintegrate.app import create_app
from reintegrate.cli import demo_filling, schema
from reintegrate.cli.demo_cast import gather_cast, staff
from reintegrate.cli.reference import load_reference
from reintegrate.cli.run_due import settle_what_is_due
from reintegrate.config import Settings
from reintegrate.db import at, db, today, utcnow
from reintegrate.models import outcome_revision, period_revising
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ContactOutcome
from reintegrate.models.life_rule import BaseSalary
from reintegrate.models.no_next_note import OTHER, explain_no_date
from reintegrate.models.offline_device import OfflineDevice
from reintegrate.models.period import DueRule, PeriodKind
from reintegrate.models.sign_in_attempt import SignInAttempt
from reintegrate.models.user import system_user
from tests.trust.scenery import stage, theirs


def few_stories() -> list[dict[str, Any]]:
    """The shortest ones that together use every verb."""
    told: set[str] = set()
    chosen = []
    stories = [
        story
        for seed in ("stories", "file", "clock", "watch")
        for story in demo_filling.demo_seed(seed)["story"]
    ]
    for story in sorted(stories, key=lambda story: len(story["steps"])):
        verbs = {step["do"] for step in story["steps"]}
        if not verbs <= told:
            told |= verbs
            chosen.append(story)
    return chosen


def fill() -> None:
    load_reference()
    with at(utcnow() - demo_filling.BEFORE_ALL_STORIES):
        gather_cast(by=system_user())
    scenes = [
        *demo_filling.scenes_of_community(),
        *demo_filling.scenes_of_reports(),
        *demo_filling.scenes_of_rules(),
        *demo_filling.scenes_of_clusters(),
    ]
    demo_filling.tell_all(few_stories(), scenes)
    demo_filling.plan_community()
    demo_filling.plan_areas()
    OfflineDevice.switch_on(staff("lan"), label="Chrome · Android")
    db.session.commit()
    stage(theirs())
    rules_and_words()
    settle_what_is_due()


def rules_and_words() -> None:
    """What neither the demo nor the tests' scenery has a row of."""
    admin, hoa = staff("admin"), staff("hoa")
    kind = db.session.scalars(sa.select(PeriodKind)).first()
    assert kind is not None
    due = DueRule(kind.due_amount + 1, kind.due_unit, kind.remind_days)
    period_revising.revise(kind, due, because="Theo quy chế mới", by=admin)
    outcome = db.session.get_one(ContactOutcome, "not_home")
    follows = outcome_revision.following(outcome)._replace(try_again_days=9)
    outcome_revision.revise(outcome, follows, because="Nhà xa", by=admin)
    BaseSalary.enter(today(), 2_530_000, "Nghị định 161/2026/NĐ-CP", by=admin)
    case = db.session.scalars(sa.select(Case).where(Case.worker_id == hoa.id)).first()
    assert case is not None
    case.no_next_date_reason_code = OTHER
    explain_no_date(case, "Đi tàu biển đến hết năm", before=None, by=hoa)
    db.session.add(SignInAttempt(account="none", address="none"))
    db.session.commit()


def plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def without_idle_areas(metadata: sa.MetaData, connection: sa.Connection) -> None:
    """Of three thousand areas only those that something refers to, and those above them."""
    area = metadata.tables["area"]
    used: set[int] = set()
    for table in metadata.tables.values():
        for key in table.foreign_keys:
            if key.column.table is area:
                used |= set(
                    connection.scalars(sa.select(key.parent).where(key.parent.is_not(None)))
                )
    connection.execute(sa.delete(metadata.tables["area_predecessor"]))
    connection.execute(sa.delete(area).where(area.c.id.not_in(used), area.c.parent_id.is_not(None)))


def record(app: Flask, file: Path) -> None:
    metadata = sa.MetaData()
    with db.engine.connect() as connection:
        metadata.reflect(connection)
        without_idle_areas(metadata, connection)
        lines = [json.dumps({"field_keys": app.config["FIELD_KEYS_RECORDED"]})]
        for table in metadata.sorted_tables:
            if table.name == "alembic_version":
                continue
            lines.append(json.dumps({"table": table.name, "columns": table.columns.keys()}))
            for row in connection.execute(sa.select(table).order_by(*table.primary_key)):
                lines.append(json.dumps([plain(value) for value in row], ensure_ascii=False))
        connection.rollback()
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    settings = Settings.for_demo(Path(mkdtemp()))
    app = create_app(settings)
    app.config["FIELD_KEYS_RECORDED"] = settings.field_keys
    with app.app_context():
        schema.migrate()
        fill()
        record(app, Path(sys.argv[1]))
