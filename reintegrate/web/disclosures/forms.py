"""Of which case the data-protection officer asks."""

from reintegrate.web.ui.fields import SHORT, Text
from reintegrate.web.ui.forms import AskForm
from reintegrate.web.ui.i18n import lazy_gettext as _l


class NumberForm(AskForm):
    number = Text(_l("Case number"), longest=SHORT)
