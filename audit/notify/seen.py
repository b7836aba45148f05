"""Since when a finding is there, as the nights in the store show it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

from audit.errors import RunError
from audit.model.finding import Finding, FindingKind
from audit.runs import chain
from audit.runs.run import Run


def first_seen(findings: Iterable[Finding], on: date, digest: str, earlier: Iterable[Run]) -> Mapping[str, date]:
    """For each fingerprint the first of the nights on end that have it. `earlier` are the runs before, the newest first.

    A night that nobody checked says nothing; nor does one that could not read the asset: what was not seen then was not gone.
    """
    waiting = {each.fingerprint: each.asset for each in findings}
    seen = dict.fromkeys(waiting, on)
    for run in earlier:
        if not waiting:
            break
        kept = _kept(run, digest)
        if kept is None:
            continue
        there, dark = {each.fingerprint for each in kept}, {each.asset for each in kept if each.kind is FindingKind.GAP}
        seen |= dict.fromkeys(waiting.keys() & there, chain.day(run.id))
        waiting = {name: asset for name, asset in waiting.items() if name in there or (asset and asset in dark)}
    return seen


def _kept(run: Run, digest: str) -> tuple[Finding, ...] | None:
    """What was found that night: under its own policy, else under this one, else under any; None where nobody looked."""
    with suppress(
        RunError
    ):  # a result that this version can't read is as one that is not there: the age is told too short, never a finding lost
        there = run.results()
        for name in (run.manifest.policy_digest, digest, *there):
            if name in there:
                return run.findings(name)
    return None
