"""The tenant of the benchmark: as large as asked, read by the adapter without a gap that it does not mean, and inheriting as documented."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from audit.ports import Facts, Scope
from audit.runs.memory import MemorySink
from providers.microsoft365 import provider
from providers.microsoft365.files.words import GROUPS
from providers.microsoft365.kinds import ResourceKind
from tests.benchmarks.bench_microsoft import AT, NIGHT, Place, served
from tests.benchmarks.microsoft_tenant import CHANGED, OWN, PAGE, Counted, Size, Tenant, group_id, user_id

SIZE = Size(items=12_000, users=30, groups=20, onedrives=20, sites=5)


@dataclass(frozen=True)
class Read:
    """Two nights, and what was asked in each."""

    facts: Facts
    night: Facts
    asked: tuple[Counted, Counted]


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    with served(SIZE) as place:
        facts, asked = collected(place, AT, None)
        night, more = collected(place, NIGHT, facts)
        yield Read(facts, night, (asked, more))


def collected(place: Place, at: datetime, previous: Facts | None) -> tuple[Facts, Counted]:
    sink = MemorySink()
    provider.collect(Scope(place.settings, at, previous=previous), sink)
    return sink.facts(), place.counted()


def test_it_is_as_large_as_asked(read: Read):
    kinds = Counter(str(each.kind) for each in read.facts.resources())
    mine = {each.id for each in read.facts.principals()}

    assert kinds["file"] + kinds["folder"] == SIZE.items
    assert kinds["folder"] == sum((held + 19) // 20 for held in Tenant(SIZE).held)
    assert (kinds[ResourceKind.ONEDRIVE], kinds[ResourceKind.LIBRARY], kinds[ResourceKind.SITE]) == (
        SIZE.onedrives,
        SIZE.sites,
        SIZE.onedrives + SIZE.sites,
    )
    assert {f"microsoft://user/{user_id(number)}" for number in range(SIZE.users)} <= mine
    assert {f"microsoft://group/{group_id(number)}" for number in range(SIZE.groups)} <= mine


def test_only_what_a_certificate_would_show_is_a_gap(read: Read):
    assert {each.surface for each in (*read.facts.gaps(), *read.night.gaps())} == {GROUPS}
    assert len(tuple(read.facts.gaps())) == SIZE.onedrives + SIZE.sites


def test_everything_lies_in_something_that_was_read(read: Read):
    names = {each.id for each in read.facts.resources()}

    assert {each.parent for each in read.facts.resources()} - names == {""}


def test_some_have_permissions_of_their_own(read: Read):
    unique = {each.id.rpartition("I")[2] for each in read.facts.resources() if each.attribute("unique")}
    count = sum(bool(each.attribute("unique")) for each in read.facts.resources())

    assert unique == {f"{number:04}" for number in OWN}
    assert count == sum(held // PAGE * len(OWN) + sum(number < held % PAGE for number in OWN) for held in Tenant(SIZE).held)


def test_in_a_night_as_many_change_as_are_said_to_and_all_else_stays(read: Read):
    then = {each.id: each for each in read.facts.resources()}
    now = {each.id: each for each in read.night.resources()}

    assert then.keys() == now.keys()
    assert sum(then[name] != now[name] for name in now) == sum(Tenant(SIZE).changed.values()) == SIZE.items // CHANGED


def test_it_counts_what_it_is_asked(read: Read):
    full, night = read.asked

    assert full.calls >= full.requests > full.anew > SIZE.items * len(OWN) // PAGE
    assert night.anew < night.requests < full.requests


def test_the_same_size_gives_the_same_answers():
    path = "/graph.microsoft.com/v1.0/drives/b!library-000000000009/root/delta"
    one, other = Tenant(SIZE), Tenant(SIZE)

    assert one.answer(path, {}) == other.answer(path, {}) != one.answer(path, {"$skiptoken": "1"})


def test_all_is_filled_in():
    for number in (9, 24):
        page = Tenant(SIZE).answer(f"/graph.microsoft.com/v1.0/drives/b!library-{number:012}/root/delta", {})
        assert b"@library" not in page
        assert b"@area" not in page
        assert b"@site@" not in page
        assert len({item["id"] for item in json.loads(page)["value"]}) == PAGE + 1
