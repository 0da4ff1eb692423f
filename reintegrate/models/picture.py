"""What a camera writes into a picture beside the picture: the place, the time, the phone. It is
taken out before a picture is kept; the picture itself stays as it was."""

PNG_HEAD = 8
TEXTUAL = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
START_OF_SCAN, APP_FIRST, APP_LAST, COMMENT = 0xDA, 0xE1, 0xEF, 0xFE
ADOBE = 0xEE  # says how colours are stored: without it some pictures turn pink


def without_camera_data(content: bytes) -> bytes:
    """The same picture; anything else, and what cannot be followed to its end, as it came."""
    if content.startswith(b"\xff\xd8"):
        return _jpg(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(content)
    return content


def _jpg(content: bytes) -> bytes:
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if mark == START_OF_SCAN:
            return b"".join([*kept, content[at:]])
        camera = (APP_FIRST <= mark <= APP_LAST and mark != ADOBE) or mark == COMMENT
        if not camera:
            kept.append(content[at : at + 2 + length])
        at += 2 + length
    return content


def _png(content: bytes) -> bytes:
    kept, at = [content[:PNG_HEAD]], PNG_HEAD
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4])
        kind = content[at + 4 : at + 8]
        if kind not in TEXTUAL:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    return content
