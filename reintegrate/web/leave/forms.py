"""Days on which somebody is away."""

from reintegrate.db import today
from reintegrate.models.leave import LeaveKind
from reintegrate.web.ui.fields import Choice, Day, Select
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label


class LeaveForm(CreateForm):
    user = Select(_l("Who is away"), coerce=int)
    first_day = Day(_l("First day"), default=today)
    last_day = Day(_l("Last day"))
    kind = Choice(_l("Why"), hint=_l("Colleagues see only the days."))

    def offer(self, people: list[tuple[int, str]]) -> None:
        self.user.choices = people
        self.kind.choices = [(str(kind), label(kind)) for kind in LeaveKind]
