"""The files of one thread."""

from datetime import datetime
from typing import NamedTuple

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.assignment import Assignment
from reintegrate.models.attachment import Attachment
from reintegrate.models.user import User


class FileRow(NamedTuple):
    id: int
    name: str
    size: int
    kept_at: datetime

    @property
    def kilobytes(self) -> int:
        return max(1, round(self.size / 1024))


def files_of(viewer: User, assignment: Assignment) -> list[FileRow]:
    """The newest first."""
    found = visible(viewer, Attachment).where(Attachment.assignment_id == assignment.id)
    columns = found.with_only_columns(
        Attachment.id, Attachment.name, Attachment.size, Attachment.kept_at
    )
    return [FileRow(*row) for row in db.session.execute(columns.order_by(Attachment.id.desc()))]
