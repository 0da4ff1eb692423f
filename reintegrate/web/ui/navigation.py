"""The places each role goes to, in the order it needs them. The first one is its home."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Flask, g, request, url_for

from reintegrate.access.actions import Action
from reintegrate.access.policy import MAY
from reintegrate.models.user import Role
from reintegrate.web.ui.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class Place:
    endpoint: str
    label: Any
    action: Action


@dataclass(frozen=True)
class NavItem:
    url: str
    label: str
    current: bool
    endpoint: str
    count: int | None = None


PLACES = (
    Place("today.index", _l("Today"), Action.SEE_TODAY),
    Place("caseload.index", _l("Caseload"), Action.SEE_CASELOAD),
    Place("deadlines.index", _l("Deadlines"), Action.LIST_DEADLINES),
    Place("people.search", _l("Find someone"), Action.FIND_PEOPLE),
    Place("intakes.index", _l("Intakes"), Action.LIST_INTAKES),
    Place("assignments.index", _l("Agencies' help"), Action.LIST_ASSIGNMENTS),
    Place("transfers.index", _l("Transfers"), Action.LIST_TRANSFERS),
    Place("teams.index", _l("Support team"), Action.SEE_TEAM),
    Place("documents.index", _l("Official papers"), Action.LIST_DOCUMENTS),
    Place("reports.index", _l("Counts"), Action.SEE_COUNTS),
    Place("audit.index", _l("Who did what"), Action.READ_AUDIT),
    Place("admin.index", _l("Accounts"), Action.KEEP_USERS),
    Place("schedule.index", _l("Contact rhythm"), Action.KEEP_SCHEDULE),
    Place("rules.index", _l("Rules and calendar"), Action.KEEP_RULES),
    Place("nudges.index", _l("What changed"), Action.SEE_NOTICES),
    Place("nudges.jobs", _l("Time-driven work"), Action.WATCH_JOBS),
    Place("reminders.wordings", _l("Words of texts"), Action.KEEP_REMINDER_WORDINGS),
    Place("helpers.salary", _l("Base salary"), Action.KEEP_BASE_SALARY),
    Place("document_templates.index", _l("Word templates"), Action.KEEP_TEMPLATES),
    Place("account.index", _l("My account"), Action.KEEP_ACCOUNT),
)

NEWS = "nudges.index"
"""Its number is kept with the account: no page has to count."""

BELONGS_TO = {
    "nudges.digest": "account.index",
    "nudges.prove": "account.index",
    "nudges.calendar": "account.index",
    "reminders.wording": "reminders.wordings",
}
"""Pages that stand under another feature's place."""

HOME = {
    Role.SOCIAL_WORKER: "today.index",
    Role.WARD_OFFICIAL: "caseload.index",
    Role.WARD_POLICE: "caseload.index",
    Role.AGENCY_WORKER: "assignments.index",
    Role.COORDINATOR: "reports.index",
    Role.DATA_PROTECTION_OFFICER: "audit.index",
    Role.ADMINISTRATOR: "admin.index",
}


@lru_cache(maxsize=64)
def places_of(role: Role, language: str, root: str) -> tuple[tuple[str, str, str], ...]:
    """Endpoint, address and label of each place of this role: the same on every page."""
    return tuple(
        (place.endpoint, url_for(place.endpoint), str(place.label))
        for place in PLACES
        if place.action in MAY[role]
    )


def nav_items() -> list[NavItem]:
    viewer = g.get("viewer")
    if viewer is None:
        return []
    here = BELONGS_TO.get(str(request.endpoint), str(request.endpoint))
    places = places_of(viewer.role, g.language, request.script_root)
    exact = any(endpoint == here for endpoint, _, _ in places)
    return [
        NavItem(
            url=url,
            label=label,
            current=endpoint == here if exact else endpoint.split(".")[0] == here.split(".")[0],
            endpoint=endpoint,
            count=viewer.unseen_notices if endpoint == NEWS else None,
        )
        for endpoint, url, label in places
    ]


def init_app(app: Flask) -> None:
    @app.context_processor
    def places() -> dict[str, Any]:
        return {"nav_items": nav_items()}
