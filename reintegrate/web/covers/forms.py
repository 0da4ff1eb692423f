"""Choosing who stands in."""

from reintegrate.web.ui.fields import Select
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l


class CoverForm(CreateForm):
    stand_in = Select(_l("Who stands in"))

    def offer(self, colleagues: list[tuple[int, str]]) -> None:
        """Nobody is chosen beforehand: it is work for somebody."""
        named = [(str(number), name) for number, name in colleagues]
        self.stand_in.choices = [("", gettext("Choose…")), *named]
