"""Everything that estrattore raises on purpose.

EstrattoreError
├── UsageError            wrong use: unknown format, bad date, bad option          (exit code 2)
├── ModelNotFoundError    the pipeline that was asked for is not installed         (exit code 3)
├── NothingToReadError    no input document was found                              (exit code 4)
├── ReadError             one input or record cannot be read: a row in `errors`
└── FolderInUseError      another run writes into the same output folder           (exit code 2)
"""


class EstrattoreError(Exception):
    """Base of all errors of this package; the message says what to do next."""

    exit_code = 1


class UsageError(EstrattoreError):
    """The caller asked for something that does not exist or does not fit."""

    exit_code = 2


class ModelNotFoundError(EstrattoreError):
    """The spaCy pipeline that was named is not installed and is no folder."""

    exit_code = 3


class NothingToReadError(EstrattoreError):
    """No document was found in what was given."""

    exit_code = 4


class ReadError(EstrattoreError):
    """One input or record cannot be read; the run goes on and writes a row into `errors`."""


class FolderInUseError(EstrattoreError):
    """Another run is writing into the same output folder."""

    exit_code = 2
