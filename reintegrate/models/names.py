"""Vietnamese names as people type them: folded for search, ordered by given name."""

import re
import unicodedata
from typing import Literal

TONES = "\u0300\u0301\u0303\u0309\u0323"
TONE_ORDER = {
    tone: str(place)
    for place, tone in enumerate(("\u0300", "\u0309", "\u0303", "\u0301", "\u0323"), 1)
}
LETTERS = {
    letter: f"{place:02d}" for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 1)
}


MARKS_IN_A_ROW = 30
"""More no language writes on one letter (Stream-Safe Text Format, UAX #15, section 13)."""
MAY_BE_MARKS = re.compile(rf"[^\w\s]{{{MARKS_IN_A_ROW + 1}}}")


def nfc(text: str) -> str:
    """Letters composed with their marks."""
    return normal_form("NFC", text)


def normal_form(form: Literal["NFC", "NFD"], text: str) -> str:
    """Unicode's normal form; unchanged where marks without end stand on one letter: the time it
    takes to put those in order grows with the square of how many they are."""
    if MAY_BE_MARKS.search(text) and most_marks(text) > MARKS_IN_A_ROW:
        return text
    return unicodedata.normalize(form, text)


def most_marks(text: str) -> int:
    most = marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        most = max(most, marks)
    return most


def fold(text: str) -> str:
    """Lower case, no marks, đ as d, single spaces: "Hoà" and "Hòa" and "hoa" meet here."""
    bare = normal_form("NFD", text.lower()).replace("đ", "d")
    if not bare.isascii():
        bare = "".join([mark for mark in bare if not unicodedata.combining(mark)])
    return " ".join(bare.split())


def words(text: str) -> list[str]:
    """The folded words of a name, once each, without punctuation."""
    folded = fold(text)
    if not folded.replace(" ", "").isalnum():
        folded = "".join([c if c.isalnum() else " " for c in folded])
    return list(dict.fromkeys(folded.split()))


def sort_key(name: str) -> str:
    """Orders Vietnamese names by given name (the last word), then the rest, letters before tones.

    Byte order puts Á after Z; this key may be compared byte by byte in any database.
    """
    parts = nfc(name).lower().split()
    if not parts:
        return ""
    ordered = [parts[-1], *parts[:-1]]
    letters = " ".join("".join(_letter(c) for c in _without_tone(word)) for word in ordered)
    tones = "".join(_tone(word) for word in ordered)
    return f"{letters}|{tones}"[:240]


def _without_tone(word: str) -> str:
    marks = normal_form("NFD", word)
    return nfc("".join(mark for mark in marks if mark not in TONES))


def _letter(character: str) -> str:
    return LETTERS.get(character, f"9{character}" if character.isalpha() else f"00{character}")


def _tone(word: str) -> str:
    found = [TONE_ORDER[mark] for mark in normal_form("NFD", word) if mark in TONE_ORDER]
    return found[0] if found else "0"


def initials(name: str) -> str:
    """`Nguyễn Thị Lan` becomes `N.T.L.`."""
    return "".join(f"{word[0].upper()}." for word in nfc(name).split())


TELEX_LETTERS = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"))
TELEX_MARKS = re.compile(r"(?<=[aeiouy])[a-z]*", re.ASCII)


def untelexed(word: str) -> str:
    """A folded word typed by Telex keys while the input method was off: "nguyeenx" is "nguyen".

    After its first vowel no Vietnamese syllable has s, f, r, x, j, w or z: there they are keys.
    """
    for keys, letter in TELEX_LETTERS:
        word = word.replace(keys, letter)
    return TELEX_MARKS.sub(lambda rest: re.sub("[sfrxjwz]", "", rest[0]), word, count=1)


def same_people_key(name: str, birth_year: int) -> str:
    """Equal for two rows that may well be one person: the same words in any order, one year."""
    return " ".join([*sorted(words(name)), str(birth_year)])
