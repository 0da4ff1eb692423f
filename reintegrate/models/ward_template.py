"""WardTemplate: what one ward, or every ward, plans cases by. Retired, never deleted."""

from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from reintegrate.db import db, today, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.user import User


class WardTemplate:
    __tablename__: Any

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    """Whose own it is; None: every ward may use it, and the administrator keeps it."""
    name_vi: Mapped[str]
    name_en: Mapped[str]
    retired_on: Mapped[date | None]
    changed_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - asked of the class
        return {"version_id_col": cls.version}

    @classmethod
    def coded(cls, code: str) -> Self | None:
        return db.session.scalar(select(cls).where(cls.code == code))

    @classmethod
    def begin(cls, code: str, name: str, area: Area | None, *, by: User) -> Self:
        """One more, still empty."""
        made = cls()
        made.code, made.name_vi, made.name_en = code, name, name
        made.area_id = area.id if area else None
        db.session.add(made)
        db.session.flush()
        record_event(f"{cls.__tablename__}.made", on=made, by=by, space=Space.SYSTEM)
        return made

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    def retire(self, *, by: User) -> None:
        """No longer offered."""
        if self.retired_on is None:
            self.retired_on = today()
            record_event(f"{self.__tablename__}.retired", on=self, by=by, space=Space.SYSTEM)
            db.session.flush()
