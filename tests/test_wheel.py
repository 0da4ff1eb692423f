"""Whatever runs from the checkout also runs from the wheel: everything it reads travels in it."""

import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
TRAVELS = {
    "templates": "reintegrate/templates",
    "seeds": "reintegrate/seeds",
    "reintegrate": "reintegrate",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = ["uv", "build", "--quiet", "--wheel", "--out-dir", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    return ZipFile(built)


@pytest.mark.parametrize("folder", TRAVELS)
def test_every_committed_file_travels(wheel, folder):
    listed = subprocess.run(
        ["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True
    )
    wanted = {TRAVELS[folder] + path.removeprefix(folder) for path in listed.stdout.splitlines()}

    assert wanted
    assert sorted(wanted - set(wheel.namelist())) == []


@pytest.mark.parametrize(
    "part",
    [
        "reintegrate/templates/base.html",
        "reintegrate/seeds/reference/",
        "reintegrate/seeds/demo/",
        "reintegrate/static/",
        "reintegrate/migrations/env.py",
        "reintegrate/translations/vi/LC_MESSAGES/messages.po",
        "reintegrate/translations/en/LC_MESSAGES/messages.po",
    ],
)
def test_the_wheel_holds(wheel, part):
    assert any(path.startswith(part) for path in wheel.namelist())


def test_nothing_else_travels(wheel):
    tops = {path.split("/")[0] for path in wheel.namelist()}

    assert tops == {"reintegrate", f"reintegrate-{version()}.dist-info"}
    assert not [path for path in wheel.namelist() if "__pycache__" in path]


def test_the_editable_install_copies_nothing():
    """A copy of templates/ beside the installed package would be found first, and go stale."""
    copies = [Path(place) / "reintegrate" for place in sys.path if "site-packages" in place]

    assert [str(copy) for copy in copies if copy.exists()] == []


def version() -> str:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
