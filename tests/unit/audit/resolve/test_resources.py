"""Resources by their ids, on disk as in memory."""

from datetime import UTC, datetime
from pathlib import Path

from audit.model.facts import Resource, pairs
from audit.resolve.resources import described
from audit.runs.memory import MemoryFacts
from audit.runs.store import Store

HELD = (
    Resource("s3://b", "aws", "secret", "b", "aws://1", "acl", pairs({"team": "hr"}), pairs({"arn": "x"}), 5, "2026-11-01"),
    Resource("s3://\ud800", "aws", "file", "odd \ud800"),
    Resource("s3://other", "aws", "file", "other"),
)


def test_what_they_are_is_told_of_those_that_are_asked_for(tmp_path: Path):
    with Store(str(tmp_path)).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "1.0") as writer:
        writer.add(*HELD)
        run = writer.commit("digest", ("aws",))
    expected = (
        Resource("s3://b", "aws", "secret", "b", "aws://1", modified="2026-11-01"),
        Resource("s3://\ud800", "aws", "file", "odd \ud800"),
    )
    for facts in (MemoryFacts(HELD), run):
        assert described(facts, {"s3://b", "s3://\ud800", "s3://absent"}) == expected


def test_nothing_asked_reads_nothing(tmp_path: Path):
    with Store(str(tmp_path)).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "1.0") as writer:
        run = writer.commit("digest", ("aws",))
    for file in Path(run.table("resources")).glob("*.parquet"):
        file.write_text("x" * 50)
    assert described(run, ()) == ()
