"""Plans the demo's changes of areas, from seeds/demo/areas.toml, as the administrator would."""

import uuid
from datetime import timedelta

from reintegrate.cli.demo_cast import area_on, demo_seed, staff
from reintegrate.db import today
from reintegrate.models.area_carrying import carry_out
from reintegrate.models.area_change import AreaChange
from reintegrate.models.area_split import settle


def plan_areas() -> None:
    by = staff("admin")
    for row in demo_seed("areas")["change"]:
        change = AreaChange.plan(
            key=str(uuid.uuid4()),
            name=row["name"],
            first_day=today() + timedelta(days=row["from_day"]),
            by=by,
        )
        old, into = (area_on(row[name], today()) for name in ("old", "into"))
        change.part(old, into, words=row["words"], is_rest=False, by=by)
        if "rest_words" in row:
            change.part(old, old, words=row["rest_words"], is_rest=True, by=by)
        settle(change)
        if row["carried_out"]:
            carry_out(change, by=by)
