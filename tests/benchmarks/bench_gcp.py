"""Single requests to Google Cloud: our engine on cases that are new to it and on cases that it has seen, against the slow simulator.

python -m tests.benchmarks.bench_gcp [CASES]

The simulator evaluates conditions with another implementation of CEL (cel-python) and decides a case for every way in which what is not known may
turn out. Each is asked in a process of its own, so that neither has compiled a condition before.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

from tabulate import tabulate

from tests.reference.gcp_cases import some_case
from tests.reference.gcp_simulator import decide

CASES = 2_000
SHARE = 400  # of the cases, as many as the slow one is asked
ROOT = Path(__file__).parents[2]


def ours(case: Mapping[str, Any]) -> str:
    """What our engine says."""
    from providers.gcp.evaluate.simulate.simulating import simulate

    return simulate(case).decision


ENGINES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {"ours": ours, "reference": decide}


def cases(count: int) -> list[dict[str, Any]]:
    """Always the same."""
    random = Random("bench gcp")
    return [some_case(random) for _ in range(count)]


def measure(engine: str, count: int) -> tuple[float, float, list[str]]:
    """Seconds for cases that are new to an engine, then for the same again, and its answers; in this process."""
    answer, listed = ENGINES[engine], cases(count)
    answer(cases(count + 1)[-1])  # what is imported on the way does not count
    start = time.perf_counter()
    answers = [answer(case) for case in listed]
    fresh = time.perf_counter()
    for case in listed:
        answer(case)
    return fresh - start, time.perf_counter() - fresh, answers


def apart(engine: str, count: int) -> tuple[float, float, list[str]]:
    """The same, in a process of its own."""
    words = (sys.executable, "-m", "tests.benchmarks.bench_gcp", "--measure", engine, str(count))
    fresh, again, answers = json.loads(subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    return fresh, again, answers


def main(count: int = CASES) -> None:
    """Prints everything."""
    share = min(SHARE, count)
    fresh, again, answers = apart("ours", count)
    slow, slow_again, told = apart("reference", share)
    each = {
        "ours, new cases": fresh / count,
        "ours, the same again": again / count,
        "reference, new cases": slow / share,
        "reference, the same again": slow_again / share,
    }
    first = each["reference, new cases"]
    rows = [(name, f"{1 / took:,.0f}", f"{took * 1e6:,.0f} µs", f"{first / took:,.1f}") for name, took in each.items()]
    same = sum(one == other for one, other in zip(answers, told, strict=False))
    sys.stdout.write(f"{tabulate(rows, ('decisions', 'per second', 'each', 'times the reference'))}\n\n")
    sys.stdout.write(f"{same:,} of {share:,} answers are the same\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        sys.stdout.write(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main(*map(int, sys.argv[1:]))
