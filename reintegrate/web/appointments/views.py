"""The days an agency names for what it took on, and whether they met. The worker reads along."""

from datetime import date
from typing import cast

from flask import Blueprint, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.db import commit, today
from reintegrate.models.appointment import HAPPENED, Appointment, Attendance
from reintegrate.models.assignment import Assignment
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.appointments.forms import AppointmentForm, MarkForm
from reintegrate.web.ui.answered import still_open
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.messages import message

bp = Blueprint("appointments", __name__)


@bp.route("/assignments/<int:assignment_id>/appointments/new", methods=["GET", "POST"])
@allows(Action.KEEP_APPOINTMENTS)
def new(assignment_id: int) -> str | Response:
    """A day to meet; also one that was, and nobody wrote down before."""
    assignment = find_or_404(Assignment, assignment_id, Action.VIEW_ASSIGNMENT)
    if not still_open(assignment):
        return to_request(assignment_id)
    form = AppointmentForm.of_request()
    if form.accepted:
        try:
            Appointment.plan(
                assignment,
                key=str(form.key.data),
                day=cast(date, form.day.data),
                hour=form.at,
                place=form.place.data or "",
                attendance=Attendance(form.attendance.data),
                by=g.viewer,
            )
        except DomainError as error:
            form.refuse(message(error))
        else:
            commit()
            flash(_("Written down. The worker sees it too."), "success")
            return to_request(assignment_id)
    return render_template("appointments/new.html", form=form, assignment_id=assignment_id)


@bp.route("/appointments/<int:appointment_id>", methods=["GET", "POST"])
@allows(Action.KEEP_APPOINTMENTS)
def mark(appointment_id: int) -> str | Response:
    """Whether they met. What was marked in error is put right on the same page."""
    appointment = find_or_404(Appointment, appointment_id, Action.VIEW_ASSIGNMENT)
    if not still_open(appointment.assignment):
        return to_request(appointment.assignment_id)
    form = MarkForm.of_request(version=appointment.version, attendance=appointment.status)
    form.offer(marks_for(appointment))
    if form.accepted and not form.started_from(appointment.version):
        form.show_theirs(appointment.version, attendance=appointment.status)
    elif form.accepted:
        try:
            appointment.mark(Attendance(form.attendance.data), by=g.viewer)
        except DomainError as error:
            form.refuse(message(error), "attendance")
        else:
            commit()
            flash(_("Written down. The worker sees it too."), "success")
            return to_request(appointment.assignment_id)
    return render_template("appointments/mark.html", form=form, appointment=appointment)


def marks_for(appointment: Appointment) -> list[Attendance]:
    """Nobody knows before the day who came."""
    ahead = appointment.day > today()
    return [
        one for one in Attendance if one != Attendance.PLANNED and not (ahead and one in HAPPENED)
    ]


def to_request(assignment_id: int) -> Response:
    return redirect(
        url_for("assignments.show", assignment_id=assignment_id, _anchor="appointments")
    )
