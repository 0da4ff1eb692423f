"""Who sees official papers. Part of `scope.py`."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, and_, false, or_, select

from reintegrate.access.reach import cases, own_cases
from reintegrate.models.case import Case
from reintegrate.models.document import Document, DocumentStatus, DocumentWithdrawal
from reintegrate.models.document_kind import BodyKind, DocumentField, DocumentKind, Readers
from reintegrate.models.document_number import DocumentNumber
from reintegrate.models.document_template import DocumentTemplate
from reintegrate.models.document_text import DocumentFile, DocumentText
from reintegrate.models.issuing_body import IssuingBody, Signer
from reintegrate.models.user import WARD_ROLES, Role, User

DECIDING = {Role.WARD_OFFICIAL: BodyKind.COMMITTEE, Role.WARD_POLICE: BodyKind.POLICE}
"""Whose letterhead each keeps."""
FINISHED = (DocumentStatus.ISSUED, DocumentStatus.WITHDRAWN)


def documents(viewer: User) -> Select[Document]:
    """A ward's own papers, which stay in its register when a case moves on (`conditions.py` says
    who still reads them); and the finished papers of its cases, whoever issued them. A plan is
    support space."""
    if viewer.role not in WARD_ROLES:
        return select(Document).where(false())
    own = Document.area_id == viewer.area_id
    came_along = and_(
        Document.case_id.in_(cases(viewer).with_only_columns(Case.id)),
        Document.status.in_(FINISHED),
    )
    readers = [Readers.WARD]
    if viewer.role in DECIDING:
        readers.append(Readers.DECIDERS)
    support = and_(Document.readers == Readers.WORKER, Document.case_id.in_(own_cases(viewer)))
    statutory = and_(Document.readers.in_(readers), or_(own, came_along))
    return select(Document).where(or_(statutory, support))


def of_document(model: Any) -> Callable[[User], Select[Any]]:
    def scope(viewer: User) -> Select[Any]:
        seen = documents(viewer).with_only_columns(Document.id)
        return select(model).where(model.document_id.in_(seen))

    return scope


def of_ward(model: Any) -> Callable[[User], Select[Any]]:
    def scope(viewer: User) -> Select[Any]:
        if viewer.role not in WARD_ROLES:
            return select(model).where(false())
        return select(model).where(model.area_id == viewer.area_id)

    return scope


def signers(viewer: User) -> Select[Signer]:
    """Those of the body whose letterhead the viewer keeps."""
    body = DECIDING.get(viewer.role)
    own = (IssuingBody.area_id == viewer.area_id, IssuingBody.kind == body)
    mine = select(IssuingBody.id).where(*own if body else (false(),))
    return select(Signer).where(Signer.body_id.in_(mine))


def public(model: Any) -> Callable[[User], Select[Any]]:
    """Facts of the law: everybody may know them."""

    def scope(viewer: User) -> Select[Any]:
        return select(model)

    return scope


def templates(viewer: User) -> Select[DocumentTemplate]:
    if viewer.role == Role.ADMINISTRATOR:
        return select(DocumentTemplate)
    return select(DocumentTemplate).where(false())


DOCUMENT_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    Document: documents,
    DocumentField: public(DocumentField),
    DocumentFile: of_document(DocumentFile),
    DocumentKind: public(DocumentKind),
    DocumentNumber: of_ward(DocumentNumber),
    DocumentTemplate: templates,
    DocumentText: of_document(DocumentText),
    DocumentWithdrawal: of_document(DocumentWithdrawal),
    IssuingBody: of_ward(IssuingBody),
    Signer: signers,
}
