"""Progress on standard error, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from audit.cli.text import safe, shorten


@contextmanager
def progress(doing: str, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Gives a function that shows what is being done now; it may be called from several threads. Shows nothing when quiet or piped."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where something is shown
    from rich.text import Text  # noqa: PLC0415 - as above

    console = Console(stderr=True)
    with console.status(Text(doing)) as status:
        yield lambda detail: status.update(Text(shorten(f"{doing}: {safe(detail)}", max(console.width - 4, 20))))
