"""Progress on standard error, on a terminal only."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from audit.counting import Count, nobody


@dataclass(frozen=True, slots=True)
class Telling:
    """Shows what is being done now (call it) and how much of it is done (`count`). Both may be called from several threads."""

    tell: Callable[[str], None] = lambda _: None
    count: Count = nobody

    def __call__(self, detail: str) -> None:
        """What is done now."""
        self.tell(detail)


@contextmanager
def progress(doing: str, quiet: bool) -> Iterator[Telling]:
    """Shows a line that goes away again. Nothing is shown when quiet, piped, or on a terminal that can't draw over a line."""
    if quiet or not is_drawn():
        yield Telling()
        return
    from audit.cli.bars import Bars  # noqa: PLC0415 - only where something is shown

    bars = Bars(doing)
    with bars.shown:
        yield Telling(bars.tell, bars.count)


def is_drawn() -> bool:
    """Whether standard error is a terminal that can draw over what it shows."""
    return sys.stderr.isatty() and os.environ.get("TERM", "") not in ("dumb", "unknown")
