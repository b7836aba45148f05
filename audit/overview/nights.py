"""The figures of the stored runs, and since when each finding is there: what each night's own check kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from audit.errors import RunError
from audit.model.finding import Outcome
from audit.model.overview import NightFigures
from audit.runs.run import Run, Tally
from audit.runs.store import Store
from policies.language import Severity

MOST_NIGHTS = 120  # of the trend: a third of a year


def nights(store: Store, until: str, most: int = MOST_NIGHTS) -> tuple[tuple[NightFigures, ...], Mapping[str, date]]:
    """The figures of the runs up to one, oldest first, and for each finding's fingerprint the first of these nights that had it.

    Each night speaks under its own policy, else under another that it was checked with. Raises RunError for a store that can't be read.
    """
    told, since = list[NightFigures](), dict[str, date]()
    for name in [each for each in store.runs() if each <= until][-most:]:
        run = store.open(name)
        tally = tally_of(run)
        told.append(figures_of(run, tally))
        for fingerprint in tally.fingerprints if tally else ():
            since.setdefault(fingerprint, run.manifest.at.date())
    return tuple(told), since


def tally_of(run: Run) -> Tally | None:
    """What the check of a run counted; None where nobody checked it, or its results can't be read."""
    digest = run.manifest.policy_digest
    kept = run.results()
    with suppress(RunError):
        if kept:
            return run.tally(digest if digest in kept else kept[-1])
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


def first_seen(fingerprints: Iterable[str], since: Mapping[str, date], on: date) -> tuple[tuple[str, date], ...]:
    """For each finding the first night that had it; those of no night are of today."""
    return tuple((name, since.get(name, on)) for name in sorted(fingerprints))


def before(runs: Sequence[str], run: str) -> str:
    """The run before another; empty where it is the first."""
    return max((each for each in runs if each < run), default="")


def known_before(store: Store, run: str) -> tuple[str, frozenset[str]]:
    """The run before another and the fingerprints that its own check found; empty where there is none, or nobody checked it."""
    earlier = before(store.runs(), run)
    tally = tally_of(store.open(earlier)) if earlier else None
    return (earlier, frozenset(tally.fingerprints)) if tally else ("", frozenset())
