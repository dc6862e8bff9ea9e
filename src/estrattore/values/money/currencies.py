"""Currencies beside a number: symbols, ISO codes, Italian and English names, hundredths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from estrattore.resources.loader import rows, table
from estrattore.resources.schemas.false_friends import false_friends
from estrattore.values.numbers.reading import Number, Reading, fold, read


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

    for row in rows("currencies"):
        for name in row["names"].split("|"):
            add(name, row["code"])
    for noun, code in table("currencies")["nouns"].items():
        add(noun, code)
    return {first: sorted(names, key=lambda n: -len(n[0])) for first, names in found.items()}


@cache
def _families() -> dict[str, dict[str, Any]]:
    """The families of ambiguous nouns by each form of the noun."""
    return {form: family for family in table("currencies")["families"].values() for form in family["forms"]}


@cache
def _codes() -> dict[str, str]:
    extra: dict[str, str] = table("currencies")["codes"]
    lower = {s: code.upper() for code in table("currencies")["weak"]["lower_codes"] for s in (code, code.capitalize())}
    codes = {row["code"]: row["code"] for row in rows("currencies")}
    return codes | extra | lower


@cache
def _linking() -> frozenset[str]:
    return frozenset(table("currencies")["linking"]["words"])


@cache
def _old() -> frozenset[str]:
    """`milioni di vecchie lire`."""
    return frozenset(table("currencies")["linking"]["adjectives"])


@cache
def currency_codes() -> frozenset[str]:
    """All codes as they may be written."""
    return frozenset(_codes())


@cache
def currency_words() -> frozenset[str]:
    """All words that begin a currency name, in lower case: the prefilter's list."""
    return frozenset(_names()) | frozenset(_families()) | frozenset(table("currencies")["subunits"]["words"])


def after(reading: Reading, index: int) -> Currency | None:
    """The currency at a token, a linking `di` before it allowed.

    >>> after(read("3 miliardi di corone svedesi"), 2).code, after(read("12,50 A$"), 1).code
    ('SEK', 'AUD')
    """
    found = _at(reading, index)
    if found is None and reading.low(index) in _linking():
        found = _at(reading, index + 1)
        if found is None and reading.low(index + 1) in _old():
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
    symbols = table("currencies")["symbols"]
    if token.low in symbols:
        if reading.glued(index) and reading.low(index - 1).replace(",", ".")[-1:].isdigit():
            return None if not reading.glued(index + 1) else Currency(symbols[token.low], index, index + 1)
        return _prefixed(reading, index) or Currency(symbols[token.low], index, index + 1)
    if code := _code(reading, index):
        return Currency(code, index, index + 1, weak=_is_weak_code(reading, index))
    if token.low == "." and reading.glued(index) and (number.scaled or not number.digits.isdigit()):
        code = table("currencies")["abbreviations"].get(reading.low(index - 1))
        return Currency(code, index - 1, index + 1) if code else None
    return _name_before(reading, number, index)


def _name_before(reading: Reading, number: Number, index: int) -> Currency | None:
    """`euro 540`, `dollari 4`; not the `euro` of an amount before it, nor `Euro 2024`, `Euro 6`."""
    low = reading.low(index)
    code = _families()[low]["default"] if low in _families() else table("currencies")["nouns"].get(low)
    if code is None or reading.glued(number.first):
        return None
    if index in reading.ends or (index - 1 in reading.ends and reading.low(index - 1) in _linking()):
        return None  # the `euro` of the amount before
    if number.bare or reading.low(index - 1) in false_friends().euro.before:
        return None
    if code == "EUR" and not number.scaled and (number.year_like or number.digits in false_friends().euro.classes):
        return None
    return Currency(code, index, index + 1, weak=bool(_families().get(low, {}).get("weak")))


def _at(reading: Reading, index: int) -> Currency | None:
    low = reading.low(index)
    if not low:
        return None
    symbols = table("currencies")["symbols"]
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
    family = _families()[low]
    after_noun = index + 1
    if reading.low(after_noun) in ("di", "del", "della", "dello", "degli", "dell'", "dell’", "delle"):
        after_noun += 1
    rest = " ".join(token.low for token in reading.tokens[after_noun : after_noun + 3])
    for stem, code in family["countries"].items():
        if rest.startswith(stem):
            return Currency(code, index, after_noun + 1 + stem.count(" "))
    weak = bool(family.get("weak"))
    if family.get("by_sentence"):
        places = _countries(reading.text, low)
        nearest = min(places, key=lambda place: abs(place[0] - reading.tokens[index].start), default=None)
        if nearest:
            return Currency(nearest[1], index, index + 1, weak)
    return Currency(family["default"], index, index + 1, weak)


@lru_cache(maxsize=64)
def _countries(text: str, noun: str) -> tuple[tuple[int, str], ...]:
    """The first place of each country that decides on a family's currency, and that currency."""
    low = " " + text.lower()
    stems = _families()[noun]["countries"].items()
    return tuple((place, code) for stem, code in stems if (place := low.find(" " + stem)) >= 0)


def _subunit(reading: Reading, index: int) -> Currency | None:
    """`centesimi`, `centesimi di dollaro`, `pence`."""
    subunits = table("currencies")["subunits"]
    low = reading.low(index)
    if low not in subunits["words"]:
        return None
    whole = _name(reading, index + 2) if reading.low(index + 1) in ("di", "d'", "d’") else None
    if whole:
        return Currency(whole.code, index, whole.last, subunit=True)
    return Currency(subunits["currencies"].get(low, ""), index, index + 1, subunit=True)


def _prefixed(reading: Reading, index: int) -> Currency | None:
    """`US$`, `c $`, `mxn$`: letters before the sign at `index`."""
    low = reading.low(index - 1)
    if not (reading.glued(index) or low == "c"):
        return None
    code = table("currencies")["prefixes"].get(low) or (low.upper() if low.upper() in _codes() else None)
    return Currency(code, index - 1, index + 1) if code else None


def _code(reading: Reading, index: int) -> str | None:
    token = reading.tokens[index]
    return _codes().get(reading.text[token.start : token.end])


def _is_weak_code(reading: Reading, index: int) -> bool:
    return reading.low(index).upper() in table("currencies")["weak"]["codes"]
