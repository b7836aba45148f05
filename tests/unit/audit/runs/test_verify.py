import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audit.model.facts import Principal, PrincipalKind
from audit.runs.store import Store

FIRST, SECOND = "2026-11-22T02-00-00Z", "2026-11-23T02-00-00Z"


@pytest.fixture
def place(tmp_path: Path):
    for night in range(2):
        with Store(str(tmp_path)).create(datetime(2026, 11, 22, 2, tzinfo=UTC) + timedelta(days=night), "0.1") as writer:
            writer.add(Principal("p", "aws", PrincipalKind.ROLE, "p"))
            writer.commit("digest", ("aws",))
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new))


DAMAGE = {
    "tampered table": (
        lambda place: (place / FIRST / "acls.parquet").write_bytes(b"PAR1"),
        [f"acls.parquet of run {FIRST} was changed: its SHA-256"],
    ),
    "tampered resources": (
        lambda place: (place / FIRST / "resources" / "0000.parquet").write_bytes(b""),
        [f"resources/0000.parquet of run {FIRST} was changed"],
    ),
    "missing table": (lambda place: (place / SECOND / "gaps.parquet").unlink(), [f"gaps.parquet of run {SECOND} is missing"]),
    "foreign file": (lambda place: (place / SECOND / "resources" / "x").touch(), [f"resources/x of run {SECOND} is not in its manifest"]),
    "missing run": (
        lambda place: shutil.rmtree(place / FIRST),
        [f"run {SECOND} follows run {FIRST}, which is gone though it was never pruned"],
    ),
    "missing manifest": (
        lambda place: (place / SECOND / "manifest.json").unlink(),
        [f"run {SECOND} has no manifest.json: it was never finished, or its manifest was removed"],
    ),
    "changed manifest": (
        lambda place: replace(place / FIRST / "manifest.json", '"0.1"', '"0.2"'),
        [f"the manifest of run {FIRST} was changed after run {SECOND} was written"],
    ),
    "manifest that is no JSON": (
        lambda place: (place / SECOND / "manifest.json").write_text("{"),
        [f"the manifest of run {SECOND} can't be read"],
    ),
    "manifest of wrong types": (
        lambda place: replace(place / SECOND / "manifest.json", '"providers": [', '"providers": 1, "x": ['),
        [f"the manifest of run {SECOND} can't be read"],
    ),
    "newer format": (
        lambda place: replace(place / SECOND / "manifest.json", '"format": 1', '"format": 2'),
        [f"run {SECOND} was written by a newer version (format 2, this one reads 1)"],
    ),
    "renamed folder": (
        lambda place: (place / SECOND).rename(place / SECOND.replace("23T", "24T")),
        [f"run 2026-11-24T02-00-00Z calls itself {SECOND}: its folder was renamed"],
    ),
    "ledger that is no JSON": (lambda place: (place / "pruned.json").write_text("x"), ["pruned.json can't be read"]),
}


def test_a_store_that_nobody_touched_has_no_problems(place: Path):
    assert Store(str(place)).verify() == ()


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_said_in_a_sentence(place: Path, damage: str):
    harm, sentences = DAMAGE[damage]
    harm(place)
    problems = Store(str(place)).verify()
    assert len(problems) == len(sentences), problems
    for problem, sentence in zip(problems, sentences, strict=True):
        assert problem.startswith(sentence)


def test_of_some_runs_no_more_is_said_than_what_touches_them(place: Path):
    (place / FIRST / "acls.parquet").write_bytes(b"PAR1")
    replace(place / FIRST / "manifest.json", '"0.1"', '"0.2"')
    store = Store(str(place))
    assert len(store.verify(FIRST, FIRST)) == 2  # its table, and its manifest by the run after it
    assert store.verify(SECOND) == (f"the manifest of run {FIRST} was changed after run {SECOND} was written",)
    assert store.verify("2026-11-24") == ()
