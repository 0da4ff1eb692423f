"""The main job, end to end, by everyone who has a part in it, on a phone."""

import pytest
from playwright.sync_api import expect

from reintegrate.db import db, today
from reintegrate.models.assignment import Assignment
from reintegrate.models.case import Case
from reintegrate.models.intake import Intake
from reintegrate.models.need import Need
from reintegrate.models.person import Person
from reintegrate.models.transfer import Transfer
from tests.journeys.hands import Hands

pytestmark = pytest.mark.either_database

NAME = "Hoàng Thị Thử Nghiệm"
WISH = "Muốn có việc làm gần nhà để còn đón con."
WOMEN = "Hội Liên hiệp Phụ nữ phường Đức Xuân"
ASKED = "Nhờ chị em trong chi hội giới thiệu việc làm gần nhà."
TOLD = "Đã tìm được một quán cơm cần người phụ bếp buổi sáng."


def latest(model):
    """The newest record, as the app has committed it."""
    db.session.rollback()
    return db.session.query(model).order_by(model.id.desc()).first()


def committed(case):
    db.session.rollback()
    return db.session.get(Case, case.id)


def day(date):
    return date.strftime("%d/%m/%Y")


def begin(hands: Hands) -> None:
    """Search first: nobody is there, so a new intake may begin."""
    hands.go("/intakes/").link("/intakes/new").write(q=NAME).save()
    hands.send("main form[action$='/intakes/'] button[type=submit]")


def answer_who_and_where(hands: Hands, intake: str) -> None:
    hands.link(f"{intake}/who").write(name=NAME, birth="1994").choose("sex", "female").save()
    hands.link(f"{intake}/papers").choose("any", "none").save()
    hands.link(f"{intake}/residence").write(address="Tổ 4", phone="0570109999")
    hands.choose("phone_owner", "own").choose("may_name_service", "no").save()
    hands.link(f"{intake}/family").choose("any", "none").save()


def answer_the_rest(hands: Hands, intake: str) -> None:
    hands.link(f"{intake}/rehabilitation").choose("kind", "voluntary_centre")
    hands.write(completed_on=day(today())).save()
    hands.link(f"{intake}/work").choose("employment", "not_working").save()
    hands.link(f"{intake}/needs").choose("any", "yes").choose("kinds_work", "job")
    hands.write(words=WISH).save()
    hands.link(f"{intake}/consents")
    for fields in hands.page.locator("main form.form fieldset").all():
        expect(fields.locator("input:checked")).to_have_count(0)
        fields.locator("label.choice").first.click()
    hands.save()


def submit(hands: Hands, intake: str) -> None:
    hands.link(f"{intake}/check")
    assert NAME in hands.text
    hands.send("main form[action$='/submission'] button[type=submit]")
    hands.sees("main .notice")
    assert "/check" not in hands.path


def take_in(phone, lan) -> Intake:
    """Lan writes the intake of somebody new, up to its submission."""
    hands = phone(lan)
    begin(hands)
    intake = hands.path
    answer_who_and_where(hands, intake)
    answer_the_rest(hands, intake)
    submit(hands, intake)
    return latest(Intake)


def accept(phone, dung) -> Case:
    """Dũng finds it under intakes, reads it and opens the case, with nobody to answer yet."""
    intake = latest(Intake)
    hands = phone(dung).go("/intakes/").link(f"/intakes/{intake.id}")
    assert NAME in hands.text
    assert WISH not in hands.page.content()
    hands.link("/decision").pick("worker", "").write(decision_number="1/QĐ-UBND").save()
    assert hands.path.startswith("/cases/")
    return latest(Case)


def test_somebody_new_is_taken_in_accepted_assigned_and_met(phone, lan, dung, minh):
    intake = take_in(phone, lan)
    assert intake.is_submitted

    case = accept(phone, dung)
    assert (case.worker_id, db.session.get(Person, case.person_id).name) == (None, NAME)

    official = phone(minh).go("/caseload").go(f"/cases/{case.id}")
    official.link(f"/cases/{case.id}/worker").choose("worker", str(lan.id)).save()
    assert latest(Case).worker_id == lan.id

    worker = phone(lan).go("/today").link(f"/cases/{case.id}/contacts/new")
    worker.choose("outcome", "met").save().sees("main .receipt")
    assert latest(Case).last_reached_on == today()


