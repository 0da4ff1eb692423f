"""A name put right is put right everywhere: in every case of the person and for every ward."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.person import NameToken
from reintegrate.models.user import User
from tests import cast
from tests.case_recount import faults_of


def test_an_earlier_case_in_another_ward_follows_the_name(
    app: Flask, minh: User, tuan: User, duc_xuan: Area, bac_kan: Area
) -> None:
    earlier = cast.open_case(area=duc_xuan, by=minh, name="Hoàng Văn Bình")
    earlier.close(outcome_code="moved", on=today(), by=minh)
    person = earlier.person
    now = Case.open(
        person,
        area=bac_kan,
        rehabilitation_kind_code="compulsory",
        completed_on=today() - timedelta(days=10),
        by=tuan,
    )
    person.correct(
        name="Đặng Thị Ánh",
        other_names="",
        birth=person.birth,
        sex=person.sex,
        language="",
        education="",
        occupation="",
        by=tuan,
    )
    now.be_renamed(by=tuan)
    db.session.commit()

    assert faults_of(earlier) == []
    assert faults_of(now) == []
    found = set(db.session.scalars(select(NameToken.token).where(NameToken.area_id == duc_xuan.id)))
    assert found == {"dang", "thi", "anh"}
