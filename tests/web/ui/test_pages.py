"""Templates as they are written out: every value escaped, fixed words in the viewer's language."""

import pytest
from flask import Flask, g, render_template_string
from markupsafe import Markup

from reintegrate.web.ui.i18n import lazy_gettext


class Drawn:
    def __html__(self) -> str:
        return "<b>drawn</b>"


class Spelled:
    def __str__(self) -> str:
        return "<i>"


@pytest.fixture
def drawn(app: Flask):
    def draw(template: str, language: str = "vi", **values: object) -> str:
        with app.test_request_context("/"):
            g.language = language
            return render_template_string(template, **values)

    return draw


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("<script>&\"'", "&lt;script&gt;&amp;&#34;&#39;"),
        (Markup("<em>"), "<em>"),
        (Drawn(), "<b>drawn</b>"),
        (Spelled(), "&lt;i&gt;"),
        (7, "7"),
        (None, "None"),
        (True, "True"),
        (lazy_gettext("Sign out"), "Đăng xuất"),
    ],
)
def test_whatever_is_shown_is_escaped_once(drawn, value, written):
    in_a_macro = "{% macro m(v) %}{{ v }}{% endmacro %}{{ m(value) }}"
    assert drawn("{{ value }}", value=value) == written
    assert drawn(in_a_macro, value=value) == written


def test_fixed_words_are_in_the_language_of_each_page(drawn):
    template = '{{ _("Sign out") }}|{% trans %}Sign out{% endtrans %}'
    assert drawn(template) == "Đăng xuất|Đăng xuất"
    assert drawn(template, language="en") == "Sign out|Sign out"
    assert drawn(template) == "Đăng xuất|Đăng xuất"


def test_words_around_a_value_escape_it(drawn):
    template = '{{ _("Cases: %(n)s", n=value) }}'
    assert drawn(template, language="en", value="<9>") == "Cases: &lt;9&gt;"


def test_words_made_on_the_way_are_still_looked_up(drawn):
    assert drawn("{{ _(said) }}", said="Sign out") == "Đăng xuất"
