"""An agency's page, as its keepers write it. Choices are given by the view."""

from typing import Any

from reintegrate.models.agency_revision import AgencyFacts
from reintegrate.web.ui.fields import LINE, Choices, Number, Select, Text, Tick
from reintegrate.web.ui.forms import CreateForm, EditForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l


class AgencyPage(PostForm):
    name = Text(_l("Its name"))
    phone = Text(
        _l("Phone of the office"),
        longest=40,
        required=False,
        hint=_l("The organisation's public number, never somebody's own."),
    )
    address = Text(_l("Address"), longest=LINE, required=False)
    opening_hours = Text(_l("Opening hours"), longest=LINE, required=False)
    capacity = Number(
        _l("Open places"),
        low=0,
        high=9999,
        required=False,
        hint=_l("How many people it can help at one time. Empty if nobody said."),
    )
    services = Choices(_l("What it can be asked for"))
    areas = Choices(_l("Where it serves"), hint=_l("A province stands for all of its wards."))
    active = Tick(_l("It can be asked"))

    def offer(self, services: list[tuple[str, str]], areas: list[tuple[str, str]]) -> None:
        self.services.choices, self.areas.choices = services, areas

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        good = bool(super().validate(*args, **kwargs))
        if not self.areas.data:
            self.refuse(gettext("Tick at least one place."), "areas")
        return good and bool(self.areas.data)

    def facts(self, kept: tuple[int, ...] = ()) -> AgencyFacts:
        """`kept`: areas its keeper cannot see, which stay as they are."""
        return AgencyFacts(
            name=str(self.name.data),
            phone=self.phone.data or None,
            address=self.address.data or None,
            opening_hours=self.opening_hours.data or None,
            capacity=self.capacity.data,
            active=bool(self.active.data),
            services=tuple(sorted(self.services.data)),
            areas=tuple(sorted({*kept, *(int(area) for area in self.areas.data)})),
        )


class NewAgencyForm(AgencyPage, CreateForm):
    kind = Select(_l("Kind of organisation"))


class AgencyForm(AgencyPage, EditForm):
    pass
