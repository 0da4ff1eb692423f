"""Databases of earlier releases, with people in them, brought to the present schema: nothing is
lost, the trail still holds, and every page opens."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from reintegrate.app import create_app
from reintegrate.cli import schema
from reintegrate.cli.reference import load_reference
from reintegrate.db import db
from reintegrate.models import encrypted
from reintegrate.models.act import Act, ActKind
from reintegrate.models.audit import broken_rows
from reintegrate.models.case import Case
from reintegrate.models.case_status import CaseStatus
from reintegrate.models.catalogue import forget_names
from reintegrate.models.user import User
from tests.browser import Browser
from tests.installation import Installation
from tests.pages.crawl import Crawl

RELEASES = {
    "0001": "release_1.jsonl",
    "0003": "release_2.jsonl",
    "0004": "release_3.jsonl",
    "0005": "release_4.jsonl",
}
"""Recorded by `tests/releases/record.py` in each release."""

REWRITTEN = {("regime", "law")}
"""Columns (table, name) a migration gives other values on purpose."""

READERS = ("lan", "minh", "mai")

Rows = dict[tuple[Any, ...], dict[str, Any]]


def recorded(revision: str) -> Iterator[Any]:
    file = Path(__file__).parent / "releases" / RELEASES[revision]
    yield from (json.loads(line) for line in file.read_text("utf-8").splitlines())


@dataclass
class Upgraded:
    """The app on a release's database, brought up as `reintegrate init` does; what the database
    held before, and what it held then."""

    revision: str
    kind: str
    app: Flask
    field_keys: str
    before: dict[str, Rows]
    after: dict[str, Rows]


@pytest.fixture(scope="session")
def made() -> dict[tuple[str, str], Upgraded]:
    """By kind of database and release: brought up once, and every test looks at the same one."""
    return {}


@pytest.fixture(params=RELEASES)
def upgraded(
    request: pytest.FixtureRequest,
    installation: Installation,
    made: dict[tuple[str, str], Upgraded],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Upgraded]:
    known = installation.kind, request.param
    if known not in made:
        url = installation.empty_database(
            tmp_path_factory.mktemp("release"), f"release_{request.param}"
        )
        made[known] = bring_up(request.param, installation, url)
    encrypted.install(made[known].field_keys)
    forget_names()
    with made[known].app.app_context():
        yield made[known]
        db.session.remove()
        db.engine.dispose()
    forget_names()
    encrypted.install(installation.settings.field_keys)


def bring_up(revision: str, installation: Installation, url: str) -> Upgraded:
    lines = recorded(revision)
    keys = next(lines)["field_keys"]
    app = create_app(installation.settings.changed(database_url=url, field_keys=keys))
    with app.app_context():
        schema.migrate(revision)
        with db.engine.begin() as connection:
            put_in(connection, lines)
        before = held()
        schema.migrate()
        load_reference()
        db.session.commit()
        return Upgraded(revision, installation.kind, app, keys, before, held())


def put_in(connection: sa.Connection, lines: Iterator[Any]) -> None:
    metadata = sa.MetaData()
    metadata.reflect(connection)
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        if isinstance(line, dict):
            table, names = metadata.tables[line["table"]], line["columns"]
            rows[table.name] = []
        else:
            rows[table.name].append(
                {name: typed(value, table.c[name]) for name, value in zip(names, line, strict=True)}
            )
    for name in rows:
        if rows[name]:
            connection.execute(sa.insert(metadata.tables[name]), rows[name])
    if connection.dialect.name == "postgresql":
        for table in (metadata.tables[name] for name in rows if "id" in metadata.tables[name].c):
            count_on = f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), max(id))"
            connection.execute(sa.text(f'{count_on} FROM "{table.name}"'))


def typed(value: Any, column: sa.Column[Any]) -> Any:
    if isinstance(value, dict) and not isinstance(column.type, sa.JSON):
        return base64.b64decode(value["bytes"])
    if isinstance(value, str) and isinstance(column.type, sa.DateTime):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if isinstance(value, str) and isinstance(column.type, sa.Date):
        return date.fromisoformat(value)
    if isinstance(value, str) and isinstance(column.type, sa.Time):
        return time.fromisoformat(value)
    return value


def held() -> dict[str, Rows]:
    """Every row of every table, by its primary key."""
    metadata = sa.MetaData()
    with db.engine.connect() as connection:
        metadata.reflect(connection)
        return {
            table.name: {
                tuple(row[key.name] for key in table.primary_key): dict(row)
                for row in connection.execute(sa.select(table)).mappings()
            }
            for table in metadata.tables.values()
            if table.name != "alembic_version"
        }


def test_nothing_is_lost_or_changed(upgraded):
    before, after = upgraded.before, upgraded.after

    assert schema.is_current()
    assert sum(map(len, before.values())) > 1500
    for table, rows in before.items():
        assert rows.keys() <= after[table].keys(), table
        for key, row in rows.items():
            now = {name: after[table][key][name] for name in row if (table, name) not in REWRITTEN}
            assert now == {name: row[name] for name in now}, (table, key)


def test_the_trail_still_holds(upgraded):
    assert list(broken_rows()) == []


def test_every_page_opens_on_it(upgraded):
    """On PostgreSQL all three look at what went through every migration, Lan at the later ones."""
    all_look = upgraded.kind == "sqlite" or upgraded.revision == min(RELEASES)
    for username in READERS if all_look else READERS[:1]:
        browser = Browser(upgraded.app).sign_in(User.named(username))
        crawl = Crawl(browser, lints=False, each=1).go("/")

        assert crawl.faults == []
        assert len(crawl.visits) > 5


def test_work_goes_on_in_it(upgraded):
    """A case of that release takes a contact by the present form."""
    lan = User.named("lan")
    case = db.session.scalars(
        sa.select(Case).where(Case.worker_id == lan.id, Case.status == CaseStatus.MANAGED)
    ).first()
    assert case.last_contact_on
    browser = Browser(upgraded.app).sign_in(lan)
    browser.get(f"/cases/{case.id}/contacts/new")
    browser.submit("form.form", 303, outcome="met", channel="home_visit")


@pytest.mark.parametrize("upgraded", ["0001"], indirect=True)
def test_its_terms_are_sums_and_its_acts_are_what_it_was_told(upgraded):
    """Nothing is made up: an act stands only where the first release had kept its day."""
    cases = list(db.session.scalars(sa.select(Case)).unique())
    assert [c.id for c in cases if c.term_parts().ends != c.term_to] == []

    decided = [case for case in cases if case.decided_on]
    assert decided
    for case in decided:
        [act] = [act for act in Act.of(case.id) if act.kind == ActKind.DECIDED]
        assert (act.day, act.number) == (case.decided_on, case.decision_number)
        assert (act.source, act.prints_to) == ("first_release", case.base_to)
    kinds = set(db.session.scalars(sa.select(Act.kind)))
    assert {ActKind.CLOSED, ActKind.MET_FIRST, ActKind.WENT_ABSENT, ActKind.LEFT} <= kinds
    assert ActKind.PROPOSED not in kinds
