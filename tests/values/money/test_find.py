"""Amounts of money in marked text (the notation is explained in tests/marked.py): what is marked is found, and nothing else."""

import re
from decimal import Decimal

import pytest

from estrattore.resources.schemas.currencies import currencies, currency_names
from estrattore.values import article_values, parse_money
from estrattore.values.context import Context
from estrattore.values.money.currencies import currency_codes
from estrattore.values.money.find import find_money
from tests.marked import parse


def amounts(text, finds):
    """Where each amount stands, what it reads, its value and its currency."""
    return [(f.start, text[f.start : f.end], f.amount_min, f.amount_max, f.currency, f.currency_implied) for f in finds]


def check(marked, context=Context()):
    told = parse(marked)
    assert amounts(told.text, find_money(told.text, context=context)) == amounts(told.text, told.finds)


SCALES = [
    "Il bando vale [7 milioni di euro|€7e6]",
    "Servono [due miliardi di dollari|$2e9]",
    "Incassi per [1,5 mln di euro|€1.5e6]",
    "Un debito di [39mila miliardi di dollari|$39e12]",
    "Un assegno da [centomila euro|€100e3]",
    "Un prestito di [mezzo miliardo di euro|€500e6]",
    "Un conto da [un milione e mezzo di euro|€1.5e6]",
    "Spesi [3 milioni e 450mila euro|€3.45e6]",
    "Ha speso [16 milioni 800 mila euro|€16.8e6]",
    "[Tre quarti di miliardo di euro|€750e6]",
    "Verso il [miliardo di euro|€1e9]",
    "Un [centinaio di euro|€100]",
    "Una [ventina di milioni di euro|€20e6]",
    "Paga [2,5 bn USD|$2.5e9]",
]
SYMBOLS = [
    "Il caffè a [1,20 €|€1.2]",
    "Il menu da [€25|€25]",
    "Costa [12€|€12] l'ora",
    "Bond da [€ 2,5 mln|€2.5e6]",
    "Ricavi a [1,2 mld€|€1.2e9]",
    "Cassa di [$12bn|$12e9]",
    "Capex di [€900m|€900e6]",
    "Perdita di [7,2 mio di franchi|CHF7.2e6]",
    "Vale [Euro 18,3 milioni|€18.3e6]",
    "Il listino è di [US$ 1.299|$1299]",
    "Pagati [12,50 A$|AUD12.5] e [CA$ 3|CAD3]",
    "Un riscatto di [GBP 500.000|£500e3]",
    "Cambio a [USD1,23|$1.23]",
    "Quota di [mxn$ 15|MXN15]",
    "Cedola di [eur 0,35|€0.35]",
    "Canone di [euro 540|€540]",
    "Importo di [10\u00a0000\u00a0€|€10e3]",
    "Importo di [1'200'000 CHF|CHF1.2e6]",
    "Danni per [1, 4 milioni di euro|€1.4e6]",
    "Un furto da [8. 500 euro|€8500]",
    "Il menu è a [15,– €|€15] o a [8,- euro|€8]",
    "Un vitalizio di [15.000,-- euro|€15e3]",
    "Un premio di [L. 1.000.000|ITL1e6]",
    "Una tassa di [Fr. 12,50|CHF12.5]",
    "La spesa è di [$1,250,000|$1.25e6]",
]
CURRENCIES = [
    "[3 milioni di dollari canadesi|CAD3e6]",
    "[40 dollari di Hong Kong|HKD40]",
    "[15 mila corone danesi|DKK15e3]",
    "La Norvegia stanzia [3 miliardi di corone|NOK3e9]",
    "Stoccolma spende [3 miliardi di corone|SEK3e9]",
    "Ankara spende [3 miliardi di lire|TRY3e9]",
    "Costava [diecimila lire|ITL10e3]",
    "[Due milioni di vecchie lire|ITL2e6]",
    "[500 sterline egiziane|EGP500]",
    "[venti sterline|£20]",
    "Buenos Aires incassa [5 miliardi di pesos|ARS5e9]",
    "[380 miliardi di yuan|CNY380e9]",
    "[2.000 miliardi di yen|JPY2e12]",
    "[12 miliardi di rubli|RUB12e9]",
    "[8 miliardi di rupie pakistane|PKR8e9]",
    "[4 milioni di nuovi sicli israeliani|ILS4e6]",
    "[90 milioni di dirham degli EAU|AED90e6]",
    "Possiede [3,5 bitcoin|BTC3.5] e [20 ETH|ETH20]",
]
CENTS = [
    "Un dividendo di [11 centesimi|€0.11?]",
    "Sale a [25 centesimi di dollaro|$0.25]",
    "Un pane a [due euro e cinquanta centesimi|€2.5]",
    "Il gasolio a [2 euro e 10|€2.1] al litro",
    "Costa [un euro e mezzo|€1.5]",
    "[Tre sterline e un penny|£3.01]",
    "La discesa è vinta per sette centesimi",
    "Due centesimi di secondo",
]
RANGES = [
    "Tra i [10 e i 15 milioni di euro|€10e6..15e6]",
    "Si parla di [10-15 milioni di euro|€10e6..15e6]",
    "Multe da [500 a 2.000 euro|€500..2000]",
    "Bonifici da [25mila/30mila euro|€25e3..30e3]",
    "[Due o tre milioni di euro|€2e6..3e6]",
    "Tra [800 e 1,2 miliardi di euro|€800e6..1.2e9]",
    "Un piano da [€10-15 milioni|€10e6..15e6]",
    "Da [$5 a $10 milioni|$5e6..10e6]",
    "Le rette vanno dai [100 ai 300 euro|€100..300]",
]
CHANGES = [
    "Passa da [3|€3e6?] a [5 milioni di euro|€5e6]",
    "Il canone sale da [70|€70?] a [90 euro|€90]",
    "I ricavi scendono da [9|€9e9?] a [7 miliardi|€7e9?]",
    "I lavori sono lievitati da [3,5|€3.5e9?] a oltre [6 miliardi|€6e9?]",
    "Da [90|€90?] a [70 euro|€70]",
]
SHARED = [
    "Valgono [500|€500e6?] e [750 milioni di euro|€750e6]",
    "Utili di [11 miliardi|€11e9?] ([10,9|€10.9e9?] attesi)",
    "Ricavi di [11 miliardi|€11e9?], +3%, contro i [10,9|€10.9e9?] attesi",
    "Ricavi a [12,3 miliardi|€12.3e9?] contro gli [11,9|€11.9e9?] del 2023",
    "Nel 2025, [5 milioni di euro|€5e6]",
    "L'articolo 3 e [5 milioni di euro|€5e6]",
    "Un volume di pp. 516, [€ 32|€32]",
    "[Euro 1.200,00|€1200] (euro milleduecento/00)",
]
LEANING = [
    "Paghe di [1.900 euro|€1900] contro i [1.780|€1780?] dell'Austria",
    "Vale [1,17 dollari|$1.17], contro [1,16|$1.16?] della vigilia",
    "Utile a [1,57 dollari|$1.57] da [1,40|$1.4?].",
    "Offerti [18 milioni|€18e6?] più [2|€2e6?] di bonus",
    "Investirà [120 milioni|€120e6?] di cui [40|€40e6?] in ricerca",
    "Vale [18 miliardi|€18e9?], di cui [9|€9e9?] in deficit",
    "Presi per [1 milione|€1e6?], riscatto a [12|€12e6?].",
    "I fondi sono [3 miliardi|€3e9?]: [2|€2e9?] al Sud",
    "Stanzia [600 milioni|€600e6?] per il 2026, [750|€750e6?] per il 2027 e [800|€800e6?] per il 2028",
    "Costa [10 euro|€10] per gli adulti, [8|€8?] per i bambini",
    "Incassa [10 euro|€10] per capo e 2 per cento di mancia",
    "Una multa di [300 euro|€300] per lui e 20 giorni di stop",
    "Spende [5 euro|€5] contro 40 tifosi",
    "Vale [3 milioni|€3e6?] contro i 500 del 1980",
]
SIGNS = [
    "Un saldo di [-3 milioni di euro|€-3e6]",
    "Una posizione di [–35,6 milioni|€-35.6e6?]",
    "Il risultato è [meno 3 milioni|€-3e6?]",
    "Una perdita di [3 milioni|€3e6?]",
    "Saldo di [-€5|€-5]",
    "Biglietti a [$10-$20|$10..20]",
    "Biglietti a [10€-20€|€10..20]",
    "Vale [4 milioni|€4e6?] - [3 milioni|€3e6?] in meno",
]
IMPLIED = [
    "Utili a [7,7 miliardi|€7.7e9?]",
    "Il terzino costa [30 milioni|€30e6?]",
    "[238 milioni|€238e6?] di ricavi",
    "Una multa da [20mila|€20e3?]",
    "Un aumento di capitale da [2,5 milioni|€2.5e6?] di Alfa",
    "Una cedola di [0,25|€0.25?] per azione",
    "Spesi [500mila euro|€500e3] per il teatro e [100mila|€100e3?] per i lampioni",
    "Il ragazzo costa [150 euro|€150] al giorno, [2 miliardi|€2e9?] l'anno",
    "I residenti, dice, pagano una frode per [11 milioni|€11e6?]",
    "Vendute 300mila tonnellate per [126 milioni|€126e6?]",
    "Sono i [100 milioni|€100e6?] confiscati",
    "Il conto sale a [2 milioni e mezzo|€2.5e6?] di ristrutturazione",
    "[Due dollari|$2] oggi, [3 milioni|$3e6?] domani",
]
COUNTS = [
    "Sono 8 milioni di clienti",
    "Ha 122 milioni di visualizzazioni contro gli 80 milioni del 2023",
    "In piazza 180mila persone",
    "La popolazione è di 60 milioni",
    "Erano 4 milioni",
    "Altri 6 milioni vivono all'estero",
    "Sono 5 milioni gli spettatori",
    "Una probabilità su un milione di volte",
    "Uno su un milione",
    "Ha coperto 3 milioni di metri quadrati",
    "Ha rubato un milione di file",
    "Un milione e mezzo l'hanno usata",
    "Registrati 19 milioni di “azioni” dei soci",
    "Quel mezzo milione e passa di elettori",
]
NO_MONEY = [
    "Decine di milioni di euro",
    "Diverse centinaia di migliaia di euro",
    "Pochi euro",
    "La zona euro ha 20 paesi",
    "La zona euro 20 paesi",
    "Gli Europei di Euro 2024",
    "Un diesel Euro 6",
    "Il dollaro e la sterlina si indeboliscono",
    "Un eurodeputato su 3",
    "Finisce 3-2 al 90'",
    "Il numero verde è 800 555 777",
    "Si corre sui 100 metri in 9,81 secondi",
    "Ha due corone di fiori",
    "Dica lei: 3 lei o 4 lui",
    "Ha 3 TOP player",
    "Il binario 21",
    "",
]


