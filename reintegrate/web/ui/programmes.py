"""The programmes of crime prevention, drugs and trafficking, to choose from."""

from typing import Any

from reintegrate.models.catalogue import Programme, choices
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language


def offer_programmes(form: Any, *, keep: str = "") -> None:
    """Those in force, and the one that is written (`keep`) though it has ended since."""
    offered = choices(Programme, language(), keep=keep)
    form.programme_code.choices = [("", _("Choose…")), *offered]
