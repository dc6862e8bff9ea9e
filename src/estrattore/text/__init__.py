"""Text as it comes, and text as it is read: soft line breaks, folded characters, blocks, offsets back; sentences and tokens."""

from estrattore.text.layout import Layout, read_layout

__all__ = ["Layout", "read_layout"]
