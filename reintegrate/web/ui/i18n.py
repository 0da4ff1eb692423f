"""The viewer's language. Vietnamese first; catalogues are read from their .po files at start."""

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel, Domain

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


class Catalogues(Domain):  # type: ignore[misc]
    """Both catalogues, loaded once a process."""

    def __init__(self) -> None:
        super().__init__()
        self._loaded = {language: load(language) for language in LANGUAGES}

    def get_translations(self) -> Translations:
        return self._loaded[language()]

    def gettext_on_pages(self, text: str) -> str:
        """What templates call: a page asks for a hundred words, so the way is short."""
        return str(self._loaded[g.get("language", "vi")].gettext(text))


def language() -> str:
    """The language of this request, or Vietnamese where there is none."""
    return str(g.get("language", "vi")) if has_request_context() else "vi"


def init_app(app: Flask) -> None:
    babel = Babel()
    babel.init_app(app, locale_selector=language, default_locale="vi")
    catalogues = babel.domain_instance = Catalogues()
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        catalogues.gettext_on_pages, catalogues.ngettext, newstyle=True
    )
    cookie = app.config["LANGUAGE_COOKIE"]

    @app.before_request
    def choose_language() -> None:
        asked = request.args.get("lang") or request.cookies.get(cookie)
        g.language = asked if asked in LANGUAGES else "vi"

    @app.after_request
    def remember_language(response: Response) -> Response:
        if request.args.get("lang") in LANGUAGES:
            options: dict[str, Any] = {
                "secure": app.config["SESSION_COOKIE_SECURE"],
                "httponly": True,
                "samesite": "Lax",
            }
            response.set_cookie(cookie, g.language, **options)
        return response

    @app.context_processor
    def language_of_page() -> dict[str, str]:
        return {"lang": language()}
