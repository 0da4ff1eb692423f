"""Kinds of papers and the Word templates an administrator brought for them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.document_kind import DocumentKind
from reintegrate.models.document_template import DocumentTemplate
from reintegrate.models.user import User


def kinds(viewer: User) -> Sequence[Any]:
    """Each kind with the number of its template in use (0: as it came), and how many there are."""
    counts = (
        visible(viewer, DocumentTemplate)
        .with_only_columns(
            DocumentTemplate.kind_id,
            func.count().label("brought"),
            func.max(DocumentTemplate.number).filter(DocumentTemplate.in_use).label("used"),
        )
        .group_by(DocumentTemplate.kind_id)
        .subquery()
    )
    query: Any = (
        visible(viewer, DocumentKind)
        .outerjoin(counts, counts.c.kind_id == DocumentKind.id)
        .with_only_columns(
            DocumentKind.id,
            DocumentKind.form,
            DocumentKind.name_vi,
            DocumentKind.name_en,
            DocumentKind.fields_known,
            func.coalesce(counts.c.brought, 0).label("brought"),
            func.coalesce(counts.c.used, 0).label("used"),
        )
    )
    return db.session.execute(query.order_by(DocumentKind.position)).all()


def brought(viewer: User, kind: DocumentKind) -> Sequence[DocumentTemplate]:
    found = visible(viewer, DocumentTemplate).where(DocumentTemplate.kind_id == kind.id)
    return db.session.scalars(found.order_by(DocumentTemplate.number.desc())).all()
