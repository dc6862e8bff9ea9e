"""Currencies beside a number: symbols, ISO codes, Italian and English names, hundredths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from estrattore.resources.endings import endings
from estrattore.resources.schemas.currencies import Family, currencies, currency_names
from estrattore.resources.schemas.false_friends import false_friends
from estrattore.resources.schemas.numbers import numbers
from estrattore.resources.words import all_forms, alternatives
from estrattore.values.numbers.reading import Number, Reading, fold, read

EURO = "EUR"
_LONGEST_COUNTRY = 3  # words


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency found in a text.

    Args:
        code: ISO 4217, BTC or ETH; empty for `centesimi` alone, whose currency is implied.
        first: Index of its first token.
        last: Index of the token after it.
        weak: The word has other meanings (`corone`, `lei`): it needs a scale or decimals to be money.
        subunit: It names hundredths.
    """

    code: str
    first: int
    last: int
    weak: bool = False
    subunit: bool = False


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Currency names of several words (`corone svedesi`) and of one, by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    def add(name: str, code: str) -> None:
        for spelling in {name, fold(name), name.replace("'", "’")}:
            words = tuple(token.low for token in read(spelling).tokens)
            found.setdefault(words[0], []).append((words, code))

    for row in currency_names():
        for name in row.names.split("|"):
            add(name, row.code)
    for noun, code in currencies().nouns.items():
        add(noun, code)
    return {first: sorted(names, key=lambda n: -len(n[0])) for first, names in found.items()}


@cache
def _families() -> dict[str, Family]:
    """The families of ambiguous nouns by each form of the noun."""
    return {form: family for family in currencies().families.values() for form in family.forms}


@cache
def _codes() -> dict[str, str]:
    table = currencies()
    lower = {s: code.upper() for code in table.weak.lower_codes for s in (code, code.capitalize())}
    return {row.code: row.code for row in currency_names()} | table.codes | lower


@cache
def currency_codes() -> frozenset[str]:
    """All codes as they may be written."""
    return frozenset(_codes())


@cache
def currency_words() -> frozenset[str]:
    """All words that begin a currency name, in lower case: the prefilter's list."""
    return frozenset(_names()) | frozenset(_families()) | currencies().subunits.words


def after(reading: Reading, index: int) -> Currency | None:
    """The currency at a token, a linking `di` before it allowed.

    >>> after(read("3 miliardi di corone svedesi"), 2).code, after(read("12,50 A$"), 1).code
    ('SEK', 'AUD')
    """
    found = _at(reading, index)
    if found is None and reading.low(index) in currencies().linking.words:
        found = _at(reading, index + 1)
        if found is None and reading.low(index + 1) in currencies().linking.adjectives:
            found = _at(reading, index + 2)
    return found


def before(reading: Reading, number: Number) -> Currency | None:
    """The currency in front of a number: `€ 5`, `US$ 5`, `GBP 500`, `euro 540`."""
    index = number.first - 1
    if index < 0:
        return None
    if reading.low(index) in "-–−+" and index and not number.sign:
        return None
    token = reading.tokens[index]
    symbols = currencies().symbols
    if token.low in symbols:
        if reading.glued(index) and reading.low(index - 1).replace(",", ".")[-1:].isdigit():
            return None if not reading.glued(index + 1) else Currency(symbols[token.low], index, index + 1)
        return _prefixed(reading, index) or Currency(symbols[token.low], index, index + 1)
    if code := _code(reading, index):
        return Currency(code, index, index + 1, weak=_is_weak_code(reading, index))
    if token.low == "." and reading.glued(index) and (number.scaled or not number.digits.isdigit()):
        code = currencies().abbreviations.get(reading.low(index - 1))
        return Currency(code, index - 1, index + 1) if code else None
    return _name_before(reading, number, index)


def _name_before(reading: Reading, number: Number, index: int) -> Currency | None:
    """`euro 540`, `dollari 4`; not the `euro` of an amount before it, nor `Euro 2024`, `Euro 6`."""
    low = reading.low(index)
    code = _families()[low].default if low in _families() else currencies().nouns.get(low)
    if code is None or reading.glued(number.first):
        return None
    if index in reading.ends or (index - 1 in reading.ends and reading.low(index - 1) in currencies().linking.words):
        return None  # the `euro` of the amount before
    if number.bare or reading.low(index - 1) in false_friends().euro.before:
        return None
    if code == EURO and not number.scaled and (number.year_like or number.digits in false_friends().euro.classes):
        return None
    return Currency(code, index, index + 1, weak=low in _families() and _families()[low].weak)


