"""G9: a marker in every text of every record, and who may ever read it. Whoever is not named in the
table meets it nowhere: not in a page, an error, an address, a title, a cookie or a log."""

import base64
import io
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import unquote

import pytest
import structlog
from flask import Flask
from werkzeug.test import TestResponse

from reintegrate.web.ui import logs
from tests.cast import CAST
from tests.trust.addresses import addresses
from tests.trust.answers import ANSWERS, day, key
from tests.trust.reading import text_of
from tests.trust.scene import Scene, Staged
from tests.trust.scenery import UNUSED, Side

TITLE = re.compile(r"<title>(.*?)</title>", re.S)
LINK = re.compile(r'(?:href|action|formaction|src)="([^"]*)"')
MARKER = re.compile(r"qx[ab][b-v]{3}zw")
NUMBER = re.compile(r"098[12]3\d{5,7}")
WAYS_TO_ASK = 12
"""Of one page by its filters and orders, which combine without end; and as often by its older
parts, whose addresses are never the same twice."""
MOST_PAGES = 1000
CODE = re.compile(r"\.(js|css|png|svg|webmanifest)\b")
"""Of one person's walk along the links. A walk that is cut short fails."""

WARD = "lan khanh minh dung"
IN_CHARGE = "lan minh dung"
AGENCY = "mai"
ASKED_WARD = "hoa tuan"

# Of Đức Xuân's records; Bắc Kạn's are read by those who stand there in the same place.
READ_BY = {
    # The statutory file: the ward.
    r"(main|unassigned|ended|moving|refused): (name|other names)": WARD,
    r"(main|unassigned|ended|moving|refused): .*": WARD,
    r"(act|helper|team|member): .*": WARD,
    r"(joined|rhythm|set): .*": WARD,
    # A question between wards: both.
    r"area change: .*": "admin",
    r"area change: new name": "minh dung admin",
    r"area change: name": "minh dung tuan admin",
    r"inquiry: .*": f"{WARD} {ASKED_WARD}",
    # What residents told: police see offers, and not from whom; concerns the official's alone.
    r"told .*: .*": "lan khanh minh",
    r"told (offer|handled): (words|done)": WARD,
    r"told concern: .*": "minh",
    r"(talk|task): .*": WARD,
    # An urgent look: whoever asked and both wards; the file only whoever asked, and its ward.
    r"reveal: .*": f"{IN_CHARGE} tuan thao",
    r"handed on: .*": WARD,
    r"revealed: .*": f"lan {ASKED_WARD}",
    # A stay elsewhere: at home the ward, there who decides while asked.
    r"stay: address": f"{WARD} tuan",
    # Support notes: the worker who answers, nobody else.
    r"(main|ended|moving|refused|gone): (sensitive )?note": "lan",
    r"(group|contact): .*": "lan",
    r"need: words": "lan",
    r"\w+: need's words": "lan",
    r"(loan|offer|outcome): words": "lan",
    r"benefit: (what|giver)": "lan",
    r"(plan|reply|data request): .*": "lan",
    r"typing: note": "lan",
    r"(reminder: text|digest: address)": "lan",
    r"api token: name": "lan admin",
    # What an agency was asked: its own people, and the worker.
    r"main: name": f"{WARD} {AGENCY} tuan",  # his ward is asked to meet them for a while
    r"(offered|accepted|declined|finished): (request|result|reason|.*message)": f"lan {AGENCY}",
    r"attachment: name": f"lan {AGENCY}",
    r"attachment of the case: name": "lan",
    r"withdrawn: request": "lan",
    r"appointment: place": f"lan {AGENCY}",
    # A transfer: both wards, the sheet only while they are asked; why not, both.
    r"moving: (name|place|decision|new address|reason)": f"{WARD} {ASKED_WARD}",
    r"refused: (new address|reason)": WARD,
    r"paper: .*": WARD,
    # A report: its ward, and the province once it was submitted.
    r"(report|returned_report): .*": f"{WARD} binh",
    r"refused: decline reason": f"{WARD} {ASKED_WARD}",
    # The case that went: the next ward's now; its notes for a while those of who wrote them.
    r"gone: .*": ASKED_WARD,
    r"gone: note": "lan",
    r"gone: address": "",  # the new one took its place
    # Intakes: the writer's own; submitted, the ward's deciders read it, less the support space.
    r"draft: .*": "lan",
    r"submitted: .*": IN_CHARGE,
    r"submitted: need's words": "lan",
    r"returned: .*": "lan",
    r"returned: (because|name)": IN_CHARGE,  # their list says whose they sent back
}
"""Who may read what. The last line that fits counts."""

AS_IN_DUC_XUAN = {
    "lan": "hoa",
    "minh": "tuan",
    "mai": "son",
    "hoa": "phuong",
    "binh": "binh",
    "thao": "thao",
    "admin": "admin",
}
"""Who stands in Bắc Kạn where these stand in Đức Xuân. Its other people have no likeness there."""

