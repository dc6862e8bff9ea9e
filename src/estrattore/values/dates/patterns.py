"""The shapes of dates: patterns whose named groups carry the value, and the words that may open each of them.

A template is a regular expression in which `<name>` stands for a fragment below and a blank for one to three blanks.
Only patterns that a word can open are tried at that word, so a sentence without such words costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from estrattore.resources.loader import table
from estrattore.values.numbers.numerals import parse_cardinal

# one kind of apostrophe and blank, and the letters that only ignoring case makes i and s
_FORMS = str.maketrans("’‘ʼ′\u00a0\u2009\u202f\tſİı", "''''    sIi")
_ENGLISH = frozenset(("january", "february", "march", "april", "may", "june", "july", "august", "october", "december"))
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
           "XVII", "XVIII", "XIX", "XX", "XXI")  # fmt: skip


class Pattern(NamedTuple):
    """A shape of dates, tried at the words of its `openers`; `before` must match the text in front of it."""

    kind: str
    openers: str
    template: str
    before: str = ""


class Shape(NamedTuple):
    """A compiled pattern."""

    kind: str
    regex: re.Pattern[str]
    before: re.Pattern[str] | None


# fmt: off
_ARTICLE = r"(?:\b(?:il|lo|la|al|alla|allo|del|della|dal|dalla|nel|nella|sul|entro)|\b(?:l|all|dell|dall|nell|quell)') ?$"

PATTERNS = (
    # days in figures
    Pattern("iso", "number", r"(?P<year>\d{4})(?P<sep>[-/.])<mm>(?P=sep)<dd>(?!\d)"),
    Pattern("date", "number weekday", r"(?:<weekday>,? )?<dd>(?P<sep>[-/.])<mm>(?P=sep)(?P<year>\d{4}|\d\d)(?!\d|[./-]\d)"),
    Pattern("month", "number", r"<mm>/(?P<year>(?:19|20)\d\d)(?![\d/])", r"(?:^|[^\d/.-])$"),
    Pattern("date", "number", r"<dd>/<mm>(?![\d/%]|[.,]\d)", r"(?:^|\b(?:il|del|al|dal|entro|giorno|" + r"<weekdays>) |\b(?:l|dell|all|dall)') ?$"),
    # days with the name of their month
    Pattern("date", "number cardinal weekday when", r"<pre>?(?:<weekday>(?: scorso| prossimo| scorsa| prossima)?,? )?(?:il )?<day>(?: (?:di |d'|del mese di )?|[-/])<month><of_year>?(?: <post>)?"),
    Pattern("date", "month weekday", r"(?:<weekday>,? )?<month>[ -]<day>(?:st|nd|rd|th)?(?:,? |-)<year>"),
    Pattern("date", "month", r"<month>/<dd>(?![\d/])"),
    Pattern("day_of", "number cardinal", r"<dd>[°º]? <post>(?! di)"),
    Pattern("day_of", "number cardinal", r"<day>,? (?:di |del |dello |il )?(?:(?P<of>quest['o] ?|scorso |prossimo |corrente )mese|mese(?: (?P<of_post>corrente|scorso|prossimo|in corso))?)"),
    Pattern("day_alone", "number cardinal ordinal", r"(?:<day>|(?P<ordinal>(?-i:IX|IV|V?I{1,3}|V)|second[oa]|terz[oa]|quart[oa]))(?![\d%‰$€£:°']|[.,]\d| ?(?:%|€|per cento))\b"),
    # weekdays
    Pattern("weekday", "weekday when", r"<pre>?<weekday>(?:,? <daypart>)?(?: <post>)?(?: <daypart>)?(?:,? (?:di |della |la )?(?P<week>quest[ao]|prossima|scorsa) settimana|,? (?:della |la )?settimana (?P<week_post>prossima|scorsa|in corso|entrante))?"),
    Pattern("weekday", "when", r"(?P<week>questa|prossima|scorsa) settimana,? (?:(?:di|da|tra|fra) )?<weekday>(?: [ae] (?P<weekday_to><weekdays>)\b)?"),
    Pattern("weekday_day", "weekday", r"<weekday>(?: scorso| prossimo)? <day>(?!(?<=[a-z]) [a-z]{4,}[ie]\b(?<!dalle)(?<!nelle))(?![\d%‰$€£:]|[.,]\d| ?(?:%|€|per cento|euro|mila|milioni|anni|ore)\b)"),
    # months
    Pattern("month", "month when", r"<pre>?<full_month><of_year>?(?: <post>)?"),
    Pattern("month", "month", r"<month>,? ?<of_year>"),
    Pattern("month", "month", r"(?:mese di )?(?P<month><capital_months>)(?!\w|\. ?[A-Z]| [A-Z])", r"\b(?:ad?|di|in|il|inizio|metà|fine) $"),
    Pattern("month", "when", r"<pre>(?P<month><capital_months>)(?!\w|\. ?[A-Z]| [A-Z])"),
    Pattern("holding", "unit", r"(?P<unit>settimana|weekend|week-end|fine settimana|mese)"),
    Pattern("month_range", "month", r"<month> ?[-–/] ?<month_to><of_year>"),
    # years
    Pattern("year_range", "number", r"(?P<year>(?:1[5-9]|20|21)\d\d) ?[-–—/] ?'?(?P<year_to>(?:1[5-9]|20|21)\d\d|\d\d)(?!\d|[-/.]\d| ?%)"),
    Pattern("year", "number", r"(?P<year>(?:1[0-9]|20|21)\d\d)(?!\d|[.,/:]\d| ?[%€$£°]|-\d| (?:euro|dollari|lire|milioni|miliardi|mila)\b|[a-z])"),
    Pattern("decade", "apostrophe", r"'(?P<decade>\d0)(?!\d|[.,/:]\d|['%°]|\w| ?%)", r"\b(?:degli|negli|dagli|agli|gli) ?$"),
    Pattern("year", "apostrophe", r"'(?P<year>\d\d)(?!\d|[.,/:]\d|['%°]|\w| ?%)"),
    Pattern("year", "number", r"(?P<year>[3-9]\d)(?!\d|[.,/:-]\d|['%°\w]| ?(?:%|€)| (?:mila|milioni|miliardi|euro|per|anni|metri|km|giorni))", r"\b(?:nell?|dell?|dall?|sull|e)'$"),
    Pattern("year", "worded_year", r"(?P<year>duemila[^\W\d_]*|mille[^\W\d_]+)"),
    Pattern("year", "code", r"(?-i:FY)[ -]?'?(?P<year>20\d\d|\d\d)(?!\d)"),
    # quarters, halves and other pieces that need or have a period around them
    Pattern("nth", "number", r"(?P<n>[1-6])[°ºª^] ?<unit>"),
    Pattern("nth", "ordinal number", r"<nth> <unit>"),
    Pattern("code", "number", r"(?P<n>[1-4]) ?(?-i:(?P<code>[QTHS]))(?: ?[-/]? ?'?(?P<year>20\d\d|\d\d)(?![\d%]))"),
    Pattern("code", "code", r"(?-i:(?P<code>[QTHS]))(?P<n>[1-4])(?:[ /-]| del |')?(?P<year>20\d\d|(?<=')\d\d|(?<=[1-4])\d\d)(?![\d%])"),
    Pattern("code", "code", r"(?-i:(?P<code>[QTHS]))(?P<n>[1-4])(?!\w|[.,]\d)", r"^$|\b(?:nel|del|il|dal|al|sul|per|ricavi|utile|utili|conti|risultati|ebitda|vendite) $|\b(?:nell|dell|l|dall)'$"),
    Pattern("code", "number", r"(?P<n>3|6|9)(?-i:(?P<code>M)) ?'?(?P<year>20\d\d|\d\d)(?!\d)"),
    Pattern("first_n", "ordinal", r"(?P<side>prim[ie]|ultim[ie]) <count> <unit>(?! di (?:attività|vita|lavoro|mandato|governo|gestione|guerra|carcere|gara|gravidanza|apertura|presidenza|servizio))"),
    Pattern("first_n", "number cardinal", r"(?P<count>[369]|tre|sei|nove) (?P<unit>mesi)\b", r"\b(?:nei|dei|i|ai) $"),
    Pattern("nth_weekday", "ordinal number", r"<nth>[°º]? <weekday>"),
    Pattern("weekend", "unit", r"(?P<unit>weekend|week-end|week end|fine settimana|fine-settimana)(?!\w)", r"^$|\b(?:nel|del|il|lo|per il|durante il|al|dal|dello) $"),
    # periods around the article's day
    Pattern("unit", "when", r"<pre><unit>"),
    Pattern("unit", "unit", r"<unit>,? <post>"),
    Pattern("unit_after", "unit", r"<unit> (?P<turn><turns>)(?!\w)"),
    Pattern("part", "part ordinal", r"<part>"),
    Pattern("within", "unit", r"(?P<unit>anno|mese|settimana)(?!\w| (?:scolastic|accademic|solar|fiscal|giudiziari)|,? \d)", r"\bentro (?:il |la |l')$"),
    Pattern("within", "unit", r"(?P<unit>settimana)(?!\w)", r"\bin $"),
    Pattern("unit_alone", "unit", r"<unit>(?! (?:scolastic|accademic|giudiziari))"),
    Pattern("ago", "number cardinal", r"(?:(?P<pair>paio) di |<count> ?)<unit>(?: e (?P<half>mezz[oa]))?(?:(?:,| e)? <count2> <unit2>)?(?:(?:,? e)? <count3> <unit3>)? (?:fa|or sono|addietro)\b"),
    Pattern("ago", "collective", r"(?P<count><collectives>) d(?:i |')<unit> (?:fa|or sono|addietro)\b"),
    Pattern("ago", "pair", r"(?P<pair>paio) d(?:i |')<unit> (?:fa|or sono|addietro)\b"),
    Pattern("hence", "between", r"(?:tra|fra) (?:<count>|un (?P<pair>paio) d[i']) ?<unit>(?! (?:e|di|dal) |,? \d| fa\b)"),
    Pattern("hence", "between", r"(?:tra|fra) <count> ?<unit>(?= (?:dal|di) )(?! di (?:stop|vita|carcere|lavoro))"),
    Pattern("window", "number cardinal", r"<count> ?<unit> (?P<post>passat[ie]|scors[ie])"),
    Pattern("relative_day", "relative", r"<relative_day>(?: (?:nel |in |nella )?<daypart>)?"),
    # seasons, holidays, decades, centuries
    Pattern("season", "season when", r"<pre>?(?P<season>primavera|estate|autunno|inverno)(?:<of_year>(?:[/-](?P<year_to>\d\d|\d{4})(?!\d))?)?(?: <post>)?"),
    Pattern("holiday", "holiday when", r"<pre>?<holiday><of_year>?(?: <post>)?"),
    Pattern("observance", "observance", r"(?:giornata|giorno|festa)(?: mondiale| internazionale| europea| nazionale| universale)?(?: per)? (?P<observance><observances>)(?!\w)<of_year>?"),
    Pattern("decade", "decade", r"anni(?: |(?='))'?(?P<decade>(?:1\d|20)?\d0)(?!\d|[.,]\d| ?%)(?:<of_century>)?"),
    Pattern("decade", "decade", r"anni (?P<decade><decade_words>|mille[^\W\d_]+)(?:<of_century>)?\b"),
    Pattern("decade_alone", "apostrophe decade_word", r"(?:'(?P<decade>\d0)|(?P<decade_word>(?-i:<decade_names>)))(?!\w)"),
    Pattern("century", "ordinal number", r"(?:<nth>|(?P<roman>(?-i:X{0,2}(?:IX|IV|V?I{0,3})))) ?[°º]? ?secolo(?! a\. ?c| avanti)"),
    Pattern("century", "century", r"secolo (?P<roman>(?-i:X{0,2}(?:IX|IV|V?I{0,3})))\b(?! a\. ?c)"),
    Pattern("hundreds", "hundreds", r"(?P<hundreds>(?-i:<hundred_names>))(?! [a-z]{3,}[ie]\b(?<!delle)(?<!nelle)(?<!come)(?<!dove)(?<!che)(?<!italiane)(?<!italiani))", _ARTICLE[:-1] + r"|\b(?:fine|inizio|metà|primo|secondo|tardo|e) $"),
    Pattern("hundreds", "number", r"(?P<hundreds>[2-9]00)(?![\d%]|\w|[.,]\d| [a-z]+[ie]\b| ?%)", r"\b(?:nell|dell)'$"),
    Pattern("hundreds", "apostrophe", r"'(?P<hundreds>[2-9]00)(?!\d|\w|[.,]\d)"),
)
# fmt: on


def _alternatives(words: Iterable[str]) -> str:
    """The longest word first; a blank as in templates."""
    return "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _fragments() -> dict[str, str]:
    dates = table("dates")
    months = [w for words in dates["months"].values() for w in words]
    full = [w for w in months if len(w) > 4 and w not in _ENGLISH]
    short = [w for w in months if w not in full]
    weekdays = [w for words in dates["weekdays"].values() for w in words]
    units = _alternatives(w for words in dates["units"].values() for w in words)
    counts = r"\d{1,3}|" + _alternatives([*dates["numerals"]["days"], *dates["numerals"]["counts"]])
    year = r"(?P<year>(?:1\d|20|21)\d\d(?!\d|[.,]\d| ?%)|'\d\d(?!\d)|duemila[^\W\d_]*|mille[^\W\d_]*cento[^\W\d_]*"
    two_digits = r"(?<!,\x20)[1-9]\d(?![\d%:°/]|[.,]\d| ?[-–] ?\d| ?[^\W\d_])"
    post = [w for w in dates["deixis"] if not w.startswith("quest") and w not in ("attuale", "corr.")]
    before_words = [w for w in dates["deixis"] if " " not in w and "." not in w]
    short_month = rf"(?:{_alternatives(w for w in short if w != 'may')})(?:\.(?= ?(?:[\d']|(?-i:[a-z]))))?"
    return {
        "dd": r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)",
        "mm": r"(?P<month>0?[1-9]|1[0-2])(?!\d)",
        "day": rf"(?P<day>(?:0?[1-9]|[12]\d|3[01])(?!\d)[°º^]?|(?:{_alternatives(dates['numerals']['days'])})\b)",
        "month": rf"(?P<month>(?:{_alternatives(full)})\b|may(?=,? \d)|{short_month}(?![^\W\d_]))",
        "month_to": rf"(?P<month_to>(?:{_alternatives(full)})\b|{short_month}(?![^\W\d_]))",
        "full_month": rf"(?:mese di )?(?P<month>{_alternatives(full)})\b",
        "capital_months": "(?-i:Gen|Feb|Mar|Apr|Mag|Giu|Lug|Ago|Sett?|Ott|Nov|Dic)",
        "year": rf"{year})",
        "of_year": rf"(?:(?:,? (?:del |nel |dell'anno |dell'|d')?|[-/]){year}|{two_digits})"
        rf"| (?:(?:del|dello|di) |(?:dell|d|l)' ?)?(?P<relative_year>{_alternatives(dates['relative_years'])})\b"
        rf"| di (?P<years_ago>\d{{1,2}}|{_alternatives(dates['numerals']['days'])}|un) ann[oi] fa\b)",
        "weekday": rf"(?P<weekday>(?:{_alternatives(w for w in weekdays if len(w) > 3)})\b|(?:lun|mar|mer|gio|ven|sab|dom)\b\.?(?=,? \d))",
        "weekdays": _alternatives(w for w in weekdays if len(w) > 3),
        "daypart": r"(?:(?:nella |in |di |nel |alla )?(?:tarda |prima )?(?:mattina|mattinata|pomeriggio|sera|serata|notte|nottata)\b)",
        "pre": rf"(?P<pre>quest' ?|(?:{_alternatives(w for w in before_words if w[-1] != chr(39))}) )",
        "post": rf"(?P<post>{_alternatives(post)})(?!\w)",
        "unit": rf"(?P<unit>{units})(?!\w)",
        "unit2": rf"(?P<unit2>{units})(?!\w)",
        "unit3": rf"(?P<unit3>{units})(?!\w)",
        "count": rf"(?P<count>{counts})",
        "count2": rf"(?P<count2>{counts})",
        "count3": rf"(?P<count3>{counts})",
        "nth": rf"(?P<n>(?:{_alternatives(dates['numerals']['ordinals'])})\b|[1-9]\d?[°ºª^]|(?-i:{'|'.join(sorted(_ROMANS, key=len, reverse=True))}))",
        "part": rf"(?P<part>{_alternatives(w for words in dates['parts'].values() for w in words)}|(?:primissimi|primi|ultimi)(?= anni))(?!\w)",
        "relative_day": rf"(?P<relative_day>{_alternatives(dates['relative_days'])})(?!\w)",
        "holiday": rf"(?P<holiday>{_alternatives(dates['holidays'])})(?!\w)",
        "collectives": _alternatives(dates["numerals"]["collectives"]),
        "observances": _alternatives(dates["observances"]),
        "turns": _alternatives(dates["anaphoric"]),
        "decade_words": _alternatives(dates["decades"]),
        "decade_names": "|".join(w.capitalize() for w in dates["decades"]),
        "hundred_names": "|".join(w.capitalize() for w in dates["hundreds"]),
        "of_century": r"(?:(?: del | dell')(?P<of_hundreds>'?[2-9]00|[^\W\d_]{3,8}cento|duemila)| del (?P<of_last>secolo scorso|scorso secolo))?",
    }  # fmt: skip


_REFERENCE = re.compile(r"(?<!\?P)<([a-z_]+\d?)>")
_BLANK = re.compile(r"\[[^\]]*\]| (\??)")


def expand(template: str) -> str:
    """A template as a regular expression."""
    for _ in range(2):  # fragments may hold fragments
        template = _REFERENCE.sub(lambda m: _fragments()[m[1]], template)
    return _BLANK.sub(lambda m: m[0] if m[1] is None else " {0,3}" if m[1] else " {1,3}", template)


@cache
def openers() -> dict[str, tuple[Shape, ...]]:
    """For each word (lower case; Roman numerals in capitals) or class of tokens, the patterns that it may open."""
    shapes: dict[str, list[Shape]] = {}
    for pattern in PATTERNS:
        regex = re.compile(expand(pattern.template), re.IGNORECASE)
        before = re.compile(expand(pattern.before), re.IGNORECASE) if pattern.before else None
        for name in pattern.openers.split():
            for word in _words(name):
                shapes.setdefault(word, []).append(Shape(pattern.kind, regex, before))
    return {word: tuple(dict.fromkeys(found)) for word, found in shapes.items()}


def _words(name: str) -> list[str]:
    """The words of a class; classes of figures are keys themselves."""
    dates = table("dates")
    many = {"month": "months", "weekday": "weekdays", "season": "seasons", "unit": "units", "part": "parts"}
    if name in many:
        words = [w for group in dates[many[name]].values() for w in group]
        words += {"part": ["primi", "primissimi", "ultimi"], "month": ["mese"]}.get(name, [])
    else:
        words = {
            "cardinal": [*dates["numerals"]["days"], *dates["numerals"]["counts"]],
            "ordinal": [*dates["numerals"]["ordinals"], "prime", "primi", "ultime", "ultimi", *_ROMANS],
            "when": [w for w in dates["deixis"] if "." not in w],
            "relative": list(dates["relative_days"]),
            "holiday": list(dates["holidays"]),
            "between": ["tra", "fra"], "pair": ["paio"], "collective": list(dates["numerals"]["collectives"]), "decade": ["anni"], "century": ["secolo"],
            "code": ["q", "t", "h", "s", "fy"],
            "hundreds": list(dates["hundreds"]), "observance": ["giornata", "giorno", "festa"],
            "decade_word": list(dates["decades"]),
        }.get(name, [name])  # fmt: skip
    return list(dict.fromkeys(re.split(r"[^\w]", w)[0] if w not in _ROMANS else w for w in words))


_TOKEN = re.compile(r"'?\d+|[^\W\d_]+")


def normalised(text: str) -> str:
    """The text with one kind of apostrophe and blank; every character keeps its place."""
    return text.translate(_FORMS)


def tokens(text: str) -> Iterator[tuple[int, tuple[Shape, ...]]]:
    """Where a date may begin, and the patterns to try there."""
    table_of = openers()
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word[-1].isdigit():
            start = match.start()
            if word[0] == "'":
                if not text[start - 1 : start].isalnum():  # not the elision of `l'11 luglio`
                    yield start, table_of["apostrophe"]
                start += 1
            if len(word) <= 5:
                yield start, table_of["number"]
        elif shapes := table_of.get(word) or table_of.get(word.lower()):
            yield match.start(), shapes
        elif word[:4].lower() in ("duem", "mill") and parse_cardinal(word):
            yield match.start(), table_of["worded_year"]