def _at(reading: Reading, index: int) -> Currency | None:
    low = reading.low(index)
    if not low:
        return None
    symbols = currencies().symbols
    if low in symbols:
        return Currency(symbols[low], index, index + 1)
    if (
        reading.glued(index + 1)
        and reading.low(index + 1) in ("$", "¥", "€")
        and (prefixed := _prefixed(reading, index + 1))
    ):
        return Currency(prefixed.code, index, index + 2)
    return _name(reading, index) or _subunit(reading, index) or _coded(reading, index)


def _coded(reading: Reading, index: int) -> Currency | None:
    code = _code(reading, index)
    return Currency(code, index, index + 1, weak=_is_weak_code(reading, index)) if code else None


def _name(reading: Reading, index: int) -> Currency | None:
    """A currency name, the longest first; an ambiguous noun by its country."""
    low = reading.low(index)
    for words, code in _names().get(low, ()):
        if all(reading.low(index + i) == word for i, word in enumerate(words)):
            return Currency(code, index, index + len(words))
    return _of_family(reading, index) if low in _families() else None


def _of_family(reading: Reading, index: int) -> Currency:
    """`dollari canadesi`, `lire della Turchia`, else the country that the sentence names, else the commonest."""
    low = reading.low(index)
    family, country, after_noun = _families()[low], _countries(low), index + 1
    if reading.low(after_noun) in endings().prepositions["di"]:
        after_noun += 1
    rest = reading.tokens[after_noun : after_noun + _LONGEST_COUNTRY]
    if found := country.match(" ".join(token.low for token in rest)):
        return Currency(_code_of(low, found[0]), index, after_noun + 1 + found[0].count(" "))
    if family.by_sentence and (code := _nearest_country(reading.text, low, reading.tokens[index].start)):
        return Currency(code, index, index + 1, family.weak)
    return Currency(family.default, index, index + 1, family.weak)


@cache
def _countries(noun: str) -> re.Pattern[str]:
    """What decides on a family's currency."""
    return re.compile(rf"(?<!\w)(?:{alternatives(_families()[noun].countries)})(?!\w)", re.IGNORECASE)


@cache
def _codes_of(noun: str) -> dict[str, str]:
    """The currency of a family by each form of the words that decide on it."""
    countries = _families()[noun].countries.items()
    return {form: code for country, code in countries for form in all_forms([country])}


def _code_of(noun: str, country: str) -> str:
    return _codes_of(noun)[" ".join(country.lower().split())]


@lru_cache(maxsize=64)
def _places(text: str, noun: str) -> tuple[tuple[int, str], ...]:
    return tuple((found.start(), _code_of(noun, found[0])) for found in _countries(noun).finditer(text))


def _nearest_country(text: str, noun: str, start: int) -> str | None:
    """The currency of the country that the sentence names nearest to a noun."""
    nearest = min(_places(text, noun), key=lambda place: abs(place[0] - start), default=None)
    return nearest[1] if nearest else None


def _subunit(reading: Reading, index: int) -> Currency | None:
    """`centesimi`, `centesimi di dollaro`, `pence`."""
    subunits = currencies().subunits
    low = reading.low(index)
    if low not in subunits.words:
        return None
    whole = _name(reading, index + 2) if reading.low(index + 1) in numbers().joints.of else None
    if whole:
        return Currency(whole.code, index, whole.last, subunit=True)
    return Currency(subunits.currencies.get(low, ""), index, index + 1, subunit=True)


def _prefixed(reading: Reading, index: int) -> Currency | None:
    """`US$`, `c $`, `mxn$`: letters before the sign at `index`."""
    low = reading.low(index - 1)
    if not (reading.glued(index) or low == "c"):
        return None
    code = currencies().prefixes.get(low) or (low.upper() if low.upper() in _codes() else None)
    return Currency(code, index - 1, index + 1) if code else None


def _code(reading: Reading, index: int) -> str | None:
    token = reading.tokens[index]
    return _codes().get(reading.text[token.start : token.end])


def _is_weak_code(reading: Reading, index: int) -> bool:
    return reading.low(index).upper() in currencies().weak.codes
