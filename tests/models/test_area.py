"""Areas: one code, several areas over time, and what each was made of."""

import csv
import unicodedata
from datetime import date

import pytest

from reintegrate.cli.reference import UnknownProvince, known_provinces, load_reference
from reintegrate.db import db
from reintegrate.models.agency import Agency, AgencyArea, AgencyService
from reintegrate.models.area import Area, AreaKind, predecessors_of, successors_of, units_of
from reintegrate.paths import seeds_dir

IN_2012 = date(2012, 2, 20)
LAST_OF_TOWN = date(2015, 3, 10)
FIRST_OF_CITY = date(2015, 3, 11)
LAST_OF_CITY = date(2025, 6, 30)
NOW = date(2025, 7, 1)


@pytest.fixture
def areas(app):
    load_reference(["19"])
    db.session.commit()


def names_of(areas):
    return [f"{area.code} {area.name}" for area in areas]


def on(code, day):
    area = Area.on(code, day)
    assert area, f"no area {code} on {day}"
    return area


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [
        ("01840", "Phường Đức Xuân", "Phường Đức Xuân"),
        ("01843", "Phường Phùng Chí Kiên", "Phường Bắc Kạn"),
        ("01849", "Xã Dương Quang", "Xã Phong Quang"),
        ("19", "Tỉnh Thái Nguyên", "Tỉnh Thái Nguyên"),
    ],
)
def test_one_code_names_another_area_before_and_after(areas, code, before, since):
    old, new = on(code, LAST_OF_CITY), on(code, NOW)
    assert (old.name, new.name) == (before, since)
    assert old.id != new.id
    assert not old.is_in_force(NOW)
    assert not new.is_in_force(LAST_OF_CITY)


@pytest.mark.parametrize(
    ("code", "made_of"),
    [
        (
            "01840",
            [
                "01834 Phường Nguyễn Thị Minh Khai",
                "01840 Phường Đức Xuân",
                "01846 Phường Huyền Tụng",
            ],
        ),
        (
            "01843",
            [
                "01837 Phường Sông Cầu",
                "01843 Phường Phùng Chí Kiên",
                "01852 Xã Nông Thượng",
                "01855 Phường Xuất Hóa",
            ],
        ),
        ("01849", ["01849 Xã Dương Quang"]),
        ("19", ["06 Tỉnh Bắc Kạn", "19 Tỉnh Thái Nguyên"]),
    ],
)
def test_what_an_area_was_made_of(areas, code, made_of):
    area = on(code, NOW)
    assert names_of(predecessors_of(area)) == made_of
    for before in predecessors_of(area):
        assert before.valid_to == LAST_OF_CITY
        assert [after.id for after in successors_of(before)] == [area.id]


def test_a_predecessor_without_a_known_code_is_kept_in_words(areas):
    assert "Xã Đôn Phong" in on("01849", NOW).formed_from


def test_the_town_of_2012_had_four_wards_and_four_communes(areas):
    town = on("058", IN_2012)
    assert town.name == "Thị xã Bắc Kạn"
    kinds = [unit.kind for unit in units_of(town, IN_2012)]
    assert kinds.count(AreaKind.WARD) == kinds.count(AreaKind.COMMUNE) == 4


def test_the_city_of_2015_had_six_wards_and_two_communes(areas):
    assert on("058", LAST_OF_TOWN).name == "Thị xã Bắc Kạn"
    city = on("058", FIRST_OF_CITY)
    assert city.name == "Thành phố Bắc Kạn"
    kinds = [unit.kind for unit in units_of(city, FIRST_OF_CITY)]
    assert (kinds.count(AreaKind.WARD), kinds.count(AreaKind.COMMUNE)) == (6, 2)
    assert [unit.name for unit in predecessors_of(on("01855", FIRST_OF_CITY))] == ["Xã Xuất Hóa"]


def test_there_is_no_town_after_june_2025(areas):
    assert on("058", LAST_OF_CITY).kind is AreaKind.TOWN
    assert Area.on("058", NOW) is None
    assert Area.on("06", NOW) is None


def test_a_unit_knows_its_province_then_and_now(areas):
    assert on("01840", IN_2012).province.name == "Tỉnh Bắc Kạn"
    assert on("01840", NOW).province.id == on("19", NOW).id
    assert len(units_of(on("19", NOW), NOW)) == 92


def test_no_two_areas_bear_a_code_on_the_same_day(areas):
    spans = {}
    for area in db.session.scalars(db.select(Area).order_by(Area.code, Area.valid_from)):
        last = spans.get(area.code)
        assert last is None or last < area.valid_from, area
        spans[area.code] = area.valid_to or date.max


def test_there_are_34_provinces_and_3321_units():
    wards = seeds_dir() / "reference" / "areas" / "wards"
    assert len(known_provinces()) == 34
    assert {file.stem for file in wards.glob("*.csv")} == set(known_provinces())
    codes = [row["code"] for file in wards.glob("*.csv") for row in rows_of(file)]
    assert len(codes) == len(set(codes)) == 3321


def rows_of(file):
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    return csv.DictReader(lines)


def test_every_seed_is_normalised():
    for file in (seeds_dir() / "reference").rglob("*.*"):
        text = file.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text), file
        assert "  " not in text or file.suffix == ".txt", file


def test_the_whole_country_can_be_loaded(app):
    load_reference(known_provinces())
    db.session.commit()
    in_force = db.session.scalars(db.select(Area.kind).where(Area.in_force_on(NOW))).all()
    assert in_force.count(AreaKind.PROVINCE) == 34
    assert len(in_force) == 34 + 3321


def test_an_unknown_province_is_refused(app):
    with pytest.raises(UnknownProvince):
        load_reference(["19", "06"])


def test_an_agency_of_the_province_serves_each_of_its_wards(areas):
    training = agency("training", "training_centre", on("19", NOW))
    assert training.serves(on("01840", NOW))
    assert training.serves(on("19", NOW))
    assert not training.serves(on("24", NOW))
    assert not training.serves(on("01840", IN_2012))


def test_an_agency_of_one_ward_serves_no_other(areas):
    women = agency("women", "womens_union", on("01840", NOW))
    assert women.serves(on("01840", NOW))
    assert not women.serves(on("01843", NOW))
    assert not women.serves(on("19", NOW))


def test_an_agency_is_asked_only_for_what_it_gives(areas):
    training = agency("training", "training_centre", on("19", NOW))
    db.session.add(AgencyService(agency_id=training.id, service_code="vocational_training"))
    db.session.flush()
    assert training.gives("vocational_training")
    assert not training.gives("policy_loan")
    ward = on("01840", NOW)
    able = db.select(Agency).where(Agency.serving(ward.id), Agency.giving("vocational_training"))
    assert training.id in [found.id for found in db.session.scalars(able)]


def agency(code, kind, area):
    made = Agency(code=f"test-{code}", name=code, kind_code=kind)
    db.session.add(made)
    db.session.flush()
    db.session.add(AgencyArea(agency_id=made.id, area_id=area.id))
    db.session.flush()
    return made
