"""What may be asked of a resource. Anything else is refused by naming what may: a program whose
filter was passed over without a word would take the whole list for the filtered one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from reintegrate.access.programs import may_name
from reintegrate.models.user import User
from reintegrate.web.caseload.filters import ANSWERS, NOBODY, SORTS
from reintegrate.web.ui.i18n import LANGUAGES
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.problems import not_offered

ALWAYS = ("lang",)


def is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-01-31")


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


@dataclass(frozen=True)
class Parameter:
    """One thing that may be asked: one of a few, or a text that must be right."""

    name: str
    says: Any
    among: tuple[str, ...] = ()
    right: Callable[[str], bool] | None = None
    schema: Mapping[str, Any] | None = None

    def takes(self, text: str) -> bool:
        return text in self.among or (self.right is not None and self.right(text))

    def described(self) -> dict[str, Any]:
        schema: dict[str, Any] = dict(self.schema or {"type": "string"})
        if self.among and self.right is None:
            schema["enum"] = list(self.among)
        return {"name": self.name, "in": "query", "description": str(self.says), "schema": schema}


PAGE = Parameter("page", _l("From the address of the next page"), right=lambda text: bool(text))
LANG = Parameter("lang", _l("Language of messages; else Accept-Language"), among=LANGUAGES)
DAY = {"type": "string", "format": "date"}

FILTERS = (
    Parameter("due", _l("When the next contact is due"), among=ANSWERS["due"]),
    Parameter("contact", _l("Whether they were reached"), among=ANSWERS["contact"]),
    Parameter("status", _l("How the case stands"), among=ANSWERS["status"]),
    Parameter("term", _l("Terms ending within thirty days"), among=ANSWERS["term"]),
    Parameter("owed", _l("What the law wants now or soon"), among=ANSWERS["owed"]),
    Parameter("ended", _l("Ended cases instead: all, or this year's"), among=ANSWERS["ended"]),
    Parameter("worker", _l("A worker's number, or none"), among=(NOBODY,), right=is_number),
    Parameter(
        "sort",
        _l("The order; with - before it, falling. By name only where the key may read names"),
        among=(*SORTS, *(f"-{sort}" for sort in SORTS)),
    ),
    PAGE,
)
OF_OPEN = {"due", "contact", "status", "term", "owed"}


def refuse_unknown(sent: MultiDict[str, str], known: Sequence[Parameter]) -> None:
    """Raises Refused for a name nobody offered, one asked twice, or an answer that is none."""
    by_name = {one.name: one for one in known}
    if any(name not in {*by_name, *ALWAYS} for name in sent):
        raise not_offered(list(by_name))
    for name, one in by_name.items():
        given = sent.getlist(name)
        if len(given) > 1 or (given and not one.takes(given[0])):
            raise not_offered([f"{name}={value}" for value in one.among] or [name])


def refuse_contradictions(viewer: User, sent: Mapping[str, str]) -> None:
    """The open and the ended are never asked for together; an order by name tells of names."""
    if "ended" in sent and OF_OPEN & set(sent):
        raise not_offered(["ended", "worker", "sort", "page"])
    if sent.get("sort", "").removeprefix("-") == "name" and not may_name(viewer):
        raise not_offered([f"sort={sort}" for sort in SORTS if sort != "name"])
