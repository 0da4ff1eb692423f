"""`reintegrate audit`: whether the trail of events still is what was written."""

import re
import sys

import click

from reintegrate.cli.installation import opened
from reintegrate.models.audit import broken_rows, chain_head, chained_hash_at, count_events

SHOWN = 10
ANCHOR = re.compile(r"(\d+):([0-9a-f]{64})")


@click.group()
def audit() -> None:
    """The audit trail of the configured database."""


@audit.command()
@click.option(
    "--expect",
    metavar="NUMBER:HASH",
    help="A head printed or mailed earlier: shows also that the newest rows are all there.",
)
def verify(expect: str | None) -> None:
    """Check the chain. Exit 0: it holds; 1: it does not, and the first broken row is named."""
    if expect and not ANCHOR.fullmatch(expect):
        raise click.BadParameter("NUMBER:HASH, as `audit verify` prints it", param_hint="--expect")
    with opened():
        broken = missing_anchor(expect) + list(broken_rows())
        if broken:
            click.echo(f"The audit trail does not hold. First broken row: {broken[0][0]}")
            for number, what in broken[:SHOWN]:
                click.echo(f"  row {number}: {what}")
            sys.exit(1)
        number, head = chain_head()
        click.echo(f"The audit trail holds: {count_events()} events.")
        click.echo(f"Head {number}:{head}")
        click.echo("Keep this line outside the database: --expect NUMBER:HASH checks against it.")


def missing_anchor(expect: str | None) -> list[tuple[int, str]]:
    if expect is None:
        return []
    number, expected = expect.split(":")
    present = chained_hash_at(int(number)) if int(number) else expected
    if present is None:
        return [(int(number), "missing: the trail is shorter than it was")]
    return [] if present == expected else [(int(number), "not the row it was")]