NEVER_SHOWN = {
    "main: decision",  # the number of the decision issued here took its place
    "main: relative's occupation",
}
"""Kept, and on no page so far."""


def readers(side: Side, what: str) -> set[str]:
    allowed = [people for pattern, people in READ_BY.items() if re.fullmatch(pattern, what)]
    assert allowed, f"{what}: say in READ_BY who may read it"
    people = set(allowed[-1].split())
    if side.letter == "a":
        return people
    return {AS_IN_DUC_XUAN[name] for name in people if name in AS_IN_DUC_XUAN}


class Sightings:
    """Where each marker was met, by whom; and what must never hold one."""

    def __init__(self, scene: Scene):
        self.meaning = {
            marker: (side, what)
            for side in (scene.ours, scene.theirs)
            for what, marker in side.marks.items()
        }
        self.seen: dict[str, set[str]] = defaultdict(set)
        self.leaks: set[str] = set()
        self.pages = 0

    def in_text(self, text: str) -> set[str]:
        found = {*MARKER.findall(text), *NUMBER.findall(re.sub(r"(?<=\d)[\s.]+(?=\d)", "", text))}
        return found & self.meaning.keys()

    def read(self, who: str, where: str, answer: TestResponse) -> None:
        """Take in one answer: the page for its reader; the rest for nobody."""
        self.pages += 1
        text = text_of(answer)
        for marker in self.in_text(text):
            self.seen[marker].add(who)
            side, what = self.meaning[marker]
            if who not in readers(side, what):
                self.leaks.add(f"{who} reads {side.ward} {what!r} at {where}")
        self.nowhere(f"title of {where}", " ".join(TITLE.findall(text)))
        self.nowhere(f"a link on {where}", unquote(" ".join(LINK.findall(text))))
        self.nowhere(f"headers of {where}", headers(answer))

    def nowhere(self, place: str, text: str) -> None:
        for marker in self.in_text(text):
            self.leaks.add(f"{self.meaning[marker][1]!r} stands in {place}")


def headers(answer: TestResponse) -> str:
    """All headers as they are, and cookies as anybody could decode them."""
    plain = [f"{name}: {unquote(value)}" for name, value in answer.headers]
    cookies = [decoded(cookie) for cookie in answer.headers.getlist("Set-Cookie")]
    return "\n".join(plain + cookies)


def decoded(cookie: str) -> str:
    payload = cookie.partition("=")[2].partition(";")[0]
    packed, payload = payload.startswith("."), payload.lstrip(".").split(".")[0]
    try:
        raw = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        text = (zlib.decompress(raw) if packed else raw).decode(errors="replace")
    except (ValueError, zlib.error):
        return ""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text


def walk(scene: Scene, who: str, sightings: Sightings) -> None:
    """Every page that links lead to, from the first one."""
    visitor, met, waiting = scene.visitor(who), set(), ["/"]
    ways: Counter[str] = Counter()
    while waiting:
        path = waiting.pop(0)
        way = f"{path.partition('?')[0]} {'page=' in path}"
        if path in met or path.startswith("/static/") or ways[way] == WAYS_TO_ASK:
            continue
        met.add(path)
        ways[way] += 1
        assert len(met) < MOST_PAGES, f"{who} found no end: {sorted(met)[-5:]}"
        answer = visitor.get(path)
        sightings.read(who, path, answer)
        waiting += [link for link in onward(answer) if link not in met]


def onward(answer: TestResponse) -> Iterator[str]:
    if answer.location:
        yield answer.location
    for link in LINK.findall(text_of(answer)):
        path = unescape(link).partition("#")[0]
        older = "page=" in path and ("hide=" in path or not path.startswith("/cases/"))
        if path.startswith("/") and not older and "lang=" not in path and not CODE.search(path):
            yield path


def knock(scene: Scene, who: str, sightings: Sightings) -> None:
    """Every address with every record of both wards, and with none."""
    visitor = scene.visitor(who)
    for side in (scene.ours, scene.theirs):
        for address in addresses(scene.app, side):
            if "GET" in address.methods:
                path = address.path(scene.app)
                sightings.read(who, path, visitor.get(path))
    for address in {a.endpoint: a for a in addresses(scene.app, scene.ours) if a.record}.values():
        path = address.path(scene.app, UNUSED)
        sightings.read(who, path, visitor.get(path))


def search(scene: Scene, who: str, sightings: Sightings) -> int:
    """What others wrote, typed into every box: in capitals and with dashes, so that a question
    repeated on the page is no sighting, and an answer is."""
    visitor, found_them = scene.visitor(who), 0
    for side in (scene.ours, scene.theirs):
        for what in ("main: name", "moving: name", "gone: name", "main: phone", "main: paper"):
            asked = disguised(side.marks[what])
            for path in ("/people/search", "/intakes/new"):
                answer = visitor.post(path, q=asked)
                sightings.read(who, f"{path} asked for {what}", answer)
                found_them += bool(sightings.in_text(answer.get_data(as_text=True)))
            answer = visitor.post("/caseload/search", words=asked)
            sightings.read(who, "/caseload/search", answer)
            if answer.location:
                found = visitor.get(answer.location)
                sightings.read(who, f"/caseload asked for {what}", found)
                found_them += side.marks["main: name"] in found.get_data(as_text=True)
    return found_them


