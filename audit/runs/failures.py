"""Everything that can go wrong with a file, said so that a user can act."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import msgspec
import pyarrow as pa

from audit.errors import RunError

_FREE = "free space on the disk or name another store"
_REMEDIES = {
    errno.ENOSPC: _FREE,
    errno.EDQUOT: _FREE,
    errno.EACCES: "grant the user who runs the command the right to read and write the store",
    errno.EPERM: "grant the user who runs the command the right to read and write the store",
    errno.EROFS: "the store is mounted read-only: name another one",
}


@contextmanager
def saying(doing: str, remedy: str = "look at the store's disk or bucket, then try again") -> Iterator[None]:
    """Turns failures of files and tables into a RunError that says what was being done."""
    try:
        yield
    except OSError as error:
        raise RunError(f"{doing}: {error.strerror or error}", _REMEDIES.get(error.errno or 0, remedy)) from error
    except (pa.ArrowException, duckdb.Error, msgspec.MsgspecError, UnicodeError, OverflowError, KeyError) as error:
        raise RunError(f"{doing}: {_first_line(error)}", remedy) from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
