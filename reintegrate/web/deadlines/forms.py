"""Putting a case under other rules. The regimes to choose from are given by the view."""

from reintegrate.web.ui.fields import Choice, LongText
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import lazy_gettext as _l


class RegimeForm(CreateForm):
    regime = Choice(_l("Rules to count by from now on"))
    reason = LongText(
        _l("Why"), longest=1000, hint=_l("Name the guidance or letter this follows, if any.")
    )
