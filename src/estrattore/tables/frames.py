"""Data frames: rows as a frame with a table's columns and dtypes, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estrattore.tables.schema import DTYPES, SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a data frame with the table's columns and dtypes, also when there are none.

    >>> frame("percentages", []).columns[5]
    'value_min'
    """
    import pandas as pd  # here: a run over files writes its tables without frames

    return conform(table, pd.DataFrame(list(rows)))


def conform(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """The same data with exactly the table's columns and dtypes; more columns may follow."""
    schema = SCHEMAS[table]
    extra = [column for column in data.columns if column not in schema]
    data = data.reindex(columns=[*schema, *extra])
    return data.astype({column: DTYPES[kind] for column, kind in schema.items()})


def frame_rows(table: str, data: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a data frame in plain types: None for missing, ISO text for days."""
    schema = SCHEMAS[table]
    plain = {}
    for column, kind in schema.items():
        values = data[column].dt.strftime("%Y-%m-%d") if kind == "day" else data[column]
        plain[column] = values.astype(object).where(data[column].notna(), None).tolist()
    for cells in zip(*plain.values(), strict=True):
        yield dict(zip(plain, cells, strict=True))
