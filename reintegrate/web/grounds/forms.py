"""A law by which an agency may be told something without the person's yes."""

from reintegrate.web.ui.fields import LINE, LongText, Text, Tick
from reintegrate.web.ui.forms import EditForm
from reintegrate.web.ui.i18n import lazy_gettext as _l


class GroundForm(EditForm):
    name_vi = Text(_l("Name in Vietnamese"), longest=LINE)
    name_en = Text(_l("Name in English"), longest=LINE)
    law = LongText(
        _l("Law and article"),
        longest=300,
        hint=_l("As both sides read it beside the request. Another article counts from now on."),
    )
    checked = Tick(
        _l("A lawyer has checked that this article carries it"),
    )
    offered = Tick(_l("Workers may choose it"))
