"""What a ward was before it was formed: the wards of an earlier day whose place it took."""

from datetime import date

from reintegrate.models.area import Area, predecessors_of, successors_of


def wards_on(area: Area, day: date) -> list[Area]:
    """Those of this day that became this ward; itself while it bears its name. Empty where one of
    them went to other wards too: no number of it is this ward's."""
    if area.valid_from <= day:
        return [area]
    found: list[Area] = []
    for before in predecessors_of(area):
        earlier = wards_on(before, day) if len(successors_of(before)) == 1 else []
        if not earlier:
            return []
        found += earlier
    return found
