"""Vietnamese names as people type them: folded for search, ordered by given name."""

import re
import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"
TONE_ORDER = {
    tone: str(place)
    for place, tone in enumerate(("\u0300", "\u0309", "\u0303", "\u0301", "\u0323"), 1)
}
LETTERS = {
    letter: f"{place:02d}" for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 1)
}


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case, no marks, đ as d, single spaces: "Hoà" and "Hòa" and "hoa" meet here."""
    bare = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    kept = "".join(mark for mark in bare if not unicodedata.combining(mark))
    return " ".join(kept.split())


def words(text: str) -> list[str]:
    """The folded words of a name, once each, without punctuation."""
    cleaned = "".join(c if c.isalnum() else " " for c in fold(text))
    return list(dict.fromkeys(cleaned.split()))


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
    marks = unicodedata.normalize("NFD", word)
    return nfc("".join(mark for mark in marks if mark not in TONES))


def _letter(character: str) -> str:
    return LETTERS.get(character, f"9{character}" if character.isalpha() else f"00{character}")


def _tone(word: str) -> str:
    found = [TONE_ORDER[mark] for mark in unicodedata.normalize("NFD", word) if mark in TONE_ORDER]
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
