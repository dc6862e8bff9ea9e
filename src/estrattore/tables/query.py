"""Rows of tables by a condition in SQL: duckdb over data frames, with no way to files, network or other programs."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from estrattore.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

# No files, nothing of the Python around it, and no way to allow either again.
CLOSED = "SET enable_external_access = false; SET python_enable_replacements = false; SET lock_configuration = true"


def select(
    frames: Mapping[str, pd.DataFrame],
    table: str,
    *,
    where: str = "",
    sort: Sequence[str] = (),
    limit: int | None = None,
) -> pd.DataFrame:
    """The rows of one table that a condition holds for; the condition may ask the other tables too.

    Args:
        frames: Tables by name.
        table: The one whose rows are wanted.
        where: A condition in SQL; empty for all rows.
        sort: Columns to sort by, one with `-` before it from the highest down; missing values come last.
        limit: Rows at most.

    Raises:
        UsageError: The condition cannot be read, or asks for what there is not.

    >>> from estrattore import Tables
    >>> articles = [{"doc_id": "conti", "n_chars": 90}, {"doc_id": "borsa", "n_chars": 250}]
    >>> tables = Tables.from_rows({"documents": articles})
    >>> select(tables.frames, "documents", where="n_chars > 100").doc_id.tolist()
    ['borsa']
    """
    check_columns(frames[table], [column.removeprefix("-") for column in sort], table=table)
    order = ", ".join(
        f"{quoted(c.removeprefix('-'))} {'DESC' if c.startswith('-') else 'ASC'} NULLS LAST" for c in sort
    )
    query = f"SELECT * FROM {quoted(table)}"
    query += f" WHERE (\n{where}\n)" if where.strip() else ""
    query += (f" ORDER BY {order}" if order else "") + (f" LIMIT {limit:d}" if limit is not None else "")
    with closing(duckdb.connect(":memory:")) as base:
        for name, frame in frames.items():
            base.register(name, pa.Table.from_pandas(frame, preserve_index=False))  # which makes NaN a missing value
        base.execute(CLOSED)
        try:
            (statement,) = duckdb.extract_statements(query)
            rows = base.execute(statement).df()
        except (duckdb.Error, ValueError) as error:  # ValueError: more than one statement
            why = str(error).split("\n")[0] if isinstance(error, duckdb.Error) else "it is more than a condition"
            raise UsageError(
                f"'{where}' is no condition on the table '{table}': {why}. Write one as in \"company = 'Enel' AND "
                f'amount > 1000000"; the columns are {", ".join(frames[table].columns)}.'
            ) from error
    return rows.astype(frames[table].dtypes)


def check_columns(frame: pd.DataFrame, columns: Sequence[str], *, table: str) -> None:
    """See to it that a table has these columns.

    Raises:
        UsageError: It has not.
    """
    for column in columns:
        if column not in frame.columns:
            raise UsageError(
                f"The table '{table}' has no column '{column}'. Its columns are {', '.join(frame.columns)}."
            )


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'
