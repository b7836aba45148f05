"""What could not be read is never taken for what is not there: random companies on Google, read whole and then again with something broken.

Real clients ask the sandbox over its sockets; both of Google's adapters, the core and the checks do their work, for every world and every fault.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
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
from providers.gcp import operations as cloud
from providers.google_workspace import operations as workspace
from providers.sandbox.google.server import GoogleServer
from providers.sandbox.google.world import World
from tests.reference.google_faults import GCP, WORKSPACE, Fault, call_fails, fault, permission_withdrawn, scope_withdrawn
from tests.reference.google_names import ADMIN
from tests.reference.google_worlds import STORES, policy, world

AT = datetime(2026, 10, 15, 2, tzinfo=UTC)
PROVIDERS = tuple(plugins.provider(name) for name in (WORKSPACE, GCP))
POLICY = policy()
PLACED = cells(POLICY, PROVIDERS)
MORE = {WORKSPACE: {"subject": ADMIN, "oauth_tokens": True}, GCP: {"object_acls": True}}
SURENESS = (Verdict.YES, Verdict.IF, Verdict.UNKNOWN)
Facts = Mapping[str, tuple[Fact, ...]]  # by provider


@dataclass(frozen=True)
class Google:
    """The sandbox, in which one world follows another."""

    server: GoogleServer
    key: Path

    def show(self, made: World) -> None:
        """From now on this is the world."""
        for field in fields(World):
            if not field.name.startswith("_") and field.name != "revision":
                setattr(self.server.world, field.name, getattr(made, field.name))
        self.server.world.touch()

    def read(self, *names: str) -> dict[str, tuple[Fact, ...]]:
        """What the providers of these names read."""
        common = {"key_file": str(self.key), "endpoint_url": self.server.url, "max_attempts": 1, "workers": 2}
        found = {}
        for provider in PROVIDERS:
            if provider.name in names:
                sink = MemorySink()
                locations = tuple(cell.location for cell in PLACED if cell.provider == provider.name)
                provider.collect(Scope(json.dumps(common | MORE[provider.name]), AT, locations), sink)
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
def google(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Google]:
    with GoogleServer() as server:
        server.shorten_pages(2)  # so that every list has a second page
        yield Google(server, server.write_key(tmp_path_factory.mktemp("google") / "key.json"))
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


def nameless(full: Night, broken: Night, missing: str) -> Iterator[str]:
    """Assets that are in the dark for want of a permission that no gap of theirs names."""
    for asset in STORES:
        new = dark(broken, asset) - dark(full, asset)
        if new and not any(missing in gap.missing_permission for gap in new):
            yield f"{asset} is dark and nothing names {missing}: {min(new)}"


def denied(full: Night, broken: Night) -> Iterator[str]:
    """Reach that is said to be lost, where one reading of a world saw less than the other."""
    for change in compare(full, broken):
        yield from (f"{reach} is lost: {change.cause}" for reach in change.reaches if reach.direction is Direction.LOST)


def wrong(full: Night, broken: Night, faults: list[Fault]) -> list[str]:
    """Everything that is not as it should be."""
    touches = frozenset[str]().union(*(each.touches for each in faults))
    missing = faults[0].missing if len(faults) == 1 else ""
    found = [*silent(full, broken), *smeared(full, broken, touches), *denied(full, broken)]
    return found + (list(nameless(full, broken, missing)) if missing else [])


def hold(google: Google, seed: int, times: int) -> None:
    """One world, read whole and so often with something broken."""
    dice = Random(seed)
    made = world(dice)
    google.show(made)
    facts = google.read(WORKSPACE, GCP)
    full = night(facts)
    for _ in range(times):
        faults = [fault(dice, made) for _ in range(dice.choice((1, 1, 2)))]
        with google.broken(faults):
            again = facts | google.read(*(each.provider for each in faults))
        assert not wrong(full, night(again), faults), (seed, [each.words for each in faults])


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_what_was_not_read_is_never_taken_for_what_is_not_there(google: Google, seed: int) -> None:
    hold(google, seed, 4)


@pytest.mark.nightly
@settings(max_examples=240, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_was_not_read_is_never_taken_for_what_is_not_there_at_length(google: Google, seed: int) -> None:
    hold(google, seed, 4)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_the_audit_may_do_can_be_taken_away_in_silence(google: Google, seed: int) -> None:
    made = world(Random(seed))
    google.show(made)
    facts = google.read(WORKSPACE, GCP)
    full = night(facts)
    calls = [(name, each) for name, listed in ((WORKSPACE, workspace.OPERATIONS), (GCP, cloud.OPERATIONS)) for each in listed]
    each_alone = [
        *map(scope_withdrawn, sorted({each.permission for name, each in calls if name == WORKSPACE})),
        *map(permission_withdrawn, sorted({each.permission for name, each in calls if name == GCP and each.permission})),
        *(call_fails(name, each.service, each.name, status=500) for name, each in calls),
        *(call_fails(name, each.service, each.name, status=500, page=2) for name, each in calls),
    ]
    for one in each_alone:
        with google.broken([one]):
            again = facts | google.read(one.provider)
        assert not wrong(full, night(again), [one]), (seed, one.words)
