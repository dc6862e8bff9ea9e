from decimal import Decimal

import pytest

from estrattore.values.numbers.numerals import parse_cardinal, parse_figure, parse_ordinal, parse_roman
from estrattore.values.numbers.reading import find_numbers, parse_number


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("zero", 0),
        ("tre", 3),
        ("ventuno", 21),
        ("ventun", 21),
        ("ventitré", 23),
        ("ventitre", 23),
        ("ventotto", 28),
        ("Quarantotto", 48),
        ("cento", 100),
        ("centuno", 101),
        ("centotto", 108),
        ("centoottanta", 180),
        ("centottanta", 180),
        ("duecentotré", 203),
        ("mille", 1000),
        ("milleuno", 1001),
        ("millenovecentosessantotto", 1968),
        ("duemilaventicinque", 2025),
        ("centomila", 100_000),
        ("trecentoventunomila", 321_000),
        ("duecentomilioni", 200_000_000),
        ("novecentonovantanovemilanovecentonovantanove", 999_999),
        ("un", None),
        ("milano", None),
        ("mila", None),
        ("tremare", None),
        ("duetremila", None),
        ("mille" * 40, None),
    ],
)
def test_cardinal_words(word, value):
    assert parse_cardinal(word) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("primo", 1),
        ("Terza", 3),
        ("quarti", 4),
        ("decime", 10),
        ("undicesimo", 11),
        ("ventesima", 20),
        ("ventunesimo", 21),
        ("ventitreesimo", 23),
        ("ventiseiesimo", 26),
        ("centesimo", 100),
        ("millesimo", 1000),
        ("duemillesimo", 2000),
        ("3°", 3),
        ("1º", 1),
        ("2ª", 2),
        ("20esimo", 20),
        ("III", 3),
        ("XXI", 21),
        ("MCMXC", 1990),
        ("prima di", None),
        ("tavolo", None),
        ("esimo", None),
        ("", None),
    ],
)
def test_ordinals(word, value):
    assert parse_ordinal(word) == value


@pytest.mark.parametrize("word", ["", "IIII", "VX", "iv", "XIIX", "A", "M" * 20])
def test_no_roman(word):
    assert parse_roman(word) is None


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("7", "7"),
        ("1.250", "1250"),
        ("1,25", "1.25"),
        ("1,250", "1.250"),
        ("1.25", "1.25"),
        ("12.345.678,90", "12345678.90"),
        ("1,250,000", "1250000"),
        ("1,234.50", "1234.50"),
        ("0.250", "0.250"),
        ("10 000", "10000"),
        ("10\u00a0000,5", "10000.5"),
        ("10\u202f000", "10000"),
        ("1'200'000", "1200000"),
        ("22.07.2025", None),
        ("1,2,3", None),
        ("1.2.3", None),
        ("9" * 60, None),
        ("", None),
    ],
)
def test_figures(figure, value):
    assert parse_figure(figure) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # scales
        ("3 milioni", 3_000_000),
        ("3,5 mln", 3_500_000),
        ("2 mld", 2_000_000_000),
        ("11 Mrd", 11_000_000_000),
        ("1,5 trilioni", 1_500_000_000_000),
        ("due bilioni", 2_000_000_000_000),
        ("50mila", 50_000),
        ("50 mila", 50_000),
        ("39mila miliardi", 39_000_000_000_000),
        ("mille miliardi", 1_000_000_000_000),
        ("duecento mila", 200_000),
        # halves, quarters and additions
        ("mezzo miliardo", 500_000_000),
        ("un miliardo e mezzo", 1_500_000_000),
        ("due milioni e mezzo", 2_500_000),
        ("un milione e 200 mila", 1_200_000),
        ("3 milioni e 450mila", 3_450_000),
        ("un milione duecentomila", 1_200_000),
        ("un miliardo e 300 milioni", 1_300_000_000),
        ("6 milioni 700 mila", 6_700_000),
        ("176mila 320", 176_320),
        ("tre quarti di miliardo", 750_000_000),
        ("2½", "2.5"),
        ("un altro milione", 1_000_000),
        # words and signs
        ("due virgola cinque", "2.5"),
        ("zero virgola zero tre", "0.03"),
        ("mille duecento", 1200),
        ("meno 3,5", "-3.5"),
        ("-7", -7),
        ("−7", -7),
        ("+7", 7),
        ("ventesimo", 20),
        ("XII", 12),
        ("tre gatti", None),
        ("gatti", None),
        ("", None),
    ],
)
def test_whole_numbers(text, value):
    assert parse_number(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Da 3 a cinque giorni", ["3", "cinque"]),
        ("Il G20, l'A320 e il Covid-19", ["19"]),
        ("punteggio 3-2", ["3", "2"]),
        ("un gatto e mezzo litro", []),
        ("un milione e 5 sedi", ["un milione", "5"]),
        ("una ventina di milioni", ["ventina di milioni"]),
        ("ha superato il miliardo", ["miliardo"]),
        ("decine di milioni", []),
        ("dati al 22.07.2025", []),
        ("l'11 e l'8", ["11", "8"]),
    ],
)
def test_numbers_in_text(text, surfaces):
    assert [text[n.start : n.end] for n in find_numbers(text)] == surfaces
