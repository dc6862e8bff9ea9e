"""What plain sentences state, with the weights that are shipped (the notation is explained in tests/marked.py).

A row reads `company: metric amount rate role @period status → counterparty`; the status stands only where it is not actual.
Harder ones are labelled in `data/facts`; their rows need not all be right (`test_passages`).
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from decimal import Decimal

import pytest

from estrattore.facts.find import find_facts
from estrattore.facts.scene import LONGEST, pieces
from estrattore.facts.statement import Statements
from estrattore.facts.status import REASONS
from estrattore.finds import DateSpan, Enterprise, Fact, figures
from estrattore.text.layout import read_layout
from estrattore.text.sentences import split
from tests.marked import parse


def stated(marked: str, *, title: str = "") -> tuple[str, Statements]:
    """The plain text and what it states."""
    told = parse(marked)
    return told.text, find_facts(
        told.text, split(told.text), told.finds, title=title, blocks=read_layout(told.text).blocks
    )


def rows(marked: str, *, title: str = "") -> list[str]:
    text, found = stated(marked, title=title)
    return [show(text, fact) for fact in found.facts]


def show(text: str, fact: Fact) -> str:
    """A row in the notation of the tables below."""
    parts = [f"{fact.company}: {fact.metric}"]
    if fact.amount is not None:
        parts.append(f"{float(fact.amount):g}")
    if fact.percent is not None:
        parts.append(f"{float(fact.percent):g}% {fact.percent_role}")
    if fact.period_start_char is not None:
        parts.append("@" + text[fact.period_start_char : fact.period_end_char])
    if fact.status != "actual":
        parts.append(fact.status)
    if fact.counterparty:
        parts.append(f"→ {fact.counterparty} ({fact.counterparty_role})")
    return " ".join(parts)


PLAIN = [
    ("[Alba] chiude il [2024|2024] con ricavi per [3 milioni|€3e6].", "Alba: ricavi 3e+06 @2024"),
    ("[Norda] archivia un utile netto di [400 milioni|€4e8].", "Norda: utile netto 4e+08"),
    ("Il giro d'affari di [Vetrobit] si attesta a [50 milioni|€5e7].", "Vetrobit: giro d'affari 5e+07"),
    ("[Vetrobit] fattura [3 milioni|€3e6].", "Vetrobit: fatturato 3e+06"),
    ("[Norda] investe [400 milioni|€4e8] in Puglia.", "Norda: investimento 4e+08"),
    ("[Solmare]: ricavi a [3 miliardi|€3e9] ([+5%|%5up]).", "Solmare: ricavi 3e+09 5% change"),
    ("I ricavi di [Alba] crescono del [5%|%5up].", "Alba: ricavi 5% change"),
    ("L'utile di [Norda] cresce del [9%|%9up] a [400 milioni|€4e8].", "Norda: utile 4e+08 9% change"),
    ("[Norda] ha un cost/income al [40%|%40].", "Norda: cost/income 40% level"),
    ("[Solmare] ha una quota di mercato del [25%|%25].", "Solmare: quota di mercato 25% share"),
    ("[Banca Teverina] stacca una cedola da [25 centesimi|€0.25].", "Banca Teverina: cedola 0.25"),
    ("[Granaio] ha pagato una multa di [3 milioni|€3e6].", "Granaio: multa 3e+06"),
    ("La [Consob|org] ha inflitto a [Granaio] una sanzione da [2 milioni|€2e6].", "Granaio: sanzione 2e+06"),
    ("[Pontelink] chiude un round da [5 milioni di dollari|$5e6].", "Pontelink: round 5e+06"),
    ("Il portafoglio ordini di [Solmare] vale [8 miliardi|€8e9].", "Solmare: portafoglio ordini 8e+09"),
]
PARTIES = [
    ("[Solmare] acquisisce [Granaio] per [9 milioni|€9e6].", "Solmare: acquisizione 9e+06 → Granaio (target)"),
    ("[Solmare] compra il [51%|%51] di [Granaio].", "Solmare: acquisizione 51% share → Granaio (target)"),
    ("[Solmare] detiene il [30%|%30] di [Granaio].", "Solmare: quota 30% share → Granaio (held)"),
]
SERIES = [
    (
        "[Alba] archivia ricavi a [3 miliardi|€3e9] ([+5%|%5up]), un ebitda di [900 milioni|€9e8] ([+7%|%7up]) e un utile netto di "
        "[400 milioni|€4e8] ([-2%|%-2down]).",
        "Alba: ricavi 3e+09 5% change",
        "Alba: ebitda 9e+08 7% change",
        "Alba: utile netto 4e+08 -2% change",
    ),
    (
        "[Alba] fattura [3 milioni|€3e6], mentre [Norda] ha ricavi per [8 milioni|€8e6].",
        "Alba: fatturato 3e+06",
        "Norda: ricavi 8e+06",
    ),
]
CARRIED = [
    ("[Norda] pubblica i conti. I ricavi sono pari a [3 miliardi|€3e9].", "Norda: ricavi 3e+09"),
    ("[Norda] pubblica i conti. Il gruppo ha chiuso con un utile di [3 milioni|€3e6].", "Norda: utile 3e+06"),
    (
        "Conti di [Alba]\n\n- Ricavi: [9 milioni|€9e6]\n- Debito: [3 milioni|€3e6]",
        "Alba: ricavi 9e+06",
        "Alba: debito 3e+06",
    ),
]
STATUSES = [
    ("[Alba] punta a ricavi per [3 milioni|€3e6].", "Alba: ricavi 3e+06 forecast"),
    ("[Alba] prevede ricavi per [7 milioni|€7e6] nel [2027|2027].", "Alba: ricavi 7e+06 @2027 forecast"),
    ("Gli analisti si aspettano da [Alba] un utile di [3 milioni|€3e6].", "Alba: utile 3e+06 expectation"),
    ("[Alba] smentisce un investimento da [40 milioni|€4e7].", "Alba: investimento 4e+07 denied"),
    (
        "[Solmare] avrebbe offerto [70 milioni|€7e7] per [Granaio].",
        "Solmare: offerta 7e+07 unconfirmed → Granaio (target)",
    ),
    ("[Norda] sarà al [5%|%5] di [Granaio].", "Norda: quota 5% share forecast → Granaio (held)"),
    ("[Solmare] acquisirà [Granaio] per [9 milioni|€9e6].", "Solmare: acquisizione 9e+06 forecast → Granaio (target)"),
    ("Secondo indiscrezioni [Norda] avrebbe una perdita di [20 milioni|€2e7].", "Norda: perdita 2e+07 unconfirmed"),
]
EARLIER = [
    (
        "I ricavi di [Alba] sono pari a [17 milioni|€1.7e7], contro i [15 milioni|€1.5e7] dell'anno prima.",
        "Alba: ricavi 1.7e+07",
    ),
    ("L'utile di [Alba] è salito a [5 milioni|€5e6] dai [3 milioni|€3e6] del [2023|2023].", "Alba: utile 5e+06"),
]
NOTHING = [
    "Lo Stato ha speso [3 miliardi|€3e9] per le scuole.",
    "Il biglietto costa [12 euro|€12].",
    "I ladri hanno rubato [500 euro|€500] da un negozio.",
    "I ricavi sono pari a [3 milioni|€3e6].",
    "[Alba] vende lo smartphone a [700 euro|€700].",
    "L'inflazione è salita al [2%|%2].",
    "Il [30%|%30] degli italiani compra in rete.",
]

TABLES = {
    "plain": PLAIN,
    "party": PARTIES,
    "series": SERIES,
    "carried": CARRIED,
    "status": STATUSES,
    "earlier": EARLIER,
    "nothing": [(text,) for text in NOTHING],
}
CASES = [
    pytest.param(text, want, id=f"{name}-{i}")
    for name, lines in TABLES.items()
    for i, (text, *want) in enumerate(lines)
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_rows(marked: str, expected: list[str]) -> None:
    assert rows(marked) == expected


def test_every_part_keeps_its_place() -> None:
    text, found = stated("[Alba] chiude il [2024|2024] con ricavi a [3 milioni|€3e6] ([+5%|%5up yoy]). Bene così.")
    (fact,) = found.facts
    parts = {"company": "Alba", "metric": "ricavi", "amount": "3 milioni", "percent": "+5%"}
    assert {part: text[getattr(fact, f"{part}_start") : getattr(fact, f"{part}_end")] for part in parts} == parts
    assert text[fact.period_start_char : fact.period_end_char] == "2024"
    assert (fact.period_start, fact.period_end) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert (fact.entity_id, fact.percent_unit, fact.currency, fact.basis) == (
        "alba",
        "percent",
        "EUR",
        "year_over_year",
    )
    assert (fact.metric_class, text[fact.start : fact.end].endswith("(+5%).")) == ("revenue", True)


def test_a_range_keeps_both_ends() -> None:
    _, found = stated("[Alba] chiude il [2024|2024] con ricavi tra i [2 e i 3 milioni|€2e6..3e6].")
    assert [(fact.amount, fact.amount_max) for fact in found.facts] == [(Decimal(2000000), Decimal(3000000))]


def test_an_earlier_level_fills_the_row_of_the_level() -> None:
    _, found = stated(EARLIER[0][0])
    assert [fact.amount_previous for fact in found.facts] == [Decimal(15000000)]
    assert list(found.unused.values()) == ["earlier_level"]


@pytest.mark.parametrize("marked", NOTHING)
def test_a_figure_without_a_row_has_one_of_the_listed_reasons(marked: str) -> None:
    _, found = stated(marked)
    assert len(found.unused) == 1
    assert set(found.unused.values()) <= set(REASONS)


def test_the_title_names_whose_the_figures_are() -> None:
    said = "Il gruppo ha chiuso con ricavi per [3 milioni|€3e6]. Il marchio nasce da [Alba] nel [1990|1990]."
    _, found = stated(said, title="Conti record per Alba")
    assert [fact.company for fact in found.facts] == ["Alba"]


def test_a_name_that_is_only_a_measure_owns_nothing() -> None:
    assert rows("Conti di [Alba]\n\n[Ricavi]: [9 milioni|€9e6]") == ["Alba: ricavi 9e+06"]


def test_where_the_names_come_from_decides_nothing() -> None:
    """A name of the list and one that a model proposes read alike."""
    told = parse(SERIES[0][0])
    found = []
    for source in ("model", "list"):
        finds = [replace(find, source=source) if isinstance(find, Enterprise) else find for find in told.finds]
        found.append(find_facts(told.text, split(told.text), finds))
    assert found[0] == found[1]


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    """Each piece is read as often as any other, however long the sentence: 1,500 figures make 1,500 short ways."""
    text, found = stated("[Alba] ha ricavi per [3 milioni|€3e6]" + ", utili per [2 milioni|€2e6]" * 1_500)
    cut = list(pieces(text, (0, len(text))))
    assert (cut[0][0], cut[-1][1]) == (0, len(text))
    assert all(one[1] == other[0] for one, other in itertools.pairwise(cut))
    assert max(end - start for start, end in cut) <= LONGEST
    assert len({figure for fact in found.facts for figure in figures(fact)} | set(found.unused)) == 1_501
    assert {(fact.start, fact.end) for fact in found.facts} <= set(split(text))


def test_a_long_series_of_names_is_no_trap() -> None:
    names = ", ".join(f"[Alba {n}]" for n in range(1_500))
    _, found = stated(f"Tra i soci figurano {names} con [3 milioni|€3e6].")
    assert len(found.facts) + len(found.unused) == 1


def test_the_title_may_be_all_that_names_it() -> None:
    said, title = "La società ha chiuso il [2024|2024] con ricavi per [3 milioni|€3e6].", "Tessalba cresce"
    named = Enterprise(kind="company", start=0, end=8, name="Tessalba", entity_id="t", source="model")
    told = parse(said)
    (fact,) = find_facts(told.text, split(told.text), told.finds, title=title, headline=[named]).facts
    assert (fact.company, fact.company_start, fact.company_end) == ("Tessalba", None, None)
    assert not find_facts(told.text, split(told.text), told.finds, title=title).facts


def test_the_title_may_say_the_period_which_then_has_no_place_in_the_text() -> None:
    said, title = "[Tessalba] ha registrato ricavi per [3 milioni|€3e6].", "Tessalba, i conti del primo semestre 2025"
    start, told = title.index("primo"), parse(said)
    half = DateSpan(start, len(title), dt.date(2025, 1, 1), dt.date(2025, 6, 30), "half")
    (fact,) = find_facts(told.text, split(told.text), told.finds, title=title, headline=[half]).facts
    assert (fact.period_start, fact.period_end) == (half.date_start, half.date_end)
    assert (fact.period_start_char, fact.period_end_char) == (None, None)
    ahead = {"title": title, "headline": [half], "published": dt.date(2024, 12, 20)}
    (fact,) = find_facts(told.text, split(told.text), told.finds, **ahead).facts
    assert fact.period_start is None
