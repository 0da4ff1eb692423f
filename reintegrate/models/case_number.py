"""CaseNumber: a ward's running number in a year, without gaps or doubles."""

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, lock_until_commit
from reintegrate.models.area import Area

NUMBER_LOCK = 0x4E554D42


class CaseNumber(Base):
    __tablename__ = "case_number"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


def next_case_number(area: Area, year: int) -> str:
    """`01840-2026-007`: the ward's code, the year, its running number in that year. Another ward
    that bore the code before has used up its numbers."""
    lock_until_commit(NUMBER_LOCK)
    row = db.session.scalar(
        select(CaseNumber)
        .where(CaseNumber.area_id == area.id, CaseNumber.year == year)
        .execution_options(populate_existing=True)
    )
    if row is None:
        same_code = Area.code == area.code, CaseNumber.year == year
        used = select(func.max(CaseNumber.last)).join(Area, Area.id == CaseNumber.area_id)
        last = db.session.scalar(used.where(*same_code)) or 0
        row = CaseNumber(area_id=area.id, year=year, last=last)
        db.session.add(row)
    row.last += 1
    db.session.flush()
    return f"{area.code}-{year}-{row.last:03d}"
