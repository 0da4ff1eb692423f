"""The administrator enters questionnaires, revision by revision."""

import pytest

from reintegrate.db import db
from reintegrate.models.questionnaire import Questionnaire, Scoring
from tests import story

TWO = {
    "name_vi": "Hai câu",
    "name_en": "Two questions",
    "source": "Tự soạn; dùng tự do.",
    "questions_vi": "Một?\nHai?\n",
    "questions_en": "One?\nTwo?",
    "points_vi": "Ít\nNhiều",
    "points_en": "Little\nMuch",
    "lowest": "1",
    "scoring": "sum",
}


def newest():
    return db.session.scalars(db.select(Questionnaire).order_by(Questionnaire.id.desc())).first()


def test_one_is_entered_and_taken_into_use(browser, admin):
    browser.sign_in(admin).get("/questionnaires/new")
    browser.submit("main form", **TWO)
    page = browser.follow()
    assert page.h1.get_text() == "Hai câu"
    assert (newest().in_use, newest().scoring, len(newest().questions)) == (False, Scoring.SUM, 2)
    browser.get("/questionnaires/")
    browser.submit(f"form[action='/questionnaires/{newest().id}/use']")
    assert newest().in_use
    browser.follow()
    browser.submit(f"form[action='/questionnaires/{newest().id}/leave']")
    assert not newest().in_use


def test_a_change_is_the_next_revision(browser, admin):
    first = newest()
    page = browser.sign_in(admin).get(f"/questionnaires/{first.id}")
    assert page.select_one("[name=questions_vi]").get_text().count("\n") >= 4
    browser.submit("main form.form", name_vi="Năm câu hỏi, bản mới")
    later = newest()
    assert (later.code, later.revision) == (first.code, 2)
    assert later.questions[0]["vi"] == first.questions[0]["vi"]
    assert first.name_vi == "Năm câu hỏi về cuộc sống"


@pytest.mark.parametrize(
    "wrong",
    [
        {"questions_en": "One?"},
        {"points_vi": "Ít"},
        {"questions_vi": "x" * 301, "questions_en": "x"},
        {"source": ""},
        {"lowest": "99"},
        {"scoring": "predict"},
    ],
)
def test_what_does_not_fit_is_said_at_its_field(browser, admin, wrong):
    browser.sign_in(admin).get("/questionnaires/new")
    page = browser.submit("main form", expect=200, **(TWO | wrong))
    assert page.select(".error")
    assert page.select_one("[name=name_vi]")["value"] == "Hai câu"
    assert newest().code == "life"


def test_nobody_else_keeps_them(browser, lan, minh):
    for who in (lan, minh):
        browser.sign_in(who).get("/questionnaires/", 403)
        browser.post("/questionnaires/new", 403, key=story.new_key(), **TWO)


def test_posted_twice_it_is_one(browser, admin):
    same, browser, first = story.new_key(), browser.sign_in(admin), newest()
    for path in ("/questionnaires/new", f"/questionnaires/{first.id}"):
        for _ in range(2):
            browser.post(path, key=same + "", **TWO)
        same = story.new_key()
    assert db.session.scalar(db.select(db.func.count()).select_from(Questionnaire)) == 3


def test_an_instrument_is_begun_with_its_source_and_held_to_its_length(browser, admin):
    page = browser.sign_in(admin).get("/questionnaires/")
    browser.get(page.select_one("a[href*='outline=barc-10']")["href"])
    items, answers = ["\n".join(f"{n}." for n in range(1, top + 1)) for top in (10, 6)]
    words = {"questions_vi": items, "questions_en": items, "points_vi": answers}
    few = words | {"points_en": answers, "questions_vi": "1.\n2.", "questions_en": "1.\n2."}
    page = browser.submit("main form", 200, **few)
    assert page.select_one("#questions_vi-error")
    browser.submit("main form", **words, points_en=answers)
    entered = newest()
    assert (entered.scoring, entered.lowest, entered.highest) == (Scoring.SUM, 1, 6)
    assert "590502" in entered.source
    assert entered.total({f"q{n}": 6 for n in range(1, 11)}) == 60
