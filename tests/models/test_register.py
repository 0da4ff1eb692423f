"""Register: who may be one person, and what a line that says little leaves open."""

import pytest
from sqlalchemy import select

from reintegrate.db import commit, db, today
from reintegrate.models import register
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import CaseStatus
from reintegrate.models.catalogue import ConsentPurpose, choices
from reintegrate.models.intake_answers import NOT_ASKED, Section
from reintegrate.models.notice import Notice
from reintegrate.models.person import BirthDate
from reintegrate.models.register import Entry, Likeness
from reintegrate.models.user import system_user


def entry(**other):
    none = {"any": NOT_ASKED}
    return Entry(
        row=2,
        opened_on=other.pop("opened_on", today()),
        sheets={
            Section.WHO: {"name": "Lò Văn Thử", "sex": "male", "birth": "1980"},
            Section.PAPERS: none | {"papers": []},
            Section.RESIDENCE: {"address": "Tổ 5"},
            Section.FAMILY: none | {"relatives": []},
            Section.REHABILITATION: {
                "kind": "compulsory",
                "completed_on": other.pop("home", today()).isoformat(),
            },
            Section.WORK: {"employment": NOT_ASKED},
            Section.NEEDS: none,
            Section.CONSENTS: {
                f"consent_{code}": NOT_ASKED for code, _name in choices(ConsentPurpose, "vi")
            },
        },
        **other,
    )


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((1980, None, None, ()), (1980, 3, 1, ()), True),
        ((1980, 3, 2, ()), (1980, 3, 1, ()), False),
        ((1980, None, None, (("cc", "1"),)), (1980, None, None, (("cc", "2"),)), False),
        ((1980, None, None, (("cc", "1"),)), (1980, None, None, (("old", "2"),)), True),
        ((1979, None, None, (("cc", "1"),)), (1980, None, None, (("cc", "1"),)), True),
    ],
)
def test_who_may_be_one_person(one, other, same):
    first, second = (
        Likeness(f"lo thu van {year}", BirthDate(year, month, day), frozenset(papers))
        for year, month, day, papers in (one, other)
    )
    assert first.may_be(second) is same


def test_nobody_is_told_that_a_line_waits(app, duc_xuan, minh):
    case = register.take_in(duc_xuan, entry(), by=system_user())
    commit()

    assert case.status == CaseStatus.MANAGED
    assert db.session.scalars(select(Notice)).all() == []
    submitted = select(AuditEvent).where(AuditEvent.what == "intake.submitted")
    assert db.session.scalars(submitted).one().facts["register_row"] == 2


def test_the_trail_of_lines_shows_no_number_that_can_be_tried_out(app, duc_xuan, bac_kan):
    one, twin = entry(), entry()
    register.tell_apart([one, twin])
    keys = {one.key(duc_xuan), twin.key(duc_xuan), one.key(bac_kan)}
    assert len(keys) == 3
    assert entry().key(duc_xuan) == one.key(duc_xuan)
