"""The figures of the stored runs: what each night's own check kept."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from audit.errors import RunError
from audit.model.finding import Outcome
from audit.model.overview import NightFigures
from audit.overview.seen import Counted
from audit.runs import chain
from audit.runs.run import Run, Tally
from audit.runs.store import Store
from policies.language import Severity

MOST_NIGHTS = 120  # of the trend: a third of a year


def nights(store: Store, until: str, most: int = MOST_NIGHTS) -> tuple[tuple[NightFigures, ...], tuple[Counted, ...]]:
    """The figures of the runs up to one, oldest first, and what the check of each counted.

    Each night speaks under its own policy, else under another that it was checked with. Raises RunError for a store that can't be read.
    """
    told, counted = list[NightFigures](), list[Counted]()
    for name in [each for each in store.runs() if each <= until][-most:]:
        run = store.open(name)
        tally = tally_of(run)
        told.append(figures_of(run, tally))
        counted.append((chain.day(name), tally))
    return tuple(told), tuple(counted)


def tally_of(run: Run, policy_digest: str = "") -> Tally | None:
    """What the check of a run counted: under its own policy, else under this one, else under any.

    None where nobody looked, or what was kept can't be read: an age is told too short then, and never a finding lost.
    """
    with suppress(RunError):
        there = run.results()
        for name in (run.manifest.policy_digest, policy_digest, *there):
            if name in there:
                return run.tally(name)
    return None


def figures_of(run: Run, tally: Tally | None) -> NightFigures:
    """The figures of a run, of which its check counted the findings."""
    gaps = sum(1 for _ in run.gaps())
    if tally is None:
        return NightFigures(run.id, run.manifest.at, gaps=gaps)
    counted = [(outcome, severity) for outcome, severity, waiver in tally.rows if not waiver]
    violations = Counter(severity for outcome, severity in counted if outcome == Outcome.VIOLATION)
    return NightFigures(
        run.id,
        run.manifest.at,
        tuple((severity, violations[severity]) for severity in Severity),
        sum(outcome == Outcome.UNKNOWN for outcome, _ in counted),
        len(tally.rows) - len(counted),
        gaps,
        tally.reaches,
        tally.persons,
    )


def before(runs: Sequence[str], run: str) -> str:
    """The run before another; empty where it is the first."""
    return max((each for each in runs if each < run), default="")


def known_before(store: Store, run: str) -> tuple[str, frozenset[str]]:
    """The run before another and the fingerprints that its own check found; empty where there is none, or nobody checked it."""
    earlier = before(store.runs(), run)
    tally = tally_of(store.open(earlier)) if earlier else None
    return (earlier, frozenset(tally.fingerprints)) if tally else ("", frozenset())
