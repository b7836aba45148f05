"""A collection that was killed is taken up again."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from uuid import uuid4

import pytest

from audit.errors import RunError
from audit.model.facts import Acl, Fact, Gap, Grant, Principal, PrincipalKind, Resource
from audit.runs import retention
from audit.runs.spool import FLUSH
from audit.runs.store import Store
from audit.runs.writer import RunWriter
from policies.levels import Level
from tests.unit.audit.runs.cut_short import CHAPTERS, KEY, collect

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
LATER = AT + timedelta(hours=5)
FACTS: tuple[Fact, ...] = (
    Principal("p", "paper", PrincipalKind.ROLE, "p"),
    Acl("a", (Grant("p", Level.READ),)),
    Resource("r", "paper", "box", "r", acl="a"),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "sto[re]*"))


def cut(store: Store, key: str = KEY, *done: str, at: datetime = AT) -> None:
    """A collection that ends before its commit, with chapters done."""
    with suppress(KeyboardInterrupt), store.create(at, "0.1", key) as writer:
        for name in done:
            with writer.chapter(name) as chapter:
                chapter.add(*FACTS)
        raise KeyboardInterrupt


def fail(writer: RunWriter, name: str, facts: Sequence[Fact] = FACTS) -> None:
    with writer.chapter(name) as chapter:
        chapter.add(*facts)
        raise KeyError(name)


def left(store: Store) -> list[str]:
    return sorted(each.name for each in Path(store.place).iterdir())


def test_killed_at_any_step_it_is_taken_up_and_gives_what_one_in_one_go_gives(tmp_path: Path):
    script, root = Path(__file__).with_name("cut_short.py"), Path(__file__).parents[4]
    killed = subprocess.run(
        [sys.executable, script, tmp_path], check=False, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True
    )
    assert killed.returncode == 0, killed.stderr
    assert int(killed.stdout) > 25
    whole = collect(Store(str(tmp_path / "whole")), AT)
    had = []
    for step in range(int(killed.stdout)):
        store = Store(str(tmp_path / str(step)))
        assert store.verify() == (), f"killed at step {step}"
        finished = bool(store.runs())
        run = collect(store, LATER)
        assert run.manifest.tables == whole.manifest.tables, f"killed at step {step}"
        assert store.verify() == (), f"killed at step {step}, then taken up"
        assert not finished or run.manifest.begun is None
        had.append((run.manifest.begun == AT, finished))
    assert sorted(set(had)) == [(False, False), (False, True), (True, False)]
    assert had == sorted(had, key=lambda step: (step[1], step[0]))


def test_a_run_says_how_much_it_had_and_since_when(store: Store):
    cut(store, KEY, "paper/p01", "paper/p02")
    with store.create(LATER, "0.1", KEY) as writer:
        assert (writer.begun, len(writer.chapters)) == (AT, 2)
        assert [writer.has(name) for name in CHAPTERS] == [True, True, False]
        run = writer.commit("policy", ("paper",))
    assert (run.manifest.at, run.manifest.begun) == (LATER, AT)
    assert [*run.principals(), *run.acls(), *run.resources()] == list(FACTS)
    assert store.open("latest").manifest == run.manifest
    assert left(store) == [run.id]


@pytest.mark.parametrize("afresh", [True, False])
def test_one_of_another_key_or_afresh_begins_anew(store: Store, afresh: bool):
    cut(store, KEY, "paper/p01")
    with store.create(LATER, "0.1", KEY if afresh else "another", afresh=afresh) as writer:
        assert (writer.begun, writer.has("paper/p01")) == (None, False)
        assert writer.commit("policy", ("paper",)).manifest.begun is None
    with store.create(LATER + timedelta(hours=1), "0.1", KEY) as writer:
        assert writer.begun is None, "older than the last whole run"


def test_what_a_whole_run_left_is_not_taken_up_even_when_the_run_is_pruned(store: Store):
    place = Path(store.place)
    with store.create(AT, "0.1", KEY) as writer:
        with writer.chapter("paper/p01") as chapter:
            chapter.add(*FACTS)
        run = writer.commit("policy", ("paper",))
        shutil.copytree(next(place.glob(".partial-*")), place / ".partial-as-if-killed-now")
    shutil.rmtree(place / run.id)
    with store.create(LATER, "0.1", KEY) as writer:
        assert writer.begun is None


def test_one_that_is_alive_is_left_alone(store: Store):
    with store.create(AT, "0.1", KEY) as one, one.chapter("paper/p01") as chapter:
        chapter.add(*FACTS)
        with one.chapter("paper/p02"):
            pass
        with store.create(LATER, "0.1", KEY) as other:
            assert other.begun is None
        assert one.has("paper/p02")


def test_one_cut_short_again_keeps_what_both_had_read(store: Store):
    cut(store, KEY, "paper/p01")
    cut(store, KEY, "paper/p02", at=LATER)
    with store.create(LATER + timedelta(hours=5), "0.1", KEY) as writer:
        assert (writer.begun, len(writer.chapters)) == (AT, 2)


def test_without_a_key_or_a_chapter_nothing_is_kept(store: Store):
    cut(store, "", "paper/p01")
    cut(store, KEY)
    assert left(store) == []


def test_in_a_bucket_nothing_is_kept():
    store = Store(f"memory://{uuid4()}")
    cut(store, KEY, "paper/p01")
    with store.create(LATER, "0.1", KEY) as writer:
        assert writer.begun is None


def test_what_was_cut_short_more_than_a_day_ago_is_gone(store: Store):
    cut(store, KEY, "paper/p01")
    old = (datetime.now(UTC) - 2 * retention.STALE).timestamp()
    for file in Path(store.place).rglob("*"):
        os.utime(file, (old, old))
    with store.create(LATER, "0.1", KEY) as writer:
        assert writer.begun is None
    assert left(store) == []


def test_a_chapter_that_fails_leaves_nothing_and_can_be_read_again(store: Store):
    with store.create(AT, "0.1") as writer:
        with pytest.raises(KeyError):
            fail(writer, "a")
        assert not writer.has("a")
        with writer.chapter("a") as chapter, chapter.chapter("b") as inside:
            chapter.add(FACTS[0])
            inside.add(Gap("paper", "boxes", "paper://", "OpenBox", "locked"))
        assert (chapter.has("a"), inside.has("b")) == (True, True)
        with pytest.raises(ValueError, match="open or done"), writer.chapter("a"):
            pass
        run = writer.commit("policy", ("paper",))
    assert ([*run.principals()], [*run.resources()], len([*run.gaps()])) == ([FACTS[0]], [], 1)


def test_of_many_resources_of_a_chapter_that_failed_none_is_left(store: Store):
    many = [Resource(f"{number:05}", "paper", "box", "r") for number in range(FLUSH)]
    with store.create(AT, "0.1") as writer:
        with pytest.raises(KeyError):
            fail(writer, "a", many)
        with writer.chapter("a") as chapter:
            chapter.add(*FACTS)
        run = writer.commit("policy", ("paper",))
    assert list(run.resources()) == [FACTS[2]]


def test_many_resources_of_a_chapter_are_taken_up(store: Store):
    many = [Resource(f"{number:05}", "paper", "box", "r") for number in range(FLUSH + 10)]
    with suppress(KeyboardInterrupt), store.create(AT, "0.1", KEY) as writer:
        for name, held in (("a", many[:3]), ("b", many[3:])):
            with writer.chapter(name) as chapter:
                for fact in held:
                    chapter.add(fact)
        raise KeyboardInterrupt
    with store.create(LATER, "0.1", KEY) as writer:
        run = writer.commit("policy", ("paper",))
    assert (run.manifest.begun, list(run.resources())) == (AT, many)


def test_many_chapters_are_written_at_once(store: Store):
    facts = {f"paper/{each}": [Resource(f"{each}/{number:05}", "paper", "box", "r") for number in range(7_000)] for each in "abcd"}
    together = Barrier(len(facts))

    def read(writer: RunWriter, name: str) -> None:
        with writer.chapter(name) as chapter:
            together.wait()
            for fact in reversed(facts[name]):
                chapter.add(fact)

    with store.create(AT, "0.1", KEY) as writer:
        threads = [Thread(target=read, args=(writer, name)) for name in facts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        run = writer.commit("policy", ("paper",))
    assert list(run.resources()) == [fact for held in facts.values() for fact in held]


def test_a_chapter_that_can_not_be_read_back_is_a_run_error(store: Store):
    cut(store, KEY, "paper/p01")
    next(Path(store.place).glob("*/chapters/*")).write_bytes(b"torn")
    with pytest.raises(RunError, match="can't be begun"):
        store.create(LATER, "0.1", KEY)
