"""Settings, read once from the environment. Outside the demo nothing starts on a guessable key."""

import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

MIN_SECRET_LENGTH = 32


class Misconfigured(Exception):
    """The environment cannot be used as it is. The text says which setting and what to do."""


@dataclass(frozen=True)
class Settings:
    """What one installation decides. Times are minutes and hours; keys never leave this object."""

    data_dir: Path
    database_url: str
    secret_key: str
    field_keys: str
    """`id:base64url-of-32-bytes`, comma separated, the one that encrypts first."""
    secure_cookies: bool = True
    trusted_proxies: int = 0
    idle_minutes: float = 30
    absolute_hours: float = 12
    max_form_bytes: int = 512 * 1024
    password_work: int = 2
    """Argon2id passes over memory; tests use one."""
    password_memory_kib: int = 19 * 1024
    log_level: str = "INFO"
    public_url: str = ""
    """Where people reach this installation: what links in mails and calendars begin with."""
    smtp_url: str = ""
    """`smtp://user:password@host:587` (always with STARTTLS) or `smtps://...:465`. Without it,
    mail is written into the folder `mail` beside the database."""
    mail_from: str = ""
    text_sender: str = "log"
    """`log`, `http:https://...` or `command:/path`: see `web/reminders/senders.py`."""
    text_token: str = ""
    silent_days: int = 7
    """After so many days with contacts due and none written, a worker counts as silent."""
    demo: bool = False
    testing: bool = False

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Settings of a real installation. Raises Misconfigured naming what is missing."""
        return cls.read(environ).checked()

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """The same unchecked: for migrations, which need no key, and for `doctor`."""
        data_dir = Path(environ.get("REINTEGRATE_DATA", "./data")).absolute()
        return cls(
            data_dir=data_dir,
            database_url=environ.get("REINTEGRATE_DATABASE_URL", sqlite_url(data_dir)),
            secret_key=environ.get("REINTEGRATE_SECRET_KEY", ""),
            field_keys=environ.get("REINTEGRATE_FIELD_KEYS", ""),
            secure_cookies=environ.get("REINTEGRATE_SECURE_COOKIES", "1") != "0",
            trusted_proxies=number(environ, "REINTEGRATE_TRUSTED_PROXIES", 0),
            idle_minutes=amount(environ, "REINTEGRATE_IDLE_MINUTES", 30),
            absolute_hours=amount(environ, "REINTEGRATE_ABSOLUTE_HOURS", 12),
            log_level=environ.get("REINTEGRATE_LOG_LEVEL", "INFO").upper(),
            **outward(environ),
        )

    @classmethod
    def for_demo(cls, data_dir: Path) -> Self:
        """Settings of the demo in `data_dir`; its keys are made at the first start and kept."""
        data_dir = data_dir.absolute()
        data_dir.mkdir(parents=True, exist_ok=True)
        return cls(
            data_dir=data_dir,
            database_url=sqlite_url(data_dir, "demo.sqlite3"),
            secret_key=kept_secret(data_dir / "demo.secret"),
            field_keys=f"demo:{kept_secret(data_dir / 'demo.fieldkey')}",
            secure_cookies=False,
            demo=True,
        )

    @classmethod
    def for_tests(cls, database_url: str, data_dir: Path) -> Self:
        return cls(
            data_dir=data_dir,
            database_url=database_url,
            secret_key="tests-only-" + "s" * MIN_SECRET_LENGTH,
            field_keys="t1:" + urlsafe_b64encode(b"k" * 32).decode(),
            secure_cookies=False,
            password_work=1,
            password_memory_kib=8,
            log_level="WARNING",
            testing=True,
        )

    def changed(self, **values: object) -> Self:
        return replace(self, **values)  # type: ignore[arg-type]

    def checked(self) -> Self:
        if len(self.secret_key) < MIN_SECRET_LENGTH:
            raise Misconfigured(
                f"REINTEGRATE_SECRET_KEY must be at least {MIN_SECRET_LENGTH} characters. "
                f"A fresh one: {secrets.token_urlsafe(48)}"
            )
        if not self.field_keys:
            raise Misconfigured(
                "REINTEGRATE_FIELD_KEYS is missing; it encrypts phones, papers and notes. "
                f"A fresh one: k1:{new_field_key()} . Keep a copy away from this machine."
            )
        return self


def sqlite_url(data_dir: Path, name: str = "reintegrate.sqlite3") -> str:
    return f"sqlite:///{data_dir / name}"


def outward(environ: Mapping[str, str]) -> dict[str, Any]:
    """How the installation reaches people: its own address, its mail, its texts."""
    return {
        "public_url": environ.get("REINTEGRATE_PUBLIC_URL", "").rstrip("/"),
        "smtp_url": environ.get("REINTEGRATE_SMTP_URL", ""),
        "mail_from": environ.get("REINTEGRATE_MAIL_FROM", ""),
        "text_sender": environ.get("REINTEGRATE_TEXT_SENDER", "log"),
        "text_token": environ.get("REINTEGRATE_TEXT_TOKEN", ""),
        "silent_days": number(environ, "REINTEGRATE_SILENT_DAYS", 7),
    }


def number(environ: Mapping[str, str], name: str, default: int) -> int:
    """A whole number from the environment. Raises Misconfigured when it is something else."""
    try:
        return int(environ.get(name, default))
    except ValueError:
        raise Misconfigured(f"{name} must be a whole number") from None


def amount(environ: Mapping[str, str], name: str, default: float) -> float:
    """A number above nought, with a point if need be. Raises Misconfigured otherwise."""
    try:
        found = float(environ.get(name, default))
    except ValueError:
        found = 0
    if not 0 < found < float("inf"):
        raise Misconfigured(f"{name} must be a number above 0")
    return found


def new_field_key() -> str:
    return urlsafe_b64encode(secrets.token_bytes(32)).decode()


def kept_secret(path: Path) -> str:
    """The secret in `path`, made at first use and readable by its owner only."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(new_field_key())
    return path.read_text().strip()
