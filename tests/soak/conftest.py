"""The soak tests run only when asked for: `make soak`."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "soak: full counts, takes hours")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return None if "soak" in config.option.markexpr else True
