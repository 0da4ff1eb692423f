"""The days a list is asked for in its address: `?first=2026-10-15&last=2026-11-14`."""

from datetime import date

from flask import request


def asked_days() -> tuple[date, date] | None:
    """None: nothing asked, or nothing that can be read as two days in their order."""
    try:
        first = date.fromisoformat(request.args.get("first", ""))
        last = date.fromisoformat(request.args.get("last", ""))
    except ValueError:
        return None
    return (first, last) if first <= last else None
