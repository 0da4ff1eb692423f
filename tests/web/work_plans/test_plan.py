"""The plan of the year: tasks, targets, lights in words, and the review that assembles them."""

from datetime import date
from io import BytesIO

from docx import Document

from reintegrate.db import db, today
from reintegrate.models.information import InformationKind, InformationResult
from reintegrate.models.work_plan import Figure, Target, WorkTask
from tests import cast
from tests.trust.scenery_community import held, planned, task, told

YEAR = today().year


def test_progress_comes_from_what_was_held(browser, minh, lan):
    planned(minh, wanted=2)
    held(lan)
    held(lan, programme_code="138")
    db.session.commit()

    page = browser.sign_in(minh).get("/community/plan")
    assert "1/2 (50 %)" in " ".join(page.main.get_text().split())
    held(lan)
    db.session.commit()
    assert "Đã đạt" in browser.get("/community/plan").main.get_text()


def test_a_task_is_put_in_changed_taken_out(browser, minh):
    browser.sign_in(minh).get(f"/community/plan/new?year={YEAR}")
    browser.post(f"/community/plan/new?year={YEAR}", 302, **task())
    written = db.session.scalars(db.select(WorkTask)).one()
    path = f"/community/plan/{written.id}"
    browser.get(path)
    browser.post(path, 302, **task() | {"version": "1", "wanted": "9"})
    page = browser.post(path, 200, **task() | {"version": "1", "wanted": "7"})
    assert "9" in page.select_one("#wanted-theirs").get_text()
    for _ in range(2):
        browser.post(f"{path}/removal", 302)
    assert "Đã đưa ra khỏi kế hoạch" in browser.get("/community/plan").main.get_text()
    browser.post(f"{path}/return", 302)
    db.session.refresh(written)
    assert written.is_planned


def test_a_day_of_another_year_is_said_at_its_field(browser, minh):
    browser.sign_in(minh).get("/community/plan/new")
    wrong = task() | {"due_on": f"31/12/{YEAR + 1}"}
    page = browser.post("/community/plan/new", 200, **wrong)
    assert page.select_one("#due_on-error")
    assert page.select_one("#words")["value"] == wrong["words"]


def test_a_target_has_its_light_in_words_and_a_version(browser, minh):
    path = "/community/targets/activities"
    browser.sign_in(minh).get(path)
    browser.post(path, 302, version="0", wanted="12")
    page = browser.post(path, 200, version="0", wanted="15")
    assert "12" in page.select_one("#wanted-theirs").get_text()
    assert db.session.scalars(db.select(Target)).one().wanted == 12
    assert "tiến độ" in browser.get("/community/plan").main.get_text()
    browser.get("/community/targets/nothing", expect=404)


def test_the_provinces_plan_is_the_coordinators_own(browser, binh, minh):
    planned(minh, words="Việc của phường")
    planned(binh, words="Việc của tỉnh")
    db.session.commit()

    text = browser.sign_in(binh).get("/community/plan").main.get_text()
    assert "Việc của tỉnh" in text
    assert "Việc của phường" not in text


def test_the_review_assembles_the_year_on_screen_and_in_word(browser, minh, lan):
    planned(minh, words="Nói chuyện ở trường")
    held(lan)
    taken = told(InformationKind.OFFER, "Điều người dân nói.", by=lan)
    taken.check(InformationKind.OFFER, confirmed=True, by=lan)
    taken.handle(InformationResult.OFFER_TAKEN, "", by=lan)
    db.session.commit()

    text = browser.sign_in(minh).get("/community/review").main.get_text()
    answer = browser.client.get("/community/review.docx?lang=en")
    word = Document(BytesIO(answer.data))
    cells = [c.text for t in word.tables for row in t.rows for c in row.cells]
    written = " ".join([*(p.text for p in word.paragraphs), *cells])
    for said in ("Nói chuyện ở trường", "Đã nhận lời đề nghị giúp", "tăng 1"):
        assert said in " ".join(text.split()), said
        assert said in written, said
    assert "Điều người dân nói." not in text + written
    assert "ỦY BAN NHÂN DÂN" in written


def test_few_peoples_numbers_leave_the_ward_as_a_range(browser, binh, minh, lan, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    cast.log_contact(case, lan)
    Target.aim(YEAR, Figure.CONTACTS, 3, by=binh)
    db.session.commit()

    for path in ("/community/plan", "/community/review"):
        text = " ".join(browser.sign_in(binh).get(path).main.get_text().split())
        assert "1–4" in text
        assert "33 %" not in text
    assert "1–4" not in browser.sign_in(minh).get("/community/plan").main.get_text()


def test_the_administrative_year_can_be_chosen(browser, minh, lan):
    planned(minh, due_on=date(YEAR, 11, 30))
    held(lan)
    db.session.commit()
    path = f"/community/plan/year?year={YEAR}"
    browser.sign_in(minh).get(path)
    browser.post(path, 302, kind="year_15", version="0")
    text = browser.get(f"/community/plan?year={YEAR}").main.get_text()
    assert f"15/12/{YEAR - 1}" in text
    assert f"14/12/{YEAR}" in text
    browser.post(path, 200, kind="month_15", version="1")
    review = browser.get(f"/community/review?year={YEAR}").main.get_text()
    assert f"15/12/{YEAR - 1}" in review


def test_a_task_outside_the_chosen_days_is_said_at_the_choice(browser, minh):
    planned(minh, due_on=date(YEAR, 12, 31))
    db.session.commit()
    path = f"/community/plan/year?year={YEAR}"
    browser.sign_in(minh).get(path)
    page = browser.post(path, 200, kind="year_15", version="0")
    assert page.select_one("#kind-error")
