import importlib.util
import shutil
from datetime import UTC, datetime

import pytest

from audit.engine import Folded, Placement, fold, located, placements, schedulers
from audit.engine.schedulers import Scheduler
from audit.errors import ToegangError, UsageError
from audit.model.facts import Acl, Grant, Resource
from audit.runs.run import Run
from audit.runs.store import Store
from policies.levels import Level

PLACED = placements([Placement("A", resource="folder"), Placement("B", pattern="file/*1")])


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory):
    store = Store(str(tmp_path_factory.mktemp("sto[re]")))
    with store.create(datetime(2026, 11, 23, 2, tzinfo=UTC), "0.1") as sink:
        sink.add(*(Resource(f"file/{number}", "google", "file", "f", "folder", f"acl{number % 3}") for number in range(100)))
        sink.add(*(Acl(f"acl{number}", (Grant(f"p{number}", Level.READ),)) for number in range(3)))
        return sink.commit("digest", ("google",))


def folded(run: Run, scheduler: Scheduler) -> tuple[Folded, ...]:
    return fold([run.table("resources")] * 2, run.table("acls"), PLACED, located([]), scheduler)


def test_a_pool_gives_what_one_process_gives(run: Run):
    found = folded(run, schedulers.in_process)
    assert [(row.asset, row.principal, row.count, row.resource) for row in found[:2]] == [
        ("A", "p0", 68, "file/0"),
        ("A", "p1", 66, "file/1"),
    ]
    assert folded(run, schedulers.named("pool:2")) == found


@pytest.mark.nightly
@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed")
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark_gives_what_one_process_gives(run: Run):
    assert folded(run, schedulers.named("local[2]")) == folded(run, schedulers.in_process)


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is not None, reason="pyspark is installed")
def test_spark_that_is_not_installed_is_said(run: Run):
    with pytest.raises(ToegangError, match="needs pyspark") as error:
        folded(run, schedulers.named("spark://host:7077"))
    assert "toegang[spark]" in error.value.remedy


@pytest.mark.parametrize("word", ["", "pool:x", "pool:0", "flink://host", "in_process"])
def test_an_engine_that_there_is_not(word: str):
    with pytest.raises(UsageError, match="no engine"):
        schedulers.named(word)
