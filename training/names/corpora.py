"""Texts of corpora whose words are free to use but whose labels are not: the label column is never looked at."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

# Wikipedia (CC BY-SA) and Wikinews (CC BY). KIND's fiction and De Gasperi parts and the local press stay out.
TEXT_CORPORA = ("kind_wn_train", "kind_wn_dev", "wikineural_it_1", "wikineural_it_2", "multinerd_it")

_BEFORE = re.compile(r"\s+([,.;:!?%)\]}»”…])")
_AFTER = re.compile(r"([(\[{«“]|\b\w*[lLdDnNsStTcCvVuU]['’](?=\s+\w))\s+")


def detokenize(tokens: Sequence[str]) -> str:
    """Tokens as a newspaper would print them.

    >>> detokenize(["L'", "utile", "dell'", "Eni", "(", "Roma", ")", ",", "sale", "."])
    "L'utile dell'Eni (Roma), sale."
    """
    return _AFTER.sub(r"\1", _BEFORE.sub(r"\1", " ".join(tokens)))


def read_texts(path: Path, *, sentences: int = 2) -> Iterator[str]:
    """Texts of so many neighbouring sentences each."""
    block: list[str] = []
    tokens: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                tokens.append(line.split("\t")[0].strip())
                continue
            if tokens:
                block.append(detokenize(tokens))
                tokens = []
            if len(block) == sentences:
                yield " ".join(block)
                block = []
    if tokens:
        block.append(detokenize(tokens))
    if block:
        yield " ".join(block)
