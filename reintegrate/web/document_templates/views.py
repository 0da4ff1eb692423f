"""The Word templates of official papers: taken out, changed in Word, brought, tried, used."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit
from reintegrate.models.document_kind import DocumentKind, fields_by_code
from reintegrate.models.document_template import DocumentTemplate
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.document_templates import checking, queries
from reintegrate.web.document_templates.forms import TemplateForm
from reintegrate.web.print.filling import QR
from reintegrate.web.print.pdf import NoPdf, can_make_pdf, pdf_of
from reintegrate.web.print.undrawable import Undrawable
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.sent_file import PDF, WORD, sent_file
from reintegrate.web.ui.steps import take

bp = Blueprint("document_templates", __name__)


@bp.get("/documents/templates/")
@allows(Action.KEEP_TEMPLATES)
def index() -> str:
    kinds = queries.kinds(g.viewer)
    return render_template("document_templates/index.html", kinds=kinds, language=language())


@bp.route("/documents/templates/<int:kind_id>", methods=["GET", "POST"])
@allows(Action.KEEP_TEMPLATES)
def show(kind_id: int) -> AnyResponse | str:
    """The versions of one form; bringing another one. It is kept only when it can be used."""
    kind = find_or_404(DocumentKind, kind_id)
    form: Any = TemplateForm.of_request()
    if form.accepted:
        sent = request.files.get("file")
        content = sent.read() if sent else b""
        complaints = checking.complaints(kind, content) if content else [
            gettext("Choose the Word file first.")
        ]  # fmt: skip
        for complaint in complaints:
            form.refuse(complaint, "file")
        if not complaints and added(kind, content, form):
            return redirect(url_for("document_templates.show", kind_id=kind.id))
    known = fields_by_code()
    return render_template(
        "document_templates/show.html",
        form=form,
        kind=kind,
        name=kind.name_in(language()),
        templates=queries.brought(g.viewer, kind),
        fields=[(f.code, known[f.code].label_in(language()), f.required) for f in kind.asked],
        around=sorted({*checking.AROUND, QR}),
        can_make_pdf=can_make_pdf(),
    )


def added(kind: DocumentKind, content: bytes, form: Any) -> bool:
    try:
        DocumentTemplate.add(kind, content, key=form.key.data, note=form.note.data, by=g.viewer)
    except DomainError as error:
        form.refuse(message(error))
        return False
    commit()
    flash(gettext("Kept. Look at the sample, then take it into use."), "success")
    return True


@bp.post("/documents/templates/versions/<int:template_id>/use")
@allows(Action.KEEP_TEMPLATES)
def use(template_id: int) -> AnyResponse:
    template = find_or_404(DocumentTemplate, template_id)
    if not template.in_use:
        take(template.use, gettext("New papers are made with this version."))
    return redirect(url_for("document_templates.show", kind_id=template.kind_id))


@bp.post("/documents/templates/versions/<int:template_id>/leave")
@allows(Action.KEEP_TEMPLATES)
def leave(template_id: int) -> AnyResponse:
    template = find_or_404(DocumentTemplate, template_id)
    if template.in_use:
        take(
            template.leave, gettext("New papers are made with the form as it came with the system.")
        )
    return redirect(url_for("document_templates.show", kind_id=template.kind_id))


@bp.get("/documents/templates/<int:kind_id>/<any(template,sample,sample_pdf):piece>")
@allows(Action.KEEP_TEMPLATES)
def shipped(kind_id: int, piece: str) -> AnyResponse:
    """The form as it came with the system, to change in Word or to look at."""
    kind = find_or_404(DocumentKind, kind_id)
    return sent(checking.shipped(kind.code), f"{kind.code}-0", piece)


@bp.get("/documents/templates/versions/<int:template_id>/<any(template,sample,sample_pdf):piece>")
@allows(Action.KEEP_TEMPLATES)
def brought(template_id: int, piece: str) -> AnyResponse:
    """A version that was brought: itself, or filled with an invented person."""
    template = find_or_404(DocumentTemplate, template_id)
    return sent(template.content, f"{template.kind.code}-{template.number}", piece)


def sent(content: bytes, name: str, piece: str) -> AnyResponse:
    if piece != "template":
        content = checking.sample_of(content)
    as_pdf = piece == "sample_pdf"
    if as_pdf:
        try:
            content = pdf_of(content, title=name)
        except (NoPdf, Undrawable):
            abort(404)
    shown = f"{name}-{piece.partition('_')[0]}.{'pdf' if as_pdf else 'docx'}"
    return sent_file(content, PDF if as_pdf else WORD, shown)
