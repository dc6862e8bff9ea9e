"""Compressed text, expanded as long as it swells no more than text does."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO

from estrattore.errors import ReadError

MOST_SWOLLEN = 100  # news shrinks to a third or a tenth; a gz made to fill disks to a thousandth
HARMLESS = 2**22  # bytes that anybody may have


class Expanded(io.RawIOBase):
    """What a gzip stream expands to, up to where that cannot be text.

    >>> import io
    >>> bomb = gzip.compress(bytes(2 * HARMLESS))
    >>> expanded(io.BytesIO(bomb)).read()
    Traceback (most recent call last):
    estrattore.errors.ReadError: The .gz file expands to more than 100 times its size, as no text does. ...
    """

    def __init__(self, packed: BinaryIO) -> None:
        self._packed, self._size = packed, 0
        self._stream = gzip.GzipFile(fileobj=packed, mode="rb")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read1(len(buffer))  # what comes before a damage is not lost with it
        buffer[: len(data)] = data
        self._size += len(data)
        if self._size > max(HARMLESS, MOST_SWOLLEN * self._packed.tell()):
            raise ReadError(
                f"The .gz file expands to more than {MOST_SWOLLEN} times its size, as no text does. "
                "Unpack it first if you know what it is."
            )
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._packed.close()
        super().close()


def expanded(packed: BinaryIO) -> io.BufferedReader:
    """A stream of what another one expands to; it closes both."""
    return io.BufferedReader(Expanded(packed), 2**17)
