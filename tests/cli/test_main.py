"""The `reintegrate` command itself: what it offers, without loading what it does not do."""

import subprocess
import sys

import pytest

from reintegrate.cli.main import COMMANDS, reintegrate

pytestmark = pytest.mark.either_database


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_says_of_a_command_what_it_says_itself(name):
    command = reintegrate.get_command(None, name)

    assert command.name == name
    assert COMMANDS[name][1] == command.get_short_help_str(200)


def test_the_help_names_all_and_loads_none(run):
    said = run("--help").output
    asked = "from reintegrate.cli import main; import sys; print('flask' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)

    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []
    assert loaded.stdout == "False\n"


def test_a_command_that_is_not_there_is_refused(run):
    assert "No such command" in run("sarve", expect=2).output
