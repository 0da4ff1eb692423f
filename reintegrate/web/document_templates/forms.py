"""A Word template being brought."""

from wtforms import FileField

from reintegrate.web.ui.fields import Text
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import lazy_gettext as _l


class TemplateForm(CreateForm):
    file = FileField(_l("The changed Word template"), description=_l("A .docx of at most 480 KB."))
    note = Text(_l("What was changed"), longest=200, hint=_l("For whoever looks here next."))
