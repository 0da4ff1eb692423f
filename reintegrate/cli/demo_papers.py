"""The demo's official papers, each as far as its step says: draft, numbered, issued, withdrawn."""

from collections.abc import Callable

from reintegrate.cli.demo_cast import Row, area_on, staff
from reintegrate.cli.demo_telling import Telling
from reintegrate.db import today
from reintegrate.models.area import Area
from reintegrate.models.document import Document
from reintegrate.models.document_kind import BodyKind, DocumentKind
from reintegrate.models.issuing_body import Capacity, IssuingBody
from reintegrate.models.user import User
from reintegrate.web.documents.making import files_of, said, word_with
from reintegrate.web.ui.letterheads import proposed

SIGNERS = {
    ("01840", BodyKind.COMMITTEE): ("Lý Văn Minh", Capacity.FOR_HEAD, "PHÓ CHỦ TỊCH"),
    ("01840", BodyKind.POLICE): ("Nông Văn Dũng", Capacity.FOR_HEAD, "PHÓ TRƯỞNG CÔNG AN"),
    ("01843", BodyKind.COMMITTEE): ("Hà Anh Tuấn", Capacity.IN_PERSON, ""),
}
NOWHERE = "http://127.0.0.1:5000/documents/q"
"""The demo's usual address: the codes open their papers there."""


def paper(told: Telling, step: Row) -> None:
    """`kind` by `by`, who writes what `says` has beside the record, up to `state`."""
    by, kind = staff(step["by"]), DocumentKind.coded(step["kind"])
    case = told.case if kind.about_case else None
    area = case.area if case else area_on(told.story["ward"], today())
    body = letterhead(area, kind.body, by) if kind.body else None
    document = Document.draft(kind, key=told.key(), area=area, case=case, body=body, by=by)
    document.write(step.get("says", {}), by=by, signer_id=document.signer_id)
    states = ["draft", "numbered", "issued", "withdrawn"]
    reached = states.index(step["state"])
    values = said(document, by)
    if reached >= 1 and kind.is_numbered:
        document.give_number(values, template_id=None, by=by)
    if reached >= 2:
        word = word_with(document, values, by=by, address=f"{NOWHERE}/{document.code}")
        document.issue(files_of(document, word), by=by, values=values)
    if reached == 3:
        document.withdraw(reason=told.words(step, "reason") if case else step["reason"], by=by)


def letterhead(area: Area, kind: BodyKind, by: User) -> IssuingBody:
    """The ward's office, with the one of the cast who signs for it."""
    body = IssuingBody.begin(area, kind, by=by, **proposed(area, kind))
    signer = SIGNERS.get((area.code, kind))
    if signer and not body.signers():
        name, capacity, title = signer
        body.add_signer(name, capacity, title=title, by=by)
    return body


PAPER_VERBS: dict[str, Callable[[Telling, Row], None]] = {"paper": paper}
