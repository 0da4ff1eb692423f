"""Those who meet nobody: who counts, who checks the staff, who keeps the accounts, who is new."""

import pytest

from reintegrate.db import db
from reintegrate.models.case import Case
from reintegrate.models.person import Person
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User

pytestmark = pytest.mark.either_database

OWN = "ba con gà trống vàng"


def test_the_coordinator_counts_by_ward_and_follows_transfers_without_a_name(phone, binh):
    pending = db.session.query(Transfer).filter_by(status="proposed").first()
    name = db.session.get(Person, pending.case.person_id).name
    hands = phone(binh).go("/")

    assert hands.path == "/reports/"
    for ward in ("Phường Đức Xuân", "Phường Bắc Kạn", "Xã Phong Quang"):
        assert ward in hands.text
    hands.go("/transfers/").link(f"/transfers/{pending.id}")

    assert pending.from_area.name in hands.text
    assert name not in hands.page.content()


def test_the_data_protection_officer_sees_who_looked_at_a_case(phone, lan, thao):
    case = db.session.query(Case).filter_by(worker_id=lan.id).first()
    name = db.session.get(Person, case.person_id).name
    phone(lan).go(f"/cases/{case.id}")

    hands = phone(thao).go("/")

    assert hands.path == "/audit/"
    assert case.number in hands.text
    assert lan.name in hands.text
    assert name not in hands.page.content()
    hands.link("/audit/chain").sees("main .notice.ok")


def test_a_new_account_signs_in_and_must_choose_its_own_password(phone, admin, duc_xuan):
    keeper = phone(admin).go("/").link("/admin/users/new")
    keeper.write(username="moi", name="Bế Thị Mới").pick("role", "social_worker")
    keeper.pick("area", str(duc_xuan.id)).save()
    first = keeper.page.locator("main dd").nth(2).inner_text().strip()

    hands = phone().go("/sign-in").sign_in("moi", first)
    assert hands.path == "/account/password"
    hands.go("/today")
    assert hands.path == "/account/password"
    hands.write(present=first, new=OWN, again=OWN).save()
    hands.go("/today")
    assert hands.path == "/today"

    again = phone().go("/sign-in").sign_in("moi", OWN)
    assert again.path == "/today"


def test_a_disabled_account_is_out_at_the_next_click(phone, admin, khanh):
    hands = phone(khanh).go("/today")
    keeper = phone(admin).go(f"/admin/users/{khanh.id}")
    keeper.send("main form[action$='/disable'] button")

    hands.page.goto("/caseload")

    assert hands.path.startswith("/sign-in")
    db.session.rollback()
    assert db.session.get(User, khanh.id).is_disabled


def test_whoever_signs_out_is_out_even_by_the_back_button(phone, lan):
    hands = phone(lan).go("/today")
    menu = hands.page.locator("details.menu summary")
    menu.click()
    hands.send(".account form button")
    assert hands.path.startswith("/sign-in")

    hands.page.go_back()

    assert hands.path.startswith("/sign-in")


def test_a_wrong_password_says_no_and_keeps_the_name(phone):
    hands = phone().go("/sign-in").sign_in("lan", "sai mật khẩu rồi")

    hands.sees("#error-summary")
    assert hands.page.locator("[name=username]").input_value() == "lan"
    assert hands.page.locator("[name=password]").input_value() == ""


def test_the_ward_opens_on_its_list_and_hands_several_cases_to_one(phone, minh, khanh):
    hands = phone(minh).go("/")
    assert hands.path == "/caseload"
    boxes = hands.page.locator("main .pick input[name=cases]")
    ids = [int(box.get_attribute("value")) for box in boxes.all()[:2]]
    for case_id in ids:
        hands.tap(f"main label:has(input[name=cases][value='{case_id}'])")
    hands.pick("worker", str(khanh.id))
    hands.send("main form[action*='/assignments'] button[type=submit]")

    db.session.rollback()
    assert {db.session.get(Case, number).worker_id for number in ids} == {khanh.id}


@pytest.mark.parametrize("typed", ["nong thi hien", "HIEN nong", "Nông Thị Hiền"])
def test_somebody_is_found_however_the_name_is_typed(phone, dung, typed):
    hands = phone(dung).go("/people/search").write(q=typed).save()

    assert "Nông Thị Hiền" in hands.text
    assert "hien" not in hands.path.lower()
    hands.link("/cases/")
    assert "Nông Thị Hiền" in hands.text
