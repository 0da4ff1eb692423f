"""The `reintegrate` command. One small file for each of its commands."""

import os
import sys

import click

from reintegrate.cli.audit import audit
from reintegrate.cli.backup import backup, restore
from reintegrate.cli.demo import demo
from reintegrate.cli.doctor import doctor
from reintegrate.cli.init import init
from reintegrate.cli.report import report
from reintegrate.cli.run_due import run_due
from reintegrate.cli.seed import seed
from reintegrate.cli.serve import serve
from reintegrate.cli.users import users

OWNER_ONLY = 0o077


@click.group()
@click.version_option(package_name="reintegrate")
def reintegrate() -> None:
    """Post-rehabilitation management and community-reintegration case work."""


for command in (demo, init, serve, seed, users, audit, run_due, doctor, report, backup, restore):
    reintegrate.add_command(command)


def main() -> None:
    """Whatever a command writes is its owner's alone; its words are UTF-8 on any machine."""
    os.umask(OWNER_ONLY)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    reintegrate()
