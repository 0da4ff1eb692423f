"""A section is saved as it is left; only what cannot be read is asked again."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.intake import Intake
from reintegrate.models.intake_answers import Section
from tests.intakes import answer, begin_intake

IN_CONFLICT = "gười khác đã lưu"


@pytest.fixture
def intake(lan):
    return begin_intake(lan)


@pytest.fixture
def at_section(browser, lan, intake):
    """Opens a section as its writer."""
    browser.sign_in(lan)
    return lambda name: browser.get(f"/intakes/{intake.id}/{name}")


def answers(intake, section):
    db.session.expire_all()
    return db.session.get(Intake, intake.id).sheets().get(section)


def errors(page):
    return [error.get_text(" ", strip=True) for error in page.select("p.error")]


@pytest.mark.parametrize("name", list(Section))
def test_every_section_can_be_left_empty_and_kept(browser, at_section, intake, name):
    at_section(name)
    browser.submit("main form", 303)

    assert browser.response.location == f"/intakes/{intake.id}"
    assert answers(intake, name) is not None
    assert "Đang ghi" in browser.follow().main.get_text()


@pytest.mark.parametrize("name", list(Section))
def test_a_finished_section_shows_what_was_said(browser, lan, intake, name):
    answer(intake, lan)
    browser.sign_in(lan).get(f"/intakes/{intake.id}/{name}")
    said = answers(intake, name)
    browser.submit("main form", 303)

    again = answers(intake, name)
    assert {key: again[key] for key in said} == said or name == Section.PAPERS
    assert db.session.get(Intake, intake.id).section(name).complete


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1975", "1975"), ("3/1975", "1975-03"), ("12.03.1975", "1975-03-12"), (" 1975 ", "1975")],
)
def test_a_birth_date_is_kept_as_far_as_it_is_known(browser, at_section, intake, typed, kept):
    at_section("who")
    browser.submit("main form", 303, name="Lò Thị An", birth=typed)
    assert answers(intake, Section.WHO)["birth"] == kept


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("who", {"birth": "75"}),
        ("who", {"birth": "31/02/1975"}),
        ("who", {"birth": "2999"}),
        ("who", {"birth": "1"}),
        ("who", {"name": "12345"}),
        ("who", {"name": "a" * 500}),
        ("who", {"sex": "nobody"}),
        ("papers", {"papers_1_kind": "citizen_id", "papers_1_number": "00619000012A"}),
        ("papers", {"papers_1_kind": "citizen_id", "papers_1_number": "---"}),
        ("papers", {"papers_1_issued_on": "01/01/2199"}),
        ("papers", {"papers_1_kind": "library_card"}),
        ("residence", {"phone": "12"}),
        ("family", {"relatives_1_birth_year": "9" * 400}),
        ("family", {"relatives_1_phone": "không có"}),
        ("rehabilitation", {"completed_on": "01/01/2199"}),
        ("rehabilitation", {"completed_on": "hôm qua"}),
        ("rehabilitation", {"kind": "prayer"}),
        ("rehabilitation", {"started_on": "02/02/2026", "completed_on": "01/02/2026"}),
        ("work", {"skills": "x" * 5000}),
        ("needs", {"kinds_work": ["job", "nothing"]}),
        ("consents", {"consent_support_notes": "maybe"}),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(browser, at_section, intake, name, fields):
    at_section(name)
    page = browser.submit("main form", 200, **fields)

    assert page.select_one(".error-summary")
    assert errors(page)
    assert answers(intake, name) is None
    for field, value in fields.items():
        typed = page.select_one(f"input[name={field}]:not([type=radio], [type=checkbox])")
        assert typed is None or typed["value"][:40] == value[:40]


def test_a_number_of_another_length_is_only_a_warning(browser, at_section, intake):
    at_section("papers")
    fields = {"any": "yes", "papers_1_kind": "citizen_id", "papers_1_number": "00609000012"}
    browser.submit("main form", 303, **fields)

    assert "11 chữ số" in browser.follow().get_text()
    assert answers(intake, Section.PAPERS)["papers"][0]["number"] == "00609000012"


def test_another_paper_can_be_added_without_a_script(browser, at_section, intake):
    at_section("papers")
    first = {"any": "yes", "papers_1_kind": "old_id", "papers_1_number": "095111222"}
    browser.submit("main form", 303, **first, add="1")
    page = browser.follow()

    assert page.select_one("[name=papers_1_number]")["value"] == "095111222"
    assert page.select_one("[name=papers_2_number]")
    browser.submit("main form", 303, papers_2_kind="passport", papers_2_number="B1234567")
    kept = answers(intake, Section.PAPERS)["papers"]
    assert [row["number"] for row in kept] == ["095111222", "B1234567"]


def test_adding_keeps_what_cannot_be_read_yet(browser, at_section):
    at_section("family")
    page = browser.submit("main form", 200, relatives_1_phone="12", add="1")

    assert page.select_one("[name=relatives_1_phone]")["value"] == "12"
    assert page.select_one("[name=relatives_2_phone]")


def test_a_paper_can_be_removed(browser, lan, intake):
    rows = [{"kind": "old_id", "number": "095111222"}, {"kind": "passport", "number": "B123"}]
    answer(intake, lan, papers={"papers": rows})
    browser.sign_in(lan).get(f"/intakes/{intake.id}/papers")
    browser.submit("main form", 303, papers_1_remove="y")

    assert [row["number"] for row in answers(intake, Section.PAPERS)["papers"]] == ["B123"]


def test_a_phone_is_kept_as_it_is_dialled(browser, at_section, intake):
    at_section("residence")
    browser.submit("main form", 303, phone="+84 912.345.678")
    assert answers(intake, Section.RESIDENCE)["phone"] == "0912345678"


def test_no_consent_is_ticked_beforehand(at_section):
    page = at_section("consents")
    assert len(page.select("input[type=radio]")) >= 9
    assert not page.select("input[checked]")


def test_schooling_is_offered_to_the_young_only(browser, at_section, intake, lan):
    assert not at_section("needs").select_one("[value=schooling]")
    intake.save(Section.WHO, {"birth": str(today().year - 15)}, by=lan)
    assert at_section("needs").select_one("[value=schooling]")


def test_two_windows_on_one_section_are_shown_to_one_another(browser, at_section, intake):
    page = at_section("who")
    stale = page.select_one("main form")
    browser.submit(stale, 303, name="Lò Thị An", birth="1980")
    page = browser.submit(stale, 200, name="Lò Thị Án", birth="")

    assert IN_CONFLICT in page.get_text()
    assert [theirs.strong.get_text() for theirs in page.select(".theirs")] == ["Lò Thị An", "1980"]
    assert page.select_one("[name=name]")["value"] == "Lò Thị Án"
    assert answers(intake, Section.WHO)["name"] == "Lò Thị An"
    browser.submit("main form", 303)
    assert answers(intake, Section.WHO)["name"] == "Lò Thị Án"


def test_what_is_submitted_cannot_be_changed(browser, lan, intake):
    answer(intake, lan)
    page = browser.sign_in(lan).get(f"/intakes/{intake.id}/who")
    form = page.select_one("main form")
    db.session.get(Intake, intake.id).submit(by=lan)
    browser.submit(form, 303, name="Người khác")

    assert "không sửa được" in browser.follow().get_text()
    assert answers(intake, Section.WHO)["name"] == "Hoàng Văn Bình"


def test_there_is_no_ninth_section(browser, lan, intake):
    browser.sign_in(lan).get(f"/intakes/{intake.id}/secrets", 404)


@pytest.mark.parametrize("other", ["khanh", "hoa"])
def test_another_writer_cannot_tell_the_draft_exists(browser, intake, other, request):
    browser.sign_in(request.getfixturevalue(other))
    browser.get(f"/intakes/{intake.id}/who", 404)
    browser.post(f"/intakes/{intake.id}/who", 404, name="An", version="0")


@pytest.mark.parametrize("role", ["minh", "dung", "mai", "binh", "thao", "admin"])
def test_other_roles_do_not_write_sections(browser, intake, role, request):
    browser.sign_in(request.getfixturevalue(role))
    browser.get(f"/intakes/{intake.id}/who", 403)
    browser.post(f"/intakes/{intake.id}/who", 403, name="An", version="0")


@pytest.mark.either_database
def test_going_back_saves_what_was_typed_and_nothing_where_nothing_was(browser, at_section, intake):
    at_section("residence")
    back = browser.page.select_one("main button.back")
    assert browser.page.select_one(f"form#{back['form']}[method=post]") is not None
    browser.submit("main form", 303, leave="1")
    assert answers(intake, "residence") is None

    at_section("residence")
    browser.submit("main form", 303, leave="1", address="Tổ 9")
    assert browser.response.location == f"/intakes/{intake.id}"
    assert answers(intake, "residence")["address"] == "Tổ 9"

    at_section("residence")
    browser.submit("main form", 200, leave="1", phone="12")
    assert browser.page.select_one("main a.back") is not None, "no way out of what cannot be read"


@pytest.mark.either_database
def test_a_paper_of_a_person_is_not_called_an_official_document(browser, at_section):
    page = at_section("papers")
    assert page.select_one("fieldset.repeated legend").get_text() == "Giấy tờ 1"

    summary = browser.submit("main form", 200, any="perhaps")
    assert "không? " in summary.select_one("#error-summary").get_text()
