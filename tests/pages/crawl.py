"""Follows every link of the site as one reader, a few examples of each kind of page."""

import gzip
import re
from collections import Counter, deque
from collections.abc import Iterator
from contextvars import Context
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from reintegrate.models.user import User
from tests.browser import Browser
from tests.lint import lint

UNFILLED = re.compile(r"\{[aA]\}|%\(\w+\)|\{\{|>None<|>Undefined<")
"""What is left when nobody put a word where it belongs."""
FOR_SCRIPTS = re.compile(r'<span data-word="[^"]*">[^<]*</span>|data-[a-z-]+="[^"]*"')
"""Words that a script fills in later, in the reader's own device."""
HERE = "http://localhost"
FEW, MOST_ASKED, ENOUGH = 2, 8, 1500
EXAMPLES: dict[str, list["Visit"]] = {}


@dataclass(frozen=True)
class Visit:
    """One answer: where, which kind of page, and what it was."""

    path: str
    kind: str
    status: int
    html: str
    linked_from: str

    @cached_property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @property
    def packed(self) -> int:
        """How many bytes of this page travel."""
        return len(gzip.compress(self.html.encode(), 5))


@dataclass
class Crawl:
    """`visits` are the pages; `faults` say which links are dead and what the lint found."""

    browser: Browser
    each: int = FEW
    most: int = MOST_ASKED
    lints: bool = True
    visits: list[Visit] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    endpoints: Counter[str] = field(default_factory=Counter)

    def go(self, *starts: str) -> "Crawl":
        queue = deque((start, "the start") for start in starts)
        seen = set(starts)
        while queue:
            path, linked_from = queue.popleft()
            for link in self._visit(path, linked_from):
                if link not in seen:
                    seen.add(link)
                    queue.append((link, path))
        assert len(self.visits) < ENOUGH, f"no end of pages: {self.kinds.most_common(5)}"
        return self

    @property
    def examples(self) -> list[Visit]:
        """The first page of each kind."""
        return list({visit.kind: visit for visit in reversed(self.visits)}.values())[::-1]

    def _visit(self, path: str, linked_from: str) -> Iterator[str]:
        kind = kind_of(self.browser.app, path)
        if kind is None:
            self.faults.append(f"{linked_from} links to {path}, which is no page")
            return
        if self._knows(kind):
            return
        self.kinds[kind] += 1
        self.endpoints[kind.split()[0]] += 1
        answer = opened(self.browser, path)
        if 300 <= answer.status_code < 400:
            yield within(answer.headers["Location"], path) or "/"
            return
        if answer.mimetype != "text/html":
            return
        visit = Visit(path, kind, answer.status_code, answer.get_data(as_text=True), linked_from)
        self.visits.append(visit)
        self._look_at(visit)
        yield from links_of(visit)

    def _knows(self, kind: str) -> bool:
        """Seen often enough; a list has more filters than would be worth following one by one."""
        most = self.each + self.most if kind.split()[0] != kind else ENOUGH
        return self.kinds[kind] >= self.each or self.endpoints[kind.split()[0]] >= most

    def _look_at(self, visit: Visit) -> None:
        if visit.status >= 400:
            self.faults.append(f"{visit.linked_from} links to {visit.path}: {visit.status}")
        if UNFILLED.search(FOR_SCRIPTS.sub("", visit.html)):
            self.faults.append(f"{visit.path}: a gap was not filled in")
        if not self.lints:
            return
        try:
            lint(visit.page, visit.html, visit.path)
        except AssertionError as found:
            self.faults.append(str(found))


def examples_for(browser: Browser, user: User) -> list[Visit]:
    """One page of each kind this one can open; read once, for the demo is always the same."""
    if user.username not in EXAMPLES:
        crawl = Crawl(browser.sign_in(user), each=1, lints=False).go("/")
        EXAMPLES[user.username] = crawl.examples
    return EXAMPLES[user.username]


def opened(browser: Browser, path: str) -> TestResponse:
    return Context().run(browser.client.get, path)


def links_of(visit: Visit) -> Iterator[str]:
    """Links and searches left blank; the links to other languages are asked for elsewhere."""
    for tag in visit.page.select("a[href], form[method=get]"):
        target = within(str(tag.get("href") or tag.get("action") or ""), visit.path)
        if target and "lang" not in dict(parse_qsl(urlsplit(target).query)):
            yield target


def within(href: str, base: str) -> str | None:
    """The address on this site that a link means; None for other sites and places in a page."""
    if href.startswith(("#", "mailto:", "tel:")):
        return None
    parts = urlsplit(urljoin(HERE + base, href))
    if f"{parts.scheme}://{parts.netloc}" != HERE:
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def kind_of(app: Flask, path: str) -> str | None:
    """Endpoint, words in its address and names asked for: pages alike have the same."""
    parts = urlsplit(path)
    try:
        endpoint, values = app.url_map.bind("localhost").match(parts.path, "GET")
    except RequestRedirect:
        return f"redirect {parts.path}"
    except HTTPException:
        return None
    words = [value for value in values.values() if isinstance(value, str)]
    asked = sorted({name for name, _ in parse_qsl(parts.query)})
    return " ".join([endpoint, *words, *asked])
