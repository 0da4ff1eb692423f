"""What waits outlives an update, sign-out, another user on the phone. The list does not."""

import re

import pytest
from playwright.sync_api import expect

from reintegrate.db import db, writing
from reintegrate.models.contact import ContactNote
from reintegrate.models.offline_device import OfflineDevice
from reintegrate.web.offline import views

pytestmark = [pytest.mark.either_database, pytest.mark.browser]

HOUR = 3600_000

HELD = """async ({base}) => {
  const look = async () => {
    const store = (await base.dayStore()).transaction('held').objectStore('held');
    const [key, list] = await Promise.all([store.get('key'), store.getAllKeys()]);
    return {key: key !== undefined, list};
  };
  return look().catch(look);  // destroyed while it was looked at
}"""
EVERYTHING = """async ({base}) => {
  const spell = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder().decode(value)
    : value && typeof value === 'object' && !(value instanceof CryptoKey)
      ? Object.values(value).map(spell).join(' ') : String(value);
  const [day, outbox] = [await base.dayStore(), await base.outboxStore()];
  const all = [await day.getAll('held'), await outbox.getAll('entries'),
               await outbox.getAll('devices'), {...localStorage}];
  return spell(all);
}"""


def list_is_gone(phone):
    return phone.run(HELD, "base") == {"key": False, "list": []}


def texts():
    db.session.rollback()
    return list(db.session.scalars(db.select(ContactNote.text).order_by(ContactNote.contact_id)))


