"""One step of a record's life, taken by pressing a button."""

from collections.abc import Callable
from typing import Any

from flask import flash, g

from reintegrate.db import commit
from reintegrate.models.lifecycle import DomainError
from reintegrate.web.ui.messages import message


def take(step: Callable[..., object], said: str) -> bool:
    """Do `step(by=viewer)` in one transaction and say so; a rule's no is said instead, and False
    returned: nothing was changed then."""
    try:
        step(by=g.viewer)
    except DomainError as error:
        flash(message(error), "error")
        return False
    commit()
    flash(said, "success")
    return True


def tried(form: Any, step: Callable[[], object], field: str | None = None) -> bool:
    """The same with what somebody typed, before it is kept: a rule's no stands at the form or at
    its `field`, with what was typed beside it, and False is returned."""
    try:
        step()
    except DomainError as error:
        form.refuse(message(error), field)
        return False
    return True
