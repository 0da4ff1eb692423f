"""The viewer's language. Vietnamese first; catalogues are read from their .po files at start."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, Response
from flask.globals import _cv_app
from flask_babel import Babel, Domain
from flask_babel.speaklater import LazyString

from reintegrate.access.at_hand import asked as asked_now
from reintegrate.access.at_hand import kept
from reintegrate.access.programs import is_for_programs

LANGUAGES = ("vi", "en")
CATALOGUES = Path(__file__).parents[2] / "translations"


def load(language: str) -> Translations:
    """A catalogue compiled in memory: nothing compiled lies about to go stale."""
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


@cache
def catalogues() -> dict[str, Translations]:
    """Both catalogues, loaded once a process."""
    return {language: load(language) for language in LANGUAGES}


@cache
def all_words(language: str) -> dict[str, str]:
    """What each single message is in this language."""
    catalogue = catalogues()[language]._catalog
    return {text: words for text, words in catalogue.items() if isinstance(text, str) and words}


def gettext(text: str, **values: Any) -> str:
    """These words in the viewer's language. A page asks a hundred times, so the way is short."""
    words = all_words(language()).get(text, text)
    return words % values if values else words


def ngettext(one: str, many: str, number: int) -> str:
    return str(catalogues()[language()].ngettext(one, many, number))


def lazy_gettext(text: str, **values: Any) -> LazyString:
    """The same, looked up only when it is shown: for what is written once for all viewers."""
    return LazyString(gettext, text, **values)


class Catalogues(Domain):  # type: ignore[misc]
    """What Flask-Babel itself asks."""

    def get_translations(self) -> Translations:
        return catalogues()[language()]


def language() -> str:
    """The language of this request, or Vietnamese where there is none. A page asks a hundred times:
    it is `g.language` without the stand-in that finds `g` anew each time."""
    context = _cv_app.get(None)
    return "vi" if context is None else context.g.get("language", "vi")  # type: ignore[no-any-return]


def said(values: Mapping[str, str], name: str) -> str | None:
    """As `get`, which makes an error first of what is missing."""
    if name not in values:
        return None
    return values[name]


def init_app(app: Flask) -> None:
    babel = Babel()
    babel.init_app(app, locale_selector=language, default_locale="vi")
    babel.domain_instance = Catalogues()
    catalogues()
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    cookie = app.config["LANGUAGE_COOKIE"]

    @app.before_request
    def choose_language() -> None:
        request = asked_now()
        if is_for_programs(request.path):
            wanted = request.accept_languages.best_match(LANGUAGES)
            asked = said(request.args, "lang") or wanted
        else:
            asked = said(request.args, "lang") or said(request.cookies, cookie)
        kept().language = asked if asked in LANGUAGES else "vi"

    @app.after_request
    def remember_language(response: Response) -> Response:
        request = asked_now()
        if said(request.args, "lang") in LANGUAGES and not is_for_programs(request.path):
            options: dict[str, Any] = {
                "secure": app.config["SESSION_COOKIE_SECURE"],
                "httponly": True,
                "samesite": "Lax",
            }
            response.set_cookie(cookie, language(), **options)
        return response

    @app.context_processor
    def language_of_page() -> dict[str, str]:
        return {"lang": language()}
