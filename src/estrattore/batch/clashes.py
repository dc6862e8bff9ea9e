"""Which documents may clash: 36 bytes for each of a million, so that only those few need be remembered as they pass."""

from __future__ import annotations

import re
import zlib
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estrattore.batch.duplicates import BANDS, bands_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estrattore.tables.rows import Row

NUMBERED = re.compile(r"(?:#\d+)+$")  # what `unique_id` may add
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class Crowd:
    """By the number of each document: whether another may have its id, or nearly its text. Some do not: sums clash."""

    ids: Flags
    texts: Flags

    @classmethod
    def of(cls, marks: Iterable[Row]) -> Crowd:
        """One pass over the marks of all documents."""
        ids, bands = array("I"), array("I")
        for mark in marks:
            ids.append(zlib.crc32(NUMBERED.sub("", mark["id"]).encode("utf-8", "surrogatepass")))
            bands.extend([zlib.crc32(band) for band in bands_of(bytes.fromhex(mark["signature"]))] or [0] * BANDS)
        return cls(repeated(ids), repeated(bands, width=BANDS))


def repeated(sums: array[int], *, width: int = 1) -> Flags:
    """Which lines of `width` numbers share one with another line in the same place.

    >>> repeated(array("I", [1, 2, 3, 4, 1, 5]), width=2)
    array([ True, False,  True])
    """
    lines = np.frombuffer(sums, np.uintc).reshape(-1, width)
    found = np.zeros(len(lines), np.bool_)
    for column in lines.T:
        ordered = np.sort(column)
        found |= np.isin(column, ordered[1:][ordered[1:] == ordered[:-1]])
    return found
