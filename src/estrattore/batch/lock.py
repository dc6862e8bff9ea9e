"""One run at a time in an output folder."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from estrattore.errors import FolderInUseError


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder/lock`; a lock that a dead process of this machine left is taken over.

    Raises:
        FolderInUseError: Another run holds it.
    """
    path = folder / "lock"
    folder.mkdir(parents=True, exist_ok=True)
    me = {"pid": os.getpid(), "host": socket.gethostname()}
    for _ in range(2):
        try:
            with path.open("x", encoding="utf-8") as file:
                json.dump(me, file)
            break
        except FileExistsError:
            if not _is_stale(path):
                raise FolderInUseError(
                    f"Another run is writing into '{folder.parent}'. Wait for it, or use another --out. "
                    f"If none is running, delete '{path}'."
                ) from None
            path.unlink(missing_ok=True)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _is_stale(path: Path) -> bool:
    """Whether the process that wrote the lock is gone; one of another machine never counts as gone."""
    try:
        holder = json.loads(path.read_text("utf-8"))
    except ValueError:
        return True  # killed between creating and writing the file
    except FileNotFoundError:
        return True
    return holder["host"] == socket.gethostname() and not _alive(holder["pid"])


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OSError):
        return True
    return True
