"""What a key for another program is called, what it may read, and how long."""

from reintegrate.models.api_token import MOST_DAYS
from reintegrate.web.ui.fields import Choice, Choices, Password, Text
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import lazy_gettext as _l

DAYS = (7, 30, MOST_DAYS)


class TokenForm(CreateForm):
    name = Text(
        _l("Which program gets this key"),
        longest=80,
        hint=_l("So that you know it again, for example “The ward's spreadsheet”."),
        render_kw={"autocomplete": "off"},
    )
    grants = Choices(
        _l("What it may read"),
        hint=_l("Never more than you may yourself. Areas and catalogues it can always read."),
    )
    days = Choice(
        _l("For how long"),
        choices=[(str(days), _l("%(n)s days", n=days)) for days in DAYS],
        default="30",
    )
    present = Password(
        _l("Your password"),
        hint=_l("So that nobody makes a key at a device you left open."),
        render_kw={"autocomplete": "current-password"},
    )
