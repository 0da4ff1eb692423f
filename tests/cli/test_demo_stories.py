"""The demo's people reach every status and every list, and their record holds together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from reintegrate.app import create_app
from reintegrate.cli.demo_cast import demo_password
from reintegrate.cli.demo_filling import NotEmpty, fill, is_demo
from reintegrate.config import Settings, sqlite_url
from reintegrate.db import db, today, utcnow
from reintegrate.models import due
from reintegrate.models.area import Area
from reintegrate.models.assignment import Assignment, AssignmentMessage, AssignmentStatus
from reintegrate.models.audit import AuditEvent, broken_rows
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.catalogue import ClosureOutcome
from reintegrate.models.closure import Closure
from reintegrate.models.contact import Contact, ContactNote
from reintegrate.models.intake import Intake, IntakeStatus
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.person import Person, PersonPaper, PhoneOwner, Relative
from reintegrate.models.plan import Plan, PlanStatus
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import User
from tests.browser import PASSWORD
from tests.cast import CAST, DUC_XUAN

NOTIONS = [name for name, value in vars(due).items() if isinstance(value, due.Notion)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("demo")
    app = create_app(Settings.for_tests(sqlite_url(folder), folder))
    with app.app_context():
        db.create_all()
        fill()
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def demo(filled: Flask) -> Iterator[Flask]:
    with filled.app_context():
        yield filled
        db.session.remove()


def every(column: object) -> set[object]:
    return set(db.session.scalars(sa.select(column).distinct()))


def how_many(*conditions: object) -> int:
    return db.session.scalar(sa.select(sa.func.count()).where(*conditions)) or 0


def test_sixty_people_live_in_three_wards(demo):
    assert how_many(Person.id.isnot(None)) >= 60
    wards = sa.select(Area.code).join(Case, Case.area_id == Area.id).distinct()
    assert set(db.session.scalars(wards)) == {"01840", "01843", "01849"}


def test_the_cast_is_whom_the_readme_names(demo):
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")

    assert [name for name in CAST if f"`{name}`" not in readme or not User.named(name)] == []
    assert demo_password() == PASSWORD
    assert PASSWORD in readme


@pytest.mark.parametrize(
    ("column", "enum"),
    [
        (Case.status, CaseStatus),
        (Intake.status, IntakeStatus),
        (Need.status, NeedStatus),
        (Plan.status, PlanStatus),
        (Assignment.status, AssignmentStatus),
        (Transfer.status, TransferStatus),
    ],
    ids=str,
)
def test_every_status_is_reached(demo, column, enum):
    assert every(column) == set(enum)


def test_cases_end_in_every_way(demo):
    assert every(Closure.outcome_code) == every(ClosureOutcome.code)


@pytest.mark.parametrize("notion", NOTIONS)
def test_every_list_of_the_ward_has_somebody(demo, notion):
    in_ward = Case.area_id.in_(sa.select(Area.id).where(Area.code == DUC_XUAN))

    assert how_many(in_ward, getattr(due, notion).sql()) > 0


def test_somebody_was_tried_three_times(demo):
    assert how_many(Case.tries_since_reached == 3) > 0


def test_a_minor_has_someone_to_represent_them(demo):
    young = [p for p in db.session.scalars(sa.select(Person)) if p.is_minor_on(today())]

    assert young
    for person in young:
        assert how_many(Relative.person_id == person.id, Relative.is_representative) == 1


def test_some_know_only_a_year_and_some_have_no_papers_or_no_phone(demo):
    with_papers = sa.select(PersonPaper.person_id)

    assert how_many(Person.birth_month.is_(None)) > 0
    assert how_many(Person.id.not_in(with_papers)) > 0
    assert how_many(Person.phone_index.is_(None)) > 0
    assert how_many(Person.phone_owner != PhoneOwner.OWN) > 0


def test_one_life_may_hold_two_cases(demo):
    twice = sa.select(Case.person_id).group_by(Case.person_id).having(sa.func.count() == 2)

    assert len(db.session.scalars(twice).all()) == 1


def test_one_paper_is_known_in_two_wards(demo):
    intake = db.session.scalars(
        sa.select(Intake).join(Area).where(Intake.status == "submitted", Area.code == "01843")
    ).one()
    number = intake.sheets()["papers"]["papers"][0]["number"]
    elsewhere = db.session.scalars(
        sa.select(PersonPaper.number)
        .join(Case, Case.person_id == PersonPaper.person_id)
        .where(Case.area_id != intake.area_id)
    )

    assert number in set(elsewhere)


def test_a_draft_is_about_to_expire(demo):
    drafts = db.session.scalars(sa.select(Intake).where(Intake.status == IntakeStatus.DRAFT))

    assert [draft for draft in drafts if draft.expires_soon]


def test_agencies_have_something_to_answer_and_something_late(demo):
    for code in ("women-01840", "training-19", "health-01840"):
        assert how_many(Assignment.agency.has(code=code)) > 0, code
    late = Assignment.due_on < today()
    assert how_many(Assignment.status == AssignmentStatus.OFFERED, late) > 0
    assert how_many(AssignmentMessage.id.isnot(None)) > 3


def test_nothing_happened_before_its_time_or_lies_ahead(demo):
    assert how_many(AuditEvent.at > utcnow()) == 0
    times = list(db.session.scalars(sa.select(AuditEvent.at).order_by(AuditEvent.id)))
    assert times == sorted(times)
    assert how_many(Contact.happened_on > today()) == 0


def test_the_record_holds_together(demo):
    assert list(broken_rows()) == []
    assert db.session.execute(sa.text("PRAGMA foreign_key_check")).all() == []


def test_no_number_can_be_somebodys(demo):
    """No province issues papers that begin with 007, no operator has phones with 057."""
    people = list(db.session.scalars(sa.select(Person)))

    assert {p.phone[:3] for p in people if p.phone} == {"057"}
    assert {p.number[:3] for p in db.session.scalars(sa.select(PersonPaper))} == {"007"}


def test_notes_are_finished_and_kind(demo):
    notes = [note for note in db.session.scalars(sa.select(ContactNote.text)) if note]

    assert len(set(notes)) > 100
    for note in notes:
        assert "{" not in note
        assert not [word for word in ("đối tượng", "con nghiện", "tệ nạn") if word in note.lower()]


def test_filling_twice_is_refused(demo):
    assert is_demo()
    with pytest.raises(NotEmpty):
        fill()
    db.session.rollback()
