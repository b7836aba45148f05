"""Which resources carry some acls, by kind, in what they lie and whose they are: on disk as in memory."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.engine.carriers import carriers
from audit.errors import RunError
from audit.model.facts import Resource, pairs
from audit.model.residual import Carried
from audit.runs.memory import MemoryFacts
from audit.runs.run import Run
from audit.runs.store import Store

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


def file(name: str, acl: str = "a", kind: str = "file", parent: str = "", **more: object) -> Resource:
    return Resource(name, "drive", kind, f"name of {name}", parent, acl, **more)  # type: ignore[arg-type]  # fields of a resource


def written(place: str, held: Sequence[Resource]) -> Run:
    with Store(place).create(AT, "0.1") as writer:
        writer.add(*held)
        return writer.commit("digest", ("drive",))


def told(found: Sequence[Carried]) -> list[str]:
    return [f"{one.acl} {one.kind} {one.count} {one.resource} in {one.above or '-'} of {','.join(one.called) or '-'}" for one in found]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(
            [file("d://2"), file("d://1"), file("d://3", "")], ["a file 2 d://1 in - of -"], id="alike ones are counted, the first is named"
        ),
        pytest.param([file("d://1", "other")], [], id="another acl was not asked for"),
        pytest.param(
            [file("d://1"), file("d://2", kind="folder"), file("d://3", "b")],
            ["a file 1 d://1 in - of -", "a folder 1 d://2 in - of -", "b file 1 d://3 in - of -"],
            id="by acl and kind",
        ),
        pytest.param(
            [file("d://f", "b", "folder"), file("d://1", parent="d://f"), file("d://2", parent="d://f"), file("d://3", parent="d://gone")],
            ["a file 1 d://3 in - of -", "a file 2 d://1 in b of -", "b folder 1 d://f in - of -"],
            id="by the acl of what they lie in",
        ),
        pytest.param(
            [file("d://f", "other", "folder"), file("d://1", parent="d://f")], ["a file 1 d://1 in - of -"], id="if that was asked for too"
        ),
        pytest.param(
            [
                file("g://calendar/an@x.example"),
                file("g://calendar/team"),
                file("d://root", attributes=pairs({"owner": "an@x.example", "trashed": "true"})),
                file("d://labelled", labels=pairs({"owner": "an@x.example"})),
                file("d://1", attributes=pairs({"owner": "bo@x.example", "data_owner": "an@x.example"})),
                file("d://2", attributes=pairs({"send_as": "an@x.example"})),
            ],
            ["a file 1 d://1 in - of an@x.example,bo@x.example", "a file 2 d://root in - of an@x.example", "a file 3 d://2 in - of -"],
            id="by whose they are",
        ),
        pytest.param([file("d://\ud800")], ["a file 1 d://\ud800 in - of -"], id="an odd name"),
    ],
)
def test_what_carries_an_acl_is_told_once_for_each_kind_on_disk_as_in_memory(held: list[Resource], expected: list[str], tmp_path: Path):
    for facts in (MemoryFacts(held), written(str(tmp_path), held)):
        assert told(carriers(facts, {"a", "b"}, {"an@x.example", "bo@x.example"})) == expected


def test_the_name_is_that_of_the_first():
    (one,) = carriers(MemoryFacts([file("d://2"), file("d://1")]), ["a"])
    assert (one.resource, one.name, one.provider) == ("d://1", "name of d://1", "drive")


def test_no_acl_reads_nothing(tmp_path: Path):
    run = written(str(tmp_path), [file("d://1")])
    Path(run.table("resources"), "0000.parquet").write_text("x" * 50)
    assert carriers(run, ()) == ()
    with pytest.raises(RunError, match="table resources of run"):
        carriers(run, {"a"})


texts = st.sampled_from(("d://1", "d://2", "d://3/an@x.example"))
resources = st.builds(
    Resource,
    texts,
    st.just("drive"),
    st.sampled_from(("file", "folder")),
    st.just(""),
    st.sampled_from(("", "d://1", "d://2")),
    st.sampled_from(("", "a", "b")),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(resources, max_size=5, unique_by=lambda one: one.id))
def test_every_resource_with_such_an_acl_is_counted_once(held: list[Resource]):
    with TemporaryDirectory() as place:
        for facts in (MemoryFacts(held), written(place, held)):
            found = carriers(facts, {"a"}, {"an@x.example"})
            assert sum(one.count for one in found) == sum(one.acl == "a" for one in held)
            assert {one.resource for one in found} <= {one.id for one in held}
