"""Absence and Suspension: the days a term does not run, with their beginning and end."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base


class Absence(Base):
    """Away without having said so. `until` is the day they were back."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]


class Suspension(Base):
    """The term stands still while the law keeps them elsewhere."""

    __tablename__ = "suspension"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    reason_code: Mapped[str]