def test_an_intake_sent_back_is_mended_and_sent_again(phone, lan, dung):
    intake = take_in(phone, lan)
    police = phone(dung).go(f"/intakes/{intake.id}/decision")
    police.write(reason="Xin ghi rõ số nhà.").save(1)

    worker = phone(lan).go("/intakes/").link(f"/intakes/{intake.id}")
    assert "Xin ghi rõ số nhà." in worker.text
    worker.link("/residence").write(address="Tổ 4, nhà số 7").save()
    submit(worker, f"/intakes/{intake.id}")

    assert latest(Intake).is_submitted
    assert "nhà số 7" in phone(dung).go(f"/intakes/{intake.id}").text


@pytest.fixture
def case(app, lan):
    """One of Lan's, where help may be asked for: the demo's first."""
    found = (
        db.session.query(Case)
        .filter_by(worker_id=lan.id, status="managed", transfer_pending=False)
        .order_by(Case.id)
    )
    return found.first()


def ask_for_work(hands: Hands, case: Case) -> Assignment:
    """Lan writes down what was said, the person's yes, and asks the Women's Union."""
    hands.go(f"/cases/{case.id}/needs").pick("kind", "job").write(words=WISH).save()
    need = latest(Need)
    yes = hands.page.locator("#consent-share_with_agency input[value=yes]")
    if yes.count():
        hands.send("#consent-share_with_agency form:has(input[value=yes]) button")
    hands.link(f"need={need.id}").pick("service", "family_support").save(0)
    if hands.page.locator("[name=agency][type=radio]").count() > 1:
        hands.tap(hands.page.locator("label.choice", has_text=WOMEN))
    hands.write(request=ASKED).choose("agreed", "y")
    hands.send(hands.page.locator("main form.form button[type=submit]").last)
    return latest(Assignment)


def test_a_need_goes_to_the_womens_union_and_comes_back_met(phone, lan, mai, case):
    worker = phone(lan)
    assignment = ask_for_work(worker, case)
    assert assignment.request == ASKED

    agency = phone(mai).go("/").link(f"/assignments/{assignment.id}")
    assert ASKED in agency.text
    assert WISH not in agency.page.content()
    assert case.number not in agency.page.content()
    agency.send("main form[action$='/acceptance'] button").write(text=TOLD).save()
    assert TOLD in agency.text

    worker.go(f"/assignments/{assignment.id}").write(text="Cảm ơn chị, mai tôi đưa chị ấy đến.")
    worker.save()
    agency.go(f"/assignments/{assignment.id}").link("/end").choose("helped", "yes")
    agency.write(result="Đã đi làm buổi đầu, hai bên đều hài lòng.").save()

    assert latest(Assignment).status == "ended"
    assert "hai bên đều hài lòng" in worker.go(f"/cases/{case.id}/needs").text


def test_a_consent_taken_back_closes_the_agencys_door(phone, lan, mai, case):
    worker = phone(lan)
    assignment = ask_for_work(worker, case)
    worker.go(f"/cases/{case.id}/needs").send("#consent-share_with_agency form button")

    agency = phone(mai, expect={404})

    assert agency.page.goto(f"/assignments/{assignment.id}").status == 404
    assert ASKED not in agency.page.content()


def test_a_case_moves_when_the_other_ward_says_yes(phone, lan, tuan, hoa, case):
    worker = phone(lan, expect={404}).go(f"/cases/{case.id}/transfers/new")
    worker.pick("to_area", label="Phường Bắc Kạn")
    worker.write(new_address="Tổ 9", moved_on=day(today()), reason="Về ở với chị gái.").save()
    assert "Tổ 9" in worker.text
    worker.send("main button[name=step][value=send]")
    transfer = latest(Transfer)

    official = phone(tuan).go("/transfers/").link(f"/transfers/{transfer.id}")
    assert "Về ở với chị gái." in official.text
    official.send("main form[action$='/acceptance'] button")

    assert latest(Transfer).status == "accepted"
    assert committed(case).area_id == tuan.area_id
    assert worker.page.goto(f"/cases/{case.id}").status == 404
    official.go(f"/cases/{case.id}/worker").choose("worker", str(hoa.id)).save()
    assert committed(case).worker_id == hoa.id
    assert phone(hoa).go(f"/cases/{case.id}").text
