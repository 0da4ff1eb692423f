"""Turns the rows of seeds/demo/crowd.toml into stories: the same steps a written story has."""

from random import Random

from reintegrate.cli.demo_cast import Row, demo_seed
from reintegrate.cli.demo_people import made_up_name, material, note
from reintegrate.cli.demo_telling import chance_of
from reintegrate.models.case_endings import ADDICTED

REACHED = (("met", "home_visit"),) * 6 + (("phone_talk", "phone"),) * 2 + (("met", "office"),)
TRIED = (("not_home", "home_visit"), ("phone_off", "phone"), ("refused_today", "home_visit"))
INTERVALS = ((30, 7), (91, 14), (180, 30), (10_000, 60))
"""Up to which day of the case, and how many days to the next contact."""

DETERMINED: Row = {
    "do": "act",
    "kind": "addiction_determined",
    "number": "26/KL-TTYT",
    "signer": "Trung tâm Y tế khu vực",
}
"""Nothing less than this ends a case so."""


def crowd_stories() -> list[Row]:
    chance = Random("the crowd of the demo")  # noqa: S311 - invented facts, not secrets
    taken: set[str] = set()
    return [_story(row, chance, taken) for row in demo_seed("crowd")["people"]]


def _story(row: Row, chance: Random, taken: set[str]) -> Row:
    sex = row.get("sex", "male")
    name = made_up_name(chance, sex)
    while name in taken:
        name = made_up_name(chance, sex)
    taken.add(name)
    age = row.get("age") or chance.randint(20, 53)
    known_day = f"{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    story: Row = {
        **row,
        "name": name,
        "sex": sex,
        "age": age,
        "birthday": row.get("birthday") or (known_day if chance.random() < 0.8 else None),
        "after": row.get("after", "compulsory"),
        "employment": chance.choice(["working", "working", "unsteady", "not_working"]),
        "phone_owner": chance.choice(["own", "own", "own", "family"]),
        "needs": chance.sample(material()["life"]["needs"], chance.randint(0, 3)),
    }
    story["steps"] = _beginning(story) + _contacts(story) + _end(story)
    return story


def _beginning(story: Row) -> list[Row]:
    asked = story["opened"] - 2
    when = {"ends": story["ends"]} if "ends" in story else {"completed": asked - 6}
    return [
        {"day": asked, "do": "begin", **when},
        {"day": asked, "do": "submit"},
        {"day": story["opened"], "do": "take_on"},
    ]


def _contacts(story: Row) -> list[Row]:
    """By the rhythm, up to the last one before the next is due or the case ended."""
    chance, opened = chance_of(story), story["opened"]
    last: int = story["due"] if "due" in story else story["closed"]
    days: list[int] = []
    day = opened + 2
    while day < min(last, 0):
        days.append(day)
        day += _interval(day - opened)
    tries = story.get("tries", 0)
    if days and tries:
        days = [d for d in days if d < last - 5 * tries] or days[:1]
        days += [last - 4 * left for left in range(tries, 0, -1)]
    following = [*days[1:], last]
    return [
        _contact(story, chance, day, following[place], place, tried=place >= len(days) - tries)
        for place, day in enumerate(days)
    ]


def _contact(
    story: Row, chance: Random, day: int, next_day: int, place: int, *, tried: bool
) -> Row:
    outcome, channel = chance.choice(TRIED if tried else REACHED)
    age = day - story["opened"]
    phase = "tries" if tried else "first" if place == 0 else "early" if age < 92 else "settled"
    if place == 0 and not tried:
        outcome, channel = "met", "home_visit"
    return {
        "day": day,
        "do": "contact",
        "outcome": outcome,
        "channel": channel,
        "next": next_day,
        "note": note(chance, phase, story) if chance.random() < 0.9 else "",
    }


def _end(story: Row) -> list[Row]:
    if "close" not in story:
        return []
    end = {"day": story["closed"], "do": "close", "outcome": story["close"]}
    before = [DETERMINED | {"day": story["closed"]}] if story["close"] == ADDICTED else []
    if story["close"] == SERVED and not story.get("uncertified"):
        before.append(CERTIFIED | {"day": story["closed"] - 4})
    return [*before, end]


SERVED = "completed"
CERTIFIED: Row = {"do": "act", "kind": "certified", "number": "12/GXN-UBND"}
"""The paper a served term asks for, in the last working days of it."""


def _interval(day_of_case: int) -> int:
    return next(every for until, every in INTERVALS if day_of_case <= until)
