"""A template is data: it names values and repeats lines. Nothing else in it is ever carried out."""

import pytest

from reintegrate.web.print.filling import BadTemplate, Sandbox, filled, tags_of
from tests.print.papers import with_text, words_in

HOSTILE = [
    "{{ ho_ten.__class__ }}",
    "{{ ho_ten.__class__.__mro__[1].__subclasses__() }}",
    "{{ ho_ten['__class__'] }}",
    "{{ ''.__class__ }}",
    "{{ config }}{{ config.items() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum() }}",
    "{{ range(1000000000) }}",
    "{{ 9**9**9 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 7*7 }}",
    "{{ ho_ten|attr('__class__') }}",
    "{{ ho_ten|upper }}",
    "{{ ho_ten ~ ho_ten }}",
    "{{ ho_ten if ho_ten else x }}",
    "{% set x = 1 %}",
    "{% import 'os' as os %}",
    "{% include 'secret' %}",
    "{% extends 'secret' %}",
    "{% macro m() %}{% endmacro %}",
    "{% for c in ho_ten %}{{ c }}{% endfor %}",
    "{% for c in range(9) %}x{% endfor %}",
    "{% for a in x_dong %}{% for b in x_dong %}x{% endfor %}{% endfor %}",
    "{% for a in x_dong recursive %}x{% endfor %}",
    "{% for a in x_dong if a %}x{% endfor %}",
    "{% if ho_ten == 'a' %}x{% endif %}",
    "{% if ho_ten is defined %}x{% endif %}",
    "{% call x() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% block x %}{% endblock %}",
    "{% raw %}{{ x }}{% endraw %}{{ 1 }}",
    "{{ ho_ten",
    "{% if %}",
]


@pytest.mark.parametrize("said", HOSTILE)
def test_anything_but_names_loops_and_ifs_is_refused(said):
    with pytest.raises(BadTemplate):
        tags_of(with_text(said))
    with pytest.raises(BadTemplate):
        filled(with_text(said), {"ho_ten": "A", "x": "a\nb"})


def test_the_environment_itself_has_nothing_to_offer():
    sandbox = Sandbox()

    assert (sandbox.globals, sandbox.filters, sandbox.tests) == ({}, {}, {})
    for said in ("{{ a.b }}", "{{ a['b'] }}", "{{ a() }}"):
        with pytest.raises((BadTemplate, TypeError)):
            sandbox.from_string(said).render(a={"b": 1})


def test_a_tag_in_the_files_properties_is_looked_through_too():
    from_word = with_text("{{ ho_ten }}")
    assert tags_of(from_word).names == {"ho_ten"}


@pytest.mark.parametrize(
    "value",
    [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{_{ 7*7 }_}",
        "</w:t></w:r><w:r><w:t>",
        "<b>&amp;",
        '"><script>alert(1)</script>',
        "\x00\x07\x0c",
        "a" * 2000,
        '$(id) #eval \\u{41} "quoted"',
    ],
)
def test_what_a_value_says_stays_text(value):
    shown = "".join(words_in(filled(with_text("x{{ ho_ten }}y"), {"ho_ten": value})))

    plain = "".join(c for c in value if c >= " ").replace("{_{", "{{").replace("}_}", "}}")
    assert shown in {f"x{text}y".replace(" ", "") for text in (plain, value, "7*7")} or (
        shown.startswith("x") and shown.endswith("y") and "49" not in shown
    )


def test_lines_are_repeated_and_empty_ones_left_out():
    template = with_text("{% for dong in noi_nhan_dong %}[{{ dong }}]{% endfor %}")
    words = words_in(filled(template, {"noi_nhan": "một\n\nhai\n"}))

    assert words == ["[một][hai]"]


def test_an_empty_value_leaves_room_to_write_and_counts_as_nothing():
    template = with_text("a{{ ten_khac }}b{% if ten_khac %}có{% endif %}")

    assert words_in(filled(template, {"ten_khac": ""})) == ["a" + "…" * 8 + "b"]
