"""What `doctor` asks about reaching people: mail, texts, and whether time does its work."""

from sqlalchemy import select

from reintegrate.cli.findings import Finding, Findings
from reintegrate.config import Misconfigured, Settings
from reintegrate.db import db
from reintegrate.models.case import Case
from reintegrate.models.job import OVERSLEPT, JobState, last_run, overslept
from reintegrate.web.nudges.post import reachable
from reintegrate.web.reminders.senders import parts_of

SETTINGS = """
  REINTEGRATE_PUBLIC_URL      https://...; what links in mails and calendars begin with
  REINTEGRATE_SMTP_URL        smtp://user:password@host:587 (STARTTLS), smtps://... or, for a relay
                              on this machine, smtp+plain://localhost:25; none: a folder `mail`
  REINTEGRATE_MAIL_FROM       the sender's address of those mails
  REINTEGRATE_TEXT_SENDER     log; http:https://gateway/path (POSTs JSON: to, text, reference); or
                              command:/path (arguments NUMBER REFERENCE, the text on stdin) (log)
  REINTEGRATE_TEXT_TOKEN      sent to that gateway as bearer token
  REINTEGRATE_SILENT_DAYS     a worker with contacts due and none written counts as silent (7)"""


def outward(settings: Settings) -> Findings:
    if settings.smtp_url:
        yield from mail(settings)
    try:
        parts_of(settings.text_sender)
    except Misconfigured as error:
        yield Finding("texts cannot leave", str(error))


def mail(settings: Settings) -> Findings:
    why = reachable(settings.smtp_url)
    if why is not None:
        yield Finding(f"the mail server cannot be used: {why}", "correct REINTEGRATE_SMTP_URL")
    if not settings.mail_from:
        yield Finding("mails have no sender", "set REINTEGRATE_MAIL_FROM")
    if not settings.public_url:
        yield Finding("mails have no links", "set REINTEGRATE_PUBLIC_URL to https://...")


def time_driven() -> Findings:
    """Nothing is late where nobody is cared for yet."""
    in_use = db.session.scalar(select(Case.id).limit(1)) is not None
    if in_use and overslept():
        seen = last_run()
        last = f"since {seen:%Y-%m-%d %H:%M} UTC" if seen else "ever"
        hours = OVERSLEPT.seconds // 3600
        fix = "have `reintegrate run-due` run every hour, from cron or a systemd timer"
        yield Finding(f"run-due was not seen {last}: longer than {hours} hours", fix)
    for job in db.session.scalars(select(JobState).where(JobState.failed_at.is_not(None))):
        yield Finding(f"{job.name}: failed with {job.failure}", "see the log of `run-due`")
