"""What a phone keeps of the program: everything it needs, under addresses that change with it, and
nobody's data."""

import re

import pytest
from flask import url_for

from reintegrate.web.contacts.forms import ContactForm
from reintegrate.web.offline.forms import EntryForm

pytestmark = pytest.mark.either_database


def told_to_worker(browser):
    text = browser.client.get("/service-worker.js").get_data(as_text=True)
    return re.findall(r'"(/[^"]+)"', text)


def test_the_worker_stands_at_the_root_and_every_file_it_asks_for_is_there(browser):
    answer = browser.client.get("/service-worker.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-store"

    files = told_to_worker(browser)
    statuses = {file: browser.client.get(file, buffered=True).status_code for file in files}
    assert {file for file, status in statuses.items() if status != 200} == set()
    assert len(files) >= 14


def test_modules_import_one_another_only_under_their_common_mark(browser):
    modules = [file for file in told_to_worker(browser) if "/offline/code/" in file]
    for module in modules:
        answer = browser.client.get(module, buffered=True)
        text = answer.get_data(as_text=True)
        assert set(re.findall(r'(?:from |import\()"([^"]+)"', text)) <= {
            f"./{name.split('/', 4)[4]}" for name in modules
        }, module
        assert "immutable" in answer.headers["Cache-Control"]
    old = re.sub(r"/code/\w+/", "/code/0123456789ab/", modules[0])
    browser.get(old, expect=404)


def test_the_page_without_signal_is_the_same_for_everybody_and_knows_nobody(browser, lan):
    before = browser.client.get("/offline/").get_data(as_text=True)
    browser.sign_in(lan)
    browser.get("/offline/")
    page = browser.response.get_data(as_text=True)

    assert page == before
    assert "csrf_token" not in page
    assert not browser.response.headers.getlist("Set-Cookie")
    assert lan.name not in page


def test_it_speaks_both_languages(browser):
    vietnamese = browser.get("/offline/?lang=vi").get_text(" ")
    english = browser.get("/offline/?lang=en").get_text(" ")

    assert "Send now" in english
    assert "Send now" not in vietnamese


def test_the_form_without_signal_asks_by_the_names_of_the_contact_form(app):
    with app.test_request_context():
        asked = {field.name for field in EntryForm(None)}
        known = {field.name for field in ContactForm(None)}

    assert asked <= known


def test_the_home_screen_names_no_programme(browser, app):
    told = browser.client.get("/manifest.webmanifest?lang=vi").get_json(force=True)
    said = " ".join(str(value) for value in told.values()).lower()

    assert told["name"] == told["short_name"] == "Reintegrate"
    assert not any(
        word in said for word in ("cai nghiện", "ma túy", "rehab", "drug", "quản lý sau")
    )
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        answer = browser.client.get(icon["src"], buffered=True)
        width = int.from_bytes(answer.get_data()[16:20], "big")
        assert icon["sizes"] == f"{width}x{width}"
    with app.test_request_context():
        assert told["start_url"] == told["scope"] == url_for("home.index")


def test_every_page_says_for_whom_it_is_so_that_a_phone_can_wipe_what_is_anothers(browser, mai):
    page = browser.sign_in(mai).get("/account/")

    assert page.select_one("meta[name=offline]")["data-user"] == str(mai.id)
    assert page.select_one("#offline-switch") is None
    assert not browser.sign_out().get("/sign-in").select("meta[name=offline]")
