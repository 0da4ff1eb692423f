"""A plain form is read here as Werkzeug reads it, and a notice is sent as Flask sends it."""

from io import BytesIO

import pytest
from flask import Flask, Request, Response, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.test import create_environ

from reintegrate.web.ui import headers, notice_cookie
from reintegrate.web.ui.sent_form import PLAIN, SentRequest

SENT = [
    b"",
    b"a=1&b=2&a=3",
    b"a=&b&=c&&",
    "tên=Nông+Thị+Bình&x=%C4%90".encode(),
    b"x=%ff%fe&y=%zz&z=%",
    b"x=\xff\xfe",
    b"csrf_token=1.ab.cd&note=%0D%0A%00&key=a%26b%3Dc",
    b"a" * 5000,
    b"&".join(b"n=%d" % number for number in range(2000)),
]


@pytest.fixture
def app():
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=100_000, MAX_FORM_MEMORY_SIZE=100_000, SECRET_KEY="k")
    notice_cookie.init_app(app)
    headers.init_app(app)
    return app


class Dripping(BytesIO):
    """Gives a few bytes at a time, as a slow line does."""

    def read(self, size=-1):
        return super().read(min(size, 7) if size > 0 else size)


def request_with(sent, *, kind=SentRequest, content_type=PLAIN, stream=BytesIO, **changed):
    environ = create_environ(method="POST", input_stream=stream(sent), content_type=content_type)
    environ["CONTENT_LENGTH"] = str(len(sent))
    return kind(environ | changed)


def read(request):
    files = request.files.to_dict(flat=False)
    return [*request.form.items(multi=True)], files, request.get_data()


@pytest.mark.parametrize("stream", [BytesIO, Dripping])
@pytest.mark.parametrize("sent", SENT)
def test_a_form_is_read_as_werkzeug_reads_it(app, sent, stream):
    with app.app_context():
        ours = read(request_with(sent, stream=stream))
        assert ours == read(request_with(sent, kind=Request))


@pytest.mark.parametrize(
    ("content_type", "sent"),
    [
        (f"{PLAIN}; charset=utf-8", b"a=1"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"'
         b"\r\n\r\n1\r\n--x--\r\n"),
        ("application/json", b'{"a": 1}'),
        ("", b"a=1"),
    ],
)  # fmt: skip
def test_anything_else_is_left_to_werkzeug(app, content_type, sent):
    with app.app_context():
        ours = read(request_with(sent, content_type=content_type))
        assert ours == read(request_with(sent, kind=Request, content_type=content_type))


@pytest.mark.parametrize("length", ["", "-1", "x", "３"])
def test_without_a_length_nothing_is_read(app, length):
    with app.app_context():
        assert not request_with(b"a=1", CONTENT_LENGTH=length).form


def test_more_than_is_read_is_refused(app):
    with app.app_context(), pytest.raises(RequestEntityTooLarge):
        _ = request_with(b"a", CONTENT_LENGTH="100001").form


def test_less_than_was_announced_is_no_form(app):
    with app.app_context(), pytest.raises(ClientDisconnected):
        _ = request_with(b"a=1", CONTENT_LENGTH="20").form


def cookie_of(app, notice, interface):
    with app.test_request_context():
        session["_flashes"] = notice
        response = Response()
        interface.save_session(app, session, response)
        return response.headers


@pytest.mark.parametrize("secure", [True, False])
def test_a_notice_is_sent_as_flask_sends_it(app, secure):
    app.config.update(SESSION_COOKIE_SECURE=secure, SESSION_COOKIE_SAMESITE="Lax")
    ours = app.session_interface
    notice = [("success", 'Đã lưu; "x", y=1\r\n')]

    sent = cookie_of(app, notice, ours)
    flasks = cookie_of(app, notice, Plain(ours))

    assert sent["Set-Cookie"].split(";")[1:] == flasks["Set-Cookie"].split(";")[1:]
    assert sent["Vary"] == flasks["Vary"] == "Cookie"
    value = sent["Set-Cookie"].split(";")[0].partition("=")[2]
    assert ours.signer.loads(value) == {"_flashes": [["success", 'Đã lưu; "x", y=1\r\n']]}
    with pytest.raises(BadSignature):
        ours.signer.loads(f"x{value}")


class Plain(SecureCookieSessionInterface):
    """Flask's own, with our signer."""

    def __init__(self, ours):
        self.ours = ours

    def get_signing_serializer(self, app):
        return self.ours.signer


def test_a_notice_that_was_read_takes_its_cookie_with_it(app):
    with app.test_request_context():
        session.modified = True
        response = Response()
        app.session_interface.save_session(app, session, response)

    assert "Expires=Thu, 01 Jan 1970" in response.headers["Set-Cookie"]


def test_a_way_on_speaks_no_language_and_holds_no_second_header(app):
    with app.app_context():
        answer = app.redirect('/a?b="<c>', 303)
        with pytest.raises(ValueError, match="newline"):
            app.redirect("/a\r\nSet-Cookie: x=y")

    assert answer.status_code == 303
    assert answer.headers["Location"] == '/a?b="<c>'
    assert answer.get_data(as_text=True) == (
        '<!doctype html>\n<a href="/a?b=&#34;&lt;c&gt;">/a?b=&#34;&lt;c&gt;</a>\n'
    )
