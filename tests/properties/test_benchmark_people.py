"""The organisation that leavers are measured on: everybody who has left is told, with all that they own, by its number."""

from pathlib import Path

from audit.errors import Exit
from audit.model.residual import ResidualKind
from tests.benchmarks.bench_people import Size, opened, told, written

SIZE = Size(files=600, acls=60, people=40)


def test_each_leaver_has_what_the_made_up_acls_say(tmp_path: Path):
    written(SIZE, str(tmp_path))
    found = told(opened(SIZE, str(tmp_path)))
    assert [(each.person, each.exit) for each in found] == [("p00000", Exit.VIOLATIONS), ("p00020", Exit.VIOLATIONS)]
    owned = {each.left.words: each.left.count for each in found[0].left if each.left.kind is ResidualKind.OWNED}
    assert set(owned.values()) == {20, 2}  # the files of two acls, and their folders
    assert sum(each.left.kind is ResidualKind.GROUP for each in found[0].left) == 1


def test_ten_times_the_files_are_no_more_to_read(tmp_path: Path):
    lengths = []
    for files in (600, 6000):
        store = str(tmp_path / str(files))
        written(Size(files=files, acls=60, people=40), store)
        lengths.append([len(each.left) for each in told(opened(Size(files=files, acls=60, people=40), store))])
    assert lengths[0] == lengths[1]
