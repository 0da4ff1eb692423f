"""Small pieces of typst's language: text, looks, lengths, each safe to put into a source."""

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Length

from reintegrate.web.print.word_look import size_of, switched_on, value

ASCENT, DESCENT, SINGLE = 0.891, 0.216, 1.149
"""Of Times New Roman and its twin, in sizes of the letter: what Word calls single spacing."""
WORDS = qn("w:p").rpartition("}")[0]


def quoted(text: str) -> str:
    plain = "".join(c for c in text if c >= " " or c in "\n\t")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def empty_height(layers: list[Any], size: float) -> float:
    line = value(layers, "w:spacing", "w:line")
    exact = value(layers, "w:spacing", "w:lineRule") == "exact"
    return float(line) / 20 if exact and line else (ASCENT + DESCENT) * size


def styled(words: str, layers: list[Any]) -> str:
    look = [f"size: {size_of(layers):g}pt"]
    if switched_on(layers, "w:b"):
        look.append("weight: 700")
    if switched_on(layers, "w:i"):
        look.append('style: "italic"')
    drawn = (
        f"text({', '.join(look)}, {words})"
        if not words.startswith("context")
        else (f"text({', '.join(look)}, {{ {words} }})")
    )
    underlined = value(layers, "w:u")
    if underlined and underlined != "none":
        drawn = f"underline({drawn})"
    raised = {"superscript": "super", "subscript": "sub"}.get(value(layers, "w:vertAlign") or "")
    return f"{raised}({drawn})" if raised else drawn


def prefixed(element: Any) -> str:
    """`w:p`: how the element is called in every Word file; of other vocabularies, the bare name."""
    space, _, name = str(element.tag).rpartition("}")
    return f"w:{name}" if space == WORDS else name


def cm(length: Length | None) -> str:
    return f"{(length or Length(0)).cm:.3f}cm"
