"""The files of one thread, and those that lie with a case."""

from datetime import datetime
from typing import Any, NamedTuple

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.assignment import Assignment
from reintegrate.models.attachment import Attachment
from reintegrate.models.case import Case
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
    return _listed(visible(viewer, Attachment).where(Attachment.assignment_id == assignment.id))


def files_with(viewer: User, case: Case) -> list[FileRow]:
    found = visible(viewer, Attachment).where(Attachment.case_id == case.id)
    return _listed(found.where(Attachment.assignment_id.is_(None)))


def _listed(found: Any) -> list[FileRow]:
    """The newest first."""
    columns = found.with_only_columns(
        Attachment.id, Attachment.name, Attachment.size, Attachment.kept_at
    )
    return [FileRow(*row) for row in db.session.execute(columns.order_by(Attachment.id.desc()))]
