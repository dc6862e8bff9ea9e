"""How the report speaks: the words of `resources/report.toml`, numbers and periods as its readers write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estrattore.errors import UsageError
from estrattore.resources.schemas.report import Language, report

if TYPE_CHECKING:
    from collections.abc import Iterable

MILLION, BILLION = 1e6, 1e9
MONTHS = 12  # of a year


@dataclass(frozen=True)
class Wording:
    """One language of the report.

    >>> Wording.of("it").number(1250.5)
    '1.250,5'
    """

    words: Language

    @classmethod
    def of(cls, lang: str) -> Wording:
        """The wording of a language.

        Raises:
            UsageError: The language is unknown.
        """
        languages = dict(report())
        if lang not in languages:
            raise UsageError(f"There is no report in '{lang}'. Use one of: {', '.join(languages)}.")
        return cls(languages[lang])

    def kind(self, kind: str) -> str:
        """The word for a kind of find."""
        return self.words.kinds[kind]

    def noun(self, what: str, count: int) -> str:
        """The word for so many of something.

        >>> Wording.of("it").noun("documents", 1), Wording.of("it").noun("documents", 0)
        ('articolo', 'articoli')
        """
        one, other = self.words.counts[what]
        return one if count == 1 else other

    def value(self, value: object) -> str:
        """A table's value: a number with separators, a word of the tables in this language, else as it is.

        >>> Wording.of("it").value("at_least"), Wording.of("en").value(1250.0)
        ('almeno', '1,250')
        """
        return self.number(value) if isinstance(value, float) else self.words.names.get(str(value), str(value))

    def number(self, value: float) -> str:
        """All digits, with separators."""
        digits = f"{value:,.10f}".rstrip("0").rstrip(".")
        return digits.translate({ord(","): self.words.thousands, ord("."): self.words.decimal})

    def short(self, value: float) -> str:
        """The same number in millions or billions where it is that large.

        >>> Wording.of("it").short(1.25e9), Wording.of("it").short(25000)
        ('1,25 mld', '25.000')
        """
        for scale, word in ((BILLION, self.words.billion), (MILLION, self.words.million)):
            if abs(value) >= scale:
                return f"{self.number(value / scale)} {word}"
        return self.number(value)

    def day(self, day: dt.date, *, month: bool = True, year: bool = True) -> str:
        """A day as one writes it, without the month or the year where these follow anyway.

        >>> Wording.of("it").day(dt.date(2026, 3, 4))
        '4 marzo 2026'
        """
        name = self.words.months[day.month - 1]
        return " ".join([str(day.day), *([name] if month else []), *([str(day.year)] if year else [])])

    def period(self, start: dt.date, end: dt.date) -> str:
        """A period as short as it is exact.

        >>> italian, day = Wording.of("it"), dt.date
        >>> italian.period(day(2025, 1, 1), day(2025, 12, 31)), italian.period(day(2025, 4, 1), day(2025, 6, 30))
        ('2025', '2º trimestre 2025')
        >>> italian.period(day(2025, 4, 1), day(2025, 4, 30)), italian.period(day(2025, 4, 1), day(2025, 5, 9))
        ('aprile 2025', '1 aprile – 9 maggio 2025')
        """
        after = end + dt.timedelta(days=1)
        months = (after.year - start.year) * MONTHS + after.month - start.month if start.day == after.day == 1 else 0
        if months and months % MONTHS == 0 and start.month == 1:
            return " – ".join(dict.fromkeys([str(start.year), str(end.year)]))
        for length, name in ((3, self.words.quarter), (6, self.words.half)):
            if months == length and start.month % length == 1:
                return name.format(n=start.month // length + 1, year=start.year)
        if months == 1:
            return f"{self.words.months[start.month - 1]} {start.year}"
        if start == end:
            return self.day(start)
        same = start.year == end.year
        return f"{self.day(start, month=not same or start.month != end.month, year=not same)} – {self.day(end)}"

    def bounded(self, modifier: str, period: str) -> str:
        """A period with the preposition that bounds it.

        >>> italian = Wording.of("it")
        >>> italian.bounded("da", "10 maggio 2026"), italian.bounded("entro", "11 maggio 2026")
        ('dal 10 maggio 2026', "entro l'11 maggio 2026")
        """
        phrase = self.joined([modifier, period])
        for pattern, contracted in self.words.contractions:
            phrase = re.sub(pattern, contracted, phrase)
        return phrase

    @staticmethod
    def joined(parts: Iterable[str]) -> str:
        """What there is, as one phrase; a percent sign stands at its figure.

        >>> Wording.joined(["circa", "", "9", "%"])
        'circa 9%'
        """
        return re.sub(r" (?=[%‰])", "", " ".join(filter(None, parts)))
