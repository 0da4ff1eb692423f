"""Progress: promises, answers over time as a chart and a table, facts with their days."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.life_fact import LifeFact
from reintegrate.models.plan import DoneBy, Plan, StepBy
from reintegrate.models.questionnaire_reply import FilledBy, QuestionnaireReply
from tests import story
from tests.cast import TRAINING, log_contact


def replies():
    return list(db.session.scalars(db.select(QuestionnaireReply)))


def test_nothing_is_asked_without_consent(browser, lan, case):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/progress")
    assert "không hỏi, và không hiện" in page.main.get_text(" ", strip=True)
    page = browser.get(f"/cases/{case.id}/progress/answers")
    assert page.select("form") == []


def test_they_answer_in_their_own_hands_and_give_the_phone_back(browser, lan, case, agreed):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/progress")
    path = page.find("a", string="Tự trả lời trên máy này")["href"]
    page = browser.get(path)
    assert "Hoàng Văn Bình" not in page.get_text()
    assert page.select("nav, header") == []
    browser.submit("main form", q_health="4", q_job="2")
    page = browser.follow()
    assert page.h1.get_text() == "Cảm ơn anh/chị"
    [reply] = replies()
    assert reply.answers == {"health": 4, "job": 2}
    assert reply.filled_by == FilledBy.PERSON


def test_answers_are_a_chart_and_the_same_numbers_beside_it(browser, lan, case, agreed):
    browser.sign_in(lan)
    for value in ("2", "5"):
        browser.get(f"/cases/{case.id}/progress/answers")
        browser.submit("main form", q_health=value, words="Ngủ được")
    page = browser.follow()
    chart = page.select_one("figure.chart svg")
    assert chart["aria-label"].endswith("từ cũ đến mới: 2, 5")
    assert [cell.get_text() for cell in page.select_one("table.rows tbody tr").select("td.number")]
    row = page.select_one("table.rows tbody tr")
    assert [cell.get_text() for cell in row.select(".number")] == ["2", "5"]
    assert "Ngủ được" in page.main.get_text()
    browser.submit("#main .asked form[action*=striking]")
    page = browser.follow()
    assert page.select_one("table.rows tbody .number").get_text() in {"2", "5"}
    assert len(page.select("table.rows thead .number")) == 1


def test_all_left_out_says_so_and_keeps_nothing(browser, lan, case, agreed):
    browser.sign_in(lan).get(f"/cases/{case.id}/progress/answers")
    page = browser.submit("main form", expect=200)
    assert "không có gì được lưu" in page.get_text()
    assert replies() == []


def test_one_page_says_who_promised_what_by_when_and_what_came_of_it(browser, lan, case):
    story.say(case, lan)
    story.ask(story.state(case, lan), TRAINING, lan)
    plan = Plan.begin(case, key=story.new_key(), by=lan)
    goal = plan.add_goal("Có nghề", key=story.new_key(), by=lan)
    for what, done_by in (("Nộp hồ sơ", DoneBy.HAND), ("Gặp thầy", DoneBy.MEETING)):
        facts = {"who": StepBy.PERSON, "due_on": today(), "done_by": done_by, "need_id": None}
        goal.add_step(what, key=story.new_key(), by=lan, **facts)
    plan.agree(today(), signed=False, by=lan)
    log_contact(case, lan)
    page = browser.sign_in(lan).get(f"/cases/{case.id}")
    browser.get(page.find("a", string="Tiến triển")["href"])
    promise = browser.page.select_one("#promises + ul > li").get_text(" ", strip=True)
    assert "Học nghề" in promise
    assert "Trung tâm" in promise
    steps = [li.get_text(" ", strip=True) for li in browser.page.select("#promises ~ h3 + ul > li")]
    assert [("Gặp thầy" in one, "Đã xong" in one) for one in steps] == [
        (False, False),
        (True, True),
    ]
    assert today().strftime("%d/%m/%Y") in steps[0]


def test_an_answer_that_was_not_offered_is_refused(browser, lan, case, agreed):
    browser.sign_in(lan).get(f"/cases/{case.id}/progress/answers")
    browser.submit("main form", expect=200, q_health="9")
    for wanted in ("999999", "nonsense", "9" * 30):
        status = 404 if wanted == "999999" else 200
        browser.get(f"/cases/{case.id}/progress/answers?questionnaire={wanted}", status)
    assert replies() == []


def test_withdrawn_consent_hides_what_was_answered(browser, lan, case, agreed):
    browser.sign_in(lan).get(f"/cases/{case.id}/progress/answers")
    browser.submit("main form", q_family="3")
    agreed.withdraw(by=lan)
    db.session.commit()
    page = browser.get(f"/cases/{case.id}/progress")
    assert page.select("svg, table.rows") == []


def test_a_fact_is_written_with_its_day_and_struck_when_wrong(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/life-facts/new?sphere=health")
    assert len(browser.page.select("[name=kind]")) == 2
    browser.submit("main form", expect=200, kind="health_insurance", since="31/12/2199")
    browser.submit("main form", kind="health_insurance", since="01/02/2026")
    page = browser.follow()
    facts = page.main.get_text(" ", strip=True)
    assert "Có thẻ bảo hiểm y tế 01/02/2026 · Nguyễn Thị Lan" in facts or "01/02/2026" in facts
    browser.submit("form[action*='life-facts'][action*=striking]")
    assert browser.follow().find("del").get_text() == "Có thẻ bảo hiểm y tế"
    assert db.session.scalar(db.select(db.func.count()).select_from(LifeFact)) == 1


@pytest.mark.parametrize(("who", "status"), [("khanh", 403), ("minh", 403), ("hoa", 404)])
def test_for_its_worker_alone(browser, case, who, status, request):
    browser.sign_in(request.getfixturevalue(who))
    browser.get(f"/cases/{case.id}/progress", status)
    browser.post(f"/cases/{case.id}/progress/answers", status, key=story.new_key())
    browser.post(f"/cases/{case.id}/life-facts/new", status, key=story.new_key())


def test_posted_twice_it_is_one(browser, lan, case, agreed):
    same, browser = story.new_key(), browser.sign_in(lan)
    for _ in range(2):
        browser.post(f"/cases/{case.id}/progress/answers", key=same, q_health="3")
        fact = {"kind": "identity_card", "holds": "holds", "since": "01/02/2026"}
        browser.post(f"/cases/{case.id}/life-facts/new", key=same, **fact)
    assert len(replies()) == 1
    assert db.session.scalar(db.select(db.func.count()).select_from(LifeFact)) == 1
