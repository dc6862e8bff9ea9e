"""Rates in marked text (the notation is explained in tests/marked.py): what is marked is found, and nothing else."""

import datetime as dt

import pytest

from estrattore.values import parse_percent
from estrattore.values.context import Context
from estrattore.values.percent.find import find_percentages
from tests.marked import parse


def rates(text, finds):
    """Where each rate stands, what it reads, its value and its unit."""
    return [(f.start, text[f.start : f.end], f.value_min, f.value_max, f.unit) for f in finds]


def check(marked):
    told = parse(marked)
    assert rates(told.text, find_percentages(told.text)) == rates(told.text, told.finds)


@pytest.mark.parametrize(
    "marked",
    [
        # forms
        "il [16%|%16]",
        "l'[1,5 %|%1.5]",
        "il [16 per cento|%16]",
        # what shares the unit, and what does not
        "Esporta per 47 milioni, il [9 per cento|%9] in più",
        "Ne ha assunti 240, il [35%|%35] del totale",
        "Sono saliti del [10|%10], [20|%20] e [30%|%30]",
        "il [venti percento|%20]",
        "il [due virgola cinque per cento|%2.5]",
        "l'[uno per cento|%1]",
        "il [cento per cento|%100]",
        "il [41,3 p.c.|%41.3] degli aventi diritto",
        "un tasso del [5 pct|%5]",
        "il [56, 8%|%56.8] del campione",
        "il [12. 5%|%12.5] del campione",
        "[100%|%100] italiano",
        # other units
        "l'[8 per mille|‰8]",
        "il [5xmille|‰5]",
        "un'imposta del [2‰|‰2]",
        "di [0,5 punti percentuali|pp0.5]",
        "[mezzo punto percentuale|pp0.5]",
        "[un punto percentuale e mezzo|pp1.5]",
        "[due punti e mezzo percentuali|pp2.5]",
        "[un quarto di punto percentuale|pp0.25]",
        "[un punto di Pil|pp1]",
        "[25 punti base|bp25]",
        "[120 bps|bp120]",
        "lo spread a [95 punti|bp95]",
        "l'affluenza è al [38%|%38], giù di [4 punti|pp4]",
        "il partito cala di [un punto e mezzo|pp1.5] al [13%|%13]",
        "la Fed alza di [75 punti|bp75]",
        "la Fed delude e il Nikkei perde 90 punti",
        "il tasso è al [3%|%3], i 4 punti vendita chiudono",
        # signs
        "a [-1,2%|%-1.2] e [+0,4%|%0.4]",
        "un [meno 4,5 per cento|%-4.5]",
        "segna [più 3 per cento|%3]",
        "in calo ( [- 4, 5%|%-4.5])",
        "la dispersione - [15%|%15] - resta alta",
        # ranges, changes, lists
        "tra il [3 e il 5%|%3..5]",
        "tra il [3% e il 5%|%3..5]",
        "il [3-4%|%3..4]",
        "il [20/22%|%20..22] dei ragazzi",
        "il [3 o 4%|%3..4]",
        "sconti dal [20 al 50%|%20..50]",
        "tra il [-0,4 e il -0,5%|%-0.5..-0.4]",
        "sale dal [3|%3] al [5%|%5]",
        "il ritmo passato in fretta: da [-3%|%-3] a [-2%|%-2]",
        "tariffe raddoppiate dal [25|%25] al [50%|%50]",
        "il [22%|%22] ([più 0,1%|%0.1])",
        "scende dal [5|%5] al [3%|%3]",
        "rispettivamente il [3|%3] e il [5%|%5]",
        # what is none
        "la metà dei soci",
        "un italiano su tre",
        "ha vinto 3-2",
        "40.000 punti del Dow Jones",
        "la patente perde 10 punti",
        "una percentuale alta",
        "un PC e 3 tablet",
        "cento per uno",
        "",
    ],
)
def test_rates(marked):
    check(marked)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        # by so much
        ("in calo del 5%", "down"),
        ("i ricavi crescono del 3 per cento", "up"),
        ("vendite diminuite di oltre il 40%", "down"),
        ("un aumento dello 0,3%", "up"),
        ("un aumento superiore al 20%", "up"),
        ("un calo pari al 5%", "down"),
        ("un balzo che sfiora il 100%", "up"),
        ("una crescita tra il 2 e il 3%", "up"),
        ("i prezzi sono giù dello 0,2%", "down"),
        ("il titolo è su del 5%", "up"),
        ("ha ridotto del 20% le emissioni", "down"),
        ("riduzione dei costi del 10%", "down"),
        ("crolla di un altro 7%", "down"),
        ("un taglio da 25 punti base", "down"),
        ("la Bce alza i tassi di 25 punti base", "up"),
        ("in crescita a doppia cifra, del 12%", "up"),
        ("rincari fino al 30%", "up"),
        ("prezzi superiori del 30% alla media", None),
        ("rincari superiori del 30%", "up"),
        ("stipendi inferiori dell'8%", "down"),
        ("case più care del 5%", "up"),
        ("canoni più bassi del 5%", "down"),
        ("il costo è maggiore del 10%", "up"),
        ("il differenziale si è allargato di 4 punti base", "up"),
        ("la forbice si assottiglia del 2%", "down"),
        ("un calo delle ore di lavoro pari al 5%", "down"),
        ("traffico calato almeno del 20%", "down"),
        # objects
        ("ha perso il 64%", "down"),
        ("il titolo guadagna il 3%", "up"),
        ("cede l'1,5%", "down"),
        ("lascia sul terreno il 4%", "down"),
        # after the figure
        ("il 5% in più", "up"),
        ("il 5% in meno", "down"),
        ("un 3% di crescita", "up"),
        # signs
        ("+16%", "up"),
        ("-16%", "down"),
        ("meno 3 per cento", "down"),
        # levels and shares
        ("sale al 5%", None),
        ("l'inflazione scende all'1%", None),
        ("il margine è salito fino al 3%", None),
        ("il tasso scende sotto il 3%", None),
        ("il socio sale oltre il 20%", None),
        ("lascia i tassi fermi fra il 4 e il 5%", None),
        ("incassa 3 milioni più il 20% sulla rivendita", None),
        ("uno sconto del 7%", None),
        ("il 30% del capitale", None),
        ("una quota del 30%", None),
        ("cede una quota del 30%", None),
        ("un tasso del 5%", None),
        ("detiene l'80% delle azioni", None),
        ("dopo il calo delle Borse, il 30% del capitale", None),
        ("in crescita; il 30% resta", None),
    ],
)
def test_direction(text, direction):
    assert [rate.direction for rate in find_percentages(text)] == [direction]


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("sale dal 3 al 5%", [None, None]),
        ("in calo dal 5,4% al 5,1%", [None, None]),
        ("Alfa sale del 2%, Beta dell'1,5%", ["up", "up"]),
        ("in calo del 3%, le altre aumentano del 4%", ["down", "up"]),
        ("un calo del 2% (a Bari dello 0,3%)", ["down", "down"]),
        ("cresce del 2%, una quota del 5%", ["up", None]),
        ("ricavi su del 3% all'8% del totale", ["up", None]),
    ],
)
def test_directions_of_several(text, directions):
    assert [rate.direction for rate in find_percentages(text)] == directions


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("circa l'80%", "approx"),
        ("un 10% circa", "approx"),
        ("sfiora il 40%", "approx"),
        ("più del 50%", "at_least"),
        ("almeno il 35%", "at_least"),
        ("superiore al 20%", "at_least"),
        ("al di sopra del 2%", "at_least"),
        ("calato almeno del 20%", "at_least"),
        ("un margine almeno al 38%", "at_least"),
        ("in rialzo di circa il 3%", "approx"),
        ("cresciuto quasi del 3%", "approx"),
        ("fino al 30%", "at_most"),
        ("non dovrebbe superare il 2%", "at_most"),
        ("meno dell'1%", "at_most"),
        ("non supera il 3%", "at_most"),
        ("non oltre il 3%", "at_most"),
        ("il 3%", None),
        ("il 38%, almeno fino al 2026", None),
        ("il 38% almeno fino al 2026", None),
        ("superiori del 30%", None),
    ],
)
def test_modifiers(text, modifier):
    assert [rate.modifier for rate in find_percentages(text)] == [modifier]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("+5% su base annua", "year_over_year"),
        ("+5% a/a", "year_over_year"),
        ("+1,7% annuo", "year_over_year"),
        ("in calo del 4% rispetto all'anno prima", "year_over_year"),
        ("in calo del 4% sullo stesso periodo del 2024", "year_over_year"),
        ("una variazione tendenziale del +2%", "year_over_year"),
        ("+0,3% rispetto al trimestre precedente", "quarter_over_quarter"),
        ("in termini congiunturali +0,3%", "quarter_over_quarter"),
        ("-0,5% t/t", "quarter_over_quarter"),
        ("+0,2% mensile", "month_over_month"),
        ("+0,2% m/m", "month_over_month"),
        ("in calo del 2% rispetto a maggio", "month_over_month"),
        ("in calo del 3% rispetto ai 5 milioni di un anno fa", "year_over_year"),
        ("+1% rispetto alla chiusura di ieri", "previous_session"),
        ("+9% rispetto al 2019", "other"),
        ("+9% rispetto al 2024", "year_over_year"),
        ("in calo del 9% rispetto ai 7,5 miliardi del 2024", "year_over_year"),
        ("il 21% degli incidenti, rispetto al 4 per cento in Europa", None),
        ("+9%", None),
    ],
)
def test_basis(text, basis):
    context = Context(published=dt.date(2025, 7, 22))
    assert find_percentages(text, context=context)[0].basis == basis


def test_each_rate_has_its_own_basis():
    text = "il Pil cresce dello 0,3% rispetto al trimestre precedente e dell'1,2% su base annua"
    assert [rate.basis for rate in find_percentages(text)] == ["quarter_over_quarter", "year_over_year"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("in calo del 5%", 5), ("circa il 3 per cento", 3), ("Alfa sale del 5%", None), ("5 gatti", None)],
)
def test_one_rate_from_a_string(text, value):
    rate = parse_percent(text)
    assert (rate and rate.value_min) == value


def test_in_a_long_row_of_figures_only_the_last_ones_share_a_unit():
    assert len(find_percentages(", ".join(["3"] * 40) + "%")) == 13
