"""Small words ahead of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.resources.words import alternatives

if TYPE_CHECKING:
    from collections.abc import Collection


def ahead(words: Collection[str]) -> str:
    """A pattern of small words with what parts them from the name: a blank, or the apostrophe that they end in.

    >>> import re
    >>> re.split(ahead(["della", "dell'"]), "dell’Eni, della Fiat")
    ['', 'Eni, ', 'Fiat']
    """
    whole = [word for word in words if not word.endswith("'")]
    elided = [word.removesuffix("'") for word in words if word.endswith("'")]
    behind_whole, behind_elided = r"\s+", r"['’]\s?"
    kinds = ((whole, behind_whole), (elided, behind_elided))
    return f"(?:{'|'.join(f'(?:{alternatives(some)}){behind}' for some, behind in kinds if some)})"
