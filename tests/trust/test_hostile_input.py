"""Whatever is sent, by whomever, to whatever address: no failure, no echo, nothing is run."""

import os
import time

import pytest

from reintegrate.db import db
from reintegrate.models.user import User
from tests.trust.hostile import COMPUTED, ECHO, PEOPLE, VALUES, attacks, attacks_on_types, targets
from tests.trust.reading import text_of
from tests.trust.routes import routes
from tests.trust.scene import Scene

SLOW = 5
SHARED = 1 if os.environ.get("REINTEGRATE_LONG_TESTS") else 2
"""Among so many people the values and numbers are shared out, each in turn."""
QUESTIONS = ["page", "find", "lang", "next", "who", "what", "since", "role", "state", "sort", "x"]


def judge(answer, what, began) -> None:
    text = text_of(answer)
    assert answer.status_code < 500, what
    assert "<zqx>" not in text, what
    assert COMPUTED not in text, what
    assert not any(c.startswith("zqx") for c in answer.headers.getlist("Set-Cookie")), what
    assert time.perf_counter() - began < SLOW, what


def encodable(values):
    """As a client sends them: half a character becomes the three bytes nothing decodes."""
    return [value.encode("utf-8", "surrogatepass") for value in values]


@pytest.mark.long
def test_every_field_of_every_form_of_everybody(scene: Scene, record_property):
    sent = shut_out = 0
    forms = targets(scene)
    kind = db.engine.name
    tried = attacks if SHARED == 1 or kind == "sqlite" else attacks_on_types
    for target in forms:
        for fields in tried(target):
            visitor = scene.visitor(target.who)
            began = time.perf_counter()
            if target.method == "POST":
                data = {name: encodable(values) for name, values in fields.items()}
                data["csrf_token"] = [visitor.token.encode()]
                answer = visitor._ask("POST", target.path, data=data)
            else:
                answer = visitor._ask("GET", target.path, query_string=fields_as_text(fields))
            judge(answer, (target, fields), began)
            sent += len(fields)
            if (answer.location or "").startswith(("/sign-in", "/account/password")):
                shut_out += len(fields)
                let_in_again(scene, target.who)
    assert {target.method for target in forms} == {"GET", "POST"}
    assert len(forms) > 50
    assert sent > 10_000
    assert shut_out < sent / 50, "somebody was signed out and met only a closed door"
    figure = f"{sent} hostile values in {len(forms)} forms, 0 failures, 0 echoes"
    record_property(f"G30 {kind}", figure)


def let_in_again(scene, who):
    """Some forms end sessions, also the sender's own."""
    user = User.named(who)
    user.disabled_at, user.must_change_password = None, False
    db.session.commit()
    del scene.visitors[who]


def fields_as_text(fields):
    return {
        name: [value.encode("utf-8", "replace").decode() for value in values]
        for name, values in fields.items()
    }


@pytest.mark.long
def test_every_address_with_hostile_questions(scene: Scene, record_property):
    sent = 0
    for turn, who in enumerate(PEOPLE):
        visitor = scene.visitor(who)
        for address in routes(scene.app, scene.ours.ids["case"]):
            if "GET" not in address.methods or address.endpoint in {"static", "health.readyz"}:
                continue
            for value in VALUES[turn % SHARED : 12 : SHARED]:
                question = {name: value.encode("utf-8", "replace") for name in QUESTIONS}
                began = time.perf_counter()
                answer = visitor._ask("GET", address.path, query_string=question)
                judge(answer, (who, address.path, value[:40]), began)
                sent += len(question)
                if answer.status_code in {403, 404}:
                    break  # whoever may not come in is not asked what they want
    assert sent > 10_000
    record_property("G30 addresses", f"{sent} hostile questions, 0 failures")


NUMBERS = ["0", "-1", "00", "1" * 10, "9" * 400, "2147483648", "1.0", "1e3", "%00", "٣", "x", " 1"]


def test_every_address_with_hostile_numbers(scene: Scene):
    sent = 0
    for turn, who in enumerate(("lan", "minh", "mai", "thao", "admin")):
        visitor = scene.visitor(who)
        for address in routes(scene.app, 777777):
            for number in NUMBERS[turn % SHARED :: SHARED] if "777777" in address.path else ():
                path = address.path.replace("777777", number)
                for method in address.methods & {"GET", "POST"}:
                    began = time.perf_counter()
                    answer = visitor._ask(method, path, data={"csrf_token": visitor.token})
                    judge(answer, (method, path[:80]), began)
                    sent += 1
    assert sent > 1000


