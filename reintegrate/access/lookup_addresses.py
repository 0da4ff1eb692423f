"""Finding people of the viewer's own ward by a ward their written address names. Addresses are
encrypted: some hundreds are opened and read, and only when what was typed is a ward's name."""

from reintegrate.access.lookup import MOST, Found, found_cases
from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import Case
from reintegrate.models.person import Person
from reintegrate.models.user import WARD_ROLES, User
from reintegrate.models.ward_names import Written, ward_names_around


def written_in(viewer: User, text: str) -> dict[int, Written]:
    """By number of the case: what its person's address says of the ward called so. A paper that
    names what it became counts only where none names itself: that may be the whole ward."""
    if viewer.role not in WARD_ROLES or viewer.area_id is None:
        return {}
    asked = ward_names_around(viewer.area_id).meant_by(text)
    if asked is None:
        return {}
    here = (
        visible(viewer, Case)
        .join(Person, Person.id == Case.person_id)
        .where(Case.area_id == viewer.area_id, Person.address.is_not(None))
    )
    rows = db.session.execute(here.with_only_columns(Case.id, Person.address))
    said = ((case_id, asked.stands_in(address or "")) for case_id, address in rows)
    found = {case_id: written for case_id, written in said if written is not None}
    near = {case_id: one for case_id, one in found.items() if not one.asked or one.is_later}
    return near or found


def living_in(viewer: User, text: str) -> list[tuple[Found, Written]]:
    """Those whose address names it first, then those whose address names what it was or became."""
    written = written_in(viewer, text)
    exact = [case_id for case_id, one in written.items() if not one.asked]
    others = [case_id for case_id, one in written.items() if one.asked]
    found: list[Found] = []
    for ids in (exact, others):
        if ids and len(found) <= MOST:
            found += found_cases(viewer, Case.id.in_(ids))
    return [(row, written[row.case_id]) for row in found]
