"""Dates side by side, in the citation of an act, in names; compact quarters, school years, feasts."""

import datetime as dt

import pytest

from estrattore.values import Context, find_dates

PUBLISHED = dt.date(2025, 7, 22)


def dates(text: str) -> list[tuple[str, str]]:
    return [
        (text[d.start : d.end], f"{d.date_start}..{d.date_end}" if d.date_end > d.date_start else str(d.date_start))
        for d in find_dates(text, context=Context(published=PUBLISHED))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # neighbours are one mention, a gap parts them
        ("I dati per il mese di luglio e agosto 2015.", [("luglio e agosto 2015", "2015-07-01..2015-08-31")]),
        ("Chiusi a gennaio, febbraio e marzo 2024.", [("gennaio, febbraio e marzo 2024", "2024-01-01..2024-03-31")]),
        ("Tra neve e gelo, dicembre e gennaio 2024 sono duri.", [("dicembre e gennaio 2024", "2023-12-01..2024-01-31")]),
        ("Un clima favorevole nel secondo e terzo trimestre.", [("secondo e terzo trimestre", "2024-04-01..2024-09-30")]),
        ("Le gare di giugno e agosto 2024.", [("giugno", "2024-06-01..2024-06-30"), ("agosto 2024", "2024-08-01..2024-08-31")]),
        ("Si parte ad aprile o maggio 2012.", [("aprile", "2012-04-01..2012-04-30"), ("maggio 2012", "2012-05-01..2012-05-31")]),
        # bare days
        ("La fiera va dal sei al nove.", [("sei al nove", "2025-07-06..2025-07-09")]),
        ("Si corre in aprile dall'8 al 9.", [("aprile dall'8 al 9", "2025-04-08..2025-04-09")]),
        ("Aperto da lunedì 4 a sabato 9.", [("lunedì 4 a sabato 9", "2025-08-04..2025-08-09")]),
        ("Il 12 di questo mese si vota.", [("12 di questo mese", "2025-07-12")]),
        ("Torna ai primi di ottobre.", [("primi di ottobre", "2025-10-01..2025-10-10")]),
        ("Era ai primi del 2024.", [("primi del 2024", "2024-01-01..2024-01-31")]),
        ("Ai primi dello scorso mese.", [("primi dello scorso mese", "2025-06-01..2025-06-10")]),
        # the head noun and the part of the day stay outside
        ("L'ipotesi è nata nel mese di marzo.", [("marzo", "2025-03-01..2025-03-31")]),
        ("Il colpo è di ieri sera.", [("ieri", "2025-07-21")]),
        # quarters as results write them
        ("Il II° trimestre 2021 migliora.", [("II° trimestre 2021", "2021-04-01..2021-06-30")]),
        ("Il primo quarter è buono.", [("primo quarter", "2025-01-01..2025-03-31")]),
        ("I ricavi 2025Q1 salgono.", [("2025Q1", "2025-01-01..2025-03-31")]),
        ("Il margine del 2024-Q4 scende.", [("2024-Q4", "2024-10-01..2024-12-31")]),
        ("Il margine del Q2 '25 scende.", [("Q2 '25", "2025-04-01..2025-06-30")]),
        # the same months of another year
        ("A febbraio la domanda supera quella dello stesso mese del 2017.", [("febbraio", "2025-02-01..2025-02-28"), ("stesso mese del 2017", "2017-02-01..2017-02-28")]),
        ("I primi nove mesi del 2024 battono lo stesso periodo del 2023.", [("primi nove mesi del 2024", "2024-01-01..2024-09-30"), ("stesso periodo del 2023", "2023-01-01..2023-09-30")]),
        ("Meglio dello stesso periodo del 2023.", [("2023", "2023-01-01..2023-12-31")]),
        # years of schools
        ("Nell'anno scolastico 2020/2021 calano gli iscritti.", [("2020/2021", "2020-09-01..2021-08-31")]),
        ("Non accadeva dal 1983/1984, anno scolastico di riforme.", [("1983/1984", "1983-09-01..1984-08-31")]),
        # feasts
        ("Il ponte per Ognissanti e i Morti.", [("Ognissanti", "2024-11-01"), ("Morti", "2025-11-02")]),
        ("Dolci per San Giuseppe in piazza.", [("San Giuseppe", "2025-03-19")]),
        ("Prezzi in festa per il Thanksgiving.", [("Thanksgiving", "2025-11-27")]),
        ("L'ospedale San Giuseppe piange tre Morti.", []),
        # acts, houses, firms, indices, the end of a rate
        ("La legge 104 del 5 febbraio 1992 resta.", [("5 febbraio 1992", "1992-02-05")]),
        ("Il decreto 66 del 12 giugno 2025 vieta l'offerta.", [("12 giugno 2025", "2025-06-12")]),
        ("La legge 104 del 1992 e la legge 5 del '93 restano.", []),
        ("Abita in viale Libertà 2030, scala B.", []),
        ("Fallita la Nuova Casa 2011 srl.", []),
        ("Giù l'indice Russell 2000.", []),
        ("L'indice segna +0,8 di maggio 2024.", [("maggio 2024", "2024-05-01..2024-05-31")]),
    ],
)  # fmt: skip
def test_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert dates(text) == expected
