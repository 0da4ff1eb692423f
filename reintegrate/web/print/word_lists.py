"""The numbers and bullets that Word puts before paragraphs by itself: worked out as Word counts."""

from typing import Any, NamedTuple

from docx.oxml.ns import qn

LEVELS = 9
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "–", "\uf02d": "-", "\uf0fc": "•", "\uf076": "•"}
"""Bullets from fonts of symbols, as letters of any font."""
PLAIN = {"decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"} | {
    "bullet",
    "none",
}


class Mark(NamedTuple):
    """What stands before a paragraph, and the level's own indents in points."""

    text: str
    left: float
    hanging: float


class Lists:
    """The lists of one file, counted on as its paragraphs pass by."""

    def __init__(self, word: Any):
        self.root: Any = next(
            (
                rel.target_part.element
                for rel in word.part.rels.values()
                if not rel.is_external and rel.reltype.endswith("/numbering")
            ),
            None,
        )
        self.counts: dict[str, list[int]] = {}

    def mark(self, layers: list[Any]) -> Mark | None:
        """For a paragraph with these `w:pPr`; None when it is in no list. Raises KeyError when
        Word counts in a way that is not known here."""
        number_id, level = self._asked(layers)
        if number_id in {None, "0"} or self.root is None:
            return None
        levels = self._levels(str(number_id))
        counts = self.counts.setdefault(str(number_id), [0] * LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else _start(levels[level])
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        return Mark(self._text(levels, level, counts), *_indents(levels[level]))

    def _asked(self, layers: list[Any]) -> tuple[str | None, int]:
        number_id, level = None, 0
        for properties in reversed(layers):
            found = properties.find(qn("w:numPr"))
            if found is not None:
                number, depth = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
                number_id = number.get(qn("w:val")) if number is not None else number_id
                level = int(depth.get(qn("w:val"))) if depth is not None else level
        return number_id, min(level, LEVELS - 1)

    def _levels(self, number_id: str) -> dict[int, Any]:
        """The levels of a list, by depth."""
        named = {n.get(qn("w:numId")): n for n in self.root.findall(qn("w:num"))}[number_id]
        wanted = named.find(qn("w:abstractNumId")).get(qn("w:val"))
        kinds = self.root.findall(qn("w:abstractNum"))
        kind = {one.get(qn("w:abstractNumId")): one for one in kinds}[wanted]
        return {int(one.get(qn("w:ilvl"))): one for one in kind.findall(qn("w:lvl"))}

    def _text(self, levels: dict[int, Any], level: int, counts: list[int]) -> str:
        pattern = levels[level].find(qn("w:lvlText")).get(qn("w:val")) or ""
        if _format(levels[level]) == "bullet":
            return SYMBOLS.get(pattern, pattern if pattern.isprintable() else "•")
        for depth in range(level + 1):
            if f"%{depth + 1}" in pattern:
                written = _written(counts[depth] or 1, _format(levels[depth]))
                pattern = pattern.replace(f"%{depth + 1}", written)
        return pattern


def _format(level: Any) -> str:
    found = level.find(qn("w:numFmt"))
    name = "decimal" if found is None else str(found.get(qn("w:val")))
    if name not in PLAIN:
        raise KeyError(name)
    return name


def _start(level: Any) -> int:
    found = level.find(qn("w:start"))
    return 1 if found is None else int(found.get(qn("w:val")))


def _indents(level: Any) -> tuple[float, float]:
    found = level.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    if found is None:
        return 0.0, 0.0
    left = found.get(qn("w:left")) or found.get(qn("w:start")) or 0
    return float(left) / 20, float(found.get(qn("w:hanging")) or 0) / 20


def _written(count: int, name: str) -> str:
    if name in {"bullet", "none"}:
        return ""
    if name.endswith("Letter"):
        text = LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
    elif name.endswith("Roman"):
        text = ""
        for worth, letters in ROMAN:
            text += letters * (count // worth)
            count %= worth
    else:
        return f"{count:02d}" if name == "decimalZero" else str(count)
    return text.upper() if name.startswith("upper") else text
