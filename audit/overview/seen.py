"""Since when a finding is there, as the nights in the store show it."""

from collections.abc import Iterable, Mapping
from datetime import date

from audit.model.finding import Finding
from audit.runs.run import Tally

Counted = tuple[date, Tally | None]  # a night, and what its check counted


def first_seen(findings: Iterable[Finding], on: date, earlier: Iterable[Counted]) -> Mapping[str, date]:
    """For each fingerprint the first of the nights on end that have it. `earlier` are the nights before, the newest first.

    A night that nobody checked says nothing; nor does one that could not read the asset: what was not seen then was not gone.
    """
    waiting = {each.fingerprint: each.asset for each in findings}
    seen = dict.fromkeys(waiting, on)
    for day, tally in earlier:
        if not waiting:
            break
        if tally is None:
            continue
        there = frozenset(tally.fingerprints)
        seen |= dict.fromkeys(waiting.keys() & there, day)
        waiting = {name: asset for name, asset in waiting.items() if name in there or (asset and asset in tally.dark)}
    return seen
