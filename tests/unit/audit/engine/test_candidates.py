"""What a question is about is found, on disk as in memory."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.engine.candidates import Sought, candidates, containers
from audit.errors import RunError
from audit.model.facts import Resource
from audit.resolve.placements import holds
from audit.runs.memory import MemoryFacts
from audit.runs.run import Run
from audit.runs.store import Store
from policies.locations import Location

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)

texts = st.text("ab/\ud800\U0010ffffé", max_size=3)
patterns = st.text("ab/*?\ud800é", max_size=3)
tags = st.sampled_from([(), (("team", "hr"),), (("a", "hr"), ("team", "a"))])
resources = st.builds(
    Resource,
    texts,
    st.just("aws"),
    st.sampled_from(["file", "bucket", "it's"]),
    st.just("x"),
    texts,
    labels=tags,
    attributes=st.sampled_from([(), (("measure:mfa", "true"),), (("owner", "measure:"),), (("measured", ""), ("of", ""))]),
)
locations = st.builds(Location, st.just("aws"), st.just(""), patterns, st.just(()), tags, st.sampled_from(["", "hr", "a"]))
questions = st.builds(
    Sought,
    st.frozensets(texts, max_size=2),
    st.frozensets(st.sampled_from(["bucket", "it's"]), max_size=1),
    st.sampled_from(["", "measure:"]),
    st.lists(locations, max_size=2),
)


def fits(resource: Resource, sought: Sought) -> bool:
    return (
        resource.id in sought.ids
        or resource.kind in sought.kinds
        or (bool(sought.attribute) and any(key.startswith(sought.attribute) for key, _ in resource.attributes))
        or any(holds(location, resource) for location in sought.locations)
    )


def written(place: str, held: Sequence[Resource]) -> Run:
    with Store(place).create(AT, "0.1") as writer:
        writer.add(*held)
        return writer.commit("digest", ("aws",))


@settings(max_examples=60, deadline=None)
@given(st.lists(resources, max_size=8), st.lists(questions, min_size=3, max_size=3))
def test_all_that_fits_is_among_them_on_disk_as_in_memory(held: list[Resource], asked: list[Sought]):
    memory = MemoryFacts(held)
    with TemporaryDirectory() as place:
        run = written(place, held)
        assert containers(run) == containers(memory) == {resource.parent for resource in held} - {""}
        for sought in asked:
            of_run, of_memory = ({each for each in candidates(facts, sought) if fits(each, sought)} for facts in (run, memory))
            assert of_run == of_memory == {each for each in held if fits(each, sought)}


def test_of_a_run_on_disk_the_others_are_left_out(tmp_path: Path):
    held = [Resource(f"s3://{number:05}", "aws", "bucket" if number == 7 else "file", "x") for number in range(1000)]
    held += [Resource("s3://tagged", "aws", "file", "x", labels=(("team", "hr"),))]
    tagged, labelled = (Location("aws", "", "*", **how) for how in ({"tags": (("team", "hr"),)}, {"label": "hr"}))
    written(str(tmp_path / "ab"), [Resource("another", "aws", "bucket", "x", labels=(("team", "hr"),))])
    for place in (str(tmp_path / "a*"), f"memory://{tmp_path.name}"):
        run = written(place, held)
        sought = Sought({"s3://00005"}, {"bucket"}, "measure:", (Location("aws", "", "s3://0099*"), Location("aws", "", "s3://00003")))
        found = [5, 7, *range(990, 1000), 3]
        assert {each.id for each in candidates(run, sought)} == {f"s3://{number:05}" for number in found}
        assert [each.id for each in candidates(run, Sought(locations=(tagged,)))] == ["s3://tagged"]
        assert [each.id for each in candidates(run, Sought(locations=(labelled,)))] == ["s3://tagged"]
        assert list(candidates(run, Sought())) == []


def test_a_damaged_table_is_a_run_error(tmp_path: Path):
    run = written(str(tmp_path), [Resource("x", "aws", "file", "x")])
    Path(run.table("resources"), "0000.parquet").write_text("x" * 50)
    for ask in (containers, lambda facts: list(candidates(facts, Sought({"x"})))):
        with pytest.raises(RunError, match="table resources of run"):
            ask(run)
