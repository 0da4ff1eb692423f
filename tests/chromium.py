"""A real Chromium in front of the running app. Whatever it complains of fails the test."""

import os
import shutil
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from reintegrate.db import db
from reintegrate.models.user import User
from reintegrate.models.user_session import UserSession

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ENABLED_BY = "sudo apt-get install -y chromium && uv run pytest"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
]
SMALLEST_TARGET = 44

FIND_VIOLATIONS = """async () => {
  const {violations} = await axe.run({resultTypes: ['violations']});
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}\n  ${n.html}`));
}"""

FIND_SMALL_TARGETS = """smallest => {
  const inSentence = e => e.matches('a') && getComputedStyle(e).display === 'inline'
    && [...e.parentElement.childNodes].some(n => n !== e && n.textContent.trim());
  const box = e => {
    const label = e.matches('[type=checkbox], [type=radio]') && (e.labels || [])[0];
    const boxes = [e, label].filter(Boolean).map(x => x.getBoundingClientRect());
    const edge = (name, pick) => pick(...boxes.map(b => b[name]));
    return {width: edge('right', Math.max) - edge('left', Math.min),
            height: edge('bottom', Math.max) - edge('top', Math.min)};
  };
  const controls = 'a[href], button, summary, select, textarea, input:not([type=hidden])';
  return [...document.querySelectorAll(controls)]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !inSentence(e))
    .filter(e => !e.matches('.skip-link, .visually-hidden'))
    .map(e => [e, box(e)])
    .filter(([e, b]) => b.width && (b.width < smallest - 0.5 || b.height < smallest - 0.5))
    .map(([e, b]) => `${Math.round(b.width)}x${Math.round(b.height)} ${e.outerHTML.slice(0, 140)}`);
}"""
FIND_WIDE_ELEMENTS = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  return [`the page is ${page.scrollWidth} wide in ${page.clientWidth}`,
    ...[...document.querySelectorAll('body *')]
      .filter(e => e.getBoundingClientRect().right > page.clientWidth + 1)
      .slice(-3).map(e => e.outerHTML.slice(0, 140))];
}"""


class Unavailable(Exception):
    """No Chromium can be started here; the text says why."""


def program() -> str:
    """Where the Chromium of this machine is. Raises Unavailable."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        raise Unavailable("no Chromium found")
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """The one Chromium of the session. Raises Unavailable."""
    where = program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=ARGUMENTS)
        yield browser
        browser.close()


class Quiet(WSGIRequestHandler):
    timeout = 30  # seconds a connection may say nothing

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Requests are not news."""


def answering_whole(app: "WSGIApplication") -> "WSGIApplication":
    """Each file is read and closed before it is sent: where a line breaks half-way, this server
    would leave it open."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = app(environ, start_response)
        try:
            return [b"".join(body)]
        finally:
            getattr(body, "close", lambda: None)()

    return answer


@contextmanager
def serving(app: "WSGIApplication") -> Iterator[str]:
    """The app on a free port, in threads of its own. Yields its address, and ends when the last
    request has: the database must not go while one is on its way."""
    server = make_server("127.0.0.1", 0, answering_whole(app), threaded=True, request_handler=Quiet)
    server.daemon_threads = False  # those are not waited for
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class PageAt:
    """Opens pages of a given size, and remembers whatever went wrong on any of them.

    Commit before the browser acts on what the test prepared; commit again before reading what the
    app wrote.
    """

    def __init__(self, app: Flask, browser: Browser, address: str):
        self.app, self.browser, self.address = app, browser, address
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def __call__(
        self,
        width: int = 1280,
        height: int = 800,
        *,
        user: User | None = None,
        javascript: bool = True,
        expect: Collection[int] = (),
    ) -> Page:
        """A new page in a fresh profile, signed in as `user`. `expect`: failures that are meant."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        if user:
            self._sign_in(context, user)
        db.session.commit()
        page = context.new_page()
        self._watch(page, expect)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _sign_in(self, context: BrowserContext, user: User) -> None:
        _, token = UserSession.start(user, device="tests")
        cookie = {"name": self.app.config["SESSION_TOKEN_COOKIE"], "value": token}
        context.add_cookies([{**cookie, "url": self.address}])

    def _watch(self, page: Page, expect: Collection[int]) -> None:
        def on_response(response: Response) -> None:
            if response.status >= 400 and response.status not in expect:
                self.faults.append(f"{response.status} for {response.url}")

        page.on("response", on_response)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda message: self._hear(message, page))
        page.on("request", lambda request: self._mind(request.url))

    def _hear(self, message: SimpleNamespace, page: Page) -> None:
        # A failed answer is told by its status already.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.faults.append(f"console on {page.url}: {message.text}")

    def _mind(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asked another host: {url}")


def axe(page: Page) -> None:
    """No violation of axe-core's rules. It is brought into a page once, and only what it found
    comes back: half of the time is spent on the rest."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(FIND_VIOLATIONS)
    assert not found, "\n".join([page.url, *found])


def no_sideways_scroll(page: Page) -> None:
    found = page.evaluate(FIND_WIDE_ELEMENTS)
    assert not found, "\n".join([page.url, *found])


def targets_44(page: Page) -> None:
    """Whatever can be pressed is at least 44 px each way, links within a sentence excepted."""
    found = page.evaluate(FIND_SMALL_TARGETS, SMALLEST_TARGET)
    assert not found, "\n".join([page.url, *found])


def looks_right(page: Page) -> None:
    """The three measures of a page at once."""
    no_sideways_scroll(page)
    targets_44(page)
    axe(page)
