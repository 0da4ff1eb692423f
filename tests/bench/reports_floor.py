"""A ward's month by hand-written SQL: the same numbers as the report, as plainly as they can be
asked, each statement over the ward once."""

from datetime import date, timedelta
from typing import Any

from tests.bench.floor import Database

Numbers = dict[str, int]

HERE = "s.area_id = :ward AND s.since <= :last AND s.until >= :first"
BALANCE = f"""
SELECT count(*) FILTER (WHERE s.since < :first),
 count(*) FILTER (WHERE s.since >= :first AND s.came = 'taken_in'),
 count(*) FILTER (WHERE s.since >= :first AND s.came = 'taken_in'
  AND c.rehabilitation_kind_code LIKE 'voluntary%'),
 count(*) FILTER (WHERE s.since >= :first AND s.came = 'taken_in'
  AND c.rehabilitation_kind_code = 'substitution'),
 count(*) FILTER (WHERE s.since >= :first AND s.came = 'taken_in'
  AND c.rehabilitation_kind_code = 'compulsory' AND coalesce(c.counted_as_minor, false)),
 count(*) FILTER (WHERE s.since >= :first AND s.came = 'taken_in'
  AND c.rehabilitation_kind_code = 'compulsory' AND NOT coalesce(c.counted_as_minor, false)),
 count(*) FILTER (WHERE s.since >= :first AND s.came = 'transferred_in'),
 count(*) FILTER (WHERE s.since >= :first AND s.came IN ('resumed', 'reopened')),
 count(*) FILTER (WHERE s.until <= :last AND s.went = 'transferred_out'),
 count(*) FILTER (WHERE s.until <= :last AND s.went = 'completed'),
 count(*) FILTER (WHERE s.until <= :last AND s.went = 'determined_addicted'),
 count(*) FILTER (WHERE s.until <= :last
  AND s.went IN ('suspended', 'imprisoned', 'education_centre')),
 count(*) FILTER (WHERE s.until <= :last AND s.went IN ('died', 'declared_missing')),
 count(*) FILTER (WHERE s.until > :last),
 count(DISTINCT s.case_id)
FROM ward_stay s JOIN "case" c ON c.id = s.case_id WHERE {HERE}
"""
BALANCED = (
    *("opening", "taken_in", "taken_in_voluntary", "taken_in_substitution", "taken_in_minor"),
    *("taken_in_compulsory", "transferred_in", "returned", "transferred_out", "completed"),
    *("determined_addicted", "suspended", "died_or_missing", "closing", "managed"),
)
WITHIN = ":first AND :last"
DUE = f"""f.case_id = s.case_id AND f.kind_code = 'regular' AND f.status IN ('planned', 'done')
 AND f.due_on BETWEEN {WITHIN} AND f.due_on BETWEEN s.since AND s.until"""
KEPT = """SELECT 1 FROM contact k WHERE k.case_id = f.case_id AND k.reached
 AND k.happened_on <= f.due_on AND k.happened_on > {planned}"""
PEOPLE = {
    "helper": """SELECT 1 FROM helper_assignment h WHERE h.case_id = s.case_id
        AND h.since <= :last AND (h.until IS NULL OR h.until > :first)""",
    "met": f"""SELECT 1 FROM contact k WHERE k.case_id = s.case_id AND k.reached
        AND k.happened_on BETWEEN {WITHIN} AND k.happened_on BETWEEN s.since AND s.until""",
    "due": f"SELECT 1 FROM follow_up f WHERE {DUE}",
    "health_referred": """SELECT 1 FROM assignment a JOIN need n ON n.id = a.need_id
        JOIN need_kind k ON k.code = n.kind_code WHERE a.case_id = s.case_id
        AND k.group_code = 'health' AND a.status <> 'withdrawn'
        AND a.offered_at >= :first AND a.offered_at < :after""",
    **{
        code: f"""SELECT 1 FROM {table} x WHERE x.case_id = s.case_id
        AND x.since BETWEEN {WITHIN} AND x.since BETWEEN s.since AND s.until"""
        for code, table in (
            ("absent_reported", "reported_absence"),
            ("absent_unreported", "absence"),
        )
    },
}
HELP = f"""
SELECT DISTINCT b.id, s.case_id, coalesce(n.kind_code, m.need_kind_code), b.amount
FROM ward_stay s JOIN benefit b ON b.case_id = s.case_id
LEFT JOIN need n ON n.id = b.need_id
LEFT JOIN support_scheme_need m ON m.scheme_code = b.scheme_code
WHERE {HERE} AND b.struck_at IS NULL AND b.given_on BETWEEN {WITHIN}
 AND b.given_on BETWEEN s.since AND s.until
"""
HELPS = {
    "counselled": {"counselling", "refusal_skills"},
    "papers": {"id_papers", "residence", "civil_papers", "judicial_record"},
    "schooling": {"schooling", "school_fees"},
    "training": {"vocational_training"},
    "loans": {"loan"},
    "work": {"job", "public_works"},
    "club": {"club", "activities"},
}
BOOKS = {
    "information": """SELECT count(*) FROM information WHERE area_id = :ward
        AND received_on BETWEEN :first AND :last
        AND status IN ('verified', 'handled', 'answered') AND kind <> 'not_ours'""",
    "activities": """SELECT count(*) FROM community_activity WHERE area_id = :ward
        AND held_on BETWEEN :first AND :last AND status = 'held'""",
}


def month(database: Database, ward: int, first: date, last: date) -> Numbers:
    facts = {"ward": ward, "first": first, "last": last, "after": last + timedelta(days=1)}

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return asked(database, sql, facts)

    found = dict(zip(BALANCED, rows(BALANCE)[0], strict=True))
    for code, those in (PEOPLE | {"met_on_time": on_time(database)}).items():
        people = f"SELECT count(DISTINCT s.case_id) FROM ward_stay s WHERE {HERE}"
        found[code] = rows(f"{people} AND EXISTS ({those})")[0][0]
    help_ = rows(HELP)
    for code, kinds in HELPS.items():
        found[code] = len({case for _, case, kind, _ in help_ if kind in kinds})
    lent = {b: amount for b, _, kind, amount in help_ if kind == "loan" and amount}
    found["loan_amount"] = sum(lent.values())
    return found | {code: rows(sql)[0][0] for code, sql in BOOKS.items()}


def on_time(database: Database) -> str:
    """Something was due, and nothing of it was missed."""
    day = "date(f.planned_at, '+7 hours')"
    if not database.sqlite:
        day = "(f.planned_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
    missed = f"SELECT 1 FROM follow_up f WHERE {DUE} AND NOT EXISTS ({KEPT.format(planned=day)})"
    return f"SELECT 1 FROM follow_up f WHERE {DUE} AND NOT EXISTS ({missed})"


def asked(database: Database, sql: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    connection = database.connection()
    if database.sqlite:
        plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in facts.items()}
        return connection.execute(sql, plain).fetchall()  # type: ignore[no-any-return]
    for name in facts:
        sql = sql.replace(f":{name}", f"%({name})s")
    return connection.execute(
        sql.replace("LIKE 'voluntary%'", "LIKE 'voluntary%%'"), facts
    ).fetchall()  # type: ignore[no-any-return]
