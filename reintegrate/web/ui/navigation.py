"""The places each role goes to, in the order it needs them; the first one is its home. The first
six stand in the bar (four on a phone), the rest in the menu under what they are about."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g, request, url_for

from reintegrate.access.actions import Action
from reintegrate.access.policy import MAY
from reintegrate.models.user import Role
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.i18n import lazy_gettext as _l


class Group(StrEnum):
    """What the places of the menu are about, in its order."""

    PEOPLE = "people"
    LAW = "law"
    COUNTS = "counts"
    UPKEEP = "upkeep"
    OWN = "own"


GROUPS = {
    Group.PEOPLE: _l("People and their help"),
    Group.LAW: _l("Law and papers"),
    Group.COUNTS: _l("Counts and reports"),
    Group.UPKEEP: _l("Upkeep"),
    Group.OWN: _l("Mine"),
}


@dataclass(frozen=True)
class Place:
    endpoint: str
    label: Any
    action: Action
    group: Group = Group.PEOPLE


@dataclass(frozen=True)
class NavItem:
    url: str
    label: str
    current: bool
    endpoint: str
    group: Group
    count: int | None = None


PLACES = (
    Place("today.index", _l("Today"), Action.SEE_TODAY),
    Place("caseload.index", _l("Caseload"), Action.SEE_CASELOAD),
    Place("deadlines.index", _l("Deadlines"), Action.LIST_DEADLINES, Group.LAW),
    Place("people.search", _l("Find someone"), Action.FIND_PEOPLE),
    Place("intakes.index", _l("Intakes"), Action.LIST_INTAKES),
    Place("assignments.index", _l("Agencies' help"), Action.LIST_ASSIGNMENTS),
    Place("agencies.index", _l("Agencies"), Action.SEE_AGENCIES),
    Place("transfers.index", _l("Transfers"), Action.LIST_TRANSFERS),
    Place("teams.index", _l("Support team"), Action.SEE_TEAM, Group.LAW),
    Place("documents.index", _l("Official papers"), Action.LIST_DOCUMENTS, Group.LAW),
    Place("community.index", _l("Community"), Action.SEE_COMMUNITY, Group.COUNTS),
    Place("reports.index", _l("Counts"), Action.SEE_COUNTS, Group.COUNTS),
    Place("reports.periods", _l("Reports"), Action.VIEW_REPORT, Group.COUNTS),
    Place("reports.indicators", _l("Indicators"), Action.KEEP_INDICATORS, Group.UPKEEP),
    Place("self_check.index", _l("Self-check"), Action.SELF_CHECK),
    Place("reveals.index", _l("Urgent looks"), Action.REVIEW_REVEAL),
    Place("data_requests.index", _l("Requests about data"), Action.LIST_DATA_REQUESTS, Group.LAW),
    Place("audit.index", _l("Who did what"), Action.READ_AUDIT, Group.COUNTS),
    Place("admin.index", _l("Accounts"), Action.KEEP_USERS, Group.UPKEEP),
    Place("wards.index", _l("Wards and communes"), Action.KEEP_AREAS, Group.UPKEEP),
    Place("schedule.index", _l("Contact rhythm"), Action.KEEP_SCHEDULE, Group.UPKEEP),
    Place("rules.index", _l("Rules and calendar"), Action.KEEP_RULES, Group.UPKEEP),
    Place("nudges.index", _l("What changed"), Action.SEE_NOTICES, Group.OWN),
    Place("nudges.jobs", _l("Time-driven work"), Action.WATCH_JOBS, Group.UPKEEP),
    Place("reminders.wordings", _l("Words of texts"), Action.KEEP_REMINDER_WORDINGS, Group.UPKEEP),
    Place("grounds.index", _l("Telling without consent"), Action.KEEP_RULES, Group.UPKEEP),
    Place("helpers.salary", _l("Base salary"), Action.KEEP_BASE_SALARY, Group.UPKEEP),
    Place("questionnaires.index", _l("Questionnaires"), Action.KEEP_QUESTIONNAIRES, Group.UPKEEP),
    Place("privacy.details", _l("Privacy page"), Action.KEEP_PRIVACY_DETAILS, Group.UPKEEP),
    Place("document_templates.index", _l("Word templates"), Action.KEEP_TEMPLATES, Group.UPKEEP),
    Place("account.index", _l("My account"), Action.KEEP_ACCOUNT, Group.OWN),
)

IN_THE_BAR_OF_A_PHONE = 4
NEWS = "nudges.index"
"""Its number is kept with the account: no page has to count."""

BELONGS_TO = {
    **dict.fromkeys(("privacy.index", "disclosures", "breaches"), "data_requests.index"),
    "privacy.detail": "privacy.details",
    **dict.fromkeys(("privacy.clocks", "privacy.clock"), "rules.index"),
    "clusters.index": "agencies.index",
    "clusters.show": "agencies.index",
    "clusters.new": "agencies.index",
    "clusters.edit": "agencies.index",
    "clusters.agree": "agencies.index",
    **dict.fromkeys(
        ("reports.show", "reports.behind", "reports.write", "reports.summary", "reports.annex"),
        "reports.periods",
    ),
    "reports.definitions": "reports.periods",
    "reports.targets": "reports.periods",
    "reports.target": "reports.periods",
    "nudges.digest": "account.index",
    "nudges.prove": "account.index",
    "nudges.calendar": "account.index",
    "api_tokens.index": "account.index",
    "api_tokens.everybodys": "admin.index",
    "reminders.wording": "reminders.wordings",
    "outcomes": "schedule.index",
    "information": "community.index",
    "period_kinds": "rules.index",
    **dict.fromkeys(("information.clocks", "information.clock"), "rules.index"),
    "community_activities": "community.index",
    "work_plans": "community.index",
}
"""Pages, or all of a feature's, that stand under another feature's place."""

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
def places_of(role: Role, language: str, root: str) -> tuple[tuple[str, str, str, Group], ...]:
    """Endpoint, address, label and group of each place of this role: the same on every page."""
    return tuple(
        (place.endpoint, url_for(place.endpoint), str(place.label), place.group)
        for place in PLACES
        if place.action in MAY[role]
    )


@lru_cache(maxsize=512)
def drawn(role: Role, language: str, root: str, here: str, news: int) -> Any:
    """The navigation as it is written on a page: it hangs on these alone, of which few exist."""
    items = nav_items(role, language, root, here, news)
    template = current_app.jinja_env.get_template("components/places.html")
    return template.make_module({"items": items, "groups": nav_groups(items), "news": news})


def nav_items(role: Role, language: str, root: str, here: str, news: int) -> list[NavItem]:
    """`here` is the endpoint of the page, `news` how many changes its reader has not seen."""
    here = BELONGS_TO.get(here) or BELONGS_TO.get(here.split(".")[0], here)
    places = places_of(role, language, root)
    exact = any(endpoint == here for endpoint, _, _, _ in places)
    return [
        NavItem(
            url=url,
            label=label,
            current=endpoint == here if exact else endpoint.split(".")[0] == here.split(".")[0],
            endpoint=endpoint,
            group=group,
            count=news if endpoint == NEWS else None,
        )
        for endpoint, url, label, group in places
    ]


def nav_groups(items: list[NavItem]) -> list[tuple[str, list[NavItem]]]:
    """What the menu holds: all that is not in a phone's bar, by what it is about."""
    behind = items[IN_THE_BAR_OF_A_PHONE:]
    found = [(label, [i for i in behind if i.group == group]) for group, label in GROUPS.items()]
    return [(str(label), places) for label, places in found if places]


def init_app(app: Flask) -> None:
    @app.context_processor
    def places() -> dict[str, Any]:
        viewer = g.get("viewer")
        if viewer is None:
            return {}
        root, here = request.script_root, str(request.endpoint)
        return {"places": drawn(viewer.role, language(), root, here, viewer.unseen_notices)}
