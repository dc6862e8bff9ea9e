"""Every table of the package and the function that reads it through its schema; the package itself reads those it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from estrattore.resources.endings import endings
from estrattore.resources.schemas.abbreviations import abbreviations
from estrattore.resources.schemas.clauses import clauses
from estrattore.resources.schemas.columns import dictionary
from estrattore.resources.schemas.comparison import comparison
from estrattore.resources.schemas.currencies import currencies, currency_names
from estrattore.resources.schemas.date_shapes import date_shapes
from estrattore.resources.schemas.dates import dates
from estrattore.resources.schemas.false_friends import false_friends
from estrattore.resources.schemas.governors import governors
from estrattore.resources.schemas.layout import layout_words
from estrattore.resources.schemas.metrics import metrics
from estrattore.resources.schemas.money import money
from estrattore.resources.schemas.names import (
    common_words,
    first_names,
    known_names,
    legal_forms,
    names,
    places,
    roles,
    usual_words,
)
from estrattore.resources.schemas.numbers import numbers
from estrattore.resources.schemas.percentages import percentages
from estrattore.resources.schemas.records import records
from estrattore.resources.schemas.report import report
from estrattore.resources.schemas.scales import scales

TABLES: Mapping[str, Callable[[], object]] = {
    "abbreviations.toml": abbreviations,
    "clauses.toml": clauses,
    "columns.toml": dictionary,
    "comparison.toml": comparison,
    "currencies.csv": currency_names,
    "currencies.toml": currencies,
    "date_shapes.toml": date_shapes,
    "dates.toml": dates,
    "endings.toml": endings,
    "false_friends.toml": false_friends,
    "common_words.txt": common_words,
    "usual_words.txt": usual_words,
    "first_names.txt": first_names,
    "governors.toml": governors,
    "legal_forms.csv": legal_forms,
    "layout.toml": layout_words,
    "metrics.toml": metrics,
    "money.toml": money,
    "names.toml": names,
    "names_known.csv": known_names,
    "numbers.toml": numbers,
    "percentages.toml": percentages,
    "places.toml": places,
    "records.toml": records,
    "report.toml": report,
    "roles.toml": roles,
    "scales.toml": scales,
}
