"""Near-duplicates: agency copy that several papers print gets `duplicate_of`, the first article with the same text.

MinHash: the share of equal numbers in two signatures estimates the share of three-word groups that two texts have in
common. Different articles have hardly any; a copy with another first line or without the last paragraph most.
"""

from __future__ import annotations

import re
import zlib
from hashlib import blake2b

import numpy as np

WORD = re.compile(r"\w+")
GROUP = 3  # words
NUMBERS = 32
BAND = 4  # numbers; two texts are compared when one band is equal
BANDS = NUMBERS // BAND
ALIKE = 22  # equal numbers that make a copy: about 0.7 of the groups
MIN_WORDS = 30  # shorter texts share too much by chance: only those with the same words are copies
MIN_WORDS_SAME = 8


def _odd_numbers(count: int, *, seed: bytes) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    digests = (blake2b(bytes([n]), digest_size=8, key=seed).digest() for n in range(count))
    return np.array([int.from_bytes(digest, "big") | 1 for digest in digests], np.uint64)


_MIXERS, _HASHES = _odd_numbers(GROUP + 1, seed=b"groups"), _odd_numbers(NUMBERS, seed=b"hashes")


def signature(text: str) -> str:
    """`NUMBERS` numbers as hexadecimal digits; empty for a text of a few words, which is nobody's copy.

    >>> signature("Poche parole.")
    ''
    >>> len(signature("La Borsa di Milano chiude in rialzo dello 0,8 per cento."))
    256
    """
    text = text.lower()
    hashed = np.fromiter((_hash(word.group()) for word in WORD.finditer(text)), np.uint64)
    if len(hashed) < MIN_WORDS_SAME:
        return ""
    if len(hashed) < MIN_WORDS:
        hashed = np.full(GROUP, _hash(" ".join(WORD.findall(text))), np.uint64)
    ends = len(hashed) - GROUP + 1
    groups = np.zeros(ends, np.uint64)
    for n in range(GROUP):
        groups += hashed[n : n + ends] * _MIXERS[n]
    groups = (groups ^ (groups >> np.uint64(29))) * _MIXERS[GROUP]
    # One number after the other: all at once would take 500 bytes a word.
    numbers = np.array([(groups * each >> np.uint64(32)).min() for each in _HASHES])
    return str(numbers.astype(">u4").tobytes().hex())


def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


class Seen:
    """Remembers signatures in the order of the documents; the same result whatever ran in parallel."""

    def __init__(self) -> None:
        self.firsts: dict[tuple[int, bytes], int] = {}
        self.known: list[tuple[bytes, str]] = []

    def first(self, signed: str, doc_id: str) -> str | None:
        """The id of the first near-duplicate seen before; else None, and this one is remembered."""
        numbers = bytes.fromhex(signed)
        bands = list(enumerate(bands_of(numbers)))
        for number in sorted({self.firsts[band] for band in bands if band in self.firsts}):
            other, other_id = self.known[number]
            if alike(numbers, other) >= ALIKE:
                return other_id
        for band in bands:
            self.firsts.setdefault(band, len(self.known))
        self.known.append((numbers, doc_id))
        return None


def bands_of(numbers: bytes) -> list[bytes]:
    """The parts of a signature of which near-duplicates share one at least, each in its place."""
    return [numbers[at : at + BAND * 4] for at in range(0, len(numbers), BAND * 4)]


def alike(one: bytes, other: bytes) -> int:
    """How many numbers two signatures share."""
    return int((np.frombuffer(one, np.uint32) == np.frombuffer(other, np.uint32)).sum())
