"""When not to look for garbage: while much is made that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_collected() -> Iterator[None]:
    """Importing a program, or telling the demo's stories, makes hundreds of thousands of objects
    and next to no garbage: a quarter and a tenth of the time would go into looking for it."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()
