"""`reintegrate seed`: reference data everywhere, invented people only where nobody real is."""

import click

from reintegrate.cli.demo_filling import NotEmpty, fill, is_demo
from reintegrate.cli.installation import opened
from reintegrate.cli.reference import DEMO_PROVINCES, UnknownProvince, load_reference
from reintegrate.db import commit


@click.group()
def seed() -> None:
    """Load reference or demo data into the configured database."""


@seed.command()
@click.option("--province", "provinces", multiple=True, default=DEMO_PROVINCES, show_default=True)
def reference(provinces: tuple[str, ...]) -> None:
    """Areas, catalogues and rules. Adds what is missing; edits are kept."""
    with opened():
        load(provinces)


@seed.command()
def demo() -> None:
    """The demo's cast and stories. Refuses where real people are."""
    with opened():
        if is_demo():
            click.echo("The demo data is there already; nothing changed.")
            return
        try:
            fill()
        except NotEmpty as error:
            raise click.ClickException(
                "this database holds accounts or people; invented ones do not go beside them"
            ) from error
        commit()
        click.echo("Demo data loaded.")


def load(provinces: tuple[str, ...]) -> None:
    try:
        report = load_reference(provinces)
    except UnknownProvince as error:
        raise click.ClickException(f"no province has the code {error}") from error
    commit()
    click.echo(f"Reference data: {report.total_added} added, {report.total_kept} kept")