@pytest.mark.parametrize(
    "marked", [*SCALES, *SYMBOLS, *CURRENCIES, *CENTS, *RANGES, *CHANGES, *SHARED, *LEANING, *SIGNS, *IMPLIED]
)
def test_amounts(marked):
    check(marked)


@pytest.mark.parametrize("text", [*COUNTS, *NO_MONEY])
def test_what_is_no_money(text):
    check(text)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("circa 3 milioni di euro", "approx"),
        ("quasi 80 euro", "approx"),
        ("intorno ai 1.500 euro", "approx"),
        ("all'incirca 20 euro", "approx"),
        ("sfiora i 500 milioni", "approx"),
        ("nell'ordine di 40 miliardi", "approx"),
        ("dieci dollari circa", "approx"),
        ("una cinquantina di euro", "approx"),
        ("oltre 122 milioni di euro", "at_least"),
        ("più di un milione di euro", "at_least"),
        ("almeno 3 euro", "at_least"),
        ("non meno di 5 milioni di euro", "at_least"),
        ("supera i 60 miliardi di euro", "at_least"),
        ("ha superato quota 5 miliardi di euro", "at_least"),
        ("poco più di 5 miliardi di euro", "at_least"),
        ("superiore ai 5 miliardi di euro", "at_least"),
        ("5 euro o più", "at_least"),
        ("fino a 200mila euro", "at_most"),
        ("meno di cento euro", "at_most"),
        ("non più di 5 milioni di euro", "at_most"),
        ("di poco inferiore ai 4 miliardi di euro", "at_most"),
        ("sotto i 20 mila euro", "at_most"),
        ("non raggiunge i 3 milioni di euro", "at_most"),
        ("al massimo 50 euro", "at_most"),
        ("non dovrebbe superare i 50 euro", "at_most"),
        ("non ha mai superato i 50 euro", "at_most"),
        ("non vale più di 50 euro", "at_most"),
        ("circa tra i 3 e i 4 milioni di euro", "approx"),
        ("sequestri per 5 euro e oltre 20 arresti", None),
        ("un prezzo di 3 euro", None),
        ("sale fino a 3 milioni di euro", None),
    ],
)
def test_modifiers(text, modifier):
    assert [money.modifier for money in find_money(text)] == [modifier]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("80 dollari al barile", "barile"),
        ("0,35 euro per azione", "azione"),
        ("3.500 dollari l'oncia", "oncia"),
        ("10 €/tonnellata", "tonnellata"),
        ("30-40 €/MWh", "MWh"),
        ("200 euro l'anno", "anno"),
        ("9,99€ al mese", "mese"),
        ("20 euro a testa", "persona"),
        ("3 milioni di euro a titolo di acconto", None),
        ("3 milioni di euro alla banca", None),
    ],
)
def test_units(text, unit):
    assert [money.unit for money in find_money(text)] == [unit]


