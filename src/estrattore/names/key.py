"""What makes two names one: their key, and the id made of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata

ARTICLES = re.compile(r"^(?:il|lo|la|i|gli|le|the)\s+|^l\s", re.IGNORECASE)


def name_key(name: str) -> str:
    """What two spellings of one name share: no case, accents, punctuation or article.

    >>> name_key("L'Oréal"), name_key("la Repubblica")
    ('oreal', 'repubblica')
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    spaced = " ".join(re.sub(r"[^\w&+]+", " ", plain).split())
    return ARTICLES.sub("", spaced) or spaced


def entity_id(kind: str, name: str) -> str:
    """A short hash of kind and normalised name: the same in every document and run.

    >>> entity_id("company", "Netflix") == entity_id("company", "NETFLIX")
    True
    """
    return hashlib.sha256(f"{kind}\0{name_key(name)}".encode()).hexdigest()[:16]
