"""Near-duplicates: agency copy that several papers print gets `duplicate_of`, the first article with the same text."""

from __future__ import annotations

import re
from collections import defaultdict
from hashlib import blake2b

import numpy as np

WORD = re.compile(r"\w+")
SHINGLE = 3  # words
BITS = 64
BANDS = 4
# Two texts are copies when at most so many of the 64 bits differ; two different articles differ in about 32.
# Up to BANDS - 1 different bits leave one band of 16 bits equal, so no pair is missed.
MAX_DISTANCE = BANDS - 1
MIN_WORDS = 30  # shorter texts share too much by chance: only those with the same words are copies
MIN_WORDS_SAME = 8


def simhash(text: str) -> int:
    """64 bits that change little when the text does; of a short text bits that only the same words have.

    0 for texts of a few words, which are never duplicates.

    >>> simhash("Poche parole.")
    0
    """
    words = WORD.findall(text.lower())
    if len(words) < MIN_WORDS_SAME:
        return 0
    if len(words) < MIN_WORDS:
        return int.from_bytes(_digest(" ".join(words)), "big")
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    digests = b"".join(map(_digest, shingles))
    bits = np.unpackbits(np.frombuffer(digests, np.uint8).reshape(-1, 8), axis=1)
    majority = bits.sum(axis=0, dtype=np.int64) * 2 > len(shingles)
    return int.from_bytes(np.packbits(majority).tobytes(), "big")


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


class Seen:
    """Remembers hashes in the order of the documents; the same result whatever ran in parallel."""

    def __init__(self) -> None:
        self.bands: list[defaultdict[int, list[tuple[int, str]]]] = [defaultdict(list) for _ in range(BANDS)]

    def first(self, hashed: int, doc_id: str) -> str | None:
        """The id of the first near-duplicate seen before; else None, and this one is remembered."""
        if hashed == 0:
            return None
        width = BITS // BANDS
        keys = [(hashed >> (width * band)) & ((1 << width) - 1) for band in range(BANDS)]
        for band, key in zip(self.bands, keys, strict=True):
            for other, other_id in band[key]:
                if (hashed ^ other).bit_count() <= MAX_DISTANCE:
                    return other_id
        for band, key in zip(self.bands, keys, strict=True):
            band[key].append((hashed, doc_id))
        return None
