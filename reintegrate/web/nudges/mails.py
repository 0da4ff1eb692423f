"""The words of mails to staff: counts and links. No name, no programme, no address."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, g

from reintegrate.db import HERE, commit, db, today, utcnow
from reintegrate.models.digest import Digest, DigestRhythm, asked_for
from reintegrate.models.job import claim
from reintegrate.models.leave import is_away
from reintegrate.models.mail import Mail, MailKind
from reintegrate.models.outgoing import send_waiting
from reintegrate.models.user import User
from reintegrate.models.working_calendar import is_working_day
from reintegrate.web.nudges.post import deliver
from reintegrate.web.nudges.standing import Line, path_to, standing_of
from reintegrate.web.ui.i18n import gettext as _

JOB = "digests written"
FIRST_HOUR = 6


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Words in this language, where no request says which."""
    before = g.get("language")
    g.language = language
    try:
        yield
    finally:
        g.language = before or "vi"


def write_digests(by: User) -> int:
    """A digest for everybody whose day or week has come, each claimed in the transaction that
    writes it. Who has nothing waiting and nothing new gets no mail."""
    written = 0
    for user_id in asked_for():
        written += write_digest(user_id, by=by)
        commit()
    return written


def write_digest(user_id: int, *, by: User) -> bool:
    digest = db.session.get(Digest, user_id)
    user = db.session.get_one(User, user_id)
    period = period_of(digest) if digest and digest.goes_out and not user.is_disabled else None
    if digest is None or period is None or is_away(user_id, today()):
        return False
    if not claim(JOB, period, user_id):
        return False
    with speaking(digest.language):
        standing = standing_of(user)
        if not standing:
            return False
        subject, body = words_of(digest, [*standing.waiting, *standing.silent], standing.new)
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"digest/{period}/{user_id}"))
    to = str(digest.address)
    Mail.write(user, MailKind.DIGEST, key=key, to=to, subject=subject, body=body, by=by)
    return True


def period_of(digest: Digest) -> str | None:
    """Which day or week this one is for, on working days from six in the morning."""
    now = utcnow().astimezone(HERE)
    if now.hour < FIRST_HOUR or not is_working_day(now.date()):
        return None
    if digest.rhythm == DigestRhythm.WEEKLY:
        year, week, _day = now.isocalendar()
        return f"{year}-W{week:02d}"
    return now.date().isoformat()


def words_of(digest: Digest, waiting: list[Line], new: list[Line]) -> tuple[str, str]:
    weekly = digest.rhythm == DigestRhythm.WEEKLY
    subject = _("Work this week") if weekly else _("Work today")
    parts = [_("Good morning,")]
    if waiting:
        parts.append(listed(_("Waiting for you:"), waiting))
    if new:
        parts.append(listed(_("New since you last looked:"), new))
    parts.append(_("To choose another rhythm, or no mail: %(where)s", where=at("nudges.digest")))
    return subject, "\n\n".join(parts) + "\n"


def listed(heading: str, lines: list[Line]) -> str:
    base = public_url()
    told = [heading]
    for line in lines:
        told.append(f"- {line.words}: {line.number}")
        told += [f"  {base}{line.path}"] if base else []
    return "\n".join(told)


def at(endpoint: str) -> str:
    base = public_url()
    return f"{base}{path_to(endpoint)}" if base else _("the page My account")


def public_url() -> str:
    return str(current_app.config["SETTINGS"].public_url)


def send_code(user: User, address: str, code: str) -> Mail:
    """The mail with the code that proves an address, written; the caller commits and sends it."""
    body = _(
        "The code is %(code)s. It is good for 30 minutes.\n\nIf you did not ask for it, you need "
        "do nothing: no mail will come to this address.",
        code=code,
    )
    return Mail.write(
        user,
        MailKind.CODE,
        key=str(uuid.uuid4()),
        to=address,
        subject=_("Code to confirm your address"),
        body=f"{body}\n",
        by=user,
    )


def send_mail(by: User, only: int | None = None) -> int:
    return send_waiting(Mail, deliver, by=by, only=only)
