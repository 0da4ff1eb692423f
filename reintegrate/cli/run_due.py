"""`reintegrate run-due`: everything time does, once. Twice, or twice at once, is safe."""

import click

from reintegrate.cli.installation import opened
from reintegrate.db import commit, lock_until_commit
from reintegrate.models.held_form import forget_old_forms
from reintegrate.models.intake_expiry import expire_drafts
from reintegrate.models.sign_in_attempt import forget_old_tries
from reintegrate.models.user import system_user
from reintegrate.models.user_session import forget_old_sessions

RUN_LOCK = 0x52554E44


@click.command("run-due")
def run_due() -> None:
    """Expire drafts, forget old sessions, held forms and tries. For cron, hourly."""
    with opened():
        for what, count in settle_what_is_due().items():
            click.echo(f"{what}: {count}")


def settle_what_is_due() -> dict[str, int]:
    """One at a time: a second run waits for the first, and finds nothing left."""
    lock_until_commit(RUN_LOCK)
    counts = {
        "drafts expired": expire_drafts(by=system_user()),
        "sessions forgotten": forget_old_sessions(),
        "held forms forgotten": forget_old_forms(),
        "sign-in tries forgotten": forget_old_tries(),
    }
    commit()
    return counts
