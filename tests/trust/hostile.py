"""What nobody should be able to break the app with, and where it can be put: every form found by
following every link of every role."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from flask import Flask

from tests.browser import filled_in
from tests.trust.scene import Scene
from tests.trust.visitor import Visitor

ECHO = "<zqx>\"'</textarea><zqx>"
EXPRESSION = "{{987654321*9876543}}${987654321*9876543}"
COMPUTED = str(987654321 * 9876543)

VALUES = [
    "\0",
    "a\0b",
    "\ud800",
    "\ufffe\uffff",
    ECHO,
    EXPRESSION,
    "{% raw %}%(x)s%s%n{0}{x.__class__}",
    "9" * 400,
    "-" + "9" * 400,
    "1e400",
    "NaN",
    "-0",
    "٣",
    "²",
    "2147483648",
    "9223372036854775808",
    "31/02/2026",
    "00/00/0000",
    "01/01/99999",
    "٠١/٠١/٢٠٢٦",
    "' OR '1'='1' --",
    "\\",
    "%",
    "_" * 50,
    "a" * 20_000,
    "ă̂̃̀" * 2_000,
    "\u202e\u200b\ufeff",
    "\r\nSet-Cookie: zqx=1; Max-Age=1",
    "👨‍👩‍👧‍👦" * 200,
    "None",
    "[]",
    " ",
    "",
    "../../../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "00000000-0000-0000-0000-000000000000",
]
PEOPLE = ("lan", "minh", "tuan", "mai", "binh", "thao", "admin")
ENDS_ITSELF = {"sign_in.out"}
"""Asked about elsewhere: whoever is signed out half-way meets nothing but a closed door."""
PER_ENDPOINT = 2
"""Pages of one kind that are followed for one person: the third case has no other form."""


@dataclass(frozen=True)
class Target:
    """A form of one person: where it goes, and what it would send untouched."""

    who: str
    method: str
    path: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.fields if name != "csrf_token"]

    def filled(self) -> dict[str, list[str]]:
        return {name: list(values) for name, values in self.fields}


def targets(scene: Scene) -> list[Target]:
    """Every form and every address with a question that any of the people can find, once."""
    found: dict[tuple[str, ...], Target] = {}
    for who in PEOPLE:
        for target in walk(scene.app, scene.visitor(who), who):
            kind = endpoint_of(scene.app, urlsplit(target.path).path, target.method)
            if kind not in ENDS_ITSELF:
                found.setdefault((target.method, kind, *sorted(target.names)), target)
    return list(found.values())


def walk(app: Flask, visitor: Visitor, who: str) -> Iterator[Target]:
    """Follows links as `who`, a few of each kind."""
    waiting, seen, met = ["/", "/help/", "/account/password"], set(), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = visitor.get(address)
        if answer.status_code in {301, 302, 303, 308}:
            waiting.append(answer.location)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
        yield from forms(page, address, who)
        for path, question in links(page):
            kind = f"{endpoint_of(app, path)}?{question.partition('=')[0]}"
            met[kind] += 1
            if met[kind] <= PER_ENDPOINT:
                waiting.append(f"{path}?{question}" if question else path)
            if question:
                names = [part.partition("=")[0] for part in question.split("&")]
                yield Target(who, "GET", path, tuple((name, ("1",)) for name in names))


def links(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for link in page.select("a[href^='/']"):
        path, _, question = str(link["href"]).partition("#")[0].partition("?")
        if not path.startswith("/static"):
            yield path, question


def endpoint_of(app: Flask, path: str, method: str = "GET") -> str:
    return str(app.url_map.bind("localhost").match(path, method=method)[0])


def forms(page: BeautifulSoup, address: str, who: str) -> Iterator[Target]:
    for form in page.select("form"):
        fields = {name: list(values) for name, values in filled_in(form).items()}
        for control in form.select("[name]"):
            fields.setdefault(str(control["name"]), [""])
        path = str(form.get("action") or address)
        method = str(form.get("method", "get")).upper()
        path = path if method == "POST" else path.partition("?")[0]
        kept = tuple((name, tuple(values)) for name, values in sorted(fields.items()))
        yield Target(who, method, path, kept)


def attacks(target: Target) -> Iterator[dict[str, list[str]]]:
    """All fields hostile at once, each with another value in turn; then each alone, left out,
    and sent three times."""
    names = target.names
    for turn in range(len(VALUES)):
        sent = {n: [VALUES[(turn + at) % len(VALUES)]] for at, n in enumerate(names)}
        yield target.filled() | sent
    for at, name in enumerate(names):
        for step in (0, 7, 19):
            yield target.filled() | {name: [VALUES[(at + step) % len(VALUES)]]}
        yield {n: values for n, values in target.filled().items() if n != name}
        yield target.filled() | {name: ["1", ECHO, "2"]}
        yield target.filled() | {f"{name}[]": ["1"], f"{name}-0": ["x"], "is_admin": ["1"]}


def attacks_on_types(target: Target) -> Iterator[dict[str, list[str]]]:
    """What PostgreSQL refuses and SQLite takes, in every field at once and in each alone."""
    for value in ("\ud800", "9" * 400, "9223372036854775808", "٣", "a" * 20_000):
        yield target.filled() | {name: [value] for name in target.names}
    for name in target.names:
        yield target.filled() | {name: ["\0"]}
