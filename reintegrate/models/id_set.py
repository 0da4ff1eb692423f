"""Which records a list held, in so little room that the trail can keep it: a ward's few hundred in
about as many letters."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from zlib import compress, decompress


def packed(ids: Iterable[int]) -> str:
    """How far each is from the one before, seven bits to a byte."""
    told, before = bytearray(), 0
    for number in sorted(set(ids)):
        step, before = number - before, number
        while step > 127:
            told.append(step & 127 | 128)
            step >>= 7
        told.append(step)
    return urlsafe_b64encode(compress(bytes(told), 9)).decode()


def unpacked(text: str) -> set[int]:
    found, number, step, shift = set(), 0, 0, 0
    for byte in decompress(urlsafe_b64decode(text)):
        step |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            number += step
            found.add(number)
            step = shift = 0
    return found
