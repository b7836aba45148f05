"""Files that a report is written to: all of them or, when one can't be, none."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from audit.errors import UsageError


def write_all(whole: Iterable[tuple[Path, bytes]]) -> None:
    """Writes each beside its place and renames it when all are written. Raises UsageError, with the file, when one can't be.

    What is no ordinary file (a device, a pipe) is written straight to.
    """
    beside: list[tuple[Path, Path]] = []
    try:
        for named, made in whole:
            place = Path(os.path.realpath(named))  # a link stays one
            with _said(named):
                if place.exists() and not place.is_file():
                    place.write_bytes(made)
                    continue
                waiting = place.with_name(f".{place.name}.{os.getpid()}")
                beside.append((waiting, place))
                waiting.write_bytes(made)
                if place.exists():
                    shutil.copymode(place, waiting)
        for waiting, place in beside:
            with _said(place):
                waiting.replace(place)
    finally:
        for waiting, _ in beside:
            waiting.unlink(missing_ok=True)


@contextmanager
def _said(file: Path) -> Iterator[None]:
    """Says an error of the disk as one that a user can act on."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"{file} can't be written: {error.strerror}", "name another file: --output FILE") from error