def disguised(marker: str) -> str:
    if not marker.isdigit():
        return f"NGUYỄN {marker.upper()}"
    return (
        f"+84{marker[1:]}" if len(marker) == 10 else "-".join((marker[:4], marker[4:8], marker[8:]))
    )


def answer_forms(scene: Scene, who: str, sightings: Sightings) -> None:
    """Every form, empty and then well filled in: what is said back, flashed and logged."""
    visitor = scene.visitor(who)
    for address in addresses(scene.app, scene.ours):
        if "POST" in address.methods and address.endpoint not in {
            "sign_in.out",
            "account.password",
        }:
            path = address.path(scene.app)
            sightings.read(who, f"POST {path}", visitor.post(path))
            answer = visitor.post(path, **ANSWERS[address.endpoint](scene.ours))
            sightings.read(who, f"POST {path}", answer)
            if answer.location and not answer.location.startswith("/sign-in"):
                sightings.read(who, answer.location, visitor.get(answer.location))


@pytest.fixture
def spoken(scene: Scene, caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], str]]:
    """What the app has written to its log so far, everything asked for."""
    logs.configure("DEBUG")
    written = io.StringIO()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=written))
    yield lambda: written.getvalue() + caplog.text
    logs.configure(scene.app.config["LOG_LEVEL"])


@pytest.fixture
def scene(set_stage: Staged) -> Iterator[Scene]:
    with set_stage.fresh() as scene:
        yield scene


@pytest.mark.long
def test_markers_appear_only_to_those_they_are_meant_for(
    scene: Scene,
    spoken: Callable[[], str],
    record_property: Callable[[str, object], None],
) -> None:
    sightings, found = Sightings(scene), {}
    for who in CAST:
        walk(scene, who, sightings)
        knock(scene, who, sightings)
        found[who] = search(scene, who, sightings)
    log = spoken()

    assert not sightings.leaks, "\n".join(sorted(sightings.leaks))
    assert sightings.in_text(log) == set()
    assert log.count('"request"') > 1000
    assert found["lan"] >= 9, "whoever may find them does"
    assert {found[who] for who in ("mai", "son", "yen", "binh", "thao", "admin")} == {0}
    unseen = {
        what
        for marker, (side, what) in sightings.meaning.items()
        if readers(side, what) and not sightings.seen[marker] and what not in NEVER_SHOWN
    }
    assert not unseen, f"a page should show these to somebody: {sorted(unseen)}"
    record_property(
        "G9",
        f"{len(sightings.meaning)} markers, {len(CAST)} people, {sightings.pages} pages, 0 leaks",
    )


@pytest.mark.parametrize("who", ["lan", "minh", "mai", "hoa", "tuan", "binh", "admin"])
def test_answers_to_forms_tell_nobody_more(
    scene: Scene, spoken: Callable[[], str], who: str
) -> None:
    sightings = Sightings(scene)
    answer_forms(scene, who, sightings)

    assert not sightings.leaks, "\n".join(sorted(sightings.leaks))
    assert sightings.in_text(spoken()) == set()
    assert sightings.pages >= 60


def test_what_was_just_typed_is_in_no_cookie_address_or_log(
    scene: Scene, spoken: Callable[[], str]
) -> None:
    sightings, lan = Sightings(scene), scene.visitor("lan")
    note = scene.ours.marks["main: note"]
    path = f"/cases/{scene.ours.ids['case']}/contacts/new"
    fields = ANSWERS["contacts.new"](scene.ours) | {"note": note}
    for changed in ({}, {"outcome": ""}, {"happened_on": "32/13/2026"}, {"key": key()}):
        answer = lan.post(path, **fields | changed)
        sightings.nowhere("the headers", headers(answer))
    lan.post(path, csrf=False, **fields | {"csrf_token": "out.of.date", "happened_on": day()})
    sightings.nowhere("the headers", headers(lan.get(path)))

    assert sightings.leaks == set()
    assert sightings.in_text(spoken()) == set()


def test_a_failure_logs_where_and_never_what(
    scene: Scene, spoken: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app: Flask = scene.app
    name = scene.ours.marks["main: name"]

    def fail(**values: object) -> None:
        raise RuntimeError(f"cannot show {name}")

    fail.allows = app.view_functions["cases.show"].allows
    monkeypatch.setitem(app.view_functions, "cases.show", fail)
    answer = scene.visitor("lan").get(f"/cases/{scene.ours.ids['case']}")
    log = spoken()

    assert answer.status_code == 500
    assert name not in answer.get_data(as_text=True)
    assert '"error": "RuntimeError"' in log
    assert name not in log
