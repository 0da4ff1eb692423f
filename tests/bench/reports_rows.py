"""What reports count, beside the cases of `generate.py`: days in the ward, helpers, help received,
an official in each ward and a coordinator of the province that is measured."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, text

from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.case import NO_DATE
from reintegrate.models.names import sort_key
from reintegrate.models.user import Role, User
from tests.bench.generate import is_sqlite, run, scratch, without_checks

SPREAD = 400
"""Days back over which endings and help are dealt out."""
N = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :last)"

ROWS = (
    """INSERT INTO ward_stay (case_id, area_id, since, came, until, went)
    SELECT c.id, c.area_id, c.opened_on, 'taken_in',
        CASE WHEN c.status = 'closed' THEN d.day ELSE f.day END,
        CASE WHEN c.status = 'closed' THEN 'completed' END
    FROM "case" c JOIN report_day d ON d.k = c.id % :spread JOIN report_day f ON f.k = -1""",
    """INSERT INTO helper_assignment ("key", case_id, name, post, since, percent, decision_number,
        by_id, made_at)
    SELECT 'bench-' || c.id, c.id, 'Nông Thị Sen', '', c.opened_on, 60, '', c.worker_id,
        CURRENT_TIMESTAMP FROM "case" c WHERE c.status <> 'closed'""",
    f"""INSERT INTO benefit ("key", case_id, scheme_code, given_on, amount, by_id, written_at,
        version)
    {N} SELECT 'bench-' || n.i, n.i, s.code, d.day,
        CASE WHEN n.i % 9 = 0 THEN 50000000 END, c.worker_id, CURRENT_TIMESTAMP, 1
    FROM n JOIN "case" c ON c.id = n.i JOIN report_day d ON d.k = n.i * 7 % :spread
    JOIN report_scheme s ON s.k = n.i % :schemes WHERE n.i % 2 = 0""",
)

NEWEST = '(SELECT max(happened_on) FROM contact k WHERE k.case_id = "case".id)'
AGREES = (
    f"""UPDATE "case" SET last_contact_on = {NEWEST}, last_reached_on = {NEWEST}""",
    """UPDATE "case" SET next_due_on = '9999-12-31' WHERE status = 'closed'""",
)
"""What a case keeps of its contacts is what they say, or the nightly recount would find it."""


def fill(cases: int, ward_id: int) -> dict[str, Any]:
    """Into what `generate` made. Returns the ids of the ward's official and of the coordinator."""
    officials = {ward: staff(Role.WARD_OFFICIAL, ward) for ward in wards()}
    province = db.session.get_one(Area, ward_id).parent_id
    coordinator = staff(Role.COORDINATOR, province)
    schemes = list(db.session.scalars(text("SELECT code FROM support_scheme ORDER BY code")))
    db.session.commit()
    with db.engine.connect() as connection:
        without_checks(connection)
        days = [{"k": k, "day": day_back(k)} for k in range(SPREAD)]
        scratch(connection, "report_day", [*days, {"k": -1, "day": NO_DATE}])
        scratch(connection, "report_scheme", [{"k": k, "code": c} for k, c in enumerate(schemes)])
        facts = {"last": cases, "spread": SPREAD, "schemes": len(schemes)}
        for statement in ROWS:
            run(connection, statement, facts)
        for statement in (planned_before(connection), *AGREES):
            connection.execute(text(statement))
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    return {"official_id": officials[ward_id], "coordinator_id": coordinator}


def wards() -> list[int]:
    working = select(User.area_id).where(User.role == Role.SOCIAL_WORKER)
    return [ward for ward in db.session.scalars(working) if ward is not None]


def staff(role: Role, area_id: int | None) -> int:
    name = "Nguyễn Văn Minh"
    row = {"username": f"{role}{area_id}", "name": name, "sort_key": sort_key(name), "title": ""}
    made = insert(User).values(**row, role=role, area_id=area_id).returning(User.id)
    return db.session.execute(made).scalar_one()


def day_back(k: int) -> date:
    return today() - timedelta(days=k)


def planned_before(connection: Connection) -> str:
    """Each contact was planned three weeks before its day, as a rhythm does."""
    day = "datetime(due_on, '-21 days')" if is_sqlite(connection) else "due_on - interval '21 days'"
    return f"UPDATE follow_up SET planned_at = {day}"
