"""Every word that belongs to somebody is looked for on every page of those it is not meant for."""

import json

import pytest

from reintegrate.db import db
from reintegrate.models.assignment import Assignment
from reintegrate.models.case import Case
from reintegrate.models.contact import ContactNote
from reintegrate.models.hosted_stay import HostedStay
from reintegrate.models.inquiry import Inquiry
from reintegrate.models.intake import Intake
from reintegrate.models.need import Need
from reintegrate.models.person import Person, PersonPaper
from reintegrate.models.reveal import Reveal
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User
from tests.pages.crawl import Crawl, Visit

pytestmark = pytest.mark.either_database

ALL = 6
"""Of each kind of page."""
READ: dict[str, list[Visit]] = {}
SHORTEST = 8
"""Words shorter than this stand on many pages by themselves."""


def visits_of(browser, username):
    """All the pages this one can open; read once, for the demo is always the same."""
    if username not in READ:
        browser.sign_in(User.named(username))
        READ[username] = Crawl(browser, each=ALL, most=ALL, lints=False).go("/").visits
    return READ[username]


def everything_read_by(browser, username, at_least):
    """Page by page: what is read, and what stands in the code beside it."""
    visits = visits_of(browser, username)
    assert len(visits) >= at_least
    return {visit.path: visit.page.get_text(" ") + visit.html for visit in visits}


def asked_about_in(area_id):
    """What the ward's own intakes and questions say: another ward may know the person too."""
    intakes = [i for i in db.session.query(Intake) if i.area_id == area_id]
    said = [intake.sheets() for intake in intakes]
    said += [[i.name] for i in db.session.query(Inquiry) if i.from_area_id == area_id]
    return json.dumps(said, ensure_ascii=False)


def staff():
    return {user.name for user in db.session.query(User)}


def identities(people):
    """What would tell who somebody is: their names, where they live, their numbers."""
    known = staff()
    for person in people:
        others = person.other_names or ""
        for word in (person.name, others, person.address, person.phone):
            if word and len(word) >= SHORTEST and word not in known:
                yield word
    ids = {person.id for person in people}
    yield from (p.number for p in db.session.query(PersonPaper) if p.person_id in ids)


def support():
    """What people said and asked for: theirs, and their worker's."""
    for text in (n.text for n in db.session.query(ContactNote)):
        yield text
    for text in (n.words for n in db.session.query(Need)):
        yield text
    for assignment in db.session.query(Assignment):
        yield assignment.request


def long_enough(words):
    found = {word for word in words if word and len(word) >= SHORTEST}
    assert len(found) >= 40, "no canaries to look for"
    return found


def leaked(words, pages):
    """Each word that stands somewhere, with a page it stands on."""
    return {word: path for path, text in pages.items() for word in words if word in text}


@pytest.mark.parametrize(("username", "pages"), [("binh", 8), ("thao", 5), ("admin", 15)])
def test_who_needs_no_names_finds_none(browser, username, pages):
    words = long_enough([*identities(db.session.query(Person).all()), *support()])

    assert leaked(words, everything_read_by(browser, username, pages)) == {}


@pytest.mark.parametrize("username", ["minh", "dung", "tuan"])
def test_officials_and_police_find_nothing_of_what_was_said(browser, username):
    words = long_enough(support())

    assert leaked(words, everything_read_by(browser, username, 40)) == {}


@pytest.mark.parametrize("username", ["mai", "son", "yen"])
def test_an_agency_finds_only_those_it_was_asked_about(browser, username):
    agency_id = User.named(username).agency_id
    asked = {a.case_id for a in db.session.query(Assignment) if a.agency_id == agency_id}
    known = {c.person_id for c in db.session.query(Case) if c.id in asked}
    others = [p for p in db.session.query(Person) if p.id not in known]
    notes = [note.text for note in db.session.query(ContactNote)]
    words = long_enough([*identities(others), *notes]) - theirs(known)

    numbers = {case.number for case in db.session.query(Case)}

    assert leaked(words | numbers, everything_read_by(browser, username, 5)) == {}


def theirs(ids):
    """What two people share, a street or a name, tells of neither."""
    return set(identities([p for p in db.session.query(Person) if p.id in ids]))


@pytest.mark.parametrize("username", ["hoa", "tuan", "phuong", "lan"])
def test_a_ward_finds_nobody_of_another_ward(browser, username):
    area_id = User.named(username).area_id
    here = {c.person_id for c in db.session.query(Case) if c.area_id == area_id}
    here |= {t.case.person_id for t in db.session.query(Transfer) if t.to_area_id == area_id}
    here |= {s.case.person_id for s in db.session.query(HostedStay) if s.host_area_id == area_id}
    urgent = {r.case.person_id for r in db.session.query(Reveal) if r.by.username == username}
    here |= urgent  # asked for with a reason that is read afterwards
    others = [p for p in db.session.query(Person) if p.id not in here]
    own = asked_about_in(area_id)
    words = {word for word in long_enough(identities(others)) - theirs(here) if word not in own}
    words -= {person.address for person in others}  # where somebody moved to is said when they ask

    assert leaked(words, everything_read_by(browser, username, 40)) == {}


def test_a_colleague_finds_nothing_of_what_was_said_to_another(browser, lan, khanh):
    hers = {c.id for c in db.session.query(Case) if c.worker_id == lan.id}
    said = {n.text for n in db.session.query(ContactNote) if n.case_id in hers and n.text}
    said -= {n.text for n in db.session.query(ContactNote) if n.case_id not in hers}

    assert leaked(long_enough(said), everything_read_by(browser, "khanh", 40)) == {}


def test_a_name_never_stands_in_a_title_or_an_address(browser):
    names = {name for name in (p.name for p in db.session.query(Person)) if name not in staff()}
    visits = visits_of(browser, "lan")

    told = {visit.path: f"{visit.path} {visit.page.title.get_text()}" for visit in visits}

    assert leaked(names, told) == {}
    assert len(visits) >= 50
