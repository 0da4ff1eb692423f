"""Exactly what an agency is told about a person. Preview and the agency's page draw the same."""

from dataclasses import dataclass
from datetime import date

from reintegrate.models.person import PhoneOwner
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.labels import label


@dataclass(frozen=True)
class Line:
    label: str
    value: str | None


@dataclass(frozen=True)
class Told:
    """Name, a phone if they want that, and what is asked. Nothing else leaves the ward; that they
    are after rehabilitation only where the scheme behind the help asks for it."""

    name: str
    service: str
    due_on: date | None
    request: str | None
    phone: str | None = None
    phone_owner: PhoneOwner = PhoneOwner.OWN
    may_name_service: bool = False
    says_status: bool = False
    ground: str | None = None

    def lines(self) -> list[Line]:
        lines = [
            Line(_("Name"), self.name),
            Line(_("Help asked for"), self.service),
            Line(_("Wanted by"), day(self.due_on) if self.due_on else None),
            Line(_("What is asked"), self.request),
        ]
        if self.says_status:
            lines.append(Line(_("Entitled as"), _("A person after rehabilitation")))
        if self.ground:
            lines.append(Line(_("Asked by law"), self.ground))
        return [lines[0], *self._phone_lines(), *lines[1:]]

    def preview_lines(self) -> list[Line]:
        """Before the request is written: the same lines, with a word where something is to come."""
        return [Line(line.label, line.value or _("As you write it above")) for line in self.lines()]

    def _phone_lines(self) -> list[Line]:
        if not self.phone:
            return [Line(_("Phone"), _("Not shared: ask through the thread."))]
        lines = [Line(_("Phone"), self.phone)]
        if self.phone_owner != PhoneOwner.OWN:
            lines.append(Line(_("Whose phone"), label(self.phone_owner)))
        if not self.may_name_service:
            lines.append(
                Line(
                    _("When calling"),
                    _("Speak with them alone, and tell nobody else why you are calling."),
                )
            )
        return lines
