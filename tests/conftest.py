"""What every test may ask for: the app on each database, the cast, a browser, a real Chromium."""

import gc
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import playwright.sync_api
import pytest
from flask import Flask

from reintegrate.db import db, reading
from reintegrate.models.area import Area
from reintegrate.models.user import User
from tests import cast, chromium, postgres
from tests.browser import Browser
from tests.installation import Installation, OnPostgres, OnSqlite

REQUIRE_ALL = "REINTEGRATE_REQUIRE_ALL"
LONG_TESTS = "REINTEGRATE_LONG_TESTS"
SCREENS = Path(__file__).parent / "web"
ENOUGH_MEMORY = 8 * 1024**3
ONE_DATABASE_IS_ENOUGH = {"page_at"}


def pytest_configure() -> None:
    """Databases and browsers of tests live in memory where there is enough: a third less waiting.
    What is measured against a power cut counts what the disk was asked to do."""
    memory = Path("/dev/shm")  # noqa: S108 - pytest and mkdtemp make folders of their own in it
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK):
        return
    if shutil.disk_usage(memory).free > ENOUGH_MEMORY:
        os.environ["TMPDIR"] = str(memory)
        tempfile.tempdir = None  # read again


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        help="run the tests that need a database on this one only",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What needs a database runs on both, unless it is about pages or marked `either_database`. Of
    a screen's tests the first of each file does, which opens it there; the rest with LONG_TESTS."""
    if "installation" not in metafunc.fixturenames:
        return
    kinds = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
    if (
        ONE_DATABASE_IS_ENOUGH & set(metafunc.fixturenames)
        or any(metafunc.definition.iter_markers("either_database"))
        or is_one_more_of_a_screen(metafunc)
    ):
        kinds = kinds[:1]
    elif only := metafunc.config.getoption("database"):
        kinds = [only]
    metafunc.parametrize("installation", kinds, indirect=True)


def is_one_more_of_a_screen(metafunc: pytest.Metafunc) -> bool:
    if SCREENS not in metafunc.definition.path.parents or os.environ.get(LONG_TESTS):
        return False
    tests = (name for name in vars(metafunc.module) if name.startswith("test_"))
    return metafunc.function.__name__ != next(tests)


def pytest_itemcollected(item: pytest.Item) -> None:
    if "page_at" in getattr(item, "fixturenames", ()):
        item.add_marker("browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: begun last, one of them keeps every other process waiting for it."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """What was read to find the tests stays to the end: no need to look it through for rubbish
    again and again, nor so often at the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what did not run, and what would let it."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[2]) for report in skipped)
    for reason, times in reasons.items():
        terminalreporter.section("NOT RUN HERE", red=True, bold=True)
        terminalreporter.line(f"{times} tests: {reason.removeprefix('Skipped: ')}", red=True)
    passed = terminalreporter.stats.get("passed", [])
    figures = sorted({pair for report in passed for pair in report.user_properties})
    if figures:
        terminalreporter.section("FIGURES REACHED")
    for name, figure in figures:
        terminalreporter.line(f"{name}: {figure}")


def not_here(what: str, why: Exception, enabled_by: str) -> NoReturn:
    """Skip, naming the command that enables the test; fail where nothing may be skipped."""
    reason = f"{what}: {why}. To run them: {enabled_by}"
    if os.environ.get(REQUIRE_ALL):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> OnSqlite:
    return OnSqlite(tmp_path_factory.mktemp("sqlite"), cast.fill)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    try:
        server = postgres.start()
    except postgres.Unavailable as why:
        not_here("no PostgreSQL", why, postgres.ENABLED_BY)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def on_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: postgres.Server
) -> OnPostgres:
    return OnPostgres(tmp_path_factory.mktemp("postgres"), cast.fill, postgres_server)


@pytest.fixture
def installation(request: pytest.FixtureRequest) -> Installation:
    """SQLite and PostgreSQL in turn."""
    kind = getattr(request, "param", "sqlite")
    return request.getfixturevalue("on_postgres" if kind == "postgresql" else "on_sqlite")


@pytest.fixture
def app(installation: Installation) -> Iterator[Flask]:
    """The app on a database with the reference data and the cast; its context is the test's own."""
    with installation.fresh() as app:
        yield app


@pytest.fixture
def another_app(app: Flask, installation: Installation) -> Iterator[Callable[..., Flask]]:
    """`another_app(idle_minutes=0.01)`: other settings, the same database."""
    made: list[Flask] = []

    def make(**changes: object) -> Flask:
        made.append(installation.another_app(**changes))
        return made[-1]

    yield make
    for other in made:
        with other.app_context():
            db.session.remove()
            db.engine.dispose()  # the next test's database takes the place of this one's


@pytest.fixture
def empty_database_url(installation: Installation, tmp_path: Path) -> str:
    """The address of a database without tables, for commands and migrations."""
    return installation.empty_database(tmp_path)


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[playwright.sync_api.Browser]:
    try:
        with chromium.launched() as browser:
            yield browser
    except chromium.Unavailable as why:
        not_here("no browser", why, chromium.ENABLED_BY)


@pytest.fixture
def page_at(app: Flask, chromium_browser: playwright.sync_api.Browser) -> Iterator[chromium.PageAt]:
    """Opens real pages: `page_at(360, 740, user=lan).goto("/today")`. Complaints fail the test."""
    # The test must not hold SQLite's one place for a writer while the app wants it.
    token = reading.set(True)
    with chromium.serving(app) as address:
        pages = chromium.PageAt(app, chromium_browser, address)
        yield pages
        pages.close()
    reading.reset(token)
    assert not pages.faults, "\n".join(pages.faults)


def member(username: str, who: str) -> object:
    """A fixture that returns one of the cast."""

    @pytest.fixture(name=username)
    def found(app: Flask) -> User:
        user = User.named(username)
        assert user is not None, username
        return user

    found.__doc__ = who
    return found


lan = member("lan", "A social worker in Đức Xuân.")
khanh = member("khanh", "A social worker in Đức Xuân, Lan's colleague.")
minh = member("minh", "The ward official of Đức Xuân.")
dung = member("dung", "The police officer of Đức Xuân, who keeps the statutory list.")
hoa = member("hoa", "A social worker in Bắc Kạn: an outsider to every case of Đức Xuân.")
tuan = member("tuan", "The ward official of Bắc Kạn.")
phuong = member("phuong", "A social worker in Phong Quang.")
mai = member("mai", "The Women's Union, which serves Đức Xuân.")
son = member("son", "The vocational training centre, which serves the province.")
yen = member("yen", "The health station of Đức Xuân.")
binh = member("binh", "The coordinator of the province's steering committee.")
thao = member("thao", "The data-protection officer of the province.")
admin = member("admin", "The administrator, who sees no case.")


def place(name: str, code: str) -> object:
    """A fixture that returns the area bearing this code today."""

    @pytest.fixture(name=name)
    def found(app: Flask) -> Area:
        return cast.area(code)

    return found


duc_xuan = place("duc_xuan", cast.DUC_XUAN)
bac_kan = place("bac_kan", cast.BAC_KAN)
phong_quang = place("phong_quang", cast.PHONG_QUANG)
thai_nguyen = place("thai_nguyen", cast.PROVINCE)
