"""The post office: one mail to the server of the settings, or into the folder `mail` beside the
database where none is set. It says apart what was certainly not taken and what nobody knows."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from ssl import create_default_context
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from reintegrate.config import Misconfigured, Settings
from reintegrate.db import HERE
from reintegrate.models.mail import Mail
from reintegrate.models.outgoing import NotAccepted

SECONDS = 15
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
"""Encrypted with STARTTLS; encrypted from the start; not at all, for a relay on this machine."""

FOR_GOOD = range(500, 600)
TAKEN = {250, 251}


def deliver(mail: Mail) -> None:
    """Raises NotAccepted; any other error means that nobody knows whether it arrived."""
    settings: Settings = current_app.config["SETTINGS"]
    message = written(mail, settings)
    if settings.smtp_url:
        send(settings.smtp_url, message)
    else:
        keep(message, mail, settings)


def written(mail: Mail, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = sender(settings), mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.written_at.astimezone(HERE))
    message["Message-ID"] = f"<{mail.key}@{sender(settings).rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body or "", cte="quoted-printable")
    return message


def sender(settings: Settings) -> str:
    return settings.mail_from or "no-reply@localhost"


def keep(message: EmailMessage, mail: Mail, settings: Settings) -> None:
    """No server is set: the mail can be read in the folder, by whoever keeps the machine."""
    folder = settings.data_dir / "mail"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / f"{mail.key}.eml").write_bytes(message.as_bytes(policy=SMTP))


def send(url: str, message: EmailMessage) -> None:
    with connected(url) as server:
        try:
            replies = [server.mail(message["From"]), server.rcpt(message["To"])]
        except (OSError, smtplib.SMTPException) as error:
            raise NotAccepted("no_answer") from error
        for code, _ in replies:
            refuse_unless_taken(code)
        try:
            code, _ = server.data(message.as_bytes(policy=SMTP))
        except smtplib.SMTPDataError as error:
            refuse_unless_taken(int(error.smtp_code))
            raise
        refuse_unless_taken(code)


def refuse_unless_taken(code: int) -> None:
    if code not in TAKEN:
        raise NotAccepted(f"smtp_{code}", for_good=code in FOR_GOOD)


@contextmanager
def connected(url: str) -> Iterator[smtplib.SMTP]:
    """A session with the server, signed in. Raises NotAccepted: nothing was given over yet."""
    parts = urlsplit(url)
    try:
        server = opened(parts)
    except smtplib.SMTPAuthenticationError as error:
        raise NotAccepted("sign_in_refused") from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotAccepted("no_server") from error
    try:
        yield server
    finally:
        server.close()


def opened(parts: SplitResult) -> smtplib.SMTP:
    if parts.scheme not in PORTS or not parts.hostname:
        raise Misconfigured("REINTEGRATE_SMTP_URL: smtp://user:password@host:587 or smtps://...")
    host, port = parts.hostname, parts.port or PORTS[parts.scheme]
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=create_default_context())
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
    server.ehlo()
    if parts.scheme == "smtp":
        server.starttls(context=create_default_context())
        server.ehlo()
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def reachable(url: str) -> str | None:
    """None when the server answers and lets us in; otherwise the code of what went wrong."""
    try:
        with connected(url):
            return None
    except (NotAccepted, Misconfigured, ValueError) as error:
        return str(error)
