"""Whether the rules for minors hold after compulsory rehabilitation: proposed, or asked."""

from datetime import date

from reintegrate.models.person import BirthDate

ADULT = 18
LONGEST_REHABILITATION_YEARS = 3
"""Law 120/2025 Art. 29(1): 24 months, from the second time 36."""
OFTEN_ADULT = 20
"""Who is younger at the end of two years began before eighteen."""


def proposed_minor(kind: str, birth: BirthDate, completed_on: date) -> bool:
    """Nobody is made older than is known; where it is open, one year is proposed to those who
    surely or probably began before eighteen."""
    asks = age_is_open(kind, birth, completed_on)
    return birth.age_on(completed_on) < (OFTEN_ADULT if asks else ADULT)


def age_is_open(kind: str, birth: BirthDate, completed_on: date) -> bool:
    """Only compulsory rehabilitation asks for the age. It is open when the birth date leaves a
    range around eighteen; and when they may have been under eighteen when it began, which can be
    read either way: Law 73/2021 Art. 33(4) speaks for one year, and one year is proposed."""
    youngest, oldest = birth.ages_on(completed_on)
    began_at_most = youngest - LONGEST_REHABILITATION_YEARS
    return kind == "compulsory" and oldest >= ADULT and began_at_most < ADULT
