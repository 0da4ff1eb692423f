"""A cluster: formed by the province; its wards share agencies, tasks and guarded numbers."""

from datetime import timedelta

import pytest

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.cluster import (
    Cluster,
    ClusterTask,
    DoneAlready,
    NotOfTheCluster,
    TooFewWards,
)
from tests import story
from tests.cast import WOMEN, open_case


def formed(binh, wards, agencies=()):
    cluster = Cluster.form(
        key=story.new_key(),
        province=binh.area,
        name="Cụm phía bắc",
        wards=wards,
        agencies=agencies,
        by=binh,
    )
    db.session.commit()
    return cluster


@pytest.fixture
def cluster(app, binh, duc_xuan, bac_kan):
    return formed(binh, [duc_xuan, bac_kan], [story.agency(WOMEN)])


def agree(cluster, by, area_id=None):
    task = ClusterTask.agree(
        cluster, key=story.new_key(), words="Mở lớp nghề", due_on=today(), area_id=area_id, by=by
    )
    db.session.commit()
    return task


def test_a_shared_agency_can_be_asked_in_every_ward_of_it(cluster, hoa, phuong, bac_kan):
    women = story.agency(WOMEN)
    assert women.serves(bac_kan)
    assert women in db.session.scalars(visible(hoa, Agency)).all()
    assert women not in db.session.scalars(visible(phuong, Agency)).all()


def test_one_ward_alone_is_no_cluster(binh, duc_xuan):
    with pytest.raises(TooFewWards):
        formed(binh, [duc_xuan])


def test_a_task_is_for_a_ward_of_it_and_done_once(cluster, minh, tuan, phuong):
    with pytest.raises(NotOfTheCluster):
        agree(cluster, minh, phuong.area_id)
    task = agree(cluster, minh, tuan.area_id)
    task.finish(by=tuan)
    with pytest.raises(DoneAlready):
        task.finish(by=minh)


def test_the_coordinator_forms_it_by_ticking(browser, binh, duc_xuan, bac_kan):
    browser.sign_in(binh).get("/clusters/new")
    page = browser.submit("form.form", 200, name="Cụm mới", wards=[str(duc_xuan.id)])
    assert page.select_one("#wards-error")
    browser.submit("form.form", wards=[str(duc_xuan.id), str(bac_kan.id)])
    assert "Cụm mới" in browser.follow().h1.get_text()


def test_another_wards_small_numbers_are_a_range(
    browser, cluster, lan, dung, duc_xuan, minh, tuan, binh
):
    case = open_case(area=duc_xuan, by=dung, worker=lan)
    story.say(case, lan)
    story.ask(story.state(case, lan), WOMEN, lan, service="family_support")

    def asked(viewer):
        page = browser.sign_in(viewer).get(f"/clusters/{cluster.id}")
        row = next(r for r in page.select("tbody tr") if duc_xuan.name in r.get_text())
        return row.select_one("td.number")

    assert not asked(tuan).a
    assert asked(tuan).get_text() == "1–4"
    assert asked(binh).a.find(string=True) == "1–4"
    listed = browser.get(asked(minh).a["href"])
    assert listed.h1.get_text().endswith(": 1")
    assert len(listed.select("ul.cards > li")) == 1


def test_a_task_is_agreed_and_done_by_the_wards(browser, cluster, minh, tuan):
    browser.sign_in(minh).get(f"/clusters/{cluster.id}/tasks/new")
    day = (today() + timedelta(days=3)).strftime("%d/%m/%Y")
    page = browser.submit("form.form", 200, words="Mở lớp nghề", due_on="01/01/2020")
    assert page.select_one("#due_on-error")
    browser.submit("form.form", due_on=day)
    task = db.session.scalars(db.select(ClusterTask)).one()
    browser.sign_in(tuan).post(f"/cluster-tasks/{task.id}/done")
    assert task.done_by_id == tuan.id
    browser.post(f"/cluster-tasks/{task.id}/done")
    assert browser.follow().select_one("[role=alert]")


def test_a_ward_outside_gets_404_and_a_worker_403(browser, binh, bac_kan, minh, lan, phong_quang):
    elsewhere = formed(binh, [bac_kan, phong_quang])
    browser.sign_in(minh).get(f"/clusters/{elsewhere.id}", 404)
    browser.sign_in(lan).get(f"/clusters/{elsewhere.id}", 403)


def test_two_at_once_the_second_sees_the_first(browser, cluster, binh, duc_xuan, bac_kan):
    browser.sign_in(binh).get(f"/clusters/{cluster.id}/edit")
    cluster.change(name="Tên khác", wards=[duc_xuan, bac_kan], agencies=[], by=binh)
    db.session.commit()
    page = browser.submit("form.form", 200, name="Tên của tôi")
    assert page.select_one("#name-theirs")
    assert cluster.name == "Tên khác"


def test_posted_twice_it_is_one(browser, binh, duc_xuan, bac_kan):
    fields = {"key": story.new_key(), "name": "Cụm", "wards": [str(duc_xuan.id), str(bac_kan.id)]}
    browser.sign_in(binh)
    for _ in range(2):
        browser.post("/clusters/new", **fields)
    assert len(db.session.scalars(db.select(Cluster)).all()) == 1
