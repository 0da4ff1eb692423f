"""A worker's phone at the end of a bad line: a Chromium profile, its pages and its outbox."""

import time
from collections.abc import Callable
from typing import Any, Self

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from reintegrate.db import db, writing
from reintegrate.models.user import User
from reintegrate.models.user_session import UserSession
from tests.browser import PASSWORD
from tests.offline.line import Line

KEEP = """async ({held}, [texts, cases]) => {
  const who = await held.writer();
  for (let i = 0; i < texts.length; i++) {
    const fields = {outcome: 'met', channel: 'home_visit', next: 'proposed', note: texts[i]};
    const said = {case: cases[i % cases.length], label: 'x', fields};
    await held.keep(held.blank(who), said, who);
  }
}"""


CONTROLLED = """navigator.serviceWorker.controller ? 1 : new Promise(done =>
  navigator.serviceWorker.addEventListener('controllerchange', () => done(1)))"""

PATIENCE = 30_000
"""Milliseconds: what takes one here takes several where other tests run beside it."""


class Phone:
    """One browser profile. `taps` and `scrolls` count what a thumb does."""

    def __init__(self, app: Flask, line: Line, context: BrowserContext):
        self.app, self.line, self.context = app, line, context
        self.context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.taps = self.scrolls = 0
        self.faults: list[str] = []
        self.page = self.new_page()

    @classmethod
    def fresh(cls, app: Flask, line: Line, browser: Browser, clock: int = 0) -> Self:
        """`clock`: by how many milliseconds the phone's own clock is wrong."""
        context = browser.new_context(
            base_url=line.address, viewport={"width": 360, "height": 740}, locale="vi-VN",
            reduced_motion="reduce",
        )  # fmt: skip
        if clock:
            context.add_init_script(f"const now = Date.now; Date.now = () => now() + {clock};")
        return cls(app, line, context)

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda message: self._hear(message))
        return page

    def _hear(self, message: Any) -> None:
        # A line without signal is no fault of the program.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console: {message.text}")

    # The session

    def has_session(self, user: User) -> UserSession:
        """Signed in, as far as the cookie goes; the page for it has its own tests."""
        db.session.rollback()
        with writing():
            row, token = UserSession.start(user, device="phone")
            db.session.commit()
        cookie = {"name": self.app.config["SESSION_TOKEN_COOKIE"], "value": token}
        self.context.add_cookies([{**cookie, "url": self.line.address}])
        return row

    def loses_session(self, user: User) -> Self:
        """Ended on the server; the phone does not know yet."""
        db.session.rollback()
        with writing():
            for session in db.session.query(UserSession).filter_by(user_id=user.id, ended_at=None):
                session.end(by=user)
            db.session.commit()
        return self

    def sign_in(self, username: str, at: str = "/sign-in") -> Self:
        self.page.goto(at)
        self.page.locator("[name=username]").fill(username)
        self.page.locator("[name=password]").fill(PASSWORD)
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").click()
        return self

    def sign_out(self) -> Self:
        self.page.goto("/today")
        self.page.locator("details.menu summary").click()
        with self.page.expect_navigation():
            self.page.locator("form[action$='/sign-out'] button").click()
        return self

    def switch_on(self) -> Self:
        """Until everything that must be on the phone is there."""
        self.page.goto("/account/")
        self.page.locator("[data-switch=on]").click()
        expect(self.page.locator("[data-switch=off]")).to_be_visible()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        self.page.goto("/today")
        self.page.evaluate(CONTROLLED)
        return self

    # What a thumb does

    def open(self, path: str = "/") -> Self:
        self.page.goto(path)
        return self

    def tap(self, what: str) -> Self:
        self.taps += 1
        box, seen = self.page.locator(what).first.bounding_box(), self.page.viewport_size
        if box and seen and not 0 <= box["y"] <= seen["height"] - box["height"]:
            self.scrolls += 1
        self.page.locator(what).first.click()
        return self

    def unfold(self) -> Self:
        folded = self.page.locator("main details:not([open]) > summary:visible")
        while folded.count():
            folded.first.click()
        return self

    def write_entry(self, note: str = "", outcome: str = "met", case: int | None = None) -> Self:
        """On the page without signal: the person, the outcome, Save."""
        self.tap(f"#people a[href='#case-{case}']" if case else "#people a")
        expect(self.page.locator("#entry")).to_be_visible()
        if note:
            self.page.locator("#entry [name=note]").fill(note)
        self.tap(f"#entry label.choice:has(input[name=outcome][value={outcome}])")
        self.tap("#entry button[type=submit]")
        expect(self.page.locator("#entry")).to_be_hidden()  # the notice may be an earlier entry's
        expect(self.page.locator("#kept-notice")).to_be_in_viewport()
        return self

    # What lies in it

    def run(self, work: str, *names: str, with_: Any = None) -> Any:
        """`work` is a function of the named modules, and of `with_` where it is given."""
        code = self.page.evaluate(
            "document.querySelector('meta[name=offline]')?.content"
            " ?? document.querySelector('script[src*=\"/offline/code/\"]').src"
        ).rpartition("/")[0]
        asked = ", ".join(f"'{name}'" for name in names)
        return self.page.evaluate(
            f"""async (given) => {{
              const modules = {{}};
              for (const name of [{asked}]) modules[name] = await import('{code}/' + name + '.js');
              return await ({work})(modules, given);
            }}""",
            with_,
        )

    def keep(self, texts: list[str], cases: list[int]) -> None:
        """So many entries at once, through the program's own door."""
        self.run(KEEP, "held", with_=[texts, cases])

    def states(self) -> dict[str, int]:
        """How many entries of anybody are in each state."""
        every = ("draft", "waiting", "attention", "received")
        work = "({held}, states) => Promise.all(states.map((state) => held.count(state)))"
        counted = self.run(work, "held", with_=every)
        return {state: n for state, n in zip(every, counted, strict=True) if n}

    def until(self, true: Callable[[], Any], most_seconds: float = 60) -> Self:
        """What the phone does by itself is waited for, however slow it is."""
        end = time.monotonic() + most_seconds
        while not true():
            assert time.monotonic() < end, self.states()
            self.page.wait_for_timeout(100)
        return self

    def send(self) -> str:
        return str(self.run("({send}) => send.replay()", "send"))

    def wait_until_sent(self, most_seconds: float = 120) -> Self:
        return self.until(lambda: not self.states().get("waiting"), most_seconds)
