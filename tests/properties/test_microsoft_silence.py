"""What could not be read is never taken for what is not there: random companies on Microsoft, read whole and then again with something broken.

Real msal and real clients ask the sandbox over TLS; both of Microsoft's adapters, the core and the checks do their work, for every world and every
fault, in full and by what has changed since the night before.
"""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.azure import operations as cloud
from providers.microsoft365 import operations as office
from providers.sandbox.microsoft.server import MicrosoftServer
from tests.reference.microsoft_faults import (
    AZURE,
    CALLS,
    OFFICE,
    WRONGS,
    action_withdrawn,
    call_fails,
    fault,
    permission_withdrawn,
    service_refused,
)
from tests.reference.microsoft_worlds import act, policy, world
from tests.reference.silence import Audited, Facts, Fault

GRANTED = {
    service: {each.permission for each in office.OPERATIONS if each.service == service} | more
    for service, more in (("graph", {office.HIDDEN_MEMBERS}), ("sharepoint", set()))
}


@pytest.fixture(scope="module")
def microsoft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audited]:
    with MicrosoftServer() as server:
        server.shorten_pages(2)  # so that every list has a second page
        server.register(roles=GRANTED | {"exchange": {"Exchange.ManageAsApp"}, "arm": set()})
        told = server.settings(tmp_path_factory.mktemp("microsoft"))
        yield Audited(server, policy(), {OFFICE: {**told, "activity_data": "last_used_bucket"}, AZURE: told})
        assert server.problems == []


def hold(microsoft: Audited, seed: int, times: int) -> None:
    """One world, read whole and so often with something broken; then what becomes of it in a day, and the same by what has changed."""
    dice = Random(seed)
    made = world(dice)
    microsoft.show(made.world)
    made.world = microsoft.server.world
    first = microsoft.read(OFFICE, AZURE)
    strike(microsoft, dice, times, first)
    for _ in range(dice.randrange(5)):
        act(made, dice)
    strike(microsoft, dice, times, microsoft.read(OFFICE, AZURE), previous=first)


def strike(microsoft: Audited, dice: Random, times: int, whole: Facts, previous: Facts | None = None) -> None:
    """So many faults, each against the whole."""
    full = microsoft.night(whole)
    for _ in range(times):
        faults = [fault(dice) for _ in range(dice.choice((1, 1, 2)))]
        found = microsoft.wrong(full, whole, faults, previous)
        assert not found, (bool(previous), [each.words for each in faults], found[:5])


@settings(max_examples=3, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_what_was_not_read_is_never_taken_for_what_is_not_there(microsoft: Audited, seed: int) -> None:
    hold(microsoft, seed, 2)


@pytest.mark.nightly
@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_was_not_read_is_never_taken_for_what_is_not_there_at_length(microsoft: Audited, seed: int) -> None:
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
def test_nothing_that_the_audit_may_do_can_be_taken_away_in_silence(microsoft: Audited, seed: int, second: bool) -> None:
    microsoft.show(world(Random(seed)).world)
    whole = microsoft.read(OFFICE, AZURE)
    full = microsoft.night(whole)
    for one in each_alone():
        assert not microsoft.wrong(full, whole, [one], whole if second else None), (seed, one.words)
