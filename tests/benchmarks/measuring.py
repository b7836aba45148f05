"""What benchmarks of adapters measure with: processes of their own for what is measured and for who serves it; seconds and megabytes."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.model.facts import Fact

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Taken:
    """One go: seconds by the clock and of the processor, the most megabytes, how many rows."""

    seconds: float
    busy: float
    peak: float
    rows: int


def measured(work: Callable[[], int | None]) -> Taken:
    """One go in this process; `work` may give how many rows it made."""
    start, busy = time.perf_counter(), time.process_time()
    rows = work() or 0
    return Taken(time.perf_counter() - start, time.process_time() - busy, _megabytes(), rows)


def _megabytes() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


@contextmanager
def served(module: str, *words: str) -> Iterator[str]:
    """The address that a module says when it is run, which serves until its input ends."""
    call = [sys.executable, "-m", module, *words]
    with subprocess.Popen(call, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip()


def apart(module: str, *words: str) -> Any:
    """What a module says as JSON when it is run in a process of its own."""
    call = [sys.executable, "-m", module, "--measure", *words]
    return json.loads(subprocess.run(call, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout)


class Nowhere:
    """A sink that keeps nothing: what it takes to fetch, to parse and to work out alone."""

    def add(self, *facts: Fact) -> None:
        """Nothing."""

    def has(self, name: str) -> bool:
        """No chapter is done."""
        return False

    @contextmanager
    def chapter(self, name: str) -> "Iterator[Nowhere]":
        """Goes where all goes."""
        yield self
