"""Text as it comes, and text as it is read: soft line breaks, folded characters, blocks, and offsets back."""

from __future__ import annotations

from estrattore.text.blocks import Block
from estrattore.text.layout import Layout, read_layout

__all__ = ["Block", "Layout", "read_layout"]
