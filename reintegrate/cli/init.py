"""`reintegrate init`: tables and reference data, as this version needs them. Safe to repeat."""

import click

from reintegrate.cli import schema
from reintegrate.cli.installation import opened
from reintegrate.cli.reference import DEMO_PROVINCES
from reintegrate.cli.seed import load


@click.command()
@click.option(
    "--province",
    "provinces",
    multiple=True,
    default=DEMO_PROVINCES,
    show_default=True,
    help="Code of a province whose wards to load; may be given several times.",
)
def init(provinces: tuple[str, ...]) -> None:
    """Bring the configured database up to date and load what is missing."""
    with opened():
        schema.migrate()
        click.echo(f"Schema: {schema.present_revision()}")
        load(provinces)
