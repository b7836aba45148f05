import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest

from audit.errors import RunError, UsageError
from audit.model.facts import Acl, Coverage, CoverageStatus, Fact, Grant, Principal, PrincipalKind, Resource, document
from audit.runs import retention
from audit.runs.run import Run
from audit.runs.store import Store
from policies.levels import Level
from policies.periods import Period

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
NIGHT = timedelta(days=1)


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path):
    return Store(str(tmp_path / "sto[re]*") if request.param == "folder" else f"memory://{uuid4()}")


def take(store: Store, at: datetime = AT, *facts: Fact) -> Run:
    with store.create(at, "0.1") as writer:
        writer.add(*facts)
        return writer.commit("digest", ("aws",))


def test_runs_are_found_by_id_and_by_word(store: Store):
    for night in range(3):
        take(store, AT + night * NIGHT, Resource(f"r{night}", "aws", "bucket", "r"))
    assert store.runs() == ("2026-11-23T02-00-00Z", "2026-11-24T02-00-00Z", "2026-11-25T02-00-00Z")
    assert [store.open(name).id[:10] for name in ("latest", "previous", store.runs()[0])] == ["2026-11-25", "2026-11-24", "2026-11-23"]
    assert [each.id for each in store.open("previous").resources()] == ["r1"]
    assert store.verify() == ()


def test_a_run_that_is_not_there_is_a_usage_error(store: Store):
    with pytest.raises(UsageError, match="it is empty"):
        store.open("latest")
    take(store)
    with pytest.raises(UsageError, match="2026-11-23T02-00-00Z"):
        store.open("previous")


def test_two_runs_of_one_second_are_refused(store: Store):
    take(store)
    with pytest.raises(RunError, match="already"):
        store.create(AT, "0.1")


def test_two_writers_of_one_second_leave_one_run(tmp_path: Path):
    store = Store(str(tmp_path))
    with store.create(AT, "0.1") as one, store.create(AT, "0.1") as other:
        one.commit("digest", ())
        with pytest.raises(RunError, match="can't be written"):
            other.commit("digest", ())
    assert store.verify() == ()


def test_leaving_without_a_commit_leaves_nothing(tmp_path: Path):
    store = Store(str(tmp_path))
    with store.create(AT, "0.1") as writer:
        writer.add(Resource("r", "aws", "bucket", "r"))
    assert store.runs() == ()
    assert list(tmp_path.iterdir()) == []


def test_facts_from_many_threads_are_each_there_once(store: Store):
    acl = Acl("a", (Grant("p", Level.READ),))
    with store.create(AT, "0.1") as writer:
        facts = [Resource(f"r{number:04}", "aws", "bucket", "r") for number in range(500)]
        threads = [Thread(target=lambda: [writer.add(fact, acl, document("policy", "{}")) for fact in facts]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        run = writer.commit("digest", ("aws",))
    assert list(run.resources()) == facts
    assert list(run.acls()) == [acl]
    assert run.manifest.rows("documents") == 1


def test_resources_beyond_one_batch_and_one_file_are_sorted_and_each_once(tmp_path: Path, store: Store):
    facts = [Resource(f"r{number:06}", "aws", "bucket", "r") for number in range(120_000)]
    run = take(store, AT, *reversed(facts), *facts[:70_000])
    assert run.manifest.rows("resources") == 120_000
    assert list(run.resources()) == facts


def test_killed_at_any_step_the_store_shows_whole_runs_only(tmp_path: Path):
    script = Path(__file__).with_name("killed.py")
    root = Path(__file__).parents[4]
    killed = subprocess.run(
        [sys.executable, script, tmp_path], check=False, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True
    )
    assert killed.returncode == 0, killed.stderr
    assert int(killed.stdout) > 20
    seen = set()
    for step in range(int(killed.stdout)):
        store = Store(str(tmp_path / str(step)))
        assert store.verify() == (), f"killed at step {step}"
        seen.add(store.runs())
        for run in store.runs():
            assert [each.id for each in store.open(run).resources()] == ["r"]
        take(store, AT + NIGHT)
        assert store.verify() == (), f"killed at step {step}, then another run"
    first, second = "2026-11-22T02-00-00Z", "2026-11-23T02-00-00Z"
    assert seen == {(first,), (first, second), (second,)}


def test_what_a_killed_run_left_is_swept_after_a_day(tmp_path: Path):
    store = Store(str(tmp_path))
    take(store)
    left = tmp_path / ".partial-2026-11-22T02-00-00Z-abc"
    (left / "resources").mkdir(parents=True)
    (left / "manifest.json").write_text("{}")
    take(store, AT + NIGHT)
    assert left.exists()
    old = (datetime.now(UTC) - 2 * retention.STALE).timestamp()
    os.utime(left / "manifest.json", (old, old))
    store.prune(Period(months=1), AT.date())
    assert not left.exists()
    assert len(store.runs()) == 2


def test_pruning_keeps_the_chain_whole(store: Store):
    for night in range(4):
        take(store, AT + night * NIGHT)
    assert store.prune(Period(days=1), date(2026, 11, 26)) == ("2026-11-23T02-00-00Z", "2026-11-24T02-00-00Z")
    assert store.runs() == ("2026-11-25T02-00-00Z", "2026-11-26T02-00-00Z")
    assert store.verify() == ()
    store.prune(Period(), date(2026, 12, 26))
    assert store.runs() == ()
    run = take(store, AT + 9 * NIGHT)
    assert run.manifest.previous is not None
    assert run.manifest.previous.run == "2026-11-26T02-00-00Z"
    assert store.verify() == ()


def test_a_store_that_is_a_file_or_can_not_be_opened(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(RunError, match="can't be begun"):
        Store(str(tmp_path / "file" / "below")).create(AT, "0.1")
    with pytest.raises(UsageError, match="nosuch"):
        Store("nosuch://bucket")


def test_equal_facts_give_equal_bytes_and_coverage_is_in_the_manifest(tmp_path: Path):
    facts = (Principal("p", "aws", PrincipalKind.ROLE, "p"), Coverage("aws", "s3", "aws://1", CoverageStatus.DENIED))
    one, other = (take(Store(str(tmp_path / name)), AT, *order) for name, order in (("a", facts), ("b", facts[::-1])))
    assert one.manifest == other.manifest
    assert one.manifest.coverage == facts[1:]
    assert Path(one.table("coverage")).read_bytes() == Path(other.table("coverage")).read_bytes()