PATHS = [
    "/%ff%fe",
    "/cases/%c0%af",
    "/static/../app.py",
    "/static/%2e%2e/%2e%2e/app.py",
    "/static/css/%00",
    "/.env",
    "/.git/config",
    "//elsewhere.example/",
    "/cases/1;drop",
    "/" + "a" * 9000,
    "/help/%7b%7b987654321*9876543%7d%7d",
    "/help/%3Czqx%3E",
    "/help/index",
    "/help/..%2fbase",
    "/%0d%0aX:%20zqx",
]


def test_addresses_nobody_made(scene: Scene):
    for path in PATHS:
        for who in (None, "lan"):
            for method in ("GET", "POST"):
                answer = scene.visitor(who)._ask(method, path)
                judge(answer, path, time.perf_counter())
                assert answer.status_code in {301, 302, 303, 308, 400, 404, 405}, path
                assert "elsewhere" not in answer.headers.get("Location", "")
                assert "X" not in answer.headers


HEADERS = [
    ("Accept-Language", "x" * 5000),
    ("Accept-Language", "vi;q=zz,;;,*"),
    ("Referer", "http://[::1"),
    ("Origin", "http://[::1"),
    ("Origin", "null"),
    ("Sec-Fetch-Site", "\x01"),
    ("User-Agent", ECHO * 50),
    ("User-Agent", ""),
    ("X-Forwarded-For", "' OR 1=1"),
    ("X-Forwarded-Host", "elsewhere.example"),
    ("If-Modified-Since", "zz"),
    ("If-None-Match", '"' * 500),
    ("Range", "bytes=9-1,-,x"),
    ("Content-Type", "multipart/form-data"),
    ("Content-Type", "multipart/form-data; boundary="),
    ("Content-Type", "multipart/form-data; boundary=\xff"),
    ("Content-Type", "application/json"),
    ("Content-Type", "application/x-www-form-urlencoded; charset=utf-7"),
    ("Content-Type", "text/x-" + "y" * 3000),
    ("Cookie", "session=\xff\xfe; notice=.; language=zz"),
    ("Cookie", "session=" + "a" * 3000),
    ("Cookie", 'session="; notice="\\000"; language=../../vi'),
    ("Cookie", "=;;;=session;session"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("Host", "elsewhere.example"),
    ("Host", "[::1"),
    ("Host", "a b"),
    ("Content-Length", "-1"),
    ("Transfer-Encoding", "zz"),
]


def test_headers_nobody_sends(scene: Scene):
    asked = [("GET", "/today"), ("POST", "/sign-in"), ("POST", "/account/sessions/end-others")]
    for name, value in HEADERS:
        for who in (None, "lan"):
            for method, path in asked:
                began = time.perf_counter()
                visitor = scene.visitor(who)
                answer = visitor._ask(method, path, headers=[(name, value)], data=b"x=1")
                judge(answer, (name, value[:40], method, path), began)
                assert "elsewhere.example" not in answer.headers.get("Location", "")


PART = b'--x\r\nContent-Disposition: form-data; name="username"'
BODIES = [
    b"",
    b"\xff\xfe\xfd",
    b"%",
    b"%zz=%zz",
    b"=",
    b"&&&&",
    b"csrf_token",
    b"a=1" + b"&a=1" * 600,
    b"username=%00&password=%ED%A0%80",
    b"username=%ff&password=%ff",
    b"[" * 5000,
    b"{" * 5000,
    b'{"username": "\\ud800"}',
    b"username[]=1&username[a]=2",
    b"\0" * 1000,
    PART + b"\r\n\r\n\xff\r\n--x--",
    PART + b'; filename="../a"\r\n\r\nx\r\n--x--',
    b"--x\r\n" * 800,
    b"--x",
]
KINDS = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"]


def test_bodies_nobody_sends(scene: Scene):
    asked = [(None, "/sign-in"), ("lan", "/account/password"), ("lan", "/people/search")]
    for body in BODIES:
        for kind in KINDS:
            for who, path in asked:
                began = time.perf_counter()
                answer = scene.visitor(who)._ask("POST", path, data=body, content_type=kind)
                judge(answer, (body[:40], kind, path), began)
                assert answer.status_code in {303, 400, 413}


def test_too_much_at_once_is_refused_everywhere(scene: Scene):
    for who in (None, "lan", "admin"):
        visitor = scene.visitor(who)
        for address in routes(scene.app, scene.ours.ids["case"]):
            if "POST" not in address.methods:
                continue
            began = time.perf_counter()
            answer = visitor._ask("POST", address.path, data={"x": "x" * 700_000})
            judge(answer, address, began)
            assert answer.status_code in {413, 303, 403, 404}, address
            if who is None:
                assert answer.status_code in {303, 413}, address


def test_a_form_too_large_says_so_in_words(scene: Scene):
    visitor = scene.visitor("lan")
    answer = visitor.post("/account/password", present="x" * 700_000)

    assert answer.status_code == 413
    assert "<h1>" in answer.get_data(as_text=True)
