"""What a template may hold: no queries, no arithmetic, no inline script, and no word of its own."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

from tests.each import of_each

TEMPLATES = Path(__file__).parent.parent / "templates"
ALL = sorted(TEMPLATES.rglob("*.html"))
PARSER = Environment(  # noqa: S701 - only parses
    extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"]
)
WORD = re.compile(r"[^\W\d_]{2,}")
WORDED = {"aria-label", "title", "alt", "placeholder"}
NOTICE = re.compile(r'class="notice ([a-z -]+)"')
TONES = {"ok", "info", "soon", "late", "quiet", "receipt"}
OUR_NAME = "Reintegrate"


def name(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


class Reader(HTMLParser):
    """Collects the words and the attributes a template states itself."""

    def __init__(self):
        super().__init__()
        self.words: list[str] = []
        self.forbidden: list[str] = []
        self.languages: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        given = {key: value or "" for key, value in attrs}
        self.forbidden += [key for key in given if key == "style" or key.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.forbidden.append(f"<{tag}>")
        self.words += [f"{key}={given[key]}" for key in WORDED & set(given) if words(given[key])]
        if tag not in {"meta", "link", "input", "img", "br", "hr", "source", "path", "circle"}:
            self.languages.append((tag, bool(given.get("lang", "").strip())))

    def handle_endtag(self, tag):
        while self.languages and self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if words(data) and not any(foreign for _, foreign in self.languages):
            self.words.append(" ".join(data.split()))


def words(text: str) -> list[str]:
    return WORD.findall(text.replace(OUR_NAME, ""))


@cache
def parsed(path: Path) -> nodes.Template:
    return PARSER.parse(path.read_text())


@cache
def read(path: Path) -> Reader:
    """The template's own text, with a space in the place of everything it computes."""
    said = "".join(
        part.data if isinstance(part, nodes.TemplateData) else " "
        for output in parsed(path).find_all(nodes.Output)
        for part in output.nodes
    )
    reader = Reader()
    reader.feed(said)
    reader.close()
    return reader


@of_each(ALL, name)
def test_a_template_is_at_most_120_lines(path):
    assert len(path.read_text().splitlines()) <= 120


@of_each(ALL, name)
def test_a_template_has_no_inline_script_or_style(path):
    assert read(path).forbidden == []


@of_each(ALL, name)
def test_a_template_says_nothing_untranslated(path):
    assert read(path).words == []


@of_each(ALL, name)
def test_a_notice_has_a_tone_the_style_sheet_knows(path):
    said = {word for found in NOTICE.findall(path.read_text()) for word in found.split()}

    assert said <= TONES


@of_each(ALL, name)
def test_a_template_trusts_no_text(path):
    assert "safe" not in {found.name for found in parsed(path).find_all(nodes.Filter)}
    assert [n for n in parsed(path).find_all(nodes.ScopedEvalContextModifier)] == []


@of_each(ALL, name)
def test_a_template_does_not_judge_a_status(path):
    for comparison in parsed(path).find_all(nodes.Compare):
        compared = [comparison.expr, *(operand.expr for operand in comparison.ops)]
        assert not [
            node for node in compared if isinstance(node, nodes.Getattr) and node.attr == "status"
        ], f"line {comparison.lineno}: ask the record or the policy instead"


@of_each(ALL, name)
def test_a_template_does_not_query_or_calculate(path):
    arithmetic = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Pow, nodes.Mod)

    assert [f"line {node.lineno}" for node in parsed(path).find_all(arithmetic)] == []
    attributes = {node.attr for node in parsed(path).find_all(nodes.Getattr)}
    assert attributes & {"query", "session", "execute", "scalars"} == set()


@of_each(ALL, name)
def test_nothing_is_formatted_before_it_is_translated(path):
    for call in parsed(path).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in {"_", "gettext", "ngettext"}:
            assert isinstance(call.args[0], nodes.Const), f"line {call.lineno}"
