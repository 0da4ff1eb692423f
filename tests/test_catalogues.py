"""Both catalogues hold every message, finished, its placeholders kept, in respectful words."""

import io
import re
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.each import of_each

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "reintegrate" / "translations"
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
# Words the law or habit uses of people, and we do not.
HURTFUL = re.compile(
    r"đối tượng|con nghiện|kẻ nghiện|tệ nạn|nghiện ngập|\baddicts?\b|\boffenders?\b|\bjunk(?:ie|y)",
    re.IGNORECASE,
)


@lru_cache
def wanted() -> frozenset[str]:
    """Every message that code and templates ask for."""
    mapping, options = parse_mapping_cfg(io.StringIO((TRANSLATIONS / "babel.cfg").read_text()))
    found = extract_from_dir(
        str(ROOT),
        mapping,
        options,
        keywords=KEYWORDS,
        directory_filter=lambda folder: (
            Path(folder).name in {"reintegrate", "templates"}
            or any(parent in Path(folder).parts for parent in ("reintegrate", "templates"))
        ),
    )
    return frozenset(plain(message) for _, _, message, _, _ in found)


@lru_cache
def catalogue(locale: str) -> Catalog:
    with (TRANSLATIONS / locale / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=locale)


def plain(message: str | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


def entries(locale: str) -> dict[str, str | tuple[str, ...]]:
    return {plain(entry.id): entry.string for entry in catalogue(locale) if entry.id}


def test_there_are_messages_to_find():
    assert len(wanted()) > 100


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_the_catalogue_holds_every_message(locale):
    assert sorted(wanted() - set(entries(locale))) == []


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_every_message_is_finished(locale):
    unfinished = [
        message
        for message, words in entries(locale).items()
        if not (all(words) if isinstance(words, tuple | list) else words)
    ]

    assert unfinished == []
    assert [entry.id for entry in catalogue(locale) if entry.fuzzy and entry.id] == []
    assert not catalogue(locale).fuzzy


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_no_placeholder_is_lost(locale):
    different = [
        message
        for message, words in entries(locale).items()
        if set(PLACEHOLDER.findall(message)) != set(PLACEHOLDER.findall(plain(words)))
    ]

    assert different == []


def test_vietnamese_differs_from_english():
    """What is the same in both is listed, so that a forgotten message is not taken for a name."""
    same = {message for message, words in entries("vi").items() if plain(words) == message}

    assert {message for message in same if re.search(r"[a-z]{3}", message)} <= {"Reintegrate"}


def written() -> list[Path]:
    folders = [ROOT / "templates", ROOT / "seeds", TRANSLATIONS]
    kinds = {".html", ".txt", ".csv", ".json", ".yaml", ".toml", ".po", ".md"}
    return [p for folder in folders for p in sorted(folder.rglob("*")) if p.suffix in kinds]


@of_each(written(), lambda path: str(path.relative_to(ROOT)))
def test_no_word_hurts(path):
    assert HURTFUL.findall(path.read_text(encoding="utf-8")) == []
