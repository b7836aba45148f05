from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from audit.model.facts import Resource
from audit.runs import tables
from audit.runs.sorting import in_groups, in_order
from audit.runs.spool import FLUSH, Spool

MANY = tuple(Resource(f"r{number:06}", "p", "file", "n" * (number % 50), labels=(("k", "v"),)) for number in range(3 * FLUSH))


def spooled(folder: Path, *given: Sequence[Resource]) -> list[Path]:
    files = []
    for number, resources in enumerate(given):
        spool = Spool(folder / str(number))
        spool.add(*resources)
        spool.flush()
        spool.close()
        files.append(spool.path)
    return files


def ordered(folder: Path, *given: Sequence[Resource], piece: int) -> list[Resource]:
    return list(tables.facts("resources", in_order(spooled(folder, *given), folder / "scratch", piece)))


@pytest.mark.parametrize("piece", [5_000, 100_000, 10**9])
def test_whatever_the_size_of_the_pieces_all_come_in_order_and_each_once(tmp_path: Path, piece: int):
    given = [*MANY, *MANY[::7]]
    Random(7).shuffle(given)
    halves = given[: len(given) // 2], given[len(given) // 2 :]
    assert ordered(tmp_path, *(half[start::3] for half in halves for start in range(3)), piece=piece) == list(MANY)


def test_no_more_than_about_a_piece_is_given_at_a_time(tmp_path: Path):
    given = list(MANY)
    Random(7).shuffle(given)
    parts = list(in_order(spooled(tmp_path, given[:FLUSH], given[FLUSH:]), tmp_path / "scratch", 100_000))
    assert len(parts) > 5
    assert max(part.nbytes for part in parts) < 300_000


def test_resources_of_one_id_are_ordered_by_every_column(tmp_path: Path):
    same = (
        Resource("r", "p", "file", "a", labels=(("a", "b"),)),
        Resource("r", "p", "file", "a", labels=(("a", "b"), ("c", "d")), size=2),
        Resource("r", "p", "file", "a", labels=(("a", "c"),), size=1),
        Resource("r", "p", "file", "a", labels=(("a", "c"),), size=10),
        Resource("r", "p", "file", "a", labels=(("a", "c"),)),  # what is not known comes last
        Resource("r", "p", "file", "b"),
    )
    others = Resource("q", "p", "file", "z"), Resource("s", "p", "file", "a")
    for seed in range(5):
        given = [*same, *others, *same]
        Random(seed).shuffle(given)
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert ordered(folder, given[:9], given[9:], piece=10**9) == [others[0], *same, others[1]]


def test_groups_have_as_many_rows_as_asked_in_one_piece(tmp_path: Path):
    parts = in_order(spooled(tmp_path, MANY), tmp_path / "scratch", 50_000)
    groups = list(in_groups(parts, 4_000))
    assert [group.num_rows for group in groups] == [4_000, 4_000, 4_000, 3_000]
    assert all(column.num_chunks == 1 for group in groups for column in group.columns)
    assert list(tables.facts("resources", (batch for group in groups for batch in group.to_batches()))) == list(MANY)
    assert list(in_groups((), 5)) == []
