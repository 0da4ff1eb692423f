"""A file only its passphrase opens: compressed, encrypted piece by piece, and never read half.

Each piece is sealed under its number and whether it is the last one, so that a file that was cut,
reordered or altered anywhere is refused (the STREAM construction of Hoang et al., 2015).
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"REINTEGRATE-BACKUP-1\n"
PIECE = 256 * 1024
TAG = 16
SALT = 16
PREFIX = 7
WORK = 2**15
"""Of scrypt: 32 MiB and about a tenth of a second for each passphrase somebody guesses."""


class Refused(Exception):
    """The file is not a whole backup, was altered, or the passphrase is another one."""


def write_sealed(path: Path, passphrase: str, lines: Iterable[bytes]) -> None:
    """Write the lines to `path`, which must not exist; on the disk before this returns."""
    salt, prefix = os.urandom(SALT), os.urandom(PREFIX)
    cipher = AESGCM(_key(passphrase, salt))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(MAGIC + salt + prefix)
        number = 0
        pieces = _pieces(_compressed(lines))
        present = next(pieces)
        for following in pieces:
            file.write(cipher.encrypt(_nonce(prefix, number, last=False), present, MAGIC))
            present, number = following, number + 1
        file.write(cipher.encrypt(_nonce(prefix, number, last=True), present, MAGIC))
        file.flush()
        os.fsync(file.fileno())


def read_sealed(path: Path, passphrase: str) -> Iterator[bytes]:
    """The lines of the file, one after another. Raises Refused, at the latest at its end."""
    with path.open("rb") as file:
        yield from _lines(_opened(file, passphrase))


def _opened(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    if file.read(len(MAGIC)) != MAGIC:
        raise Refused("this is not a backup of Reintegrate")
    salt, prefix = file.read(SALT), file.read(PREFIX)
    cipher = AESGCM(_key(passphrase, salt))
    inflate = zlib.decompressobj()
    number, present = 0, file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        nonce = _nonce(prefix, number, last=not following)
        try:
            plain = cipher.decrypt(nonce, present, MAGIC)
        except (InvalidTag, ValueError):
            why = "the passphrase is another one" if number == 0 else f"broken in piece {number}"
            raise Refused(f"{why}, or the file was cut or altered") from None
        yield inflate.decompress(plain)
        if not following:
            return
        number, present = number + 1, following


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        raise Refused("its last line is cut")


def _compressed(lines: Iterable[bytes]) -> Iterator[bytes]:
    deflate = zlib.compressobj(6)
    for line in lines:
        yield deflate.compress(line + b"\n")
    yield deflate.flush()


def _pieces(stream: Iterable[bytes]) -> Iterator[bytes]:
    """Of PIECE bytes each; the last one may be shorter, or empty when nothing else is left."""
    held = bytearray()
    for part in stream:
        held += part
        while len(held) > PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    yield bytes(held)


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\1" if last else b"\0")


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=WORK, r=8, p=1).derive(passphrase.encode())


def line(value: object) -> bytes:
    """One JSON value as a line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
