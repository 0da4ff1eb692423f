"""ReportSnapshot: a report as it was submitted: numbers, definitions, narrative, the area as it
then was, who and when. Its hash proves that nothing of it was changed."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import record_event
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.report_target import Aim, Direction
from reintegrate.models.user import User


class ReportSnapshot(Base):
    __tablename__ = "report_snapshot"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    number: Mapped[int]
    """1: as first submitted. Each later one corrects the one before."""
    code: Mapped[str] = mapped_column(unique=True)
    """What a print carries."""
    at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    content: Mapped[str] = mapped_column(EncryptedText("report_snapshot.content"))
    hash: Mapped[str]

    @classmethod
    def freeze(
        cls,
        report_id: int,
        *,
        number: int,
        area: Area,
        period: Mapping[str, Any],
        numbers: Mapping[str, int],
        earlier: Mapping[str, Mapping[str, int]],
        added_up: Mapping[str, list[str]],
        targets: Mapping[str, Aim],
        definitions: Mapping[str, int],
        narrative: Mapping[str, str],
        because: str,
        by: User,
    ) -> "ReportSnapshot":
        at = utcnow()
        province = area.province
        said = {
            "area": {"code": area.code, "name": area.name, "province": province.name},
            "period": dict(period),
            "numbers": dict(numbers),
            "earlier": {name: dict(those) for name, those in earlier.items()},
            "added_up": dict(added_up),
            "targets": {code: list(aim) for code, aim in targets.items()},
            "definitions": dict(definitions),
            "narrative": dict(narrative),
            "because": because,
            "by": by.name,
            "at": at.isoformat(timespec="microseconds"),
            "number": number,
        }
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        snapshot = cls(report_id=report_id, area_id=area.id, number=number, content=text)
        snapshot.code = secrets.token_hex(5).upper()
        snapshot.at, snapshot.by_id, snapshot.hash = at, by.id, fingerprint(text)
        db.session.add(snapshot)
        db.session.flush()
        record_event("report.frozen", on=snapshot, by=by, number=number, sha256=snapshot.hash)
        return snapshot

    @classmethod
    def of(cls, report_id: int) -> "list[ReportSnapshot]":
        """The newest first."""
        found = select(cls).where(cls.report_id == report_id).order_by(cls.number.desc())
        return list(db.session.scalars(found))

    @classmethod
    def newest_of(cls, report_id: int) -> "ReportSnapshot | None":
        return next(iter(cls.of(report_id)), None)

    @property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def numbers(self) -> dict[str, int]:
        return dict(self.said["numbers"])

    @property
    def targets(self) -> dict[str, Aim]:
        """What was wanted in the year when it was submitted."""
        told = self.said.get("targets", {})
        return {code: Aim(Direction(way), wanted) for code, (way, wanted) in told.items()}

    @property
    def is_sound(self) -> bool:
        """Whether it still says what was submitted."""
        return fingerprint(self.content) == self.hash

    def __repr__(self) -> str:
        return f"<ReportSnapshot {self.id}>"


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def changed(was: Mapping[str, int], now: Mapping[str, int]) -> list[tuple[str, int | None, int]]:
    """Line by line what differs: code, before, after."""
    return [
        (code, was.get(code), number) for code, number in now.items() if was.get(code) != number
    ]
