"""How papers write things: Vietnamese always, whatever language the page is in."""

import tomllib
from datetime import date
from functools import lru_cache
from typing import Any

from reintegrate.models.area import Area
from reintegrate.models.person import BirthDate, Sex
from reintegrate.paths import seeds_dir

SEX = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", Sex.UNSTATED: ""}


@lru_cache(maxsize=1)
def defaults() -> dict[str, Any]:
    """What drafts propose where the record says nothing."""
    with (seeds_dir() / "documents" / "defaults.toml").open("rb") as file:
        return tomllib.load(file)


def default_of(kind_code: str, field: str, area: Area) -> str:
    """Empty when nothing is proposed. A form of an earlier decree takes its successor's."""
    known = defaults()
    family = kind_code.removesuffix("-2021")
    text = known.get(family, {}).get(field) or known["common"].get(field, "")
    return str(text).replace("{don_vi}", in_sentence(area))


def basis(regime_code: str) -> str:
    return str(defaults()["basis"].get(regime_code, ""))


def ground(outcome_code: str) -> str:
    return str(defaults()["grounds"].get(outcome_code, ""))


def in_sentence(area: Area) -> str:
    """ "phường Đức Xuân", as it stands within a sentence."""
    return area.name[:1].lower() + area.name[1:]


def numeric(day: date | None) -> str:
    return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year}"


def dated(place: str, day: date | None, year: int) -> str:
    """Decree 30/2020: days below ten and the months 1 and 2 take a nought, other months do not."""
    if day is None:
        return f"{place}, ngày …… tháng …… năm {year}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def born(birth: BirthDate) -> str:
    if birth.day and birth.month:
        return numeric(date(birth.year, birth.month, birth.day))
    return f"{birth.month:02d}/{birth.year}" if birth.month else str(birth.year)


def article(text: str) -> str:
    """ "42(1)" as laws are cited: "khoản 1 Điều 42"."""
    number, _, clause = text.partition("(")
    clause = clause.rstrip(")").replace(")(", ", ")
    return f"khoản {clause} Điều {number}" if clause else f"Điều {number}"


def share(percent: int) -> str:
    return f"{percent / 100:g}".replace(".", ",") + " mức lương cơ sở một tháng"
