"""What looks like a date and is none: names, counts, repeated days. Tables first, the context of a word second."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from estrattore.resources.loader import table
from estrattore.values.context import Span

_REACH = 40  # characters of context that a guard looks at

_WORD_BEFORE = re.compile(r"([^\W\d_]+'?[^\W\d_]*)[ \"«“(]{0,3}$")
_WORD_AFTER = re.compile(r" {1,3}([^\W\d_]+)")
_NAME_AFTER = re.compile(r" [A-ZÀ-Ý][a-zà-ÿ]+")
_TITLE = re.compile(
    r"\b(?:signora?|dottor|dottoressa|professore?|avvocato|sindaco|assessore|don|ministro|giudice|generale|capitano) $",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:^|[.!?:;«»\"“”(\n|•-])[ \"«“]*$")
_HABIT = re.compile(
    r"\b(?:il|la|i|le|del|della|dei|delle|nel|nella|dal|dalla|al|alla|un|una|ogni|sul|sulla|stesso|stessa|nostra|nostro|loro|suo|mio|tuo|vostro|santa|santo|primo|prima|secondo|seconda|terzo|terza|quarto|quarta|quinta|ultimo|ultima)[ ]$",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"\b(?:a|ad|al|ai|da|dal|di|del|in|nel|e|ed|o|per|tra|fra|entro|fino|dopo|prima|lo|la|il|l'|dell'|nell'|dall'|all'|da|già|mese di|fine|metà|inizio|questo|scorso|prossimo)[ ']?$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:via|viale|piazza|piazzale|chiesa|basilica|largo|quartiere|zona|corso|frazione|rione|stazione|ospedale|parrocchia|monte|porta|villa|castello|comune)(?: di| della?| dell'| del)?[ ]?$",
    re.IGNORECASE,
)
_SINGULAR = re.compile(
    r"(?:\b(?:nel|del|dal|al|il|entro|anno|anni|esercizio|sul|col|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|(?:nel|del|il) solo) |\b(?:l|dell|nell|dall|all|sull|quell)')$",
    re.IGNORECASE,
)
_FIGURE_BEFORE = re.compile(r"\d[/.:-]$")
_DAY_BEFORE = re.compile(
    r"(?:\b(?:il|del|al|dal|giorno|entro il|fino al|per il) |\b(?:l|dell|all|dall)')$", re.IGNORECASE
)
_LABEL_BEFORE = re.compile(
    r"(?:\d|\b(?:art\.?|articolo|comma|n\.?|numero|legge|primo|secondo|serie|posto|titolo|numeri?|intorno|attorno|verso|quota|over|under|maglia|punto|lotto|canale|civico|km|chilometro)) ?(?:il|del|al|dal)? ?$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(r" ?(?:$|[.!?;](?!\d)|,(?! ?\d)|\)| (?:è|sono|era|sarà|si|alle|dalle|ore|scatta|scade)\b)")
_ITS_DAYS = re.compile(r" (?:del |dell')\d")  # `il weekend del 14 e 15`: the days say it all


@cache
def _friends() -> re.Pattern[str]:
    patterns = [pattern for group in table("dates")["false_friends"].values() for pattern in group]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def false_friends(text: str) -> list[Span]:
    """Stretches in which no date is to be found.

    >>> text = "In viale 25 Aprile si discute di Agenda 2030"
    >>> [text[start:end] for start, end in false_friends(text)]
    ['viale 25 Aprile', 'Agenda 2030']
    """
    return [match.span() for match in _friends().finditer(text)]


def stands(kind: str, text: str, start: int, end: int, groups: Mapping[str, str]) -> bool:
    """Whether the words around a date let it be one."""
    guard = _GUARDS.get(kind)
    return guard is None or guard(
        text[max(0, start - _REACH) : start], text[start:end], text[end : end + _REACH], groups
    )


def _named(before: str, mention: str, after: str) -> bool:
    """Whether a capitalised month, weekday or feast is (part of) a name: `Augusto Marzo`, `il Maggio Musicale`."""
    if not mention[0].isupper() or mention.isupper() or _OPEN.search(before) or not before:
        return False
    if _NAME_AFTER.match(after) or _TITLE.search(before):
        return True
    word = _WORD_BEFORE.search(before)
    return word is not None and word[1][0].isupper() and not _FUNCTION.search(before)


def _month(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    if groups.get("year") or groups.get("relative_year"):
        return True
    if not before.strip() and _NAME_AFTER.match(after) and not mention[0].islower():
        return False
    return not _named(before, mention, after)


def _date(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    """`2 set` are sets, `2 Set 2024` and `2 sett` are days."""
    return groups.get("month") != "set" or "year" in groups or "Set" in mention


def _weekday(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    if groups.get("pre") or groups.get("post") or groups.get("week") or groups.get("week_post"):
        return True
    surname = mention[:3].lower() in ("sab", "dom")  # `Anna Sabato`; nobody is called Lunedì
    return not _HABIT.search(before) and not (surname and _named(before, mention, after))


def _holiday(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    if groups.get("year"):
        return True
    return (
        not _PLACE.search(before)
        and not _named(before, mention, after)
        and not ("san" in mention.lower()[:4] and _NAME_AFTER.match(after))
    )


def _unit(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    """`questo esercizio` is a shop where nobody speaks of budgets."""
    if groups["unit"] != "esercizio" or not groups.get("pre", "").startswith("quest"):
        return True
    around = f"{before} {after}".lower()
    return any(word in around for word in table("dates")["budget"]["words"])


def _season(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    return (
        bool(groups.get("year"))
        or mention[0].islower()
        or not before
        or bool(_OPEN.search(before))
        or bool(groups.get("pre"))
    )


def _year(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    """Four figures are a year behind a singular article, or behind a noun unless what follows is counted."""
    following = _WORD_AFTER.match(after)
    counted = following is not None and following[1].lower() in table("dates")["counted"]["words"]
    if not mention.isdigit() or len(mention) == 2:  # in letters, or `'82`
        return not counted
    if _SINGULAR.search(before):
        return not counted
    year = int(mention)
    if _FIGURE_BEFORE.search(before) or counted or not 1900 <= year <= 2099 or (year % 100 == 0 and year != 2000):
        return False
    word = _WORD_BEFORE.search(before)
    if word is None:
        return not before.strip() or before.rstrip()[-1:] in '([,.!?-–—:/«"@#;' or before[-1:] == "'"
    return word[1].lower() not in table("dates")["year_without_cue"]["words"]


def _day_alone(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    if not groups.get("day") or not mention.isdigit() or not _DAY_BEFORE.search(before) or not _DAY_AFTER.match(after):
        return False
    lead = _DAY_BEFORE.sub("", before)
    return not _LABEL_BEFORE.search(lead)


def ends_day(after: str) -> bool:
    """Whether what follows a bare number leaves it a day of the month.

    >>> ends_day(" si vota"), ends_day(" pari")
    (True, False)
    """
    return _DAY_AFTER.match(after) is not None


Guard = Callable[[str, str, str, Mapping[str, str]], bool]
_GUARDS: dict[str, Guard] = {
    "date": _date, "month": _month, "weekday": _weekday, "holiday": _holiday, "season": _season, "year": _year, "unit": _unit, "weekend": lambda before, mention, after, groups: not _ITS_DAYS.match(after),
    "day_alone": _day_alone, "unit_alone": lambda *_: False, "decade_alone": lambda *_: False,
}  # fmt: skip
