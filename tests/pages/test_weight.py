"""What travels: pages as the production server sends them, counted where they arrive."""

from pathlib import Path

import pytest

from reintegrate.cli.compression import Compression
from reintegrate.cli.static_files import with_static_files
from reintegrate.models.user import User
from tests.chromium import PageAt, serving
from tests.pages.crawl import examples_for

pytestmark = [pytest.mark.either_database, pytest.mark.browser]

KIB = 1024
FIRST_VISIT, LATER, REQUESTS = 100 * KIB, 30 * KIB, 10
AT_LEAST = 15
"""Fewer pages than this weighed say nothing."""


class Scales:
    """Counts the requests of a page that travel and the bytes of their answers, headers included.
    What the browser still has from an earlier page costs nothing."""

    def __init__(self, page):
        self.requests = self.bytes = 0
        channel = page.context.new_cdp_session(page)
        channel.send("Network.enable")
        channel.on("Network.loadingFinished", self._weigh)

    def _weigh(self, event):
        self.bytes += event["encodedDataLength"]
        self.requests += event["encodedDataLength"] > 0

    def of(self, page, path):
        self.requests = self.bytes = 0
        answer = page.goto(path, wait_until="load")
        assert answer.ok, path
        return self.requests, self.bytes


@pytest.fixture
def served_page(app, tmp_path, chromium_browser):
    """A page of the whole stack: compression and static files as in production."""
    stack = with_static_files(Compression(app), Path(app.static_folder), tmp_path)
    with serving(stack) as address:
        pages = PageAt(app, chromium_browser, address)
        yield lambda **options: pages(360, 740, **options)
        pages.close()
    assert not pages.faults, "\n".join(pages.faults)


@pytest.mark.parametrize("username", [None, "lan", "minh", "binh"])
def test_a_first_visit_is_light(served_page, username):
    user = User.named(username) if username else None
    page = served_page(user=user)

    requests, size = Scales(page).of(page, "/")

    assert 3 <= requests <= REQUESTS + 1  # "/" itself only says where to go
    assert 5 * KIB < size <= FIRST_VISIT


def test_a_first_visit_without_signal_in_mind_is_light(served_page):
    """The page a phone keeps, opened by whoever has nothing of us yet and is not signed in."""
    page = served_page(expect={401})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0]))

    requests, size = Scales(page).of(page, "/offline/")
    page.wait_for_load_state("networkidle")

    assert 3 <= requests <= REQUESTS
    assert 5 * KIB < size <= FIRST_VISIT
    assert len([url for url in asked if not url.endswith("/offline/hello")]) <= REQUESTS


@pytest.mark.parametrize("username", ["lan", "minh"])
def test_every_later_page_is_lighter(served_page, browser, username):
    visits = examples_for(browser, User.named(username))
    paths = list({visit.kind.split()[0]: visit.path for visit in reversed(visits)}.values())
    page = served_page(user=User.named(username))
    scales = Scales(page)
    scales.of(page, "/help/")

    program, size = scales.of(page, "/offline/")  # brings its own program, once
    assert size <= FIRST_VISIT
    assert 3 <= program <= REQUESTS

    weighed = {path: scales.of(page, path) for path in paths}

    assert {p: size for p, (_, size) in weighed.items() if size > LATER} == {}
    assert {p: n for p, (n, _) in weighed.items() if n > REQUESTS} == {}
    assert len([size for _, size in weighed.values() if size > 500]) >= AT_LEAST
