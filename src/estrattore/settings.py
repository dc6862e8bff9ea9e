"""Settings of a run: one frozen object, plain enough to cross a process border."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from estrattore.documents import as_day
from estrattore.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

TEXT_FORMATS = ("csv", "jsonl", "parquet")
FILE_FORMATS = ("xlsx", "sqlite", "duckdb")
FORMATS = TEXT_FORMATS + FILE_FORMATS
ENGINES = ("local", "dask")
CSV_STYLES = ("us", "it")
CAN_BE_LEFT_OUT = ("people",)
DEFAULT_MODEL = "default"


def listed(given: str | Iterable[str]) -> tuple[str, ...]:
    """Names joined by commas or one by one, each once.

    >>> listed("csv, parquet,csv"), listed(["csv"])
    (('csv', 'parquet'), ('csv',))
    """
    parts = given.split(",") if isinstance(given, str) else given
    return tuple(dict.fromkeys(name.strip() for name in parts if name.strip()))


def as_confidence(given: float | None) -> float | None:
    """How sure a fact must be: a number from 0 to 1; None is the usual.

    Raises:
        UsageError: It is something else.

    >>> as_confidence(None), as_confidence(1)
    (None, 1.0)
    """
    if given is None:
        return None
    if type(given) not in (int, float) or not 0 <= given <= 1:  # a NaN is in no range
        raise UsageError(f"The lowest confidence must be a number from 0 (all facts) to 1; it is {given!r}.")
    return float(given)


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the fields of a record; an empty one: the usual English and Italian names.

    >>> Columns.parse("text=corpo, id=Numero d'ordine")
    Columns(id="Numero d'ordine", title='', date='', text='corpo')
    """

    id: str = ""
    title: str = ""
    date: str = ""
    text: str = ""

    @classmethod
    def parse(cls, pairs: str) -> Columns:
        """Names as the command line gives them.

        Raises:
            UsageError: A part does not exist, or a name is missing.
        """
        told = [pair.partition("=") for pair in pairs.split(",") if pair.strip()]
        names = {part.strip(): name.strip() for part, _, name in told}
        parts = [part.name for part in fields(cls)]
        if not names.keys() <= set(parts) or not all(names.values()):
            raise UsageError(
                f"'{pairs}' names no columns. Write PART=NAME with commas between, for example text=testo,date=data; "
                f"the parts are {', '.join(parts)}."
            )
        return cls(**names)


# Of these a value of another type would look alike: `keep_text="no"` is true.
_PLAIN: dict[str, type] = {
    "model": str,
    "workers": int,
    "scheduler": str,
    "resume": bool,
    "append": bool,
    "keep_text": bool,
    "columns": Columns,
    "use_corrections": bool,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run does, apart from its inputs and its output folder.

    Args:
        model: `default`, `fast`, `accurate`, the name of an installed pipeline or a folder.
        published: Day of publication of every document; overrides every other source.
        companies: The user's own list (csv with name, aliases, id).
        formats: Any of `FORMATS`.
        workers: Number of processes; 0 takes one for every hundred documents, at most one per core.
        engine: `local` or `dask`.
        scheduler: Address of a Dask scheduler; empty starts a local cluster.
        resume: Skip what is done and unchanged.
        append: Keep the documents that the tables hold already.
        keep_text: Fill the column `documents.text`.
        without: Kinds of names that no table may hold: `people`.
        min_confidence: Facts less sure than this are left out (0 writes all); None takes the threshold of the weights.
        csv_style: `us` (comma, decimal point) or `it` (semicolon, decimal comma, BOM).
        columns: Field names of records, where they are not the usual ones.
        corrections: A file of corrections to apply beside those that the output folder holds.
        use_corrections: Apply corrections at all.

    Raises:
        UsageError: An option has a value that does not exist, or one of another type.

    >>> Settings(formats=("csv", "parquet")).formats
    ('csv', 'parquet')
    """

    model: str = DEFAULT_MODEL
    published: dt.date | None = None
    companies: Path | None = None
    formats: tuple[str, ...] = ("csv",)
    workers: int = 1
    engine: str = "local"
    scheduler: str = ""
    resume: bool = True
    append: bool = False
    keep_text: bool = True
    without: tuple[str, ...] = ()
    min_confidence: float | None = None
    csv_style: str = "us"
    columns: Columns = field(default_factory=Columns)
    corrections: Path | None = None
    use_corrections: bool = True

    def __post_init__(self) -> None:
        if isinstance(self.model, Path):
            object.__setattr__(self, "model", str(self.model))
        for name, kind in _PLAIN.items():
            if type(getattr(self, name)) is not kind:
                raise UsageError(f"{name} must be {kind.__name__}; it is {getattr(self, name)!r}.")
        object.__setattr__(self, "published", as_day(self.published))
        for name in ("companies", "corrections"):
            given = getattr(self, name)
            object.__setattr__(self, name, Path(given) if given is not None else None)
        object.__setattr__(self, "min_confidence", as_confidence(self.min_confidence))
        object.__setattr__(self, "formats", listed(self.formats))
        object.__setattr__(self, "without", listed(self.without))
        for name, values, known in (
            ("format", self.formats, FORMATS),
            ("engine", (self.engine,), ENGINES),
            ("csv style", (self.csv_style,), CSV_STYLES),
            ("kind to leave out", self.without, CAN_BE_LEFT_OUT),
        ):
            for value in values:
                if value not in known:
                    raise UsageError(f"Unknown {name} '{value}'. Use one of: {', '.join(known)}.")
        if not self.formats:
            raise UsageError(f"No format given. Use one or more of: {', '.join(FORMATS)}.")
        if self.workers < 0:
            raise UsageError("The number of workers must be 1 or more, or 'auto'.")
