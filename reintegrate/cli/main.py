"""The `reintegrate` command. One small file for each of its commands, loaded when it is asked for:
whoever reads the help, or made a slip, does not wait for the whole program."""

import gc
import os
import sys
from importlib import import_module

import click

from reintegrate.cli.garbage import not_collected

OWNER_ONLY = 0o077

COMMANDS = {
    "demo": ("demo", "Make or reuse a demo and serve it."),
    "init": ("init", "Bring the configured database up to date and load what is missing."),
    "serve": ("serve", "Serve the configured database."),
    "seed": ("seed", "Load reference or demo data into the configured database."),
    "users": ("users", "Accounts of the configured database."),
    "audit": ("audit", "The audit trail of the configured database."),
    "run-due": ("run_due", "Do what is due: expiries, escalations, digests, messages, retention."),
    "doctor": ("doctor", "Check configuration, database, keys, clock and disk."),
    "import": ("import_cases", "Takes in what a ward has so far."),
    "export": ("export", "Writes lists of the screens into files."),
    "report": (
        "report",
        "Write the report of AREA (its code) into FILE.docx, FILE.xlsx or FILE.pdf.",
    ),
    "backup": (
        "backup",
        "Write everything to FILE, encrypted, while people go on working; then read it again.",
    ),
    "restore": (
        "backup",
        "Put a backup into an empty database, SQLite or PostgreSQL, whichever it came from.",
    ),
}
"""Of each command: the file it lives in, and its line in the help (a test compares)."""


class Commands(click.Group):
    """Commands by name. Only the one that runs is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        with not_collected():
            module = import_module(f"reintegrate.cli.{COMMANDS[name][0]}")
            gc.freeze()  # it stays: nobody need ever look through it
        there = (thing for thing in vars(module).values() if isinstance(thing, click.Command))
        return next(command for command in there if command.name == name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Commands)
@click.version_option(package_name="reintegrate")
def reintegrate() -> None:
    """Post-rehabilitation management and community-reintegration case work."""


def main() -> None:
    """Whatever a command writes is its owner's alone; its words are UTF-8 on any machine."""
    os.umask(OWNER_ONLY)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    reintegrate()
