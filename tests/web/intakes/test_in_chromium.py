"""The whole intake on a phone and on a desk, without scripts, as it really looks."""

import pytest
from playwright.sync_api import expect

from reintegrate.db import db, today
from reintegrate.models.case import Case
from tests import cast
from tests.chromium import looks_right
from tests.intakes import answer, begin_intake

SIZES = [(360, 740), (1280, 800)]
SECTIONS = ("who", "papers", "residence", "family", "rehabilitation", "work", "needs", "consents")


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_an_intake_looks_right(page_at, lan, minh, duc_xuan, size):
    known = cast.open_case(area=duc_xuan, by=minh, name="Lò Thị Ánh")
    known.person.add_paper("citizen_id", "006090000123", None, "")
    known.close(outcome_code="completed", on=today(), by=minh)
    intake = answer(begin_intake(lan), lan)
    here = f"/intakes/{intake.id}"
    page, deciding = page_at(*size, user=lan), page_at(*size, user=minh)

    for path in ("/people/search", "/intakes/new"):
        page.goto(path)
        looks_right(page)
        page.fill("[name=q]", "lo")
        page.click("main form button")
        expect(page.locator("main")).to_contain_text("Lò Thị Ánh")
        looks_right(page)
    for name in ("", *(f"/{section}" for section in SECTIONS), "/check"):
        page.goto(f"{here}{name}")
        looks_right(page)
    page.click("form.one-button button")
    expect(page.locator(".notice").first).to_be_visible()
    looks_right(page)

    for path in ("/intakes/", here, f"{here}/decision"):
        deciding.goto(path)
        looks_right(deciding)


def test_from_search_to_case_without_a_script(page_at, lan, minh):
    page, deciding = (page_at(360, 740, user=who, javascript=False) for who in (lan, minh))
    page.goto("/intakes/new")
    page.fill("[name=q]", "Giàng A Páo")
    page.click("main form button")
    page.click("form.one-button .primary")
    sections = page.locator(".task-list a")
    answers = {
        0: lambda: (page.check("[name=sex][value=male]"), page.fill("[name=birth]", "1991")),
        1: lambda: page.check("[name=any][value=none]"),
        2: lambda: page.fill("[name=address]", "Thôn Nà Pài"),
        3: lambda: page.check("[name=any][value=none]"),
        4: lambda: (
            page.check("[name=kind][value=compulsory]"),
            page.fill("[name=completed_on]", f"01/01/{today().year}"),
        ),
        5: lambda: page.check("[name=employment][value=unsteady]"),
        6: lambda: page.check("[name=any][value=none]"),
        7: lambda: [no.check() for no in page.locator("[value=not_asked]").all()],
    }
    for place, fill_in in answers.items():
        sections.nth(place).click()
        fill_in()
        page.click("main .actions .primary")
    page.click("main .actions .primary")
    page.click("form.one-button .primary")
    deciding.goto(f"{page.url}/decision")
    deciding.click("main form >> nth=0 >> .primary")
    expect(deciding.locator(".identity-name")).to_contain_text("Giàng A Páo")
    db.session.commit()
    assert db.session.scalars(db.select(Case)).one().worker_id == lan.id
