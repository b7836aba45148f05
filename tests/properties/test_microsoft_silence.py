"""What could not be read is never taken for what is not there: random companies on Microsoft, read whole and then again with something broken.

Real msal and real clients ask the sandbox over TLS; both of Microsoft's adapters, the core and the checks do their work, for every world and every
fault, in full and by what has changed since the night before.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from policies.levels import members
from providers.azure import operations as cloud
from providers.microsoft365 import operations as office
from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.microsoft.world import World
from tests.reference.microsoft_faults import (
    AZURE,
    CALLS,
    OFFICE,
    WRONGS,
    Fault,
    action_withdrawn,
    call_fails,
    fault,
    permission_withdrawn,
    service_refused,
)
from tests.reference.microsoft_worlds import STORES, act, policy, world
from tests.unit.providers.microsoft365.files.worlds import Office

AT = datetime(2026, 10, 15, 2, tzinfo=UTC)
PROVIDERS = tuple(plugins.provider(name) for name in (OFFICE, AZURE))
POLICY = policy()
PLACED = cells(POLICY, PROVIDERS)
MORE = {OFFICE: {"activity_data": "last_used_bucket"}, AZURE: {}}
GRANTED = {
    service: {each.permission for each in office.OPERATIONS if each.service == service} | more
    for service, more in (("graph", {office.HIDDEN_MEMBERS}), ("sharepoint", set()))
}
SURENESS = (Verdict.YES, Verdict.IF, Verdict.UNKNOWN)
Facts = Mapping[str, tuple[Fact, ...]]  # by provider


@dataclass(frozen=True)
class Microsoft:
    """The sandbox, in which one world follows another."""

    server: MicrosoftServer
    settings: Mapping[str, object]

    def show(self, made: Office) -> None:
        """From now on this is the world."""
        for field in fields(World):
            if not field.name.startswith("_") and field.name != "revision":
                setattr(self.server.world, field.name, getattr(made.world, field.name))
        made.world = self.server.world
        self.server.world.touch()

    def read(self, *names: str, previous: Facts | None = None) -> dict[str, tuple[Fact, ...]]:
        """What the providers of these names read, by what has changed since the previous night if there is one."""
        told = {**self.settings, "max_attempts": 1, "workers": 2}
        found = {}
        for provider in PROVIDERS:
            if provider.name in names:
                sink = MemorySink()
                locations = tuple(cell.location for cell in PLACED if cell.provider == provider.name)
                before = MemoryFacts(previous[provider.name]) if previous else None
                at = AT + timedelta(days=1) if previous else AT
                provider.collect(Scope(json.dumps(told | MORE[provider.name]), at, locations, previous=before), sink)
                found[provider.name] = sink.all()
        return found

    @contextmanager
    def broken(self, faults: list[Fault]) -> Iterator[None]:
        """With these faults."""
        for each in faults:
            each.strike(self.server)
        try:
            yield
        finally:
            self.server.heal()


@pytest.fixture(scope="module")
def microsoft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Microsoft]:
    with MicrosoftServer() as server:
        server.shorten_pages(2)  # so that every list has a second page
        server.register(roles=GRANTED | {"exchange": {"Exchange.ManageAsApp"}, "arm": set()})
        yield Microsoft(server, server.settings(tmp_path_factory.mktemp("microsoft")))
        assert server.problems == []


def night(facts: Facts) -> Night:
    """All that is worked out from what was read."""
    held = MemoryFacts(fact for found in facts.values() for fact in found)
    resolved = resolve(POLICY, held, PROVIDERS, AT.date())
    return Night(POLICY, held, resolved, check(POLICY, held, resolved, AT.date(), PROVIDERS), PROVIDERS, AT.date(), "1")


def dark(of: Night, asset: str) -> frozenset[Gap]:
    """What was not read of an asset."""
    return frozenset(gap for name, _, gap in of.resolved.gaps if name == asset)


def reaches(of: Night, asset: str) -> frozenset[Reach]:
    """Who reaches an asset."""
    return frozenset(reach for reach in of.resolved.reaches if reach.asset == asset)


def surest(of: Night, asset: str) -> dict[tuple[str, str], Verdict]:
    """By subject and level how sure it is at best."""
    found: dict[tuple[str, str], Verdict] = {}
    for reach in reaches(of, asset):
        for level in members(reach.levels):
            key = (str(reach.subject), str(level.name))
            found[key] = min(found.get(key, Verdict.UNKNOWN), reach.verdict, key=SURENESS.index)
    return found


def silent(full: Night, broken: Night) -> Iterator[str]:
    """Reach that the broken run lacks, or thinks less sure of, without a word; and darkness that the checks do not speak of."""
    unknown = {finding.asset for finding in broken.findings if finding.outcome is Outcome.UNKNOWN}
    for asset in STORES:
        if dark(broken, asset):
            if asset not in unknown or exit_code(broken.findings) not in (Exit.VIOLATIONS, Exit.CANNOT_TELL):
                yield f"the checks do not say that {asset} is unknown"
            continue
        left = surest(broken, asset)
        for key, verdict in surest(full, asset).items():
            found = left.get(key)
            if found is None or (found is not Verdict.UNKNOWN and SURENESS.index(found) > SURENESS.index(verdict)):
                yield f"{asset} is reached by {key}: {verdict}, and then {found}, without a gap"


def smeared(full: Night, broken: Night, touches: frozenset[str]) -> Iterator[str]:
    """Assets that were seen whole, that the fault can't touch, and of which something else is said."""
    empty = {asset for asset, _ in full.resolved.empty}
    for asset in STORES.keys() - touches - empty:
        if dark(full, asset):
            continue
        yield from (f"{asset} is darkened by {gap}" for gap in dark(broken, asset))
        yield from (f"{asset}: {reach} in one run only" for reach in reaches(full, asset) ^ reaches(broken, asset))