def test_implied_currency_is_the_nearest_then_the_article_s():
    check("Utile di [3 milioni|$3e6?]", Context(currency="USD"))
    check("Costi per [4 milioni di sterline|£4e6], utile di [3 milioni|£3e6?]", Context(currency="USD"))


def test_prevailing_currency_of_an_article():
    text = "Costa 3 dollari.\nVale 5 dollari.\nIl resto a 2 euro.\nUtile a 3 milioni."
    found = article_values(text, [match.span() for match in re.finditer(".+", text)])
    assert [value.currency for value in found] == ["USD", "USD", "EUR", "USD"]
    assert [value.currency for value in article_values(text[-19:], [(0, 19)])] == ["EUR"]
    assert [value.currency for value in article_values(text[-19:], [(0, 19)], title="Vale 3 dollari")] == ["USD"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("circa 11 miliardi di dollari", "11000000000"),
        ("un massimo di 5 euro", "5"),
        ("80 dollari al barile", "80"),
        ("25 centesimi", "0.25"),
        ("tra 3 e 4 euro", "3"),
        ("Mario ha speso 3 euro", None),
        ("3 euro, 4 euro", None),
        ("tre gatti", None),
        ("", None),
    ],
)
def test_one_amount_from_a_string(text, amount):
    money = parse_money(text)
    assert (money and money.amount_min) == (None if amount is None else Decimal(amount))


def test_tables_of_currencies_are_sound():
    codes = [row.code for row in currency_names()]
    assert codes == sorted(set(codes))
    assert len(codes) > 150
    assert all(len(code) == 3 and code.isupper() for code in codes)
    named = currencies()
    families = [code for family in named.families.values() for code in (family.default, *family.countries.values())]
    known = currency_codes() | {"ZWL"}
    assert {*named.symbols.values(), *named.prefixes.values(), *named.nouns.values(), *families} <= known
