"""Reference data: loading it, its words, the regimes' terms and the rhythm of contacts."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from reintegrate.cli.reference import load_reference
from reintegrate.db import Base, db, today
from reintegrate.models.catalogue import (
    CATALOGUES,
    ConsentPurpose,
    ContactChannel,
    ContactOutcome,
    NeedKind,
    PaperKind,
    RehabilitationKind,
    choices,
    forget_names,
    names,
)
from reintegrate.models.proposal import next_due, usual_in
from reintegrate.models.regime import Regime, TermRule
from reintegrate.models.rhythm import RhythmStep, RhythmVersion

FORBIDDEN = ("đối tượng", "con nghiện", "tệ nạn", "người nghiện", "addict ", "offender", "client")


@pytest.fixture
def reference(app):
    load_reference(["19"])
    db.session.commit()


def everything():
    """Every table the reference data fills, as it is now."""
    tables = [Base.metadata.tables[name] for name in load_reference(["19"]).kept]
    return {table.name: sorted(map(repr, db.session.execute(table.select()))) for table in tables}


def test_loading_twice_changes_nothing(reference):
    before = everything()
    again = load_reference(["19"])
    db.session.commit()
    assert again.total_added == 0
    assert again.total_kept == sum(map(len, before.values()))
    assert everything() == before


def test_loading_again_keeps_what_an_administrator_changed(reference):
    db.session.get(ContactChannel, "office").name_vi = "Tại nhà văn hóa"
    db.session.delete(db.session.scalar(db.select(RhythmStep).where(RhythmStep.position == 4)))
    db.session.commit()
    load_reference(["19"])
    db.session.commit()
    assert names(ContactChannel, "vi")["office"] == "Tại nhà văn hóa"
    assert db.session.scalar(db.select(db.func.max(RhythmStep.position))) == 3


def test_another_province_can_be_added_later(reference):
    report = load_reference(["19", "01"])
    assert report.added["area"] > 100
    assert sum(report.added.values()) == report.added["area"]


@pytest.mark.parametrize("model", CATALOGUES)
def test_every_entry_has_words_in_both_languages(reference, model):
    entries = db.session.scalars(db.select(model)).all()
    assert entries
    for entry in entries:
        assert entry.name_in("vi").strip()
        assert entry.name_in("en").strip()
        assert names(model, "vi")[entry.code] == entry.name_vi
        assert names(model, "en")[entry.code] == entry.name_en
    for locale in ("vi", "en"):
        spoken = list(names(model, locale).values())
        assert len(spoken) == len(set(spoken)), "two entries nobody could tell apart"


@pytest.mark.parametrize("model", CATALOGUES)
def test_no_entry_uses_a_word_that_hurts(reference, model):
    for entry in db.session.scalars(db.select(model)):
        words = [entry.name_vi, entry.name_en]
        if isinstance(entry, ConsentPurpose):
            words += [entry.text_vi, entry.text_en]
        said = " ".join(words).lower() + " "
        assert [word for word in FORBIDDEN if word in said] == []


def test_contact_outcomes_say_whether_the_person_was_reached(reference):
    reached = {entry.code: entry.reached for entry in db.session.scalars(db.select(ContactOutcome))}
    assert reached == {
        "met": True,
        "phone_talk": True,
        "not_home": False,
        "phone_off": False,
        "refused_today": False,
        "moved_away": False,
        "in_hospital": False,
        "detained": False,
        "worker_could_not": False,
    }
    assert list(reached) == list(names(ContactOutcome, "vi"))


def test_only_schooling_is_for_minors_alone(reference):
    needs = db.session.scalars(db.select(NeedKind).where(NeedKind.only_minors)).all()
    assert {need.service_code for need in needs} == {"schooling"}


def test_a_retired_entry_keeps_its_words_but_is_not_offered(reference):
    db.session.get(PaperKind, "old_id").retired_on = today()
    db.session.get(PaperKind, "passport").retired_on = today() + timedelta(days=1)
    db.session.commit()
    forget_names()
    assert names(PaperKind, "vi")["old_id"] == "CMND"
    offered = [code for code, _ in choices(PaperKind, "vi")]
    assert "old_id" not in offered
    assert "passport" in offered
    assert ("old_id", "CMND") in choices(PaperKind, "vi", keep="old_id")


def test_names_are_remembered_until_forgotten(reference):
    assert names(ContactChannel, "en")["phone"] == "Phone call"
    db.session.get(ContactChannel, "phone").name_en = "Telephone"
    db.session.commit()
    assert names(ContactChannel, "en")["phone"] == "Phone call"
    forget_names()
    assert names(ContactChannel, "en")["phone"] == "Telephone"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2008, 12, 31), None),
        (date(2009, 1, 1), "2008"),
        (date(2021, 12, 31), "2008"),
        (date(2022, 1, 1), "2021"),
        (date(2026, 6, 30), "2021"),
        (date(2026, 7, 1), "2025"),
        (date(2040, 1, 1), "2025"),
    ],
)
def test_the_regime_of_a_day(reference, day, code):
    regime = Regime.on(day)
    assert (regime and regime.code) == code


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2026, 7, 1)])
def test_the_two_recent_regimes_ask_one_year_or_two(reference, day):
    regime = Regime.on(day)
    for kind in names(RehabilitationKind, "en"):
        assert regime.term_months(kind, minor=True, completed_on=day) == 12
        adult = regime.term_months(kind, minor=False, completed_on=day)
        assert adult == (24 if kind == "compulsory" else 12)


def test_every_term_names_its_article(reference):
    article = {"2008": "33", "2021": "40", "2025": "42"}
    for rule in db.session.scalars(db.select(TermRule)):
        assert rule.article.startswith(article[rule.regime_code])


def test_under_the_law_of_2008_the_decision_states_the_term(reference):
    day = date(2012, 2, 20)
    regime = Regime.on(day)
    assert regime.term_months("compulsory", minor=False, completed_on=day) is None
    rule = regime.term_rule("compulsory", minor=False, completed_on=day)
    assert (rule.months_min, rule.months_max) == (12, 24)
    assert regime.term_rule("voluntary_home", minor=False, completed_on=day) is None


@pytest.mark.parametrize(
    ("met_on_day", "due_on_day"),
    [
        (None, 3),
        (-10, 3),
        (0, 7),
        (30, 37),
        (31, 45),
        (91, 105),
        (92, 122),
        (365, 395),
        (366, 456),
        (700, 790),
    ],
)
def test_the_rhythm_proposes_the_next_contact(reference, met_on_day, due_on_day):
    began = date(2026, 1, 5)
    met = None if met_on_day is None else began + timedelta(days=met_on_day)
    assert next_due(began, met) == began + timedelta(days=due_on_day)


def test_the_rhythm_has_no_gap(reference):
    usual = usual_in(None).id
    version = db.select(RhythmVersion.id).where(RhythmVersion.rhythm_id == usual)
    query = db.select(RhythmStep).where(RhythmStep.version_id.in_(version))
    steps = db.session.scalars(query.order_by(RhythmStep.position)).all()
    assert [step.position for step in steps] == list(range(len(steps)))
    for before, after in pairwise(steps[1:]):
        assert after.from_day == before.to_day + 1
    assert steps[-1].to_day is None
