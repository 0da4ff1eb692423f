"""A ward with a month behind it, for the tests of its report."""

from datetime import timedelta

from reintegrate.db import db
from reintegrate.models.period import Period
from tests.cast import log_contact, open_case


def month_of_work(period: Period, area, official, worker) -> None:
    """Three taken in before the period, two within it; one completed, one met."""
    before = period.first - timedelta(days=30)
    first, *_ = [
        open_case(area=area, by=official, worker=worker, opened_on=before, name=f"Lò Văn {name}")
        for name in ("Một", "Hai", "Ba")
    ]
    for name in ("Bốn", "Năm"):
        open_case(area=area, by=official, opened_on=period.first, name=f"Lò Văn {name}")
    log_contact(first, worker, on=period.first, next_due_on=period.last)
    first.close(outcome_code="completed", on=period.last, by=official)
    db.session.commit()
