"""The resources of a run as one view, from disk or from memory."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.engine.resources import resources_of
from audit.errors import RunError
from audit.model.facts import Resource
from audit.runs.memory import MemoryFacts
from audit.runs.store import Store

HELD = tuple(Resource(f"d://{number}\ud800", "drive", "file", "x") for number in range(3))


def test_they_are_alike_on_disk_and_in_memory(tmp_path: Path):
    with Store(str(tmp_path)).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "1.0") as writer:
        writer.add(*HELD)
        run = writer.commit("digest", ("drive",))
    seen = []
    for facts in (MemoryFacts(HELD), run):
        with resources_of(facts) as engine:
            seen.append(engine.sql("SELECT id, kind FROM resources ORDER BY id").fetchall())
    assert seen[0] == seen[1]
    assert [kind for _, kind in seen[0]] == ["file"] * 3


def test_a_run_that_can_not_be_read_is_a_run_error(tmp_path: Path):
    with Store(str(tmp_path)).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "1.0") as writer:
        run = writer.commit("digest", ("drive",))
    for file in Path(run.table("resources")).glob("*.parquet"):
        file.write_text("x" * 50)
    with pytest.raises(RunError, match="table resources of run"), resources_of(run) as engine:
        engine.sql("SELECT * FROM resources").fetchall()