def nameless(full: Night, broken: Night, missing: tuple[str, ...]) -> Iterator[str]:
    """Assets that are in the dark for want of a permission that no gap of theirs names."""
    for asset in STORES:
        new = dark(broken, asset) - dark(full, asset)
        if new and not any(each in gap.missing_permission for gap in new for each in missing):
            yield f"{asset} is dark and nothing names {missing}: {min(new)}"


def denied(full: Night, broken: Night) -> Iterator[str]:
    """Reach that is said to be lost, where one reading of a world saw less than the other."""
    for change in compare(full, broken):
        yield from (f"{reach} is lost: {change.cause}" for reach in change.reaches if reach.direction is Direction.LOST)


def wrong(full: Night, broken: Night, faults: list[Fault]) -> list[str]:
    """Everything that is not as it should be."""
    touches = frozenset[str]().union(*(each.touches for each in faults))
    missing = faults[0].missing if len(faults) == 1 else ()
    found = [*silent(full, broken), *smeared(full, broken, touches), *denied(full, broken)]
    return found + (list(nameless(full, broken, missing)) if missing else [])


def hold(microsoft: Microsoft, seed: int, times: int) -> None:
    """One world, read whole and so often with something broken; then what becomes of it in a day, and the same by what has changed."""
    dice = Random(seed)
    made = world(dice)
    microsoft.show(made)
    first = microsoft.read(OFFICE, AZURE)
    strike(microsoft, dice, times, first)
    for _ in range(dice.randrange(5)):
        act(made, dice)
    strike(microsoft, dice, times, microsoft.read(OFFICE, AZURE), previous=first)


def strike(microsoft: Microsoft, dice: Random, times: int, whole: Facts, previous: Facts | None = None) -> None:
    """So many faults, each against the whole."""
    full = night(whole)
    for _ in range(times):
        faults = [fault(dice) for _ in range(dice.choice((1, 1, 2)))]
        with microsoft.broken(faults):
            again = {**whole, **microsoft.read(*(each.provider for each in faults), previous=previous)}
        found = wrong(full, night(again), faults)
        assert not found, (bool(previous), [each.words for each in faults], found[:5])


@settings(max_examples=6, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_what_was_not_read_is_never_taken_for_what_is_not_there(microsoft: Microsoft, seed: int) -> None:
    hold(microsoft, seed, 2)


@pytest.mark.nightly
@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_was_not_read_is_never_taken_for_what_is_not_there_at_length(microsoft: Microsoft, seed: int) -> None:
    hold(microsoft, seed, 4)


def each_alone() -> Iterator[Fault]:
    """Every permission taken away, every service refused, every call broken in every way."""
    asked = {(each.service, each.permission) for each in office.OPERATIONS if each.service != "exchange"}
    yield from (permission_withdrawn(*each) for each in sorted(asked))
    yield from map(action_withdrawn, sorted({each.permission for each in cloud.OPERATIONS}))
    yield from (service_refused(*each) for each in ((OFFICE, "graph"), (OFFICE, "sharepoint"), (OFFICE, "exchange"), (AZURE, "arm")))
    yield from (call_fails(name, each.service, each.name, **how) for name, each in CALLS for how in WRONGS)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("second", [False, True], ids=["in full", "by changes"])
def test_nothing_that_the_audit_may_do_can_be_taken_away_in_silence(microsoft: Microsoft, seed: int, second: bool) -> None:
    microsoft.show(world(Random(seed)))
    whole = microsoft.read(OFFICE, AZURE)
    full = night(whole)
    for one in each_alone():
        with microsoft.broken([one]):
            again = {**whole, **microsoft.read(one.provider, previous=whole if second else None)}
        assert not wrong(full, night(again), [one]), (seed, one.words)
