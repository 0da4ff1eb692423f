"""A paper's QR code: an address with an opaque code in it, and nothing about anybody."""

from io import BytesIO

from reintegrate.later import later

segno = later("segno")


def qr_of(address: str) -> bytes:
    """As PNG, with the quiet zone that readers want; sound also on a worn print."""
    held = BytesIO()
    segno.make_qr(address, error="m").save(held, kind="png", scale=6, border=3)
    return held.getvalue()
