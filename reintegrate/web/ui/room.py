"""Whether an agency has room, in words. Wards that share one read few of one another's as few."""

from typing import NamedTuple

from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.small_numbers import is_small


class Room(NamedTuple):
    words: str
    """Empty: nobody said how many places it has."""
    is_full: bool


def room_of(places: int | None, here: int, elsewhere: int) -> Room:
    """`here`: people of the viewer's own ward whom it helps now; `elsewhere`: of all others."""
    if places is None:
        return Room("", is_full=False)
    if here + elsewhere >= places:
        return Room(_("No place free (of %(places)s)", places=places), is_full=True)
    if is_small(elsewhere):
        return Room(_("Has room (%(places)s places)", places=places), is_full=False)
    taken = _("%(taken)s of %(places)s places taken", taken=here + elsewhere, places=places)
    return Room(taken, is_full=False)
