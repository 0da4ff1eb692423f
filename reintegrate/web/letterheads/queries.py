"""The register of numbers, and whose letterhead the viewer keeps."""

from collections.abc import Sequence
from typing import Any

from reintegrate.access.scope import visible
from reintegrate.access.scope_documents import DECIDING
from reintegrate.db import db
from reintegrate.models.document import Document
from reintegrate.models.document_kind import BodyKind, DocumentKind
from reintegrate.models.document_number import DocumentNumber
from reintegrate.models.issuing_body import IssuingBody
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of


def body_kind(viewer: User) -> BodyKind:
    """The committee's for an official, the police's for an officer."""
    return DECIDING[viewer.role]


def body(viewer: User) -> IssuingBody | None:
    found = visible(viewer, IssuingBody).where(IssuingBody.kind == body_kind(viewer))
    return db.session.scalars(found).first()


def series(viewer: User) -> Sequence[tuple[str, int]]:
    """Each series and year of the ward in which a number was given, newest year first."""
    columns = (DocumentNumber.series, DocumentNumber.year)
    found: Any = visible(viewer, DocumentNumber).with_only_columns(*columns).distinct()
    ordered = found.order_by(DocumentNumber.year.desc(), DocumentNumber.series)
    return db.session.execute(ordered).all()


def entries(viewer: User, sign: str, year: int, cursor: str | None) -> Page:
    """One series of one year in its order; of a paper nobody here may read, only its number."""
    seen = visible(viewer, Document).subquery()
    query: Any = (
        visible(viewer, DocumentNumber)
        .where(DocumentNumber.series == sign, DocumentNumber.year == year)
        .outerjoin(seen, seen.c.id == DocumentNumber.document_id)
        .outerjoin(DocumentKind, DocumentKind.id == seen.c.kind_id)
        .with_only_columns(
            DocumentNumber.first,
            DocumentNumber.number,
            DocumentNumber.document_id,
            DocumentNumber.given_at,
            seen.c.id.label("seen_id"),
            seen.c.status,
            seen.c.dated_on,
            DocumentKind.name_vi,
            DocumentKind.name_en,
        )
    )
    return page_of(query, (DocumentNumber.number,), cursor, name=f"register {sign} {year}")


def series_of(viewer: User, body: IssuingBody) -> list[str]:
    """The signs under which this body numbers papers."""
    kinds = visible(viewer, DocumentKind).where(DocumentKind.body == body.kind)
    first = {kind.series for kind in db.session.scalars(kinds) if kind.series}
    return sorted(f"{part}-{body.abbreviation}" for part in first)
