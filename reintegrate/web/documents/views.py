"""Official papers: begun from the record, put right, numbered, issued, withdrawn; and the list."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may, why_not
from reintegrate.db import commit
from reintegrate.models.case import Case
from reintegrate.models.document import Document, DocumentStatus, StillMissing
from reintegrate.models.document_kind import DocumentKind, Readers
from reintegrate.models.document_text import DocumentFile, FileFormat
from reintegrate.models.issuing_body import IssuingBody
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.paper_effects import printed_day
from reintegrate.web.documents import listing, queries
from reintegrate.web.documents.download import sent
from reintegrate.web.documents.facts import facts_of
from reintegrate.web.documents.final import final_text
from reintegrate.web.documents.forms import (
    SIGNER,
    BeginForm,
    FinalForm,
    WithdrawalForm,
    text_form,
    written,
)
from reintegrate.web.documents.making import (
    file_name,
    files_of,
    gaps,
    pdf_or_why,
    present_word,
    said,
    template_id,
)
from reintegrate.web.documents.sheet import frame, sheet
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.letterheads import proposed
from reintegrate.web.ui.messages import message

bp = Blueprint("documents", __name__)


@bp.get("/documents/")
@allows(Action.LIST_DOCUMENTS)
def index() -> str:
    return render_template(
        "documents/index.html",
        **listing.page(g.viewer, request.args),
        form=BeginForm.of_request(),
        kinds=queries.kinds(g.viewer, about_case=False),
        may_keep_letterhead=may(g.viewer, Action.KEEP_LETTERHEAD),
        language=language(),
    )


@bp.get("/cases/<int:case_id>/documents/")
@allows(Action.LIST_DOCUMENTS)
def of_case(case_id: int) -> str:
    """The papers of one case, and those that can be begun; `form` is the one somebody owes."""
    case, asked = find_or_404(Case, case_id), request.args.get("form")
    papers = queries.of_case(g.viewer, case)
    offered = queries.kinds(g.viewer, about_case=True)
    if case.worker_id != g.viewer.id:
        offered = [kind for kind in offered if kind.readers != Readers.WORKER]
    return render_template(
        "documents/of_case.html",
        form=BeginForm.of_request(),
        papers=papers,
        asked=next((kind for kind in offered if kind.code == asked), None),
        under_way=[p for p in papers if p.kind.code == asked and p.is_under_way],
        drafts={p.kind_id: p.id for p in papers if p.is_draft},
        kinds=[kind for kind in offered if kind.fields_known],
        earlier=[kind for kind in offered if not kind.fields_known],
        language=language(),
        **case_frame(case, current="documents.of_case"),
    )


@bp.post("/cases/<int:case_id>/documents/new")
@allows(Action.DRAFT_DOCUMENT)
def begin(case_id: int) -> AnyResponse:
    case = find_or_404(Case, case_id, Action.VIEW_CASE)
    kind = queries.offered_kind(g.viewer, request.form.get("kind"), about_case=True)
    if kind is not None and kind.readers == Readers.WORKER and case.worker_id != g.viewer.id:
        kind = None
    return begun(kind, case)


@bp.post("/documents/new")
@allows(Action.DRAFT_DOCUMENT)
def begin_for_ward() -> AnyResponse:
    """A paper that is about no case."""
    kind = queries.offered_kind(g.viewer, request.form.get("kind"), about_case=False)
    return begun(kind, None)


def begun(kind: DocumentKind | None, case: Case | None) -> AnyResponse:
    """No kind: none was chosen, or one that was not offered."""
    form: Any = BeginForm.of_request()
    if kind is None or not form.accepted:
        flash(gettext("This page has become too old. Please do it once more."), "warning")
        target = url_for("documents.of_case", case_id=case.id) if case else None
        return redirect(target or url_for("documents.index"))
    area = g.viewer.area
    body = None
    if kind.body is not None:
        body = IssuingBody.begin(area, kind.body, by=g.viewer, **proposed(area, kind.body))
    document = Document.draft(kind, key=form.key.data, area=area, case=case, body=body, by=g.viewer)
    commit()
    return redirect(url_for("documents.show", document_id=document.id))


@bp.get("/documents/<int:document_id>")
@allows(Action.VIEW_DOCUMENT)
def show(document_id: int) -> str:
    return sheet(find_or_404(Document, document_id))


@bp.get("/documents/q/<paper>")
@allows(Action.VIEW_DOCUMENT)
def by_code(paper: str) -> AnyResponse:
    """What the QR code of a paper opens, for those who may see it; for others there is nothing."""
    plain = paper.isascii() and paper.isdigit() and len(paper) < 18
    found = queries.coded(g.viewer, int(paper)) if plain else None
    return redirect(url_for("documents.show", document_id=found or abort(404)))


@bp.route("/documents/<int:document_id>/answers", methods=["GET", "POST"])
@allows(Action.DRAFT_DOCUMENT)
def edit(document_id: int) -> AnyResponse | str:
    document = find_or_404(Document, document_id)
    values = said(document)
    form = text_form(document, values)
    if request.method == "GET" and not form.restored:
        form.version.data = str(document.version)
    if form.accepted:
        if form.started_from(document.version):
            return kept(document, form)
        typed = written(form, document)
        now = {name: values.get(name, "") for name in typed if typed[name] != values.get(name, "")}
        form.show_theirs(document.version, **now)
    return render_template(
        "documents/edit.html", form=form, document=document, **frame(document),
        kind=document.kind.name_in(language()),
    )  # fmt: skip


def kept(document: Document, form: Any) -> AnyResponse:
    """What agrees with the record is left to it: put right there, it is put right here."""
    facts = facts_of(g.viewer, document)
    typed = written(form, document)
    answers = {name: text for name, text in typed.items() if text != facts.get(name, "")}
    chosen = str(form[SIGNER].data or "") if SIGNER in form else ""
    document.write(answers, by=g.viewer, signer_id=int(chosen) if chosen else None)
    commit()
    flash(gettext("Saved."), "success")
    return redirect(url_for("documents.show", document_id=document.id))


@bp.post("/documents/<int:document_id>/number")
@allows(Action.ISSUE_DOCUMENT)
def give_number(document_id: int) -> AnyResponse:
    document = find_or_404(Document, document_id, Action.VIEW_DOCUMENT)
    if under_way(document, DocumentStatus.DRAFT):
        values = said(document)
        try:
            if gaps(document, values):
                raise StillMissing([])
            document.give_number(values, template_id=template_id(document), by=g.viewer)
            commit()
            number = document.sign
            flash(gettext("Number %(number)s is given to this paper.", number=number), "success")
        except DomainError as error:
            flash(message(error), "error")
    return back_to(document)


@bp.post("/documents/<int:document_id>/final")
@allows(Action.ISSUE_DOCUMENT)
def bring_final(document_id: int) -> AnyResponse | str:
    """The text as it was finished in Word, kept as it comes."""
    document = find_or_404(Document, document_id, Action.VIEW_DOCUMENT)
    if not under_way(document, DocumentStatus.DRAFT, DocumentStatus.NUMBERED):
        return back_to(document)
    form: Any = FinalForm.of_request()
    content = final_text(document, form) if form.accepted else None
    if content is None:
        return sheet(document, form)
    document.bring_final(content, by=g.viewer)
    commit()
    flash(gettext("Kept. This file is what will be issued."), "success")
    return back_to(document)


@bp.post("/documents/<int:document_id>/issue")
@allows(Action.ISSUE_DOCUMENT)
def issue(document_id: int) -> AnyResponse:
    """It was signed: from now on these bytes are the paper."""
    document = find_or_404(Document, document_id, Action.VIEW_DOCUMENT)
    if under_way(document, DocumentStatus.DRAFT, DocumentStatus.NUMBERED):
        values = said(document)
        days = printed_day(values.get("tu_ngay", "")), printed_day(values.get("den_ngay", ""))
        try:
            document.issue(
                files_of(document, present_word(document)),
                by=g.viewer,
                values=values,
                template_id=template_id(document) if document.is_draft else document.template_id,
                prints=(days[0], days[1]) if days[0] and days[1] else None,
            )
            commit()
            flash(gettext("Issued. The files below are kept as they are."), "success")
        except DomainError as error:
            flash(message(error), "error")
    return back_to(document)


@bp.route("/documents/<int:document_id>/withdrawal", methods=["GET", "POST"])
@allows(Action.WITHDRAW_DOCUMENT)
def withdraw(document_id: int) -> AnyResponse | str:
    document = find_or_404(Document, document_id, Action.VIEW_DOCUMENT)
    refused = why_not(g.viewer, Action.WITHDRAW_DOCUMENT, document)
    if refused == WhyNot.ANSWERED_ALREADY:
        flash(stands(document), "info")
        return back_to(document)
    if refused is not None:
        g.why_not = refused
        abort(403)
    form: Any = WithdrawalForm.of_request()
    if form.accepted:
        was_issued = document.issued_at is not None
        document.withdraw(reason=form.reason.data, by=g.viewer)
        commit()
        again = gettext("Withdrawn. What it stood for is due again.")
        flash(again if was_issued else gettext("Dropped. Nothing was issued."), "success")
        return back_to(document)
    kind = document.kind.name_in(language())
    return render_template(
        "documents/withdrawal.html", form=form, document=document, kind=kind, **frame(document)
    )


@bp.get("/documents/<int:document_id>/draft.<any(docx,pdf):ending>")
@allows(Action.VIEW_DOCUMENT)
def draft_file(document_id: int, ending: str) -> AnyResponse:
    """What would be issued now: to look at, to finish in Word, to sign."""
    document = find_or_404(Document, document_id)
    if not document.is_under_way:
        return back_to(document)
    word = present_word(document)
    if ending == FileFormat.DOCX:
        return sent(word, FileFormat.DOCX, file_name(document, ending))
    pdf, why = pdf_or_why(document, word)
    if pdf is None:
        flash(why, "warning")
        return back_to(document)
    return sent(pdf, FileFormat.PDF, file_name(document, ending))


@bp.get("/documents/files/<int:file_id>")
@allows(Action.VIEW_DOCUMENT)
def file(file_id: int) -> AnyResponse:
    """A file as it was kept; that somebody took it is written down each time."""
    found = find_or_404(DocumentFile, file_id)
    document = queries.document_of(g.viewer, found)
    name = file_name(document, found.format)
    return sent(queries.file_content(g.viewer, found), found.format, name)


def back_to(document: Document) -> AnyResponse:
    return redirect(url_for("documents.show", document_id=document.id))


def under_way(document: Document, *states: DocumentStatus) -> bool:
    """Whether this can still be done. Who comes second reads what came first; who may not do it
    at all is refused."""
    refused = why_not(g.viewer, g.action, document)
    if refused == WhyNot.ANSWERED_ALREADY or (refused is None and document.status not in states):
        flash(stands(document), "info")
        return False
    if refused is not None:
        g.why_not = refused
        abort(403)
    return True


def stands(document: Document) -> str:
    state = label(document.status)
    return gettext("This paper stands so already: %(state)s. Nothing was changed.", state=state)
