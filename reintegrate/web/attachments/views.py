"""Files: in the thread of a request, brought and taken by either side; or with the case itself,
where only its worker brings and takes them. Only ever as downloads."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from reintegrate.access.actions import Action
from reintegrate.access.gate import CHANGING, allows, find_or_404
from reintegrate.access.policy import may, why_not
from reintegrate.db import commit
from reintegrate.models.assignment import Assignment
from reintegrate.models.attachment import Attachment, AttachmentFormat
from reintegrate.models.case import Case
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.attachments.forms import AttachmentForm
from reintegrate.web.attachments.queries import files_of, files_with
from reintegrate.web.ui.case_frame import case_frame
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message

bp = Blueprint("attachments", __name__)

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    AttachmentFormat.PDF: "application/pdf",
    AttachmentFormat.DOCX: f"{OFFICE}.wordprocessingml.document",
    AttachmentFormat.XLSX: f"{OFFICE}.spreadsheetml.sheet",
    AttachmentFormat.JPG: "image/jpeg",
    AttachmentFormat.PNG: "image/png",
}


@bp.route("/assignments/<int:assignment_id>/files", methods=["GET", "POST"])
@allows(Action.VIEW_ASSIGNMENT)
def index(assignment_id: int) -> str | AnyResponse:
    """What was exchanged; a post adds a file."""
    assignment = find_or_404(Assignment, assignment_id)
    reason = why_not(g.viewer, Action.WRITE_IN_THREAD, assignment)
    form = AttachmentForm.of_request()
    if form.accepted:
        if reason is not None:
            form.refuse(label(reason), "file")
        elif kept(partial(Attachment.keep, assignment), form):
            commit()
            flash(_("The file is attached."), "success")
            return redirect(url_for(".index", assignment_id=assignment_id))
    return render_template(
        "attachments/index.html",
        form=form,
        files=files_of(g.viewer, assignment),
        assignment_id=assignment_id,
        may_write=reason is None or bool(form.errors),
    )


@bp.route("/cases/<int:case_id>/files", methods=["GET", "POST"])
@allows(Action.VIEW_NEEDS)
def of_case(case_id: int) -> str | AnyResponse:
    """What lies with the case: letters, certificates; a post adds one."""
    posted = request.method in CHANGING
    case = find_or_404(Case, case_id, Action.KEEP_NEEDS if posted else Action.VIEW_NEEDS)
    form = AttachmentForm.of_request()
    if form.accepted and kept(partial(Attachment.keep_with_case, case), form):
        commit()
        flash(_("The file is kept with the case."), "success")
        return redirect(url_for(".of_case", case_id=case_id))
    return render_template(
        "attachments/of_case.html",
        form=form,
        files=files_with(g.viewer, case),
        may_keep=may(g.viewer, Action.KEEP_NEEDS, case),
        **case_frame(case, current="needs.index"),
    )


def kept(keep: Callable[..., Attachment], form: AttachmentForm) -> bool:
    sent = request.files.get("file")
    name, content = (sent.filename or "", sent.read()) if sent else ("", b"")
    try:
        keep(key=str(form.key.data), name=name, content=content, by=g.viewer)
    except DomainError as error:
        form.refuse(message(error), "file")
        return False
    return True


@bp.get("/attachments/<int:attachment_id>")
@allows(Action.VIEW_ASSIGNMENT)
def take(attachment_id: int) -> Response:
    """Only ever as a download: a browser shows nothing of it on this site. Its typed name may say
    whose it is, and stays out of the browser's list of downloads."""
    file = find_or_404(Attachment, attachment_id)
    response = Response(file.content, mimetype=TYPES[file.format])
    response.headers.set(
        "Content-Disposition", "attachment", filename=f"tep-{file.id}.{file.format}"
    )
    return response
