"""Runs are kept only as long as the organisation says (GDPR art. 5(1)(e)), and what killed runs left over goes as well."""

from datetime import UTC, date, datetime, timedelta

from audit.runs import chain
from audit.runs.manifest import FILE
from audit.runs.place import PARTIAL, Place
from policies.periods import Period

STALE = timedelta(days=1)  # no collection stays without a write for so long


def prune(place: Place, keep: Period, today: date) -> tuple[str, ...]:
    """Removes the runs of days before `today` minus `keep`, oldest first. The ledger is written before anything goes."""
    oldest = keep.before(today)
    gone = tuple(run for run in chain.runs(place) if chain.day(run) < oldest)
    if gone:
        chain.record(place, {run: chain.digest_of(place, run) for run in gone})
    for run in gone:
        place.remove(run, FILE)
    sweep(place)
    return gone


def sweep(place: Place) -> None:
    """Removes what killed runs left: nothing in it was written for a day, or the ledger says that it was pruned."""
    now, whole, removed = datetime.now(UTC), chain.runs(place), chain.pruned(place)
    for name in place.names():
        unfinished = name.startswith(PARTIAL) or (name in chain.folders(place) and name not in whole)
        if unfinished and (name in removed or now - place.touched(name) > STALE):
            place.remove(name, FILE)
