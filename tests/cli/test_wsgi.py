"""What the server adds to the app: static files kept for a year, pages that leave compressed."""

import gzip
import os
import re

import pytest
from flask import Response
from werkzeug.test import Client, create_environ

from reintegrate.cli.compression import Compression, packed_with_padding
from reintegrate.cli.static_files import compressed
from reintegrate.cli.wsgi import served
from reintegrate.web.ui.headers import HEADERS, Answer

pytestmark = pytest.mark.either_database


@pytest.fixture
def client(app, installation, tmp_path):
    settings = installation.settings.changed(database_url=installation.address(), data_dir=tmp_path)
    return Reader(served(settings))


class Reader(Client):
    """Reads every answer to its end, as a browser does."""

    def open(self, *arguments, **options):
        return super().open(*arguments, buffered=True, **options)


def style_sheet(client):
    page = client.get("/sign-in").text
    return re.search(r"/static/css/[^\"]+", page)[0]


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_a_static_file_comes_as_the_browser_takes_it(client, coding):
    address = style_sheet(client)

    answer = client.get(address, headers={"Accept-Encoding": coding})

    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding", "identity") == coding
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"].startswith("text/css")


def test_a_static_file_without_its_print_is_kept_for_an_hour(client):
    answer = client.get(style_sheet(client).split("?")[0])

    assert answer.headers["Cache-Control"] == "public, max-age=3600"


def test_static_files_carry_every_header(client):
    answer = client.get(style_sheet(client))

    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "to", ["/", "/cases/7/next_step", "/today?back=case", "/a b", "//else.where/x", "/ngày", "a"]
)
def test_where_an_answer_leads_is_written_as_werkzeug_writes_it(to):
    answer, here = Answer("", 303, {"Location": to}), create_environ()

    assert [*answer.get_wsgi_headers(here)] == [*Response.get_wsgi_headers(answer, here)]


@pytest.mark.parametrize(
    "path", ["/static/", "/static/../config.py", "/static/%2e%2e/app.py", "/.env", "/.git/HEAD"]
)
def test_nothing_else_lies_open(client, path):
    assert client.get(path).status_code == 404


def test_a_page_leaves_compressed_for_who_asks(client):
    packed = client.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/sign-in")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    assert gzip.decompress(packed.data).startswith(b"<!DOCTYPE html>")
    assert "Content-Encoding" not in plain.headers


def test_its_length_says_nothing(client):
    text = b"the same page " * 200

    assert len({len(packed_with_padding(text)) for _ in range(60)}) > 20
    assert gzip.decompress(packed_with_padding(text)) == text


def test_every_page_masks_its_form_token_anew(client):
    tokens = {
        re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)[1]
        for _ in range(3)
    }

    assert len(tokens) == 3


@pytest.mark.parametrize("kind", ["image/png", "application/pdf"])
def test_what_is_compressed_already_is_left_alone(kind):
    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", "2000")])
        return [b"x" * 2000]

    answer = Client(Compression(app)).get("/", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in answer.headers
    assert len(answer.data) == 2000


def test_files_are_compressed_once_for_each_content(tmp_path):
    folder, data = tmp_path / "static", tmp_path / "data"
    folder.mkdir()
    (folder / "a.css").write_text("p { color: black }\n" * 100)
    first = compressed(folder, data)
    made = os.stat(first / "a.css.br").st_mtime_ns
    again = compressed(folder, data)
    (folder / "a.css").write_text("p { color: green }\n" * 100)

    assert again == first
    assert os.stat(first / "a.css.br").st_mtime_ns == made
    assert compressed(folder, data) != first
