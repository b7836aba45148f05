from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audit.engine import Folded, Located, Placement, fold, located, placements
from audit.errors import RunError
from audit.model.facts import Acl, Grant, Resource, Verdict
from audit.runs import tables
from audit.runs.store import Store
from policies.levels import Level

ACLS = tables.table(
    "acls",
    [
        Acl(
            "readers",
            (
                Grant("p", Level.READ, "acl"),
                Grant("p", Level.CHANGE, "acl"),
                Grant("p", Level.MANAGE, "acl", "MFA", date(2027, 1, 1), Verdict.IF),
            ),
        ),
        Acl("others", (Grant("p", Level.READ | Level.CHANGE, "acl"), Grant("q", Level.FIND))),
        Acl("nobody", ()),
    ],
)


def resource(name: str, acl: str, parent: str = "") -> Resource:
    return Resource(name, "google", "file", name, parent, acl)


def rows(resources: list[Resource], placed: list[Placement], evaluated: Sequence[Located] = ()) -> list[tuple]:
    found = fold([tables.table("resources", resources)], ACLS, placements(placed), located(evaluated))
    return [
        (row.asset, row.part, row.principal, row.levels, row.count, row.resource, row.acl) for row in found if row.verdict is Verdict.YES
    ]


READ_CHANGE = Level.READ | Level.CHANGE


def test_grants_of_one_acl_that_differ_in_levels_only_are_one_and_manage_stays_beside():
    found = fold([tables.table("resources", [resource("r", "readers")])], ACLS, placements([Placement("A", resource="r")]), located([]))
    assert found == (
        Folded("A", "", "p", READ_CHANGE, Verdict.YES, "", "acl", None, "readers", "r", 1),
        Folded("A", "", "p", Level.MANAGE, Verdict.IF, "MFA", "acl", date(2027, 1, 1), "readers", "r", 1),
    )


def test_files_lie_where_their_folder_does_unless_they_are_placed_themselves():
    files = [resource("a", "others", "f"), resource("b", "others", "f"), resource("c", "others", "f"), resource("f", "nobody")]
    placed = [Placement("A", resource="f"), Placement("A", "part", resource="b")]
    assert rows(files, placed) == [
        ("A", "", "p", READ_CHANGE, 2, "a", "others"),
        ("A", "", "q", Level.FIND, 2, "a", "others"),
        ("A", "part", "p", READ_CHANGE, 1, "b", "others"),
        ("A", "part", "q", Level.FIND, 1, "b", "others"),
    ]


def test_patterns_count_characters_keep_their_exclusions_and_count_a_file_once():
    files = [resource(name, "others") for name in ("x/é1", "x/ab", "x/%_", "x/%a", "x/hr/1", "y")]
    assert next(row[4:6] for row in rows(files, [Placement("A", pattern="x/??")])) == (4, "x/%_")
    assert next(row[4:6] for row in rows(files, [Placement("A", pattern="*/%_")])) == (1, "x/%_")
    rest = [Placement("A", pattern="x/*", excluding=("x/hr/*",)), Placement("A", pattern="x/a*")]
    assert next(row[4:6] for row in rows(files, rest)) == (4, "x/%_")


def test_what_providers_evaluated_joins_in():
    assert rows(
        [resource("z", "others")], [Placement("A", resource="z")], [Located("A", "", "readers", "a"), Located("B", "", "gone", "b")]
    ) == [
        ("A", "", "p", READ_CHANGE, 2, "a", "readers"),
        ("A", "", "q", Level.FIND, 1, "z", "others"),
    ]


def test_a_bucket_is_read_as_a_folder_is(tmp_path: Path):
    for place in (str(tmp_path / "a[b]"), f"memory://{tmp_path.name}"):
        with Store(place).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "0.1") as writer:
            writer.add(resource("r", "a"), Acl("a", (Grant("p", Level.READ),)))
            run = writer.commit("digest", ("google",))
        found = fold([run.table("resources")], run.table("acls"), placements([Placement("A", pattern="*")]), located([]))
        assert [(row.principal, row.resource) for row in found] == [("p", "r")]


def test_a_shard_that_is_no_parquet_is_a_run_error(tmp_path: Path):
    (tmp_path / "0000.parquet").write_text("x" * 50)
    with pytest.raises(RunError, match="can't be evaluated"):
        fold([str(tmp_path)], ACLS, placements([]), located([]))
