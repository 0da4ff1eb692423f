"""When the server says no, or the phone cannot: the text stays, the reason is in plain words, and
there is something to do."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from reintegrate.db import db, today, utcnow, writing
from reintegrate.models.case import Case
from reintegrate.models.contact import ContactNote
from tests.cast import log_contact
from tests.chromium import looks_right

pytestmark = [pytest.mark.either_database, pytest.mark.browser]

DAY = 86_400_000
NOTE = "Anh nói sẽ chuyển về nhà mẹ."


def attention(phone):
    return phone.page.locator(".outbox li[data-state=attention]")


def on_the_server(work):
    db.session.rollback()
    with writing():
        work()
        db.session.commit()


def texts():
    db.session.rollback()
    return list(db.session.scalars(db.select(ContactNote.text)))


@pytest.fixture
def moved(phone, line, cases, bac_kan):
    """An entry of a case that another ward has answered for since."""
    line.up = False
    phone.open("/").write_entry(note=NOTE, case=cases[0].id)

    def move():
        case = db.session.get_one(Case, cases[0].id)
        case.area_id, case.worker_id = bac_kan.id, None

    on_the_server(move)
    line.up = True
    phone.send()
    return phone


def test_of_a_case_that_moved_the_text_stays_with_its_writer(moved, arrived):
    expect(attention(moved)).to_contain_text(NOTE)
    expect(attention(moved)).to_contain_text("địa bàn khác")
    assert not arrived()
    assert moved.states() == {"attention": 1}
    looks_right(moved.page)

    moved.context.grant_permissions(["clipboard-read", "clipboard-write"])
    attention(moved).locator("[data-do=copy]").click()
    expect(attention(moved).locator("[data-part=said]")).not_to_be_empty()
    assert moved.page.evaluate("navigator.clipboard.readText()") == NOTE


def test_a_text_is_discarded_only_when_its_writer_says_so_twice(moved):
    answers = [False, True]

    def answer(dialog):
        if answers.pop(0):
            dialog.accept()
        else:
            dialog.dismiss()

    moved.page.on("dialog", answer)
    attention(moved).locator("[data-do=discard]:visible").click()
    assert (answers, moved.states()) == ([True], {"attention": 1})
    attention(moved).locator("[data-do=discard]:visible").click()
    expect(attention(moved)).to_have_count(0)
    assert moved.states() == {}


def test_it_is_said_on_the_day_and_survives_signing_in_again(moved, lan):
    moved.open("/today")
    expect(moved.page.locator("#outbox-line")).to_be_visible()
    looks_right(moved.page)
    moved.page.on("dialog", lambda dialog: dialog.accept())
    moved.sign_out()
    moved.sign_in("lan")
    expect(moved.page.locator("#outbox-line")).to_be_visible()
    moved.open("/offline/")

    expect(attention(moved)).to_contain_text(NOTE)


def test_what_must_be_put_right_is_finished_on_the_page_of_the_form(phone, line, cases, arrived):
    line.up = False
    phone.open("/").tap(f"#people a[href='#case-{cases[0].id}']")
    phone.page.locator("[name=note]").fill(NOTE)
    phone.tap("#entry label.choice:has(input[name=outcome][value=met])")
    phone.unfold()
    tomorrow = today() + timedelta(days=1)
    phone.page.locator("[name=happened_on]").fill(f"{tomorrow:%d/%m/%Y}")
    phone.tap("#entry button[type=submit]")
    expect(phone.page.locator("#kept-notice")).to_be_visible()
    line.up = True
    phone.send()
    assert phone.states() == {"attention": 1}
    expect(attention(phone)).to_contain_text("chưa đến")

    with phone.page.expect_navigation():
        attention(phone).locator("[data-do=finish]").click()
    expect(phone.page.locator("textarea[name=note]")).to_have_value(NOTE)
    phone.unfold()
    phone.page.locator("main [name=happened_on]").fill(f"{today():%d/%m/%Y}")
    phone.tap("main form.form button[type=submit]")
    expect(phone.page.locator("main .receipt")).to_be_visible()

    assert texts() == [NOTE]
    phone.open("/offline/")
    expect(phone.page.locator(".outbox li[data-state=received]")).to_have_count(1)
    assert phone.states() == {"received": 1}


FILL_UP = """async ({base}) => {
  for (let size = 256 * 1024; size > 512; size /= 2) {
    try {
      for (let i = 0; i < 99; i++) {
        const bytes = crypto.getRandomValues(new Uint8Array(Math.min(size, 65536)));
        const more = Array(Math.ceil(size / 65536)).fill(bytes);
        await base.change('room', (room) => room.put(more, size + i));
      }
    } catch (error) {
      if (!base.isFull(error)) throw error;
    }
  }
}"""
FREE = "async ({base}) => base.change('room', (room) => room.clear())"


def give(phone, quota=None):
    asked = {"origin": phone.line.address} | ({"quotaSize": quota} if quota else {})
    phone.channel.send("Storage.overrideQuotaForOrigin", asked)


def test_a_full_phone_says_so_before_anything_is_typed(
    fresh_phone, cases, lan, line, record_property
):
    phone = fresh_phone()
    phone.has_session(lan)
    # Before anything is stored: a browser remembers for a while how much it may still take.
    phone.channel = phone.context.new_cdp_session(phone.page)
    give(phone, 3_000_000)
    phone.switch_on()
    line.up = False
    phone.open("/").run(FILL_UP, "base")
    phone.tap("#people a")
    expect(phone.page.locator("#entry-problem")).to_contain_text("đầy")
    looks_right(phone.page)

    text = "Viết dù đã được báo. " * 190
    phone.page.locator("[name=note]").fill(text)
    phone.tap("#entry label.choice:has(input[name=outcome][value=met])")
    phone.tap("#entry button[type=submit]")
    expect(phone.page.locator("#entry[data-busy]")).to_have_count(0)  # it was tried, and refused
    expect(phone.page.locator("#entry-problem")).to_be_visible()
    expect(phone.page.locator("[name=note]")).to_have_value(text)

    give(phone)  # the worker frees some space
    phone.run(FREE, "base")
    phone.tap("#entry button[type=submit]")
    expect(phone.page.locator("#kept-notice")).to_be_visible()
    assert phone.states() == {"waiting": 1}
    record_property("G29 storage full", "said before typing, nothing lost")


@pytest.mark.parametrize("wrong", [-400 * DAY, -2 * DAY, 3 * DAY, 9_000_000])
def test_a_wrong_clock_dates_nothing_wrongly(fresh_phone, cases, lan, line, arrived, wrong):
    phone = fresh_phone(clock=wrong)
    phone.has_session(lan)
    phone.switch_on()
    line.up = False
    phone.open("/").write_entry(note=NOTE)
    line.up = True
    phone.send()

    [contact] = arrived()
    assert contact.happened_on == today()
    assert abs(contact.made_at - utcnow()) < timedelta(minutes=2)
    assert contact.made_at <= contact.written_at


def test_a_clock_that_jumps_while_an_entry_waits_dates_it_by_what_is_possible(phone, line, arrived):
    """The phone finds the network's time when the signal is back, as phones do."""
    line.up = False
    phone.open("/").write_entry(note=NOTE)
    phone.context.add_init_script(f"const n = Date.now; Date.now = () => n() + {200 * DAY};")
    line.up = True
    phone.open("/offline/")
    phone.wait_until_sent()

    [contact] = arrived()
    assert contact.happened_on == today()
    assert abs(contact.made_at - utcnow()) < timedelta(minutes=2)


