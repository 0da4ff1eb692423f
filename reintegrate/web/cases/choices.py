"""What can be done with a case, and which kinds of entries its page shows: links that hang on few
things, drawn once for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from flask import current_app, request
from markupsafe import Markup

from reintegrate.models.case import Case
from reintegrate.web.cases.attention import Offer, address, offers
from reintegrate.web.cases.timeline import hiding
from reintegrate.web.ui.addresses import SOME_ID, case_url, with_number
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.labels import label


@dataclass(frozen=True)
class Link:
    url: str
    label: str
    current: bool = False


def choices_of(case: Case, hidden: Sequence[str]) -> Markup:
    html = drawn(offers(case), tuple(hidden), language(), request.script_root)
    return with_number(html, case.id)


@lru_cache(maxsize=256)
def drawn(offered: tuple[Offer, ...], hidden: tuple[str, ...], language: str, root: str) -> str:
    """For a case with any number: nothing of a person stands here."""
    return current_app.jinja_env.get_template("cases/choices.html").render(
        offers=[Link(address(o.endpoint, SOME_ID), o.label) for o in offered if not o.refused],
        refused=[(o.label, label(o.refused)) for o in offered if o.refused],
        toggles=toggles(SOME_ID, hidden),
        some_are_hidden=bool(hidden),
    )


def toggles(case_id: int, hidden: Sequence[str]) -> list[Link]:
    """One link for each kind of entry: hide it, or show it again."""
    words_for = {
        "system": (_("Hide system entries"), _("Show system entries")),
        "contacts": (_("Hide contacts"), _("Show contacts")),
        "papers": (_("Hide papers and decisions"), _("Show papers and decisions")),
        "help": (_("Hide needs and help"), _("Show needs and help")),
    }
    here = case_url("cases.show", case_id)
    found = []
    for kind, (hide, show) in words_for.items():
        is_hidden = kind in hidden
        left = [k for k in hidden if k != kind] if is_hidden else [*hidden, kind]
        asked = f"?{urlencode(hiding(left))}" if left else ""
        found.append(Link(here + asked, show if is_hidden else hide, is_hidden))
    return found
