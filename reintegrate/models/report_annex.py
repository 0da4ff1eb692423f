"""The annex of a report that names people: made apart, for a purpose, and written into the trail
with how many rows left and by which fingerprint. The report itself names nobody."""

import hashlib
import secrets
from collections.abc import Collection
from enum import StrEnum

from reintegrate.models.audit import record_event
from reintegrate.models.figures import FIGURES
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.report import Report
from reintegrate.models.user import User

MOST_ROWS = 2000
"""More people than a ward has: a longer list is refused, never cut."""


class AnnexPurpose(StrEnum):
    LEADERS = "leaders"
    INSPECTION = "inspection"
    HANDOVER = "handover"
    CHECKING = "checking"


class TooMany(DomainError):
    """So many rows are no annex of a ward: choose fewer numbers."""


class SupportSpace(DomainError):
    """Who received what is read only by the worker who answers: no annex names them."""


def may_be_named(code: str) -> bool:
    """Of the statutory file: the support space is in no annex."""
    return code in FIGURES and not FIGURES[code].support


def annex_code() -> str:
    """What the file carries and the trail knows it by."""
    return secrets.token_hex(5).upper()


def name_people(
    report: Report,
    *,
    code: str,
    purpose: AnnexPurpose,
    indicators: Collection[str],
    rows: int,
    file: bytes,
    by: User,
) -> None:
    """Say that this file leaves. Raises TooMany, SupportSpace."""
    if rows > MOST_ROWS:
        raise TooMany(rows)
    if not all(may_be_named(one) for one in indicators):
        raise SupportSpace(report.id)
    record_event(
        "report.people_named",
        on=report,
        by=by,
        code=code,
        purpose=purpose,
        indicators=" ".join(sorted(indicators)),
        rows=rows,
        sha256=hashlib.sha256(file).hexdigest(),
    )
