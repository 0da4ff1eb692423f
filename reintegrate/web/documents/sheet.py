"""The page of one paper: how it stands, what it says, what can be done with it now."""

from typing import Any

from flask import g, render_template, url_for

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.models.document import Document
from reintegrate.models.document_kind import fields_by_code
from reintegrate.web.documents import queries
from reintegrate.web.documents.forms import FinalForm
from reintegrate.web.documents.making import gaps, said
from reintegrate.web.print.pdf import can_make_pdf
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.labels import label


def sheet(document: Document, form: Any = None) -> str:
    """`form`: the final text that was refused, with the reason."""
    values = said(document)
    missing = gaps(document, values)
    may_issue = may(g.viewer, Action.ISSUE_DOCUMENT, document)
    files = queries.files(g.viewer, document)
    return render_template(
        "documents/show.html",
        **frame(document),
        document=document,
        kind=document.kind.name_in(language()),
        form=form or FinalForm(),
        facts=facts(document),
        lines=lines(document, values),
        gaps=missing,
        may_edit=may(g.viewer, Action.DRAFT_DOCUMENT, document),
        may_number=may_issue and document.is_draft and document.kind.is_numbered and not missing,
        may_bring=may_issue and not (document.is_draft and document.kind.is_numbered),
        may_issue=may_issue and can_be_issued(document) and not missing,
        may_withdraw=may(g.viewer, Action.WITHDRAW_DOCUMENT, document),
        others_issue=document.is_under_way and not may_issue,
        issued=[file for file in files if file.issued],
        brought=[file for file in files if not file.issued][:1],
        withdrawal=queries.withdrawal(g.viewer, document),
        can_make_pdf=can_make_pdf(),
    )


def can_be_issued(document: Document) -> bool:
    return not document.is_draft or not document.kind.is_numbered


def frame(document: Document) -> dict[str, Any]:
    """Under its case, where it has one; else a page of its own."""
    case = document.case
    if case is None:
        return {"frame": "base.html", "back": url_for("documents.index")}
    back = url_for("documents.of_case", case_id=case.id)
    return {"frame": "frames/case.html", "back": back, **case_frame(case, "documents.of_case")}


def facts(document: Document) -> list[tuple[str, Any]]:
    kind, signer = document.kind, document.signer
    return [
        (gettext("Form"), gettext("No. %(form)s · %(source)s", form=kind.form, source=kind.source)),
        (gettext("Number and sign"), document.sign or None),
        (gettext("Dated"), document.dated_on and day(document.dated_on)),
        (gettext("Who signs"), signer and f"{' / '.join(signer.authority)} {signer.name}"),
        (gettext("Who reads it"), label(document.readers)),
    ]


def day(value: Any) -> str:
    return f"{value.day:02d}/{value.month:02d}/{value.year}"


def lines(document: Document, values: dict[str, str]) -> list[dict[str, Any]]:
    """Every field of the form, in its order."""
    known = fields_by_code()
    url = url_for("documents.edit", document_id=document.id)
    change = may(g.viewer, Action.DRAFT_DOCUMENT, document)
    return [
        {
            "label": known[field.code].label_in(language()),
            "value": values.get(field.code) or None,
            "change_url": f"{url}#{field.code}" if change else None,
        }
        for field in document.kind.asked
    ]
