"""The cue words of the fact linker."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read


class Links(Table):
    """What stands between a measure and its value, and what it costs."""

    free: frozenset[str]
    free_stems: tuple[str, ...]
    near: frozenset[str]
    limit: float
    word: float
    comma: float
    relative: float
    conjunction: float
    bracket: float
    border: float
    label: float
    rival: float
    measure: float
    value: float
    company: float
    near_company: float
    date: float
    behind: float
    conjunctions: frozenset[str]
    relatives: frozenset[str]
    borders: frozenset[str]
    behind_free: frozenset[str]
    behind_article: frozenset[str]
    behind_change: frozenset[str]
    behind_share: frozenset[str]


class Values(Table):
    """Patterns of values that are no level of their own."""

    earlier: str
    since: str
    to: str
    change: str
    change_before: str
    change_verb: str
    change_link: str
    turn: str
    no_row_after: str


class Owner(Table):
    """Words that tell whose measure it is."""

    genitives: frozenset[str]
    articles: frozenset[str]
    agents: frozenset[str]
    beneficiaries: frozenset[str]
    obliques: frozenset[str]
    sources: frozenset[str]
    source_nouns: frozenset[str]
    brokers: frozenset[str]
    papers: frozenset[str]
    speaks_stems: tuple[str, ...]
    heads: frozenset[str]
    stand_ins: frozenset[str]
    others: frozenset[str]
    definite: frozenset[str]
    not_standing: frozenset[str]
    quotes: frozenset[str]
    bids: frozenset[str]
    acquired: frozenset[str]
    places: frozenset[str]
    copulas: frozenset[str]
    datives: frozenset[str]
    openings: frozenset[str]
    receives: frozenset[str]
    stops: frozenset[str]


class Period(Table):
    """Words and patterns that tell when."""

    reports: frozenset[str]
    days: frozenset[str]
    earlier: str
    announced: str


class Status(Table):
    """Words and patterns that tell whether it is one yet."""

    ends: frozenset[str]
    forecast: str
    expectation: str
    future: str


class Facts(Table):
    """All cue words."""

    links: Links
    values: Values
    owner: Owner
    period: Period
    status: Status


@cache
def facts() -> Facts:
    """The table `facts.toml`."""
    return read("facts", Facts)
