"""Modules that are loaded when they are first used: few requests want them, and every process would
carry them. Nothing else in the program is imported anywhere but at the head of a module."""

from importlib import import_module
from typing import Any


class Later:
    """Stands in for a module and asks the real one for everything. `importlib.util.LazyLoader` does
    the same, but in Python 3.11 the second of two threads that come first may find it half made;
    `import_module` lets it wait."""

    def __init__(self, name: str):
        self._name = name

    def __getattr__(self, wanted: str) -> Any:
        return getattr(import_module(self._name), wanted)


def later(name: str) -> Any:
    """The module of this name, loaded with the first thing asked of it. For those that weigh (the
    import contract "What weighs is loaded late" lists them) and for our own that cannot do without.
    """
    return Later(name)
