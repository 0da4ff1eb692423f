"""The catalogue everybody may read; an administrator composes a number from others."""

import uuid

import pytest

from reintegrate.db import db, today
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import PeriodKind, running_period
from reintegrate.models.report import numbers_now
from tests.cast import open_case

WORDS = {name: "Thử" for name in ("name_vi", "name_en", "definition_vi", "definition_en")}


def compose(browser, formula, expect=302):
    fields = WORDS | {"key": str(uuid.uuid4()), "formula": formula}
    return browser.post("/reports/indicators", expect=expect, **fields)


def test_a_composed_number_is_counted_with_the_others(browser, admin, duc_xuan, minh):
    open_case(area=duc_xuan, by=minh)
    compose(browser.sign_in(admin), "taken_in + closing - opening")
    one = db.session.scalars(db.select(Indicator).where(Indicator.by_id == admin.id)).one()
    period = running_period(PeriodKind.coded("year"), today())

    assert numbers_now(period, duc_xuan.id, {})[one.code] == 2
    browser.post(f"/reports/indicators/{one.id}/end")
    assert one.code not in numbers_now(period, duc_xuan.id, {})


@pytest.mark.parametrize("formula", ["", "nothing", "taken_in * 2", "taken_in + loan_amount"])
def test_a_sum_that_makes_no_sense_is_refused(browser, admin, formula):
    page = compose(browser.sign_in(admin), formula, expect=200)

    assert page.select_one('.error-summary a[href="#formula"]')


def test_each_number_has_its_definition(browser, lan):
    page = browser.sign_in(lan).get("/reports/definitions")

    assert len(page.select("main tbody tr")) == 38
    assert "đếm độc lập với các dòng trên" in page.get_text()
