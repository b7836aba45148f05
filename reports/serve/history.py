"""The nights of a store, newest first: what each one's own check counted, and what it had that the night before had not."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.errors import RunError
from audit.model.finding import Outcome
from audit.model.overview import NightFigures
from audit.overview.nights import figures_of, tally_of
from audit.runs.run import Tally
from audit.runs.store import Store


@dataclass(frozen=True, slots=True)
class Night:
    """One run: its figures, None where it can't be read, with the reason.

    `new` counts the violations that the night before had not; None where one of the two was not checked, or there is none before.
    """

    run: str
    figures: NightFigures | None
    new: int | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Looked:
    run: str
    figures: NightFigures | None
    tally: Tally | None
    problem: str = ""


def history(store: Store, runs: Sequence[str]) -> tuple[Night, ...]:
    """The nights of some runs of a store, given oldest first; newest first. Raises RunError where the store itself can't be read."""
    looked = [_look(store, run) for run in runs]
    told = [
        Night(night.run, night.figures, _new(before, night), night.problem) for before, night in zip([None, *looked], looked, strict=False)
    ]
    return tuple(reversed(told))


def _look(store: Store, name: str) -> _Looked:
    try:
        run = store.open(name)
        tally = tally_of(run)
        return _Looked(name, figures_of(run, tally), tally)
    except RunError as error:
        return _Looked(name, None, None, str(error))


def _new(before: _Looked | None, night: _Looked) -> int | None:
    if before is None or before.tally is None or night.tally is None:
        return None
    return len(_violations(night.tally) - _violations(before.tally))


def _violations(tally: Tally) -> frozenset[str]:
    """Those that no waiver covers: where one ended, a violation is new."""
    rows = zip(tally.rows, tally.fingerprints, strict=True)
    return frozenset(name for (outcome, _, waiver), name in rows if outcome == Outcome.VIOLATION and not waiver)
