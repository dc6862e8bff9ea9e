"""The year of a bare month: what its own clause says, and what has been done already."""

import datetime as dt

import pytest

from estrattore.values import Context, find_dates


@pytest.mark.parametrize(
    ("published", "text", "start"),
    [
        # a month lately past, whatever another clause will be
        ("2018-03-16", "Polizze: a gennaio prezzi in calo, sarà un anno di svolta.", "2018-01-01"),
        ("2025-03-10", "A gennaio gli ordini sono saliti, ma la ripresa arriverà più tardi.", "2025-01-01"),
        ("2025-03-10", "L'azienda riaprirà a gennaio.", "2026-01-01"),
        # what was done, or is to be done
        ("2025-06-20", "Il piano lanciato a dicembre funziona e porterà 300 posti.", "2024-12-01"),
        ("2025-06-20", "La gara prevista a dicembre si farà.", "2025-12-01"),
        ("2025-06-20", "I conti chiusi in ottobre sono buoni.", "2024-10-01"),
    ],
)
def test_bare_months(published: str, text: str, start: str) -> None:
    found = find_dates(text, context=Context(published=dt.date.fromisoformat(published)))
    assert [str(date.date_start) for date in found] == [start]
