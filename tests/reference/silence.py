"""What two readings of one world, the one whole and the other with something broken, may not say differently; and how the sandbox is read so."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from audit import plugins
from audit.check import check
from audit.check.outcome import exit_code
from audit.drift import Night, compare
from audit.errors import Exit
from audit.model.drift import Direction
from audit.model.facts import Fact, Gap, Verdict
from audit.model.finding import Outcome
from audit.model.reach import Reach
from audit.ports import Scope
from audit.resolve import resolve
from audit.resolve.cells import cells
from audit.runs.memory import MemoryFacts, MemorySink
from policies.language import Policy
from policies.levels import members
from providers.sandbox.google.server import GoogleServer
from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.world import Changing

AT = datetime(2026, 10, 15, 2, tzinfo=UTC)
SURENESS = (Verdict.YES, Verdict.IF, Verdict.UNKNOWN)
Facts = Mapping[str, tuple[Fact, ...]]  # by provider


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong. `provider` is the one whose reading it spoils, `missing` what was taken away from the audit."""

    words: str
    provider: str
    strike: Callable[[Any], object]  # does it to the server
    touches: frozenset[str]
    missing: tuple[str, ...] = ()


class Audited:
    """The sandbox, in which one world follows another, and the audit that reads it. `settings`: of each provider by its name."""

    def __init__(self, server: GoogleServer | MicrosoftServer, policy: Policy, settings: Mapping[str, Mapping[str, object]]) -> None:
        self.server = server
        self._policy = policy
        self._settings = settings
        self._providers = tuple(map(plugins.provider, settings))
        self._placed = cells(policy, self._providers)

    def show(self, made: Changing) -> None:
        """From now on this is the world."""
        for name in {each.name for each in fields(made)} - {each.name for each in fields(Changing)}:
            setattr(self.server.world, name, getattr(made, name))
        self.server.world.touch()

    def read(self, *names: str, previous: Facts | None = None) -> dict[str, tuple[Fact, ...]]:
        """What the providers of these names read, by what has changed since the previous night if there is one."""
        found = {}
        for provider in self._providers:
            if provider.name in names:
                sink = MemorySink()
                locations = tuple(cell.location for cell in self._placed if cell.provider == provider.name)
                before = MemoryFacts(previous[provider.name]) if previous else None
                at = AT + timedelta(days=1) if previous else AT
                told = {"max_attempts": 1, "workers": 2, **self._settings[provider.name]}
                provider.collect(Scope(json.dumps(told), at, locations, previous=before), sink)
                found[provider.name] = sink.all()
        return found

    def night(self, facts: Facts) -> Night:
        """All that is worked out from what was read."""
        held = MemoryFacts(fact for found in facts.values() for fact in found)
        resolved = resolve(self._policy, held, self._providers, AT.date())
        findings = check(self._policy, held, resolved, AT.date(), self._providers)
        return Night(self._policy, held, resolved, findings, self._providers, AT.date(), "1")

    def wrong(self, full: Night, whole: Facts, faults: Sequence[Fault], previous: Facts | None = None) -> list[str]:
        """Everything that is not as it should be when it is read again with these faults, by what has changed if there is a previous night."""
        with self._broken(faults):
            again = {**whole, **self.read(*(each.provider for each in faults), previous=previous)}
        broken = self.night(again)
        touches = frozenset[str]().union(*(each.touches for each in faults))
        missing = faults[0].missing if len(faults) == 1 else ()
        found = [*silent(full, broken), *smeared(full, broken, touches), *denied(full, broken)]
        return found + (list(nameless(full, broken, missing)) if missing else [])

    @contextmanager
    def _broken(self, faults: Sequence[Fault]) -> Iterator[None]:
        for each in faults:
            each.strike(self.server)
        try:
            yield
        finally:
            self.server.heal()


def silent(full: Night, broken: Night) -> Iterator[str]:
    """Reach that the broken run lacks, or thinks less sure of, without a word; and darkness that the checks do not speak of."""
    unknown = {finding.asset for finding in broken.findings if finding.outcome is Outcome.UNKNOWN}
    for asset in _assets(full):
        if _dark(broken, asset):
            if asset not in unknown or exit_code(broken.findings) not in (Exit.VIOLATIONS, Exit.CANNOT_TELL):
                yield f"the checks do not say that {asset} is unknown"
            continue
        left, doubted = _surest(broken, asset), _doubted(broken, asset)
        for key, verdict in _surest(full, asset).items():
            found = left.get(key)
            if found is None or (key not in doubted and SURENESS.index(found) > SURENESS.index(verdict)):
                yield f"{asset} is reached by {key}: {verdict}, and then {found}, without a gap"


def smeared(full: Night, broken: Night, touches: frozenset[str]) -> Iterator[str]:
    """Assets that were seen whole, that the fault can't touch, and of which something else is said."""
    empty = {asset for asset, _ in full.resolved.empty}
    for asset in set(_assets(full)) - touches - empty:
        if _dark(full, asset):
            continue
        yield from (f"{asset} is darkened by {gap}" for gap in _dark(broken, asset))
        yield from (f"{asset}: {reach} in one run only" for reach in _reaches(full, asset) ^ _reaches(broken, asset))


def nameless(full: Night, broken: Night, missing: tuple[str, ...]) -> Iterator[str]:
    """Assets that are in the dark for want of a permission that no gap of theirs names."""
    for asset in _assets(full):
        new = _dark(broken, asset) - _dark(full, asset)
        if new and not any(each in gap.missing_permission for gap in new for each in missing):
            yield f"{asset} is dark and nothing names {missing}: {min(new)}"


def denied(full: Night, broken: Night) -> Iterator[str]:
    """Reach that is said to be lost, where one reading of a world saw less than the other."""
    for change in compare(full, broken):
        yield from (f"{reach} is lost: {change.cause}" for reach in change.reaches if reach.direction is Direction.LOST)


def _assets(of: Night) -> list[str]:
    return [asset.id for asset in of.policy.assets]


def _dark(of: Night, asset: str) -> frozenset[Gap]:
    """What was not read of an asset."""
    return frozenset(gap for name, _, gap in of.resolved.gaps if name == asset)


def _reaches(of: Night, asset: str) -> frozenset[Reach]:
    """Who reaches an asset."""
    return frozenset(reach for reach in of.resolved.reaches if reach.asset == asset)


def _doubted(of: Night, asset: str) -> set[tuple[str, str]]:
    """By subject and level what may be so for all that is known, beside what is surer of it."""
    unknown = (reach for reach in _reaches(of, asset) if reach.verdict is Verdict.UNKNOWN)
    return {(str(reach.subject), str(level.name)) for reach in unknown for level in members(reach.levels)}


def _surest(of: Night, asset: str) -> dict[tuple[str, str], Verdict]:
    """By subject and level how sure it is at best."""
    found: dict[tuple[str, str], Verdict] = {}
    for reach in _reaches(of, asset):
        for level in members(reach.levels):
            key = (str(reach.subject), str(level.name))
            found[key] = min(found.get(key, Verdict.UNKNOWN), reach.verdict, key=SURENESS.index)
    return found
