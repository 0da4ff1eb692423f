"""What must hold of every page: valid HTML, one heading, labels, ids, the reader's language."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, Tag
from html5lib import HTMLParser

CATALOGUES = Path(__file__).parent.parent / "reintegrate" / "translations"
WORDED_ATTRIBUTES = ("aria-label", "title", "alt", "placeholder")
NAMELESS = "input:not([type=hidden], [type=submit], [type=button], [type=reset]), select, textarea"
SILENT = {"script", "style", "template"}
# Common English words that are not a Vietnamese syllable, in any tone-less spelling.
ENGLISH = re.compile(
    r"\b(the|and|your|you|with|this|from|please|was|were|has|have|not|are|for|of|is|must|been)\b"
)
VIETNAMESE = re.compile(r"[À-ɏḀ-ỿ]")


def lint(page: BeautifulSoup, html: str, path: str) -> None:
    """Raises AssertionError with everything that is wrong with the page."""
    found = [
        *bad_html(html),
        *inline(page),
        *bad_headings(page),
        *bad_ids(page),
        *bad_labels(page),
        *english(page),
    ]
    assert not found, f"{path}:\n" + "\n".join(f"- {fault}" for fault in found)


def bad_html(html: str) -> Iterator[str]:
    parser = HTMLParser()
    parser.parse(html)
    for (line, _), code, details in parser.errors:
        yield f"HTML: {code} {details}: {html.splitlines()[line - 1].strip()[:120]}"


def inline(page: BeautifulSoup) -> Iterator[str]:
    for tag in page.select("[style], style, script:not([src])"):
        yield f"inline style or script: {str(tag)[:120]}"
    for tag in page.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs)):
        yield f"inline handler: {str(tag)[:120]}"


def bad_headings(page: BeautifulSoup) -> Iterator[str]:
    headings = [words(heading) for heading in page.select("h1")]
    title = words(page.title) if page.title else ""
    if len(headings) != 1:
        yield f"{len(headings)} <h1>: {headings}"
    elif not headings[0] or not title.removeprefix("Lỗi: ").removeprefix("Error: ").startswith(
        headings[0]
    ):
        yield f"<title> {title!r} does not begin with <h1> {headings[0]!r}"
    if page.html is None or page.html.get("lang") not in {"vi", "en"}:
        yield "<html> does not say its language"


def bad_ids(page: BeautifulSoup) -> Iterator[str]:
    ids = Counter(str(tag["id"]) for tag in page.select("[id]"))
    yield from (f"id {name!r} is on {times} elements" for name, times in ids.items() if times > 1)
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "headers"):
        for tag in page.select(f"[{attribute}]"):
            value = tag[attribute]
            for name in value if isinstance(value, list) else value.split():
                if name not in ids:
                    yield f"{attribute}={name!r} points at nothing: {str(tag)[:120]}"
    for link in page.select('a[href^="#"]'):
        target = str(link["href"])[1:]
        if target not in ids:
            yield f"the link #{target} leads nowhere"


def bad_labels(page: BeautifulSoup) -> Iterator[str]:
    labelled = {label["for"] for label in page.select("label[for]") if words(label)}
    for control in page.select(NAMELESS):
        around = control.find_parent("label")
        if not (
            control.get("id") in labelled
            or (around and words(around))
            or control.get("aria-label")
            or control.get("aria-labelledby")
        ):
            yield f"no label: {str(control)[:160]}"
    for thing in page.select("a[href], button, summary"):
        if not (words(thing) or thing.get("aria-label") or thing.select_one("[alt], title")):
            yield f"no words: {str(thing)[:160]}"


def english(page: BeautifulSoup) -> Iterator[str]:
    """English on a Vietnamese page: an untranslated message, or words nobody marked."""
    if page.html is None or page.html.get("lang") != "vi":
        return
    messages, beginnings = english_messages()
    for text, owner in texts(page):
        if is_in_another_language(owner):
            continue
        if text in messages or (beginnings and text.startswith(beginnings)):
            yield f"untranslated: {text[:120]!r}"
        elif ENGLISH.search(text.lower()) and not VIETNAMESE.search(text):
            yield f"English: {text[:120]!r}"


def texts(page: BeautifulSoup) -> Iterator[tuple[str, Tag]]:
    for node in page.find_all(string=True):
        if isinstance(node, Comment | Doctype) or node.parent.name in SILENT:
            continue
        if text := " ".join(str(node).split()):
            yield text, node.parent
    for attribute in WORDED_ATTRIBUTES:
        for tag in page.select(f"[{attribute}]"):
            yield " ".join(str(tag[attribute]).split()), tag
    for tag in page.select("input[type=submit], input[type=button]"):
        yield str(tag.get("value", "")), tag


def is_in_another_language(tag: Tag) -> bool:
    """True inside an element that says so, and in what a person typed."""
    own = tag if tag.has_attr("lang") else tag.find_parent(lang=True)
    return tag.name == "textarea" or (own is not None and own.get("lang") != "vi")


@lru_cache(maxsize=1)
def english_messages() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole msgids whose Vietnamese differs, and how the ones with a placeholder begin."""
    whole, beginnings = set(), set()
    catalogue = CATALOGUES / "vi" / "LC_MESSAGES" / "messages.po"
    if not catalogue.exists():
        return frozenset(), ()
    with catalogue.open("rb") as file:
        for message in read_po(file, locale="vi"):
            english = message.id if isinstance(message.id, str) else message.id[0]
            if not english or english == message.string or english.startswith("%("):
                continue
            before, placeholder, _ = english.partition("%(")
            if not placeholder:
                whole.add(" ".join(english.split()))
            elif len(before.split()) >= 2:
                beginnings.add(" ".join(before.split()))
    return frozenset(whole), tuple(beginnings)


def words(tag: Tag | NavigableString) -> str:
    return " ".join(tag.get_text().split())
