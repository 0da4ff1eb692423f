"""Makes up people: names as they are given in these wards, and the small facts of a life.

The same description always makes the same person. No number belongs to anybody: no province issues
papers that begin with 007, and no operator has phones that begin with 057.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from reintegrate.cli.demo_cast import Row, demo_seed
from reintegrate.models.intake_answers import NONE, NOT_ASKED, YES, Section
from reintegrate.models.names import sort_key, words
from reintegrate.models.person import Sex

CONSENTS = (
    "support_notes",
    "share_with_agency",
    "reminders",
    "family_contact",
    "notes_on_moving",
    "questionnaires",
    "group_activities",
)


@lru_cache(maxsize=1)
def material() -> Row:
    return demo_seed("people")


@dataclass(frozen=True)
class Name:
    text: str
    sort_key: str
    tokens: tuple[str, ...]
    sex: Sex


def made_up_name(chance: Random, sex: str) -> str:
    peoples: dict[str, Row] = material()["names"]
    shares = [row["share"] for row in peoples.values()]
    people = chance.choices(list(peoples), shares)[0]
    words = material()["given"][sex]
    kind = "mong_" if people == "mong" else ""
    family = chance.choice(peoples[people]["family"])
    middle, given = chance.choice(words[f"{kind}middle"]), chance.choice(words[f"{kind}given"])
    return f"{family} {middle} {given}"


def invented_names(chance: Random, count: int) -> list[Name]:
    made = []
    for _ in range(count):
        sex = Sex.FEMALE if chance.random() < 0.12 else Sex.MALE
        text = made_up_name(chance, sex.value)
        made.append(Name(text, sort_key(text), tuple(words(text)), sex))
    return made


def note(chance: Random, phase: str, story: Row) -> str:
    """One of the notes that fit this phase, said of this person."""
    return addressed(chance.choice(material()["notes"][phase]), story)


def addressed(text: str, story: Row) -> str:
    """Put in how this person is spoken of."""
    grown = "chị" if story["sex"] == "female" else "anh"
    word = "em" if int(story["age"]) < 18 else grown
    return text.replace("{a}", word).replace("{A}", word.capitalize())


def sheets(story: Row, number: int, completed_on: date, asked_on: date) -> dict[Section, Any]:
    """The answers of this person's intake, section by section."""
    chance = Random(f"{story['name']} {number}")  # noqa: S311 - invented facts, not secrets
    needs, words = story.get("needs", []), story.get("words", "")
    return {
        Section.WHO: {
            "name": story["name"],
            "other_names": story.get("other_names", ""),
            "sex": story["sex"],
            "birth": _birth(story, asked_on),
            "language": story.get("language", ""),
        },
        Section.PAPERS: _papers(story, number, asked_on),
        Section.RESIDENCE: _residence(story, number, chance),
        Section.FAMILY: _family(story, chance, asked_on),
        Section.REHABILITATION: {
            "kind": story["after"],
            "place": _place(story, chance),
            "completed_on": completed_on.isoformat(),
        },
        Section.WORK: {
            "employment": story.get("employment", "unsteady"),
            "education": story.get("education") or chance.choice(material()["life"]["education"]),
            "occupation": story.get("occupation")
            or chance.choice(material()["life"]["occupation"]),
        },
        Section.NEEDS: {"any": YES, "kinds": needs, "words": words} if needs else {"any": NONE},
        Section.CONSENTS: _consents(story, asked_on),
    }


def _birth(story: Row, asked_on: date) -> str:
    """From an age and, if known, a birthday: "03-14". Nobody ages with the demo."""
    year = asked_on.year - int(story["age"])
    birthday = story.get("birthday")
    if not birthday:
        return str(year)
    later = birthday > asked_on.strftime("%m-%d")
    return f"{year - later}-{birthday}"


def _papers(story: Row, number: int, asked_on: date) -> Row:
    if story.get("papers") == "none":
        return {"any": NONE}
    year = asked_on.year - int(story["age"])
    mark = (0 if year < 2000 else 2) + (story["sex"] == "female")
    paper = {
        "kind": "citizen_id",
        "number": story.get("paper") or f"007{mark}{year % 100:02d}{number:06d}",
        "issued_on": (asked_on - timedelta(days=400 + 7 * number)).isoformat(),
        "issued_by": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    }
    return {"any": YES, "papers": [paper]}


def _residence(story: Row, number: int, chance: Random) -> Row:
    ward = {"01840": "phường Đức Xuân", "01843": "phường Bắc Kạn", "01849": "xã Phong Quang"}
    place = story.get("address") or chance.choice(material()["addresses"][story["ward"]])
    phone = story.get("phone", f"0570{100000 + 37 * number}")
    now = f"{place}, {ward[story['ward']]}, tỉnh Thái Nguyên"
    return {
        "address": story.get("as_on_paper", now),
        "phone": phone,
        "phone_owner": story.get("phone_owner", "own"),
        "may_name_service": story.get("may_name_service", "no"),
    }


def _family(story: Row, chance: Random, asked_on: date) -> Row:
    if story.get("family") == "none":
        return {"any": NONE}
    relation = story.get("family") or chance.choice(["mother", "father", "spouse", "sibling"])
    sex = {"mother": "female", "father": "male"}.get(relation)
    sex = sex or ("male" if story["sex"] == "female" else "female")
    older = {"mother": 24, "father": 27, "grandparent": 45}.get(relation, 2)
    relative: Row = {
        "relation": relation,
        "name": made_up_name(chance, sex),
        "birth_year": asked_on.year - int(story["age"]) - older,
        "occupation": chance.choice(material()["life"]["relative_jobs"]),
        "represents": int(story["age"]) < 18,
    }
    return {"any": YES, "relatives": [relative]}


def _place(story: Row, chance: Random) -> str:
    if story["after"] in {"voluntary_home", "voluntary_community"}:
        return ""
    return str(story.get("place") or chance.choice(material()["life"]["places"]))


def _consents(story: Row, asked_on: date) -> Row:
    """`agrees` lists what they said yes to; `unasked` what nobody asked yet; the rest is a no."""
    agrees, unasked = story.get("agrees", CONSENTS[:5]), story.get("unasked", ())
    said = {
        f"consent_{code}": YES if code in agrees else NOT_ASKED if code in unasked else "no"
        for code in CONSENTS
    }
    return {**said, "said_on": asked_on.isoformat()}