def dialogs_of(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    return asked


def test_what_lies_on_the_phone_cannot_be_read_there(phone, line, cases):
    line.up = False
    phone.open("/").write_entry(note="Chuyện riêng của người này")
    stored = phone.run(EVERYTHING, "base")

    assert len(stored) > 800
    for secret in ("Chuyện riêng", "H.V.B.", cases[0].number, "Hoàng", "Bình"):
        assert secret not in stored
    extractable = "async ({base}) => (await (await base.dayStore()).get('held','key')).extractable"
    assert phone.run(extractable, "base") is False


def test_after_sign_out_the_list_is_gone_and_the_entries_are_sealed(phone, line, lan, arrived):
    line.up = False
    phone.open("/").write_entry(note="Viết trước khi thoát")
    line.up, line.choose = True, lambda request: "request lost" if request.method == "POST" else ""
    phone.open("/today")
    line.choose = lambda r: "request lost" if "/contacts/" in r.path or "hello" in r.path else ""
    asked = dialogs_of(phone.page)
    phone.sign_out()

    assert len(asked) == 1  # that entries wait
    line.up, line.choose = False, lambda request: ""
    phone.open("/")
    expect(phone.page.locator("#no-list")).to_be_visible()
    expect(phone.page.locator("#others-wait")).to_be_visible()
    assert phone.page.locator("#people a, .outbox li").count() == 0
    assert list_is_gone(phone)
    assert phone.states() == {"waiting": 1}

    line.up = True
    phone.sign_in("lan")
    expect(phone.page.locator("a.work").first).to_be_visible()
    phone.open("/offline/").wait_until_sent()
    assert texts() == ["Viết trước khi thoát"]


def test_signing_out_without_signal_wipes_the_list_too(phone, line):
    phone.open("/today")
    line.up = False
    phone.page.locator("details.menu summary").click()
    phone.page.locator("form[action$='/sign-out'] button").click()

    expect(phone.page.locator("#signed-out-here")).to_be_visible()
    assert list_is_gone(phone)


def test_another_user_can_neither_see_nor_send_what_waits(phone, line, khanh, lan, arrived):
    line.up = False
    phone.open("/").write_entry(note="Của Lan")
    phone.loses_session(lan)
    phone.has_session(khanh)
    line.up = True
    phone.open("/today").until(lambda: list_is_gone(phone))
    assert phone.send() == "done"

    assert phone.states() == {"waiting": 1}
    assert not arrived()
    phone.open("/offline/")
    expect(phone.page.locator("#others-wait")).to_be_visible()
    assert "Của Lan" not in phone.page.content()
    assert phone.page.locator(".outbox li").count() == 0
    key = "async ({send}) => Boolean(await send.keyOf(1))"
    assert phone.run(key, "send") is False

    phone.has_session(lan)
    phone.open("/today")
    phone.open("/offline/").wait_until_sent()
    assert texts() == ["Của Lan"]
    assert [contact.by_id for contact in arrived()] == [lan.id]


def test_an_ended_session_is_said_and_signing_in_sends(phone, line, lan, arrived):
    line.up = False
    phone.open("/").write_entry(note="Qua đêm")
    phone.loses_session(lan)
    line.up = True
    phone.page.locator("#send-now").click()
    expect(phone.page.locator("#sign-in")).to_be_visible()
    assert phone.states() == {"waiting": 1}

    phone.sign_in("lan", at=phone.page.locator("#sign-in").get_attribute("href"))

    assert phone.page.url.endswith("/offline/")
    phone.wait_until_sent()
    assert texts() == ["Qua đêm"]


def test_an_update_of_the_app_loses_nothing(phone, line, monkeypatch, arrived):
    line.up = False
    phone.open("/").write_entry(note="Trước bản mới")
    before = phone.page.evaluate("caches.keys()")
    monkeypatch.setattr(views, "version", lambda: "nextversion1")
    line.up, line.choose = True, lambda r: "request lost" if "hello" in r.path else ""
    phone.open("/today")
    phone.page.evaluate(
        "navigator.serviceWorker.getRegistration().then(async (one) => { await one.update(); })"
    )
    phone.page.wait_for_function(
        "async () => (await caches.keys()).join() === 'reintegrate-nextversion1'"
    )

    assert before != ["reintegrate-nextversion1"]
    line.up = False
    phone.open("/")
    expect(phone.page.locator("#people a")).to_have_count(3)
    assert phone.states() == {"waiting": 1}
    line.up, line.choose = True, lambda request: ""
    phone.send()
    assert texts() == ["Trước bản mới"]


@pytest.mark.parametrize("hours", [71, 73])
def test_the_list_ends_after_72_hours_by_the_servers_clock(phone, line, hours):
    line.up = False
    phone.context.add_init_script(f"const n = Date.now; Date.now = () => n() + {hours * HOUR};")
    phone.open("/")

    expect(phone.page.locator("#no-list")).to_be_visible(visible=hours > 72)
    expect(phone.page.locator("#list-until")).to_be_visible(visible=hours < 72)
    expect(phone.page.locator("#people a")).to_have_count(3 if hours < 72 else 0)
    assert list_is_gone(phone) is (hours > 72)


def test_setting_the_clock_back_ends_the_list(phone, line):
    line.up = False
    phone.open("/")
    expect(phone.page.locator("#people a")).to_have_count(3)
    phone.context.add_init_script(f"const n = Date.now; Date.now = () => n() - {HOUR};")
    phone.open("/")

    expect(phone.page.locator("#no-list")).to_be_visible()
    assert list_is_gone(phone)


def test_a_list_whose_end_was_moved_does_not_open(phone, line):
    line.up = False
    phone.open("/")
    phone.run(
        """async ({base}) => {
          const db = await base.dayStore(), list = await db.get('held', 'list');
          await db.put('held', {...list, until: list.until + 1}, 'list');
        }""",
        "base",
    )
    phone.open("/")

    expect(phone.page.locator("#no-list")).to_be_visible()
    assert list_is_gone(phone)


def test_a_lost_phone_is_wiped_at_its_next_contact_though_nobody_signs_in(phone, line, lan):
    db.session.rollback()
    with writing():
        db.session.query(OfflineDevice).one().revoke(by=lan)
        db.session.commit()
    phone.loses_session(lan)
    phone.run("({device}) => device.checkStanding()", "device")  # as the worker does with each page

    assert list_is_gone(phone)
    phone.open("/today")
    assert re.search(r"/sign-in", phone.page.url)


def test_no_page_with_anybody_in_it_is_kept(phone, line):
    phone.open("/caseload")
    kept = phone.page.evaluate(
        """async () => {
          const texts = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              texts.push(request.url + await (await cache.match(request)).text());
            }
          }
          return texts;
        }"""
    )

    assert len(kept) >= 14
    for text in kept:
        for secret in ("Nguyễn Thị Lan", "Hoàng Văn Bình", 'csrf_token" value'):
            assert secret not in text
