"""`reintegrate serve`: the configured database, behind the production server."""

import click

from reintegrate.cli import schema, server
from reintegrate.cli.doctor import guessable
from reintegrate.cli.installation import opened
from reintegrate.config import Settings


@click.command()
@click.option("--port", default=8000, show_default=True, help="0: any free one.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes. Default: 1 on SQLite.")
def serve(port: int, host: str, workers: int | None) -> None:
    """Serve the configured database. Put it behind a proxy that speaks HTTPS."""
    settings = looked_over()
    port = server.free_port(host, port)
    click.echo(f"Serving at http://{host}:{port}")
    server.run(host, port, workers or server.usual_workers(settings))


def looked_over() -> Settings:
    """The settings, if they may be served. The app that was asked is forgotten with this: the
    server's processes begin as copies of this one, and each makes its own."""
    with opened() as app:
        settings: Settings = app.config["SETTINGS"]
        for finding in guessable(settings):
            raise click.ClickException(f"{finding.what}: {finding.fix}")
        if app.debug:
            raise click.ClickException("debug mode shows a visitor the program: unset FLASK_DEBUG")
        if not schema.is_current():
            raise click.ClickException("the database is not up to date: reintegrate init")
    return settings
