"""The phone is switched off under the app: the browser is killed, all its processes at once."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from reintegrate.db import db
from reintegrate.models.contact import ContactNote
from tests.chromium import ARGUMENTS, program
from tests.offline.phone import CONTROLLED, Phone

pytestmark = [pytest.mark.either_database, pytest.mark.browser]

PATIENCE = 30.0


class OwnChromium:
    """A Chromium of its own, with a profile that outlives it."""

    def __init__(self, profile: Path, app, line, through: Browser):
        self.profile, self.app, self.line, self.through = profile, app, line, through
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Phone:
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [program(), *ARGUMENTS, "--headless=new", "--no-first-run",
             f"--user-data-dir={self.profile}", "--remote-debugging-port=0", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        began = time.monotonic()
        while not (port_file.exists() and port_file.read_text().count("\n")):
            assert time.monotonic() - began < PATIENCE, "the browser never started"
            time.sleep(0.05)
        port = port_file.read_text().split()[0]
        browser = self.through.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
        return Phone(self.app, self.line, browser.contexts[0])

    def kill(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@pytest.fixture
def own_chromium(tmp_path, app, line, chromium_browser):
    made = OwnChromium(tmp_path / "profile", app, line, chromium_browser)
    made.profile.mkdir()
    yield made
    made.kill()


def at(line, path):
    return line.address + path


def texts():
    db.session.rollback()
    return list(db.session.scalars(db.select(ContactNote.text).order_by(ContactNote.contact_id)))


def test_killed_without_signal_the_app_opens_again_with_list_and_entries(
    own_chromium, line, cases, lan, arrived, record_property
):
    phone = own_chromium.start()
    phone.page.goto(at(line, "/sign-in"))
    phone.has_session(lan)
    switch_on(phone, line)
    line.up = False
    phone.page.goto(at(line, "/"))
    phone.write_entry(note="Trước khi tắt máy")
    phone.keep([f"Cùng lúc {n}" for n in range(5)], [case.id for case in cases])
    kept = ["Trước khi tắt máy", *(f"Cùng lúc {n}" for n in range(5))]
    own_chromium.kill()

    phone = own_chromium.start()
    phone.page.goto(at(line, "/"))
    expect(phone.page.locator("#people a")).to_have_count(3)
    expect(phone.page.locator(".outbox li[data-state=waiting]")).to_have_count(6)
    phone.write_entry(note="Sau khi bật lại")
    own_chromium.kill()

    phone = own_chromium.start()
    phone.has_session(lan)  # the session went with the browser, as it should
    line.up = True
    phone.page.goto(at(line, "/offline/"))
    phone.wait_until_sent()
    assert texts() == [*kept, "Sau khi bật lại"]
    record_property("G29 killed", "7 entries over 2 kills of the browser, 0 lost, 0 doubled")


def test_killed_while_it_writes_and_sends_what_was_said_to_be_kept_is_there(
    own_chromium, line, cases, lan, arrived
):
    phone = own_chromium.start()
    phone.page.goto(at(line, "/sign-in"))
    phone.has_session(lan)
    switch_on(phone, line)
    line.up = False
    phone.page.goto(at(line, "/offline/"))
    kept = [f"Đã báo giữ {n}" for n in range(30)]
    phone.keep(kept, [case.id for case in cases])
    line.up = True
    for _ in range(2):
        phone.page.evaluate("document.getElementById('send-now').click()")
        phone.page.wait_for_timeout(120)
        own_chromium.kill()
        phone = own_chromium.start()
        phone.has_session(lan)
        phone.page.goto(at(line, "/offline/"))
    phone.wait_until_sent()

    assert texts() == kept


def switch_on(phone, line):
    """As `Phone.switch_on`, in a browser that was not made by the test's library."""
    page = phone.page
    page.goto(at(line, "/account/"))
    page.locator("[data-switch=on]").click()
    expect(page.locator("[data-switch=off]")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.goto(at(line, "/today"))
    page.evaluate(CONTROLLED)
    expect(page.locator("a.work").first).to_be_visible()


def test_a_browser_finds_nothing_against_installing_the_app(own_chromium, line, cases):
    phone = own_chromium.start()
    phone.page.goto(at(line, "/sign-in"))
    channel = phone.context.new_cdp_session(phone.page)

    manifest = channel.send("Page.getAppManifest")
    against = channel.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert manifest["url"].startswith(line.address)
    assert manifest["errors"] == []
    assert against == []
