"""Ages as far as they are known: who is asked, whose answer counts, and turning eighteen."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reintegrate.db import at, commit, db, today
from reintegrate.models.act import Act, ActKind
from reintegrate.models.age_rule import age_is_open
from reintegrate.models.audit import AuditEvent
from reintegrate.models.person import BirthDate
from reintegrate.models.regime import months_later
from tests.cast import open_case

pytestmark = pytest.mark.either_database


@pytest.mark.parametrize(
    ("birth", "is_open"),
    [
        (BirthDate(2008), True),
        (BirthDate(2008, 6, 1), True),
        (BirthDate(2006, 1, 1), True),
        (BirthDate(2004, 1, 1), False),
        (BirthDate(2010), False),
        (BirthDate(1990), False),
    ],
)
def test_an_official_is_asked_where_the_age_leaves_it_open(birth, is_open):
    assert age_is_open("compulsory", birth, date(2026, 9, 1)) is is_open
    assert not age_is_open("voluntary_home", birth, date(2026, 9, 1))


def test_the_answer_decides_the_term_and_a_printed_one_stays(minh, duc_xuan):
    case = open_case(area=duc_xuan, by=minh, birth_year=today().year - 19)
    assert case.term_to == months_later(case.term_from, 12), "proposed"

    case.count_as_minor(False, by=minh)
    commit()
    assert case.term_to == months_later(case.term_from, 24)
    assert "case.age_answered" in set(db.session.scalars(db.select(AuditEvent.what)))
    last = today() + timedelta(days=500)
    Act.record(
        case,
        ActKind.DECIDED,
        at=today(),
        by=minh,
        source="outside",
        prints=(case.term_from, last),
    )
    case.count_as_minor(True, by=minh)
    assert case.term_to == last


def test_turning_eighteen_in_the_middle_changes_no_term(minh, duc_xuan):
    case = open_case(area=duc_xuan, by=minh, birth_year=today().year - 17)
    ends = case.term_to
    with at(datetime.now(UTC) + timedelta(days=360)):
        Act.record(case, ActKind.FILE_OPENED, at=today(), by=minh, source="outside")
        case.recount_term(by=minh)

    assert case.term_to == ends == months_later(case.term_from, 12)


def test_a_birth_year_alone_is_a_range_of_ages():
    birth = BirthDate(2008)
    assert birth.ages_on(date(2026, 6, 1)) == (17, 18)
    assert birth.turns(18) == (date(2026, 1, 1), date(2026, 12, 31))
    assert BirthDate(2008, 2, 29).turns(18) == (date(2026, 2, 28), date(2026, 2, 28))
