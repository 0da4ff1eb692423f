"""Where templates and seeds are: inside the package in a wheel, else beside it in the checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def seeds_dir() -> Path:
    return _travelling("seeds")


def templates_dir() -> Path:
    return _travelling("templates")


def migrations_dir() -> Path:
    return PACKAGE / "migrations"


def _travelling(name: str) -> Path:
    """The package first: a wheel beside some other `seeds/` must not pick that one up."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
