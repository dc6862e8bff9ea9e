"""What makes two names one: their key, and the id made of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

from estrattore.resources.schemas.names import names
from estrattore.resources.words import alternatives

REMEMBERED = 1_000  # keys: each name of an article is asked for several times


@lru_cache(REMEMBERED)
def name_key(name: str) -> str:
    """What two spellings of one name share: no case, accents, punctuation or article.

    >>> name_key("L'Oréal"), name_key("la Repubblica")
    ('oreal', 'repubblica')
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    spaced = " ".join(re.sub(r"[^\w&+]+", " ", plain).split())
    return _articles().sub("", spaced) or spaced


@cache
def _articles() -> re.Pattern[str]:
    words = (word.removesuffix("'") for word in (*names().articles, *names().foreign_articles))
    return re.compile(rf"^(?:{alternatives(words)}) ")


def entity_id(kind: str, name: str) -> str:
    """A short hash of kind and normalised name: the same in every document and run.

    >>> entity_id("company", "Netflix") == entity_id("company", "NETFLIX")
    True
    """
    return hashlib.sha256(f"{kind}\0{name_key(name)}".encode()).hexdigest()[:16]
