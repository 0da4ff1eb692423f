"""PrivacyDetail: what the privacy page must say and no law gives: whom to ask, how long things are
kept. Whoever knows writes it; until then the page says that it is not set."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.user import User


class DetailName(StrEnum):
    """In the order of the page."""

    FILE_KEPT = "file_kept"
    NOTES_KEPT = "notes_kept"
    OFFICER = "officer"
    COMPLAINTS = "complaints"


class PrivacyDetail(Base):
    """One row for each name, from the reference data; nothing said yet where its words are empty.
    Nobody's personal data but an office's own."""

    __tablename__ = "privacy_detail"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[DetailName] = mapped_column(unique=True)
    words_vi: Mapped[str]
    words_en: Mapped[str]
    changed_at: Mapped[datetime | None]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    def say(self, words_vi: str, words_en: str, *, by: User) -> None:
        """Nothing in both takes it back: not set again."""
        self.words_vi, self.words_en = words_vi, words_en
        self.changed_at, self.changed_by_id = utcnow(), by.id
        said = bool(words_vi or words_en)
        record_event(
            "privacy_detail.said", on=self, by=by, space=Space.SYSTEM, name=self.name, said=said
        )

    @property
    def is_set(self) -> bool:
        return bool(self.words_vi or self.words_en)

    def __repr__(self) -> str:
        return f"<PrivacyDetail {self.name}>"
