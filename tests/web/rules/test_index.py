"""Every regime with its steps: what the text gives, and honestly what it does not."""

import pytest
from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.act import ActKind
from reintegrate.models.step_rule import REHABILITATION_END, TERM_END, StepRule, StepUnit

pytestmark = pytest.mark.either_database


def test_the_three_regimes_and_what_lies_between_them(browser, admin):
    page = browser.sign_in(admin).get("/rules/")

    headings = [h.get_text(strip=True) for h in page.select("main h2")]
    assert len(headings) == 4
    text = page.get_text()
    assert "Điều 134(1)" in text
    assert "Văn bản không nêu số ngày" in text
    assert "Luật 120/2025, Điều 56(1)" in text


@pytest.mark.parametrize(
    ("regime", "step", "amount", "unit", "form"),
    [
        ("2021", "notice", 15, StepUnit.AT_LEAST_DAYS_BEFORE, ""),
        ("2021", "report_in", 5, StepUnit.WORKING_DAYS, ""),
        ("2021", "proposal", 3, StepUnit.WORKING_DAYS, "Mẫu 50"),
        ("2021", "file", 3, StepUnit.WORKING_DAYS, "Mẫu 50, Mẫu 30"),
        ("2021", "decision", 2, StepUnit.WORKING_DAYS, "Mẫu 51"),
        ("2021", "transfer_notice", 5, StepUnit.WORKING_DAYS, "Mẫu 53"),
        ("2021", "end_certificate", None, StepUnit.WITHIN_WORKING_DAYS_BEFORE, "Mẫu 54"),
        ("2025", "notice", 30, StepUnit.AT_LEAST_DAYS_BEFORE, "Mẫu 51"),
        ("2025", "handover", 24, StepUnit.WITHIN_HOURS_BEFORE, "Mẫu 28, 30, 50; Mẫu 23"),
        ("2025", "proposal", 2, StepUnit.WORKING_DAYS, "Mẫu 52"),
        ("2025", "decision", None, StepUnit.WORKING_DAYS, "Mẫu 53"),
        ("2025", "transfer_notice", 24, StepUnit.HOURS, "Mẫu 54"),
        ("2025", "end_certificate", 3, StepUnit.WITHIN_WORKING_DAYS_BEFORE, "Mẫu 56"),
    ],
)
def test_each_step_is_what_its_text_says(app, regime, step, amount, unit, form):
    rule = StepRule.newest(regime, step)

    assert (rule.amount, rule.unit, rule.form) == (amount, unit, form)


def test_every_rule_cites_an_article_a_source_and_known_acts(app):
    for rule in db.session.scalars(select(StepRule)):
        assert rule.article
        assert rule.source.startswith("https://")
        assert rule.fulfilled_by in set(ActKind)
        assert rule.starts_on in {*ActKind, TERM_END, REHABILITATION_END}
        assert rule.name_vi
        assert rule.name_en
        assert rule.amount is not None or rule.note_vi, "why there is no number must be said"
