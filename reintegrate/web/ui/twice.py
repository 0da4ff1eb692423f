"""Saved a moment ago, and once more from a page opened anew: asked, with what was typed kept."""

from reintegrate.db import HERE
from reintegrate.models.idempotency import SaidAlready
from reintegrate.web.ui.fields import Tick
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l


class OnceMoreForm(CreateForm):
    """`components/forms.html` draws the tick only after it was asked for."""

    once_more = Tick(_l("Record it once more"))
    asks_once_more = False

    def ask_once_more(self, error: SaidAlready) -> None:
        self.asks_once_more = True
        self.refuse(already(error), "once_more")


def already(error: SaidAlready) -> str:
    return gettext(
        "You recorded exactly this at %(time)s already. It is saved; nothing was recorded now.",
        time=error.at.astimezone(HERE).strftime("%H:%M"),
    )
