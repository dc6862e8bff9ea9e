from decimal import Decimal

import pytest

from estrattore.resources.schemas.currencies import currencies, currency_names
from estrattore.values import article_context, parse_money
from estrattore.values.context import Context
from estrattore.values.money.currencies import currency_codes
from estrattore.values.money.find import find_money


def amounts(text, context=Context()):
    """`surface = amount currency` of each find; `lo..hi` for a range, `?` for an implied currency."""
    found = []
    for money in find_money(text, context=context):
        value = f"{money.amount_min.normalize():f}"
        if money.amount_max != money.amount_min:
            value += f"..{money.amount_max.normalize():f}"
        found.append(f"{text[money.start : money.end]} = {value} {money.currency}{'?' * money.currency_implied}")
    return found


SCALES = [
    ("Il bando vale 7 milioni di euro", ["7 milioni di euro = 7000000 EUR"]),
    ("Servono due miliardi di dollari", ["due miliardi di dollari = 2000000000 USD"]),
    ("Incassi per 1,5 mln di euro", ["1,5 mln di euro = 1500000 EUR"]),
    ("Un debito di 39mila miliardi di dollari", ["39mila miliardi di dollari = 39000000000000 USD"]),
    ("Un assegno da centomila euro", ["centomila euro = 100000 EUR"]),
    ("Un prestito di mezzo miliardo di euro", ["mezzo miliardo di euro = 500000000 EUR"]),
    ("Un conto da un milione e mezzo di euro", ["un milione e mezzo di euro = 1500000 EUR"]),
    ("Spesi 3 milioni e 450mila euro", ["3 milioni e 450mila euro = 3450000 EUR"]),
    ("Ha speso 16 milioni 800 mila euro", ["16 milioni 800 mila euro = 16800000 EUR"]),
    ("Tre quarti di miliardo di euro", ["Tre quarti di miliardo di euro = 750000000 EUR"]),
    ("Verso il miliardo di euro", ["miliardo di euro = 1000000000 EUR"]),
    ("Un centinaio di euro", ["centinaio di euro = 100 EUR"]),
    ("Una ventina di milioni di euro", ["ventina di milioni di euro = 20000000 EUR"]),
    ("Paga 2,5 bn USD", ["2,5 bn USD = 2500000000 USD"]),
]
SYMBOLS = [
    ("Il caffè a 1,20 €", ["1,20 € = 1.2 EUR"]),
    ("Il menu da €25", ["€25 = 25 EUR"]),
    ("Costa 12€ l'ora", ["12€ = 12 EUR"]),
    ("Bond da € 2,5 mln", ["€ 2,5 mln = 2500000 EUR"]),
    ("Ricavi a 1,2 mld€", ["1,2 mld€ = 1200000000 EUR"]),
    ("Cassa di $12bn", ["$12bn = 12000000000 USD"]),
    ("Capex di €900m", ["€900m = 900000000 EUR"]),
    ("Perdita di 7,2 mio di franchi", ["7,2 mio di franchi = 7200000 CHF"]),
    ("Vale Euro 18,3 milioni", ["Euro 18,3 milioni = 18300000 EUR"]),
    ("Il listino è di US$ 1.299", ["US$ 1.299 = 1299 USD"]),
    ("Pagati 12,50 A$ e CA$ 3", ["12,50 A$ = 12.5 AUD", "CA$ 3 = 3 CAD"]),
    ("Un riscatto di GBP 500.000", ["GBP 500.000 = 500000 GBP"]),
    ("Cambio a USD1,23", ["USD1,23 = 1.23 USD"]),
    ("Quota di mxn$ 15", ["mxn$ 15 = 15 MXN"]),
    ("Cedola di eur 0,35", ["eur 0,35 = 0.35 EUR"]),
    ("Canone di euro 540", ["euro 540 = 540 EUR"]),
    ("Importo di 10\u00a0000\u00a0€", ["10\u00a0000\u00a0€ = 10000 EUR"]),
    ("Importo di 1'200'000 CHF", ["1'200'000 CHF = 1200000 CHF"]),
    ("Danni per 1, 4 milioni di euro", ["1, 4 milioni di euro = 1400000 EUR"]),
    ("Un furto da 8. 500 euro", ["8. 500 euro = 8500 EUR"]),
    ("Il menu è a 15,– € o a 8,- euro", ["15,– € = 15 EUR", "8,- euro = 8 EUR"]),
    ("Un vitalizio di 15.000,-- euro", ["15.000,-- euro = 15000 EUR"]),
    ("Un premio di L. 1.000.000", ["L. 1.000.000 = 1000000 ITL"]),
    ("Una tassa di Fr. 12,50", ["Fr. 12,50 = 12.5 CHF"]),
    ("La spesa è di $1,250,000", ["$1,250,000 = 1250000 USD"]),
]
CURRENCIES = [
    ("3 milioni di dollari canadesi", ["3 milioni di dollari canadesi = 3000000 CAD"]),
    ("40 dollari di Hong Kong", ["40 dollari di Hong Kong = 40 HKD"]),
    ("15 mila corone danesi", ["15 mila corone danesi = 15000 DKK"]),
    ("La Norvegia stanzia 3 miliardi di corone", ["3 miliardi di corone = 3000000000 NOK"]),
    ("Stoccolma spende 3 miliardi di corone", ["3 miliardi di corone = 3000000000 SEK"]),
    ("Ankara spende 3 miliardi di lire", ["3 miliardi di lire = 3000000000 TRY"]),
    ("Costava diecimila lire", ["diecimila lire = 10000 ITL"]),
    ("Due milioni di vecchie lire", ["Due milioni di vecchie lire = 2000000 ITL"]),
    ("500 sterline egiziane", ["500 sterline egiziane = 500 EGP"]),
    ("venti sterline", ["venti sterline = 20 GBP"]),
    ("Buenos Aires incassa 5 miliardi di pesos", ["5 miliardi di pesos = 5000000000 ARS"]),
    ("380 miliardi di yuan", ["380 miliardi di yuan = 380000000000 CNY"]),
    ("2.000 miliardi di yen", ["2.000 miliardi di yen = 2000000000000 JPY"]),
    ("12 miliardi di rubli", ["12 miliardi di rubli = 12000000000 RUB"]),
    ("8 miliardi di rupie pakistane", ["8 miliardi di rupie pakistane = 8000000000 PKR"]),
    ("4 milioni di nuovi sicli israeliani", ["4 milioni di nuovi sicli israeliani = 4000000 ILS"]),
    ("90 milioni di dirham degli EAU", ["90 milioni di dirham degli EAU = 90000000 AED"]),
    ("Possiede 3,5 bitcoin e 20 ETH", ["3,5 bitcoin = 3.5 BTC", "20 ETH = 20 ETH"]),
]
CENTS = [
    ("Un dividendo di 11 centesimi", ["11 centesimi = 0.11 EUR?"]),
    ("Sale a 25 centesimi di dollaro", ["25 centesimi di dollaro = 0.25 USD"]),
    ("Un pane a due euro e cinquanta centesimi", ["due euro e cinquanta centesimi = 2.5 EUR"]),
    ("Il gasolio a 2 euro e 10 al litro", ["2 euro e 10 = 2.1 EUR"]),
    ("Costa un euro e mezzo", ["un euro e mezzo = 1.5 EUR"]),
    ("Tre sterline e un penny", ["Tre sterline e un penny = 3.01 GBP"]),
    ("La discesa è vinta per sette centesimi", []),
    ("Due centesimi di secondo", []),
]
RANGES = [
    ("Tra i 10 e i 15 milioni di euro", ["10 e i 15 milioni di euro = 10000000..15000000 EUR"]),
    ("Si parla di 10-15 milioni di euro", ["10-15 milioni di euro = 10000000..15000000 EUR"]),
    ("Multe da 500 a 2.000 euro", ["500 a 2.000 euro = 500..2000 EUR"]),
    ("Bonifici da 25mila/30mila euro", ["25mila/30mila euro = 25000..30000 EUR"]),
    ("Due o tre milioni di euro", ["Due o tre milioni di euro = 2000000..3000000 EUR"]),
    ("Tra 800 e 1,2 miliardi di euro", ["800 e 1,2 miliardi di euro = 800000000..1200000000 EUR"]),
    ("Un piano da €10-15 milioni", ["€10-15 milioni = 10000000..15000000 EUR"]),
    ("Da $5 a $10 milioni", ["$5 a $10 milioni = 5000000..10000000 USD"]),
    ("Le rette vanno dai 100 ai 300 euro", ["100 ai 300 euro = 100..300 EUR"]),
]
CHANGES = [
    ("Passa da 3 a 5 milioni di euro", ["3 = 3000000 EUR?", "5 milioni di euro = 5000000 EUR"]),
    ("Il canone sale da 70 a 90 euro", ["70 = 70 EUR?", "90 euro = 90 EUR"]),
    ("I ricavi scendono da 9 a 7 miliardi", ["9 = 9000000000 EUR?", "7 miliardi = 7000000000 EUR?"]),
    ("I lavori sono lievitati da 3,5 a oltre 6 miliardi", ["3,5 = 3500000000 EUR?", "6 miliardi = 6000000000 EUR?"]),
    ("Da 90 a 70 euro", ["90 = 90 EUR?", "70 euro = 70 EUR"]),
]
SHARED = [
    ("Valgono 500 e 750 milioni di euro", ["500 = 500000000 EUR?", "750 milioni di euro = 750000000 EUR"]),
    ("Utili di 11 miliardi (10,9 attesi)", ["11 miliardi = 11000000000 EUR?", "10,9 = 10900000000 EUR?"]),
    ("Ricavi di 11 miliardi, +3%, contro i 10,9 attesi", ["11 miliardi = 11000000000 EUR?", "10,9 = 10900000000 EUR?"]),
    (
        "Ricavi a 12,3 miliardi contro gli 11,9 del 2023",
        ["12,3 miliardi = 12300000000 EUR?", "11,9 = 11900000000 EUR?"],
    ),
    ("Nel 2025, 5 milioni di euro", ["5 milioni di euro = 5000000 EUR"]),
    ("L'articolo 3 e 5 milioni di euro", ["5 milioni di euro = 5000000 EUR"]),
    ("Un volume di pp. 516, € 32", ["€ 32 = 32 EUR"]),
    ("Euro 1.200,00 (euro milleduecento/00)", ["Euro 1.200,00 = 1200 EUR"]),
]
LEANING = [
    ("Paghe di 1.900 euro contro i 1.780 dell'Austria", ["1.900 euro = 1900 EUR", "1.780 = 1780 EUR?"]),
    ("Vale 1,17 dollari, contro 1,16 della vigilia", ["1,17 dollari = 1.17 USD", "1,16 = 1.16 USD?"]),
    ("Utile a 1,57 dollari da 1,40.", ["1,57 dollari = 1.57 USD", "1,40 = 1.4 USD?"]),
    ("Offerti 18 milioni più 2 di bonus", ["18 milioni = 18000000 EUR?", "2 = 2000000 EUR?"]),
    ("Investirà 120 milioni di cui 40 in ricerca", ["120 milioni = 120000000 EUR?", "40 = 40000000 EUR?"]),
    ("Vale 18 miliardi, di cui 9 in deficit", ["18 miliardi = 18000000000 EUR?", "9 = 9000000000 EUR?"]),
    ("Presi per 1 milione, riscatto a 12.", ["1 milione = 1000000 EUR?", "12 = 12000000 EUR?"]),
    ("I fondi sono 3 miliardi: 2 al Sud", ["3 miliardi = 3000000000 EUR?", "2 = 2000000000 EUR?"]),
    (
        "Stanzia 600 milioni per il 2026, 750 per il 2027 e 800 per il 2028",
        ["600 milioni = 600000000 EUR?", "750 = 750000000 EUR?", "800 = 800000000 EUR?"],
    ),
    ("Costa 10 euro per gli adulti, 8 per i bambini", ["10 euro = 10 EUR", "8 = 8 EUR?"]),
    ("Incassa 10 euro per capo e 2 per cento di mancia", ["10 euro = 10 EUR"]),
    ("Una multa di 300 euro per lui e 20 giorni di stop", ["300 euro = 300 EUR"]),
    ("Spende 5 euro contro 40 tifosi", ["5 euro = 5 EUR"]),
    ("Vale 3 milioni contro i 500 del 1980", ["3 milioni = 3000000 EUR?"]),
]
SIGNS = [
    ("Un saldo di -3 milioni di euro", ["-3 milioni di euro = -3000000 EUR"]),
    ("Una posizione di –35,6 milioni", ["–35,6 milioni = -35600000 EUR?"]),
    ("Il risultato è meno 3 milioni", ["meno 3 milioni = -3000000 EUR?"]),
    ("Una perdita di 3 milioni", ["3 milioni = 3000000 EUR?"]),
    ("Saldo di -€5", ["-€5 = -5 EUR"]),
    ("Biglietti a $10-$20", ["$10-$20 = 10..20 USD"]),
    ("Biglietti a 10€-20€", ["10€-20€ = 10..20 EUR"]),
    ("Vale 4 milioni - 3 milioni in meno", ["4 milioni = 4000000 EUR?", "3 milioni = 3000000 EUR?"]),
]
IMPLIED = [
    ("Utili a 7,7 miliardi", ["7,7 miliardi = 7700000000 EUR?"]),
    ("Il terzino costa 30 milioni", ["30 milioni = 30000000 EUR?"]),
    ("238 milioni di ricavi", ["238 milioni = 238000000 EUR?"]),
    ("Una multa da 20mila", ["20mila = 20000 EUR?"]),
    ("Un aumento di capitale da 2,5 milioni di Alfa", ["2,5 milioni = 2500000 EUR?"]),
    ("Una cedola di 0,25 per azione", ["0,25 = 0.25 EUR?"]),
    (
        "Spesi 500mila euro per il teatro e 100mila per i lampioni",
        ["500mila euro = 500000 EUR", "100mila = 100000 EUR?"],
    ),
    ("Il ragazzo costa 150 euro al giorno, 2 miliardi l'anno", ["150 euro = 150 EUR", "2 miliardi = 2000000000 EUR?"]),
    ("I residenti, dice, pagano una frode per 11 milioni", ["11 milioni = 11000000 EUR?"]),
    ("Vendute 300mila tonnellate per 126 milioni", ["126 milioni = 126000000 EUR?"]),
    ("Sono i 100 milioni confiscati", ["100 milioni = 100000000 EUR?"]),
    ("Il conto sale a 2 milioni e mezzo di ristrutturazione", ["2 milioni e mezzo = 2500000 EUR?"]),
    ("Due dollari oggi, 3 milioni domani", ["Due dollari = 2 USD", "3 milioni = 3000000 USD?"]),
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
    ("text", "found"), [*SCALES, *SYMBOLS, *CURRENCIES, *CENTS, *RANGES, *CHANGES, *SHARED, *LEANING, *SIGNS, *IMPLIED]
)
def test_amounts(text, found):
    assert amounts(text) == found


@pytest.mark.parametrize("text", [*COUNTS, *NO_MONEY])
def test_what_is_no_money(text):
    assert amounts(text) == []


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
    assert amounts("Utile di 3 milioni", Context(currency="USD")) == ["3 milioni = 3000000 USD?"]
    text = "Costi per 4 milioni di sterline, utile di 3 milioni"
    assert amounts(text, Context(currency="USD"))[1] == "3 milioni = 3000000 GBP?"


def test_prevailing_currency_of_an_article():
    text = "Costa 3 dollari.\nVale 5 dollari.\nIl resto a 2 euro, anzi 3 milioni."
    assert article_context(text).currency == "USD"
    assert article_context("Nessun importo").currency is None


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
