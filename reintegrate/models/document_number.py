"""DocumentNumber: the register of numbers, one series a body and year, from 01 on 1 January. Given
in turn under a lock and in the transaction of the paper: none is skipped, none is given twice."""

import zlib
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, lock_until_commit, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User


class GivenAlready(DomainError):
    """This number of the series is taken: the register only goes forward."""


class DocumentNumber(Base):
    """A number given to a paper, or the numbers `first` to `number` given outside this system."""

    __tablename__ = "document_number"
    __table_args__ = (
        UniqueConstraint("area_id", "series", "year", "number"),
        CheckConstraint("first <= number", name="in_order"),
        Index("ix_document_number_area_id_year", "area_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    series: Mapped[str]
    """The whole sign: "QĐ-UBND"."""
    year: Mapped[int]
    first: Mapped[int]
    number: Mapped[int]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), unique=True)
    """None: given outside, in the ward's own book."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    given_at: Mapped[datetime] = mapped_column(default=utcnow)

    @classmethod
    def give(
        cls, document_id: int, *, area_id: int, series: str, year: int, by: User
    ) -> "DocumentNumber":
        """The next one. Whoever asks at the same moment waits until this transaction ends."""
        number = cls.last(area_id, series, year) + 1
        given = cls(area_id=area_id, series=series, year=year, first=number, number=number)
        given.document_id, given.by_id = document_id, by.id
        db.session.add(given)
        db.session.flush()
        return given

    @classmethod
    def given_outside(
        cls, *, area_id: int, series: str, year: int, up_to: int, by: User
    ) -> "DocumentNumber":
        """The ward's book reached `up_to` without this system: go on after it. Raises
        GivenAlready."""
        last = cls.last(area_id, series, year)
        if up_to <= last:
            raise GivenAlready(up_to)
        given = cls(area_id=area_id, series=series, year=year, first=last + 1, number=up_to)
        given.by_id = by.id
        db.session.add(given)
        db.session.flush()
        numbers = f"{last + 1}-{up_to}/{series}/{year}"
        record_event(
            "document_number.outside", on=given, by=by, space=Space.SYSTEM, numbers=numbers
        )
        return given

    @classmethod
    def last(cls, area_id: int, series: str, year: int) -> int:
        """The highest given so far, held still until this transaction ends."""
        lock_until_commit(zlib.crc32(f"register {area_id} {series} {year}".encode()))
        highest = select(func.max(cls.number)).where(
            cls.area_id == area_id, cls.series == series, cls.year == year
        )
        return db.session.scalar(highest) or 0


def printed(number: int) -> str:
    """Decree 30/2020: a number below ten is written with a nought."""
    return f"{number:02d}"
