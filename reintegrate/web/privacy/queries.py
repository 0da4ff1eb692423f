"""What an office wrote into the privacy page, and the days that count for requests about data. None
of it is anybody's record: it is read without an account as well."""

from collections.abc import Sequence
from typing import Any

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.data_request_rule import DataRequestRule, RequestClock
from reintegrate.models.privacy_detail import DetailName, PrivacyDetail


def details(viewer: Any) -> dict[DetailName, PrivacyDetail]:
    rows = {row.name: row for row in db.session.scalars(visible(viewer, PrivacyDetail))}
    return {name: rows[name] for name in DetailName if name in rows}


def rules(viewer: Any) -> dict[RequestClock, list[DataRequestRule]]:
    """By clock, the newest first."""
    found: Sequence[DataRequestRule] = db.session.scalars(
        visible(viewer, DataRequestRule).order_by(DataRequestRule.valid_from.desc())
    ).all()
    return {clock: [row for row in found if row.clock == clock] for clock in RequestClock}


def rules_now(viewer: Any) -> list[DataRequestRule]:
    """The row of each clock that is in force today."""
    each = rules(viewer).values()
    return [next((r for r in rows if r.valid_from <= today()), rows[-1]) for rows in each if rows]
