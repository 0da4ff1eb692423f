"""Catalogues whose codes stand in answers, and the words of the few codes that are written in the
program itself."""

from enum import StrEnum

from reintegrate.models.api_token import Grant
from reintegrate.models.area import AreaKind
from reintegrate.models.case import CaseStatus
from reintegrate.models.catalogue import (
    ClosureOutcome,
    ContactChannel,
    ContactOutcome,
    FollowUpKind,
    NeedKind,
    NoNextDateReason,
    RehabilitationKind,
    Service,
    choices,
    names,
)
from reintegrate.models.user import Role
from reintegrate.web.api.shapes import Entry
from reintegrate.web.nudges.mails import speaking
from reintegrate.web.ui.labels import label

KEPT = {
    model.__tablename__: model
    for model in (
        ClosureOutcome,
        ContactChannel,
        ContactOutcome,
        FollowUpKind,
        NeedKind,
        NoNextDateReason,
        RehabilitationKind,
        Service,
    )
}
WRITTEN: dict[str, type[StrEnum]] = {
    "area_kind": AreaKind,
    "case_status": CaseStatus,
    "grant": Grant,
    "role": Role,
}
CATALOGUES = frozenset({*KEPT, *WRITTEN})


def entries_of(name: str) -> list[Entry]:
    if name in WRITTEN:
        return [
            Entry(str(member), said_in("vi", member), said_in("en", member), True)
            for member in WRITTEN[name]
        ]
    model = KEPT[name]
    vi, en = names(model, "vi"), names(model, "en")
    offered = {code for code, _ in choices(model, "en")}
    return [Entry(code, vi[code], en[code], code in offered) for code in vi]


def said_in(language: str, member: StrEnum) -> str:
    with speaking(language):
        return str(label(member))