def test_where_the_day_cannot_be_known_a_person_is_asked(phone, line, arrived):
    line.up = False
    phone.open("/").write_entry(note=NOTE)
    phone.run(  # as if the last word from the server were days old and the clock had gone astray
        """async ({base}) => base.change('entries', async (entries) => {
          const [entry] = await entries.getAll();
          const [made, known] = [entry.made - 30 * 86400000, entry.known - 2 * 86400000];
          await entries.put({...entry, made, known});
        })""",
        "base",
    )
    line.up = True
    phone.send()

    assert phone.states() == {"attention": 1}
    assert not arrived()
    phone.open("/offline/")
    expect(attention(phone)).to_contain_text("ngày")
    attention(phone).locator("[data-do=finish]").click()
    expect(phone.page.locator("main form.form textarea[name=note]")).to_have_value(NOTE)


def test_two_workers_who_write_of_one_visit_are_both_kept(
    phone, line, cases, lan, khanh, arrived, minh
):
    line.up = False
    phone.open("/").write_entry(note=NOTE, case=cases[0].id)

    def colleague():
        case = db.session.get_one(Case, cases[0].id)
        case.assign(khanh, by=minh)
        db.session.flush()
        log_contact(case, khanh, note="Tôi cũng có mặt")
        case.assign(lan, by=minh)

    on_the_server(colleague)
    line.up = True
    phone.send()

    assert [contact.by_id for contact in arrived()] == [khanh.id, lan.id]
