"""The days in a ward's management of cases that were written straight into the tables."""

from sqlalchemy import text

from reintegrate.db import db

MISSING = text(
    "INSERT INTO ward_stay (case_id, area_id, since, came, until, went)"
    " SELECT c.id, c.area_id, c.opened_on, 'taken_in',"
    " coalesce(e.closed_on, s.since, '9999-12-31'),"
    " CASE WHEN e.id IS NOT NULL THEN e.outcome_code WHEN s.id IS NOT NULL THEN 'suspended' END"
    ' FROM "case" c LEFT JOIN closure e ON e.case_id = c.id'
    " LEFT JOIN suspension s ON s.case_id = c.id"
    " WHERE NOT EXISTS (SELECT 1 FROM ward_stay w WHERE w.case_id = c.id)"
)


def add_missing_stays() -> None:
    """Of generated cases, which never moved and were closed or suspended at most once."""
    db.session.flush()
    db.session.execute(MISSING)
