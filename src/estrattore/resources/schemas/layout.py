"""What tells how a text is laid out: accents as they are typed, words parted at a line's end, lines that go on."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read


class Acute(Table):
    """Words and endings whose last vowel takes an acute accent."""

    words: frozenset[str]
    endings: tuple[str, ...]


class Accented(Table):
    """Words and endings that carry an accent on their last vowel, and what never does."""

    words: frozenset[str]
    endings: tuple[str, ...]
    capital_endings: tuple[str, ...]
    elsewhere: tuple[str, ...]
    bare_endings: tuple[str, ...]
    never: frozenset[str]


class Parted(Table):
    """Compounds that keep their hyphen, and where a syllable may end."""

    prefixes: frozenset[str]
    borders: frozenset[str]
    onsets: frozenset[str]


class Hanging(Table):
    """Words with which no sentence ends, and those that begin a line of its own."""

    words: frozenset[str]
    bylines: tuple[str, ...]


class Contact(Table):
    """Lines that tell how to reach somebody."""

    words: frozenset[str]


class Pages(Table):
    """Lines that number a page."""

    words: tuple[str, ...]
    of: tuple[str, ...]


class LayoutWords(Table):
    """All of the file."""

    acute: Acute
    accented: Accented
    parted: Parted
    hanging: Hanging
    contact: Contact
    pages: Pages


@cache
def layout_words() -> LayoutWords:
    """The table `layout.toml`."""
    return read("layout", LayoutWords)
