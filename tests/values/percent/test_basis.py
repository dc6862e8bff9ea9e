"""What a rate is compared with: an example for each pattern of the table."""

import re

import pytest

from estrattore.resources.schemas.governors import governors
from estrattore.values.percent.find import find_percentages

EXAMPLES = [
    ("Il titolo sale del 2% rispetto alla chiusura di venerdì", "previous_session"),
    ("Il gas perde il 3% rispetto a ieri", "previous_session"),
    ("I prezzi salgono dello 0,2% mensile", "month_over_month"),
    ("I prezzi salgono dello 0,2% m/m", "month_over_month"),
    ("I prezzi salgono dello 0,2% mom", "month_over_month"),
    ("Le nascite calano del 2% mese su mese", "month_over_month"),
    ("Le nascite calano del 2% sul mese di aprile", "month_over_month"),
    ("Gli arrivi crescono del 4% rispetto a un mese fa", "month_over_month"),
    ("Il Pil cresce dello 0,1% su base trimestrale", "quarter_over_quarter"),
    ("La variazione congiunturale segna +0,1%", "quarter_over_quarter"),
    ("Il Pil cresce dello 0,1% t/t", "quarter_over_quarter"),
    ("Il Pil cresce dello 0,1% q/q", "quarter_over_quarter"),
    ("Il Pil cresce dello 0,1% qoq", "quarter_over_quarter"),
    ("Gli ordini salgono del 3% trimestre su trimestre", "quarter_over_quarter"),
    ("Gli ordini salgono del 3% rispetto al trimestre precedente", "quarter_over_quarter"),
    ("Gli ordini salgono del 3% sui tre mesi invernali", "quarter_over_quarter"),
    ("I consumi scendono del 5% su base annua", "year_over_year"),
    ("I consumi scendono del 5% in termini tendenziali", "year_over_year"),
    ("I consumi scendono del 5% a/a", "year_over_year"),
    ("I consumi scendono del 5% y/y", "year_over_year"),
    ("I consumi scendono del 5% yoy", "year_over_year"),
    ("I consumi scendono del 5% anno su anno", "year_over_year"),
    ("I consumi scendono del 5% rispetto all'anno del terremoto", "year_over_year"),
    ("I consumi scendono del 5% rispetto a un anno prima", "year_over_year"),
    ("I consumi scendono del 5% rispetto allo stesso trimestre di due anni prima", "year_over_year"),
    ("I consumi scendono del 5% rispetto al corrispondente periodo estivo", "year_over_year"),
    ("L'export sale del 5%; nell'anno scorso era fermo", None),
    ("Le vendite salgono del 5% dai livelli dell'anno scorso", "year_over_year"),
    ("Le vendite salgono del 5% dai livelli dello scorso esercizio", "year_over_year"),
    ("Le vendite salgono del 5% dai livelli di dodici mesi fa", "year_over_year"),
    ("Le vendite salgono del 5% dai livelli dell'esercizio precedente", "year_over_year"),
    ("Le vendite salgono del 5% in un anno", "year_over_year"),
    ("Le vendite salgono del 5% in ragione d'anno", "year_over_year"),
    ("Le vendite salgono del 5% rispetto all'analogo periodo", "year_over_year"),
    ("Le vendite salgono del 5% rispetto a dodici mesi prima", "year_over_year"),
    ("Le vendite salgono del 5% all'anno", "year_over_year"),
    ("Le vendite salgono del 5% rispetto alla concorrenza", "other"),
    ("Le vendite salgono del 5% sul 2019", "other"),
    ("Le vendite salgono del 5% in confronto alla Francia", "other"),
    ("Le vendite salgono del 5% a confronto con la Francia", "other"),
    ("L'euro perde il 2% nei confronti del dollaro", "other"),
    ("Le vendite salgono del 5%", None),
]


@pytest.mark.parametrize(("sentence", "basis"), EXAMPLES, ids=[sentence for sentence, _ in EXAMPLES])
def test_basis(sentence: str, basis: str | None) -> None:
    assert find_percentages(sentence)[0].basis == basis


def test_every_pattern_has_an_example() -> None:
    sentences = [sentence.lower() for sentence, _ in EXAMPLES]
    patterns = [pattern for _, patterns in governors().basis for pattern in patterns]
    assert not [pattern for pattern in patterns if not any(re.search(pattern, sentence) for sentence in sentences)]
