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
POINTING = {"for", "aria-describedby", "aria-labelledby", "aria-controls", "headers"}
NAMED_OTHERWISE = {"hidden", "submit", "button", "reset"}
SILENT = {"script", "style", "template"}
NAMELESS = {"div", "dl", "li", "ol", "p", "span", "strong", "ul"}
"""What nothing reads a name of, unless it has a role."""
NAMING = {"aria-label", "aria-labelledby"}
SCRIPTED = "/offline/"
"""The page for working without signal is a program."""
# Common English words that are not a Vietnamese syllable, in any tone-less spelling.
ENGLISH = re.compile(
    r"\b(the|and|your|you|with|this|from|please|was|were|has|have|not|are|for|of|is|must|been)\b"
)
VIETNAMESE = re.compile(r"[À-ɏḀ-ỿ]")


def lint(page: BeautifulSoup, html: str, path: str) -> None:
    """Raises AssertionError with everything that is wrong with the page."""
    tags = page.find_all(True)  # gone through by hand: a selector costs ten times as much
    drawn = [tag for tag in tags if not tag.find_parent("template")] if page.template else tags
    found = [
        *bad_html(html),
        *inline(tags),
        *bad_headings(page),
        *bad_ids(drawn),
        *bad_labels(drawn),
        *bad_parts(drawn, path),
        *english(page),
    ]
    assert not found, f"{path}:\n" + "\n".join(f"- {fault}" for fault in found)


def bad_html(html: str) -> Iterator[str]:
    parser = HTMLParser()
    parser.parse(html)
    for (line, _), code, details in parser.errors:
        yield f"HTML: {code} {details}: {html.splitlines()[line - 1].strip()[:120]}"


def inline(tags: list[Tag]) -> Iterator[str]:
    for tag in tags:
        script = tag.name == "script" and "src" not in tag.attrs
        if script or tag.name == "style" or "style" in tag.attrs:
            yield f"inline style or script: {str(tag)[:120]}"
        if any(name.startswith("on") for name in tag.attrs):
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


def bad_ids(tags: list[Tag]) -> Iterator[str]:
    ids = Counter(str(tag["id"]) for tag in tags if "id" in tag.attrs)
    yield from (f"id {name!r} is on {times} elements" for name, times in ids.items() if times > 1)
    for tag in tags:
        for attribute in POINTING & tag.attrs.keys():
            value = tag[attribute]
            for name in value if isinstance(value, list) else value.split():
                if name not in ids:
                    yield f"{attribute}={name!r} points at nothing: {str(tag)[:120]}"
        target = str(tag.get("href", ""))
        if tag.name == "a" and target.startswith("#") and target[1:] not in ids:
            yield f"the link {target} leads nowhere"


def bad_labels(tags: list[Tag]) -> Iterator[str]:
    labels = [tag for tag in tags if tag.name == "label" and "for" in tag.attrs]
    labelled = {label["for"] for label in labels if words(label)}
    for control in filter(is_nameless, tags):
        around = control.find_parent("label")
        if not (
            control.get("id") in labelled
            or (around and words(around))
            or control.get("aria-label")
            or control.get("aria-labelledby")
        ):
            yield f"no label: {str(control)[:160]}"
    for thing in tags:
        pressed = thing.name in {"button", "summary"} or (
            thing.name == "a" and "href" in thing.attrs
        )
        if pressed and not (
            words(thing) or thing.get("aria-label") or thing.select_one("[alt], title")
        ):
            yield f"no words: {str(thing)[:160]}"


def bad_parts(tags: list[Tag], path: str) -> Iterator[str]:
    """What validators and readers without JavaScript stumble over."""
    for tag in tags:
        role = tag.get("role")
        if tag.name in {"h1", "h2", "h3", "h4"} and not words(tag):
            yield f"an empty heading: {str(tag)[:120]}"
        elif tag.name == "form" and not (tag.find(is_sending) or is_sent_from_afar(tag, tags)):
            yield f"nothing sends this form: {str(tag)[:120]}"
        elif tag.name == "button" and tag.get("type") == "button" and not path.startswith(SCRIPTED):
            if not any("hidden" in near.attrs for near in (tag, *tag.parents)):
                yield f"does nothing without JavaScript: {str(tag)[:120]}"
        elif tag.name == "svg" and role not in {None, "img"}:
            yield f"no role of a drawing: {role}"
        elif tag.name in NAMELESS and role is None and tag.attrs.keys() & NAMING:
            yield f"a name nothing reads: {str(tag)[:120]}"


def is_sending(tag: Tag) -> bool:
    """A button, or an input like one, that sends its form."""
    kind = str(tag.get("type", "submit" if tag.name == "button" else "text"))
    return tag.name in {"button", "input"} and kind in {"submit", "image"}


def is_sent_from_afar(form: Tag, tags: list[Tag]) -> bool:
    name = form.get("id")
    return name is not None and any(is_sending(tag) and tag.get("form") == name for tag in tags)


def is_nameless(tag: Tag) -> bool:
    """What can be filled in and bears no words of its own."""
    if tag.name == "input":
        return str(tag.get("type", "")).lower() not in NAMED_OTHERWISE
    return tag.name in {"select", "textarea"}


def english(page: BeautifulSoup) -> Iterator[str]:
    """English on a Vietnamese page: an untranslated message, or words nobody marked."""
    if page.html is None or page.html.get("lang") != "vi":
        return
    for text, owner in texts(page):
        if (fault := english_in(text)) and not is_in_another_language(owner):
            yield fault


@lru_cache(maxsize=100_000)
def english_in(text: str) -> str:
    """What is wrong with a text meant to be Vietnamese; empty where nothing is."""
    messages, beginnings = english_messages()
    if text in messages or (beginnings and text.startswith(beginnings)):
        return f"untranslated: {text[:120]!r}"
    if ENGLISH.search(text.lower()) and not VIETNAMESE.search(text):
        return f"English: {text[:120]!r}"
    return ""


def texts(page: BeautifulSoup) -> Iterator[tuple[str, Tag]]:
    for node in page.find_all(string=True):
        if isinstance(node, Comment | Doctype) or node.parent.name in SILENT:
            continue
        if text := " ".join(str(node).split()):
            yield text, node.parent
    for tag in page.find_all(True):
        for attribute in WORDED_ATTRIBUTES:
            if attribute in tag.attrs:
                yield " ".join(str(tag[attribute]).split()), tag
        if tag.name == "input" and str(tag.get("type", "")).lower() in {"submit", "button"}:
            yield str(tag.get("value", "")), tag


def is_in_another_language(tag: Tag) -> bool:
    """True inside an element that says so, and in what a person typed."""
    own = next((near for near in (tag, *tag.parents) if "lang" in near.attrs), None)
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
