"""`reintegrate run-due`: everything time does, once. Twice, or twice at once, is safe."""

import sys

import click

from reintegrate.cli.installation import opened
from reintegrate.cli.jobs import JOBS
from reintegrate.models.job import run


@click.command("run-due")
def run_due() -> None:
    """Do what is due: expiries, escalations, digests, messages, retention. For cron, hourly; more
    often does no harm. Exit 1 when a job failed; the others are done all the same."""
    with opened():
        results = dict(run(JOBS))
        for what, outcome in results.items():
            failed = isinstance(outcome, Exception)
            click.echo(f"{what}: {f'FAILED ({type(outcome).__name__})' if failed else outcome}")
    sys.exit(any(isinstance(outcome, Exception) for outcome in results.values()))


def settle_what_is_due() -> dict[str, int]:
    """How many each job settled. Raises the first error, after all jobs had their turn."""
    results = dict(run(JOBS))
    for outcome in results.values():
        if isinstance(outcome, Exception):
            raise outcome
    return {name: int(count) for name, count in results.items() if isinstance(count, int)}
