"""From opening the app to a receipt: three taps, with the network on or off."""

import pytest
from playwright.sync_api import expect

from tests.chromium import looks_right

pytestmark = [pytest.mark.either_database, pytest.mark.browser]

DRAFTS = """async ({held}) => {
  const who = await held.writer();
  const drafts = await held.entriesOf(who.user, 'draft');
  const said = await Promise.all(drafts.map((draft) => held.read(draft, who.key)));
  return said.map(({fields}) => fields.note ?? '');
}"""


def test_with_signal_it_takes_three_taps(phone, arrived, record_property):
    phone.open("/").taps = phone.scrolls = 0
    phone.tap("a.work")
    phone.tap("label.choice:has(input[name=outcome][value=met])")
    phone.tap("main form.form button[type=submit]")

    expect(phone.page.locator("main .receipt")).to_be_visible()
    assert len(arrived()) == 1
    assert (phone.taps, phone.scrolls) == (3, 0)
    record_property("taps from the app to a receipt, with signal", phone.taps)


def test_without_signal_it_takes_three_taps_and_the_receipt_comes_with_the_signal(
    phone, line, arrived, record_property
):
    line.up = False
    phone.open("/").taps = phone.scrolls = 0
    phone.write_entry()

    assert (phone.taps, phone.scrolls) == (3, 0)
    assert not arrived()
    assert phone.states() == {"waiting": 1}

    line.up = True
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.page.locator(".outbox li[data-state=received]")).to_have_count(1)
    [contact] = arrived()
    expect(phone.page.locator("#kept-notice")).to_contain_text(contact.receipt)
    assert (phone.taps, phone.scrolls) == (3, 0)
    record_property("taps from the app to a receipt, without signal", phone.taps)


def test_one_typed_line_travels_with_it(phone, line, arrived, app):
    line.up = False
    phone.open("/").write_entry(note="Đang làm ở xưởng gạch, khỏe.", outcome="phone_talk")
    line.up = True
    phone.send()

    [contact] = arrived()
    phone.page.goto(f"/cases/{contact.case_id}")
    expect(phone.page.locator("main")).to_contain_text("Đang làm ở xưởng gạch, khỏe.")


def test_the_pages_without_signal_look_right(phone, line):
    line.up = False
    for width, height in ((360, 740), (1280, 800)):
        phone.page.set_viewport_size({"width": width, "height": height})
        phone.open("/")
        looks_right(phone.page)
        phone.tap("#people a")
        expect(phone.page.locator("#entry")).to_be_visible()
        looks_right(phone.page)
        phone.tap("#writing .back")
    phone.write_entry(note="Một dòng")
    looks_right(phone.page)


def test_a_half_written_note_waits_for_its_person_alone(phone, line, cases):
    line.up = False
    first, second, _ = cases
    phone.open("/").tap(f"#people a[href='#case-{first.id}']")
    phone.page.locator("[name=note]").fill("Mới viết được một nửa")
    phone.tap("#writing .back")
    expect(phone.page.locator("#people")).to_be_visible()
    phone.tap(f"#people a[href='#case-{second.id}']")
    expect(phone.page.locator("[name=note]")).to_have_value("")
    phone.until(lambda: "Mới viết được một nửa" in phone.run(DRAFTS, "held"))

    phone.page.goto("about:blank")
    phone.open("/").tap(f"#people a[href='#case-{first.id}']")
    expect(phone.page.locator("[name=note]")).to_have_value("Mới viết được một nửa")
    assert phone.states() == {"draft": 1}


def test_the_page_opened_with_signal_and_saved_without_loses_nothing(phone, line, arrived, cases):
    """The ordinary page of the form; the line dies between opening and saving."""
    phone.open(f"/cases/{cases[0].id}/contacts/new")
    phone.tap("label.choice:has(input[name=outcome][value=met])")
    phone.page.locator("[name=note]").first.fill("Viết khi còn sóng")
    line.up = False
    phone.tap("main form.form button[type=submit]")

    expect(phone.page.locator("#kept-notice")).to_be_visible()
    assert phone.states() == {"waiting": 1}
    line.up = True
    phone.send()
    assert len(arrived()) == 1


def test_an_answer_lost_to_the_page_of_the_form_makes_no_second_contact(
    phone, line, arrived, cases
):
    phone.open(f"/cases/{cases[0].id}/contacts/new")
    phone.tap("label.choice:has(input[name=outcome][value=met])")
    line.choose = lambda request: "answer lost" if request.method == "POST" else ""
    phone.tap("main form.form button[type=submit]")
    expect(phone.page.locator("#kept-notice")).to_be_visible()
    line.choose = lambda request: ""
    phone.send()

    assert phone.states() == {"received": 1}
    assert len(arrived()) == 1


@pytest.mark.parametrize("path", ["/caseload", "/cases/1", "/people/search"])
def test_whatever_else_is_opened_without_signal_leads_to_the_list(phone, line, path):
    line.up = False
    phone.open(path)

    assert phone.page.url.endswith("/offline/")
    expect(phone.page.locator("#people a")).to_have_count(3)


def test_who_was_there_what_was_done_and_what_came_up_travel_with_it(phone, line, arrived, app):
    line.up = False
    phone.open("/").tap("#people a")
    expect(phone.page.locator("#entry")).to_be_visible()
    phone.unfold()
    expect(phone.page.locator("#entry [name=done]:visible")).to_have_count(0)  # nothing is planned
    ticked = (("present", "family"), ("met_kinds", "residence"), ("new_needs", "job"))
    for name, value in ticked:
        phone.tap(f"#entry label.choice:has(input[name={name}][value={value}])")
    phone.tap("#entry [data-prompt='Khó khăn']")
    phone.page.keyboard.type("xa chợ")
    phone.tap("#entry label.choice:has(input[name=outcome][value=moved_away])")
    phone.tap("#entry button[type=submit]")
    expect(phone.page.locator("#entry-problem")).to_be_visible()  # as the page says it online
    phone.tap("#entry label.choice:has(input[name=next][value='+7'])")
    phone.tap("#entry button[type=submit]")
    expect(phone.page.locator("#kept-notice")).to_be_visible()
    line.up = True
    phone.send()

    [contact] = arrived()
    assert not contact.reached
    phone.page.goto(f"/contacts/{contact.id}")
    expect(phone.page.locator("main")).to_contain_text("Khó khăn: xa chợ")
    phone.page.goto(f"/cases/{contact.case_id}/needs")
    expect(phone.page.locator("main")).to_contain_text("Tìm việc làm")
    expect(phone.page.locator("main")).to_contain_text("Đăng ký cư trú")
