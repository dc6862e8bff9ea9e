"""Properties of the grammar: what is formatted is read back, nothing raises, spans lie inside, time is linear."""

from decimal import Decimal
from itertools import pairwise

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from estrattore.values import parse_money, parse_number, parse_percent
from estrattore.values.money.find import find_money
from estrattore.values.numbers.numerals import parse_cardinal, parse_ordinal, parse_roman
from estrattore.values.numbers.reading import find_numbers
from estrattore.values.percent.find import find_percentages

UNITS = [
    "",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
]
UNITS += ["quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove"]
TENS = ["", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]
SCALES = {"milioni": 10**6, "miliardi": 10**9, "mln": 10**6, "mld": 10**9, "mila": 1000, "": 1}
CURRENCIES = {"euro": "EUR", "dollari": "USD", "sterline": "GBP", "yen": "JPY", "franchi svizzeri": "CHF"}
amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**9), places=2)
WORDS = [
    "tra",
    "da",
    "dal",
    "a",
    "al",
    "e",
    "il",
    "un",
    "mezzo",
    "mila",
    "milioni",
    "miliardi",
    "mld",
    "di",
    "euro",
    "dollari",
    "€",
    "$",
    "%",
    "per",
    "cento",
    "punti",
    "base",
    "3",
    "4,5",
    "1.250",
    "2024",
    "-",
    "–",
    "/",
    "(",
    ")",
    ",",
    ".",
    "meno",
    "più",
    "circa",
    "oltre",
    "sale",
    "calo",
    "del",
    "ricavi",
    "centesimi",
    "venti",
    "due",
    "corone",
    "US",
    "USD",
    "m",
    "k",
    "l'",
    "d'",
    "non",
    "fino",
    "supera",
    "mille",
    "una",
    "ventina",
]
grammar = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


def spell(number):
    """The Italian word of a number below a million, written independently of the grammar."""
    if number >= 1000:
        head = "mille" if number < 2000 else spell(number // 1000) + "mila"
        return head + (spell(number % 1000) if number % 1000 else "")
    if number >= 100:
        head = (UNITS[number // 100] if number >= 200 else "") + "cento"
        return head + (spell(number % 100) if number % 100 else "")
    if number < 20:
        return UNITS[number]
    tens, unit = TENS[number // 10], UNITS[number % 10]
    return (tens[:-1] if unit[:1] in ("u", "o") else tens) + unit


@given(st.integers(1, 999_999))
def test_spelled_numbers_are_read_back(number):
    assert parse_cardinal(spell(number)) == number


@given(st.integers(1, 3999))
def test_roman_numerals_are_read_back(number):
    steps = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
    ]
    steps += [(9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    rest, text = number, ""
    for value, letters in steps:
        text += letters * (rest // value)
        rest %= value
    assert parse_roman(text) == number


@given(amounts, st.sampled_from(["it", "en"]))
def test_formatted_numbers_are_read_back(amount, locale):
    text = format_decimal(amount, locale=locale, decimal_quantization=False)
    if locale == "it" or ("," in text and "." in text):
        assert parse_number(text) == amount


@given(amounts, st.sampled_from(["EUR", "USD", "GBP", "CHF", "JPY", "SEK", "BRL", "INR"]))
def test_formatted_currencies_are_read_back(amount, code):
    text = format_currency(amount, code, "#,##0.00 ¤¤", locale="it", currency_digits=False)
    money = parse_money(text)
    assert money is not None
    assert (money.amount_min, money.amount_max, money.currency) == (amount, amount, code)


@given(
    st.decimals(min_value=Decimal("0.1"), max_value=Decimal(999), places=1),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(sorted(CURRENCIES)),
    st.sampled_from(["{n} {s} di {c}", "{n} {s} {c}", "{n}\u00a0{s} di {c}", "circa {n} {s} di {c}"]),
)
def test_amounts_with_scale_are_read_back(number, scale, currency, pattern):
    text = pattern.format(n=format_decimal(number, locale="it"), s=scale, c=currency)
    if scale in ("", "mila"):
        text = text.replace(f"{scale} di ", f"{scale} ").replace("  ", " ")
    money = parse_money(text)
    assert money is not None
    assert (money.amount_min, money.currency) == (number * SCALES[scale], CURRENCIES[currency])


@given(
    st.decimals(min_value=Decimal("0.1"), max_value=Decimal(999), places=1),
    st.sampled_from([("", 1), ("+", 1), ("-", -1), ("–", -1), ("meno ", -1)]),
    st.sampled_from(["%", " %", " per cento", " punti base", "‰"]),
)
def test_rates_are_read_back(number, sign, unit):
    rate = parse_percent(f"{sign[0]}{format_decimal(number, locale='it')}{unit}")
    assert rate is not None
    assert rate.value_min == sign[1] * number
    assert rate.direction == {"": None, "+": "up"}.get(sign[0], "down")


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=200), grammar))
def test_nothing_raises_and_spans_lie_inside(text):
    for find in (find_numbers, find_money, find_percentages):
        found = find(text)
        assert all(0 <= value.start < value.end <= len(text) for value in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(text[value.start : value.end].strip() == text[value.start : value.end] for value in found)


@given(grammar)
def test_amounts_are_ordered_and_finite(text):
    for money in find_money(text):
        assert money.amount_min <= money.amount_max
        assert money.amount_min.is_finite()
        assert len(money.currency) == 3
    for rate in find_percentages(text):
        assert rate.value_min <= rate.value_max


@given(st.text(max_size=60))
def test_parsers_never_raise(text):
    assert parse_cardinal(text) is None or parse_cardinal(text) >= 0
    assert parse_ordinal(text) is None or parse_ordinal(text) >= 0
    assert parse_number(text) is None or parse_number(text).is_finite()
    assert parse_money(text) is None or parse_money(text).currency
    assert parse_percent(text) is None or parse_percent(text).unit


@pytest.mark.parametrize("unit", ["1", ",", "e", "1,", "1.000.", "un ", "mila", "cento", "-", "$", "( ", "che "])
def test_a_megabyte_of_anything_ends(unit):
    text = unit * (1_000_000 // len(unit)) + " 5 euro e 5%"
    assert find_money(text)
    assert find_percentages(text)
