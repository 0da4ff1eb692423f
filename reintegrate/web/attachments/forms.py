"""A file for the other side."""

from wtforms import FileField

from reintegrate.models.attachment import MOST_BYTES
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import lazy_gettext as _l


class AttachmentForm(CreateForm):
    file = FileField(
        _l("A file"),
        description=_l(
            "PDF, Word, Excel, JPG or PNG, at most %(n)s KB. No pictures of identity cards or "
            "other papers of the person, and nothing about their health: what is not sent cannot "
            "be lost.",
            n=MOST_BYTES // 1024,
        ),
    )
