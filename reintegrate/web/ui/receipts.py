"""The receipt after something was sent: what happened, what comes next, a code to read out."""

from typing import Any

from flask import flash

from reintegrate.db import utcnow
from reintegrate.models.idempotency import receipt_of


def give_receipt(key: str, what: str, then: str) -> None:
    """`key`: of the form that made it."""
    proof: Any = {"what": what, "next": then, "code": receipt_of(key), "at": utcnow()}
    flash(proof, "receipt")
