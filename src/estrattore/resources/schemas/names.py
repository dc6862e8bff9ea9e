"""What names are told by: the words around them, roles, places, lists of known names, legal forms."""

from __future__ import annotations

from functools import cache

from estrattore.resources.loader import Table, read, read_rows, text


class Names(Table):
    """The words around names."""

    articles: tuple[str, ...]
    indefinite: tuple[str, ...]
    foreign_articles: tuple[str, ...]
    of: tuple[str, ...]
    partners: tuple[str, ...]
    on: tuple[str, ...]
    elided: tuple[str, ...]
    elided_in_names: frozenset[str]
    elided_of: str
    leading: frozenset[str]
    company_owners: tuple[str, ...]
    shares: tuple[str, ...]
    trades: tuple[str, ...]
    firms: tuple[str, ...]
    company_roles: tuple[str, ...]
    chiefs: tuple[str, ...]
    company_heads: tuple[str, ...]
    products: tuple[str, ...]
    titles: frozenset[str]
    stop: frozenset[str]
    stop_first: frozenset[str]
    generic_bodies: frozenset[str]
    indices: tuple[str, ...]
    index_or_operator: frozenset[str]
    before_index: tuple[str, ...]
    code_heads: tuple[str, ...]
    share_classes: frozenset[str]
    dotted: tuple[str, ...]
    different: frozenset[str]
    trailing: frozenset[str]
    small_heads: frozenset[str]
    institutions: tuple[str, ...]
    heads_of_place: frozenset[str]
    small_tails: tuple[str, ...]
    links: tuple[str, ...]
    particles: frozenset[str]
    not_person_before: frozenset[str]


class RoleClass(Table):
    """What some words for a role come to."""

    name: str
    words: tuple[str, ...]


class Roles(Table):
    """The nouns of roles and what stands around them."""

    heads: tuple[str, ...]
    plurals: frozenset[str]
    plural_articles: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    joints: tuple[str, ...]
    appointed_as: tuple[str, ...]
    for_now: tuple[str, ...]
    preposition: frozenset[str]
    with_field: tuple[str, ...]
    of_places: frozenset[str]
    kind_of: str
    with_function: frozenset[str]
    many_of: tuple[str, ...]
    after_dash: tuple[str, ...]
    now: frozenset[str]
    articles: tuple[str, ...]
    his: tuple[str, ...]
    one_of: tuple[str, ...]
    field_to: tuple[str, ...]
    fields_to: frozenset[str]
    ministries: frozenset[str]
    adjectives: tuple[str, ...]
    further: tuple[str, ...]
    finite: tuple[str, ...]
    of: tuple[str, ...]
    completes: tuple[str, ...]
    fields: frozenset[str]
    before_ad: tuple[str, ...]
    behind_ad: tuple[str, ...]
    being: tuple[str, ...]
    as_role: tuple[str, ...]
    copulas: tuple[str, ...]
    bare_copulas: frozenset[str]
    no_predicate: frozenset[str]
    blamed: frozenset[str]
    crimes: tuple[str, ...]
    late_heads: frozenset[str]
    kin: tuple[str, ...]
    age: str
    honorifics: tuple[str, ...]
    appointing: tuple[str, ...]
    appointment: tuple[str, ...]
    led_by: tuple[str, ...]
    at_the_head: tuple[str, ...]
    same: tuple[str, ...]
    bodies: tuple[str, ...]
    goes_with: tuple[str, ...]
    departments: frozenset[str]
    of_things: frozenset[str]
    ranks: frozenset[str]
    callings: frozenset[str]
    for_whom: str
    no_verbs: tuple[str, ...]
    verbs: tuple[str, ...]
    no_adjectives: tuple[str, ...]
    of_states: frozenset[str]
    no_subject: tuple[str, ...]
    players: frozenset[str]
    demonyms: tuple[str, ...]
    breaks: tuple[str, ...]
    company_nouns: frozenset[str]
    of_the_company: frozenset[str]
    of_company_ahead: frozenset[str]
    of_the_nearest: frozenset[str]
    classes: tuple[RoleClass, ...]
    presidents: tuple[RoleClass, ...]


class Places(Table):
    """Places of the world and of Italy."""

    world: frozenset[str]
    italy: frozenset[str]


class KnownName(Table):
    """A company or institution: other forms of its name, and those that are words or other names too, joined by `|`."""

    name: str
    aliases: str
    ambiguous: str
    kind: str
    country: str
    ticker: str
    isin: str
    sector: str


class LegalForm(Table):
    """A legal form and how else it is written, joined by `|`."""

    form: str
    spellings: str


@cache
def names() -> Names:
    """The table `names.toml`."""
    return read("names", Names)


@cache
def roles() -> Roles:
    """The table `roles.toml`."""
    return read("roles", Roles)


@cache
def places() -> Places:
    """The table `places.toml`."""
    return read("places", Places)


@cache
def known_names() -> tuple[KnownName, ...]:
    """The rows of `names_known.csv`."""
    return read_rows("names_known", KnownName)


@cache
def legal_forms() -> tuple[LegalForm, ...]:
    """The rows of `legal_forms.csv`."""
    return read_rows("legal_forms", LegalForm)


@cache
def first_names() -> frozenset[str]:
    """The lines of `first_names.txt`: common Italian and foreign first names."""
    return frozenset(text("first_names.txt").split())


@cache
def common_words() -> frozenset[str]:
    """The lines of `common_words.txt`: words that the press writes in small letters inside a sentence."""
    return frozenset(text("common_words.txt").split())


@cache
def usual_words() -> frozenset[str]:
    """The lines of `usual_words.txt`: more words that it mostly writes in small letters, though they may be in a name: `ordine`."""
    return frozenset(text("usual_words.txt").split())
