"""HeldForm: what someone was typing when their session ended. Theirs alone, and only for a week."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, connection, db, utcnow
from reintegrate.models.encrypted import EncryptedJson
from reintegrate.models.ready import Ready
from reintegrate.models.user import User

KEPT_FOR = timedelta(days=7)
"""A draft of Friday is there on Monday. A receipt clears it sooner."""
MOST = 20
"""Forms held for one user at once."""


class HeldForm(Base):
    __tablename__ = "held_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    path: Mapped[str]
    fields: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("held_form.fields"))
    at: Mapped[datetime] = mapped_column(default=utcnow)


def hold(user: User, path: str, fields: dict[str, list[str]]) -> None:
    """Keep this form for its writer until they are back. One per page: the newest wins."""
    mine = HeldForm.user_id == user.id
    db.session.execute(
        delete(HeldForm).where(mine & (HeldForm.path == path) | (HeldForm.at < utcnow() - KEPT_FOR))
    )
    kept = select(HeldForm.id).where(mine).order_by(HeldForm.id.desc()).limit(MOST - 1)
    kept_ids = list(db.session.scalars(kept))
    db.session.execute(delete(HeldForm).where(mine, HeldForm.id.not_in(kept_ids)))
    db.session.add(HeldForm(user_id=user.id, path=path, fields=fields))


def held_for(user: User, path: str) -> dict[str, Any] | None:
    """The fields as they were typed, or None where nothing waits."""
    since = utcnow() - KEPT_FOR
    here = {"user_id": user.id, "path": path, "since": since}
    found = HELD.rows(connection(), here)
    return found[0].fields if found else None


# Asked whenever a form is shown or taken: built once.
MINE = (HeldForm.user_id == bindparam("user_id"), HeldForm.path == bindparam("path"))
HELD = Ready(
    select(HeldForm.fields)
    .where(*MINE, HeldForm.at > bindparam("since"))
    .order_by(HeldForm.id.desc())
    .limit(1)
)
LET_GO = Ready(delete(HeldForm).where(*MINE))


def let_go(user: User, path: str) -> None:
    """The form arrived after all, or was thrown away."""
    LET_GO.run(connection(), {"user_id": user.id, "path": path})


def forget_old_forms() -> int:
    """Delete what nobody came back for within a week. Returns how many."""
    found = db.session.execute(delete(HeldForm).where(HeldForm.at < utcnow() - KEPT_FOR))
    return found.rowcount  # type: ignore[attr-defined,no-any-return]
