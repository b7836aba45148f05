"""Acls folded on to cells: each distinct acl once, with a witness and a count."""

from datetime import UTC, datetime
from pathlib import Path

from audit.engine.schedulers import in_process
from audit.model.facts import Acl, Resource, acl_id
from audit.ports import LocatedAcl
from audit.resolve.cells import cells
from audit.resolve.holdings import holdings
from audit.runs.memory import MemoryFacts
from audit.runs.store import Store
from policies.language import Asset
from policies.levels import Level

from .worlds import AT, BUCKET, Listed, grant, policy, where

READS = frozenset({grant("u"), grant("v", Level.CHANGE)})
ACL = Acl(acl_id(READS), tuple(sorted(READS, key=lambda one: one.principal)))


def _file(number: int, parent: str = "drive://hr", acl: str = ACL.id) -> Resource:
    return Resource(f"drive://{number}", "google", "file", str(number), parent, acl)


def test_files_of_one_acl_are_one_row_for_each_grant():
    hr = policy(assets=(Asset("hr", AT, where=(where("drive://hr", "folder", "google"),)),))
    placed = cells(hr, (Listed(system="google"),))
    folder = Resource("drive://hr", "google", "folder", "hr")
    outside = Resource("drive://9", "google", "file", "9", "drive://other", ACL.id)
    acls, folded = holdings(MemoryFacts((ACL, folder, outside, *(_file(number) for number in (3, 1, 2)))), placed, (), in_process)
    assert {(row.asset, row.principal, row.levels, row.resource, row.count) for row in folded} == {
        ("hr", "u", Level.READ, "drive://1", 3),
        ("hr", "v", Level.CHANGE, "drive://1", 3),
    }
    assert acls == {ACL.id: ACL}


def test_a_run_on_disk_gives_what_memory_gives(tmp_path: Path):
    hr = policy(assets=(Asset("hr", AT, where=(where("drive://hr", "folder", "google"),)),))
    placed = cells(hr, (Listed(system="google"),))
    facts = (ACL, Resource("drive://hr", "google", "folder", "hr"), _file(1), _file(2))
    with Store(str(tmp_path)).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "0") as writer:
        writer.add(*facts)
        run = writer.commit("digest", ("google",))
    assert holdings(run, placed, (), in_process) == holdings(MemoryFacts(facts), placed, (), in_process)


def test_evaluated_acls_are_interned_and_a_resource_counts_once():
    placed = cells(policy(), (Listed(),))
    location = placed[0].location
    located = [LocatedAcl(location, name, READS) for name in (f"{BUCKET}/b", f"{BUCKET}/a", f"{BUCKET}/a")]
    acls, folded = holdings(MemoryFacts(), placed, located, in_process)
    assert {(row.principal, row.acl, row.resource, row.count) for row in folded} == {(name, ACL.id, f"{BUCKET}/a", 2) for name in "uv"}
    assert set(acls) == {ACL.id}


def test_one_location_of_two_assets_holds_for_both():
    both = policy(assets=tuple(Asset(name, AT, where=(where(),)) for name in ("orders", "copies")))
    placed = cells(both, (Listed(),))
    _, folded = holdings(MemoryFacts(), placed, (LocatedAcl(placed[0].location, BUCKET, READS),), in_process)
    assert {row.asset for row in folded} == {"orders", "copies"}
