"""Templates of the schedule, and what is planned in one case."""

from collections.abc import Sequence
from typing import Any

from reintegrate.models.activity_set import MOST_DAYS, Planned
from reintegrate.models.rhythm import Stretch
from reintegrate.web.ui.fields import Number, Select, Text
from reintegrate.web.ui.forms import EditForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l

STRETCHES = 5
LONGEST_TERM = 1100


class RhythmForm(EditForm):
    """The last stretch that is filled in runs to the end of the term."""

    name_vi = Text(_l("Name in Vietnamese"), longest=80)
    name_en = Text(_l("Name in English"), longest=80)
    first_days = Number(_l("First contact within so many days"), low=1, high=60)
    every_1 = Number(_l("1st stretch: every so many days"), low=1, high=366)
    until_1 = Number(_l("1st stretch: until day"), low=1, high=LONGEST_TERM, required=False)
    every_2 = Number(_l("2nd stretch: every so many days"), low=1, high=366, required=False)
    until_2 = Number(_l("2nd stretch: until day"), low=1, high=LONGEST_TERM, required=False)
    every_3 = Number(_l("3rd stretch: every so many days"), low=1, high=366, required=False)
    until_3 = Number(_l("3rd stretch: until day"), low=1, high=LONGEST_TERM, required=False)
    every_4 = Number(_l("4th stretch: every so many days"), low=1, high=366, required=False)
    until_4 = Number(_l("4th stretch: until day"), low=1, high=LONGEST_TERM, required=False)
    every_5 = Number(_l("5th stretch: every so many days"), low=1, high=366, required=False)
    why = Text(_l("Why it is changed"), required=False)

    def pairs(self) -> list[tuple[Any, Any]]:
        """Each stretch's two fields; the last has no end."""
        return [(self[f"every_{n}"], self._fields.get(f"until_{n}")) for n in range(1, 6)]

    @property
    def steps(self) -> list[Stretch]:
        """As filled in, the first contact first. The last stretch stays open."""
        filled = [
            Stretch(until.data if until is not None else None, every.data)
            for every, until in self.pairs()
            if every.data
        ]
        filled[-1] = Stretch(None, filled[-1].every_days)
        return [Stretch(0, self.first_days.data or 1), *filled]

    def validate(self, extra_validators: object = None) -> bool:
        return bool(super().validate(extra_validators)) and self._is_in_order()

    def _is_in_order(self) -> bool:
        last, open_at = 0, 0
        for place, (every, until) in enumerate(self.pairs(), 1):
            if not every.data:
                continue
            if open_at or (place > 1 and not self[f"every_{place - 1}"].data):
                self.refuse(gettext("Fill in the stretch before this one first."), every.name)
                return False
            if until is not None and until.data:
                if until.data <= last:
                    self.refuse(gettext("Each stretch ends after the one before."), until.name)
                    return False
                last = until.data
            elif place < STRETCHES and self[f"every_{place + 1}"].data:
                self.refuse(gettext("Say until which day this stretch runs."), f"until_{place}")
                return False
            else:
                open_at = place
        return True


def filled_in(steps: Sequence[Stretch]) -> dict[str, Any]:
    """A template as the form shows it."""
    shown: dict[str, Any] = {"first_days": steps[0].every_days}
    for place, step in enumerate(steps[1:], 1):
        shown |= {f"every_{place}": step.every_days, f"until_{place}": step.to_day}
    return shown


class NewTemplateForm(PostForm):
    name = Text(_l("Its name"), longest=80)
    source = Select(_l("Begin with a copy of"), coerce=int)


class SetForm(EditForm):
    """Built for the kinds there are: a number of days for each that belongs to the set."""

    name_vi = Text(_l("Name in Vietnamese"), longest=80)
    name_en = Text(_l("Name in English"), longest=80)

    kinds: Sequence[str] = ()

    @property
    def items(self) -> list[Planned]:
        given = [(kind, self[f"after_{kind}"].data) for kind in self.kinds]
        return [Planned(kind, days) for kind, days in given if days is not None]

    def days_fields(self) -> list[Any]:
        return [self[f"after_{kind}"] for kind in self.kinds]


def set_form(kinds: Sequence[tuple[str, str]]) -> type[SetForm]:
    """`kinds`: code and name of each activity a set may hold."""
    fields = {
        f"after_{code}": Number(name, low=0, high=MOST_DAYS, required=False) for code, name in kinds
    }
    return type("SetForm", (SetForm,), fields | {"kinds": [code for code, _ in kinds]})
