"""What time does: one line for each job. See `models/job.py` for how often and how surely."""

from collections.abc import Callable

from reintegrate.models.api_token import forget_old_tokens
from reintegrate.models.assignment_expiry import expire_requests
from reintegrate.models.data_request_clock import remind_of_data_requests
from reintegrate.models.deadline_jobs import begin_missing, escalate_deadlines
from reintegrate.models.departure import free_cases_left_behind
from reintegrate.models.duties import end_duties
from reintegrate.models.held_form import forget_old_forms
from reintegrate.models.information import forget_information
from reintegrate.models.inquiry import expire_inquiries, forget_old_inquiries
from reintegrate.models.intake_expiry import expire_drafts
from reintegrate.models.job import Job, each_day, forget_old_runs
from reintegrate.models.mail import Mail, forget_old_mail
from reintegrate.models.notice import forget_old_notices
from reintegrate.models.offline_device import forget_old_devices
from reintegrate.models.outgoing import give_up_unheard_of
from reintegrate.models.recount import JOB as RECOUNT
from reintegrate.models.recount import recount_wards
from reintegrate.models.reminder import Reminder, forget_old_reminders
from reintegrate.models.report_owed import remind_of_reports
from reintegrate.models.reveal_clock import escalate_reveals, forget_old_reveals
from reintegrate.models.sign_in_attempt import forget_old_tries
from reintegrate.models.transfer_clock import escalate_transfers, expire_transfers
from reintegrate.models.user import User
from reintegrate.models.user_session import forget_old_sessions
from reintegrate.web.nudges.mails import JOB as DIGESTS
from reintegrate.web.nudges.mails import send_mail, write_digests
from reintegrate.web.reminders.senders import send_reminders


def without_a_name(forget: Callable[[], int]) -> Callable[[User], int]:
    """What is forgotten is nobody's doing."""
    return lambda by: forget()


JOBS: tuple[Job, ...] = (
    Job("drafts expired", lambda by: expire_drafts(by=by)),
    Job("duties ended with the term", end_duties),
    Job("cases freed", free_cases_left_behind),
    Job("deadlines begun", begin_missing),
    Job("deadlines escalated", escalate_deadlines),
    Job("transfers expired", expire_transfers),
    Job("transfers escalated", escalate_transfers),
    Job("requests expired", expire_requests),
    Job("inquiries expired", lambda by: expire_inquiries(by=by)),
    Job("urgent looks escalated", escalate_reveals, each_day),
    Job("data requests reminded of", remind_of_data_requests, each_day),
    Job("reports reminded of", remind_of_reports, each_day),
    Job("sessions forgotten", without_a_name(forget_old_sessions)),
    Job("keys for programs forgotten", without_a_name(forget_old_tokens), each_day),
    Job("offline devices forgotten", without_a_name(forget_old_devices), each_day),
    Job("held forms forgotten", without_a_name(forget_old_forms)),
    Job("sign-in tries forgotten", without_a_name(forget_old_tries)),
    Job("mail given up", lambda by: give_up_unheard_of(Mail, by=by)),
    Job("reminders given up", lambda by: give_up_unheard_of(Reminder, by=by)),
    Job(DIGESTS, write_digests, in_steps=True),
    Job("mail sent", send_mail, in_steps=True),
    Job("reminders sent", send_reminders, in_steps=True),
    Job("mail forgotten", forget_old_mail, each_day),
    Job("reminders forgotten", forget_old_reminders, each_day),
    Job("notices forgotten", forget_old_notices, each_day),
    Job("information forgotten", forget_information, each_day),
    Job("inquiries forgotten", without_a_name(forget_old_inquiries), each_day),
    Job("urgent looks forgotten", without_a_name(forget_old_reveals), each_day),
    Job(RECOUNT, recount_wards, in_steps=True),
    Job("claims forgotten", forget_old_runs, each_day),
)
"""In this order: what was decided before is told after, and sent last."""
