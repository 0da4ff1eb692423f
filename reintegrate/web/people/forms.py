"""What people.search asks: one box."""

from reintegrate.web.ui.fields import SHORT, Text
from reintegrate.web.ui.forms import AskForm
from reintegrate.web.ui.i18n import lazy_gettext as _l


class SearchForm(AskForm):
    q = Text(
        _l("Name, paper number, phone or case number"),
        longest=SHORT,
        hint=_l(
            "Accents and the order of words do not matter; the beginning of a word is enough. A"
            " ward's name, old or new, finds whose address names it."
        ),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
