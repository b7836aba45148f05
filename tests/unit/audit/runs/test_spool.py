from pathlib import Path

import pyarrow.parquet as pq

from audit.model.facts import Acl, Gap, Grant, Resource
from audit.runs import spool
from audit.runs.spool import Spool
from policies.levels import Level

ACL = Acl("a", (Grant("p", Level.READ),))
GAP = Gap("p", "drive", "google://", "files.list", "denied")


def test_resources_go_to_a_file_as_they_come(tmp_path: Path):
    held = Spool(tmp_path)
    held.add(*(Resource(str(number), "p", "file", "n") for number in range(spool.FLUSH)), ACL)
    held.add(Resource("last", "p", "file", "n"))
    held.close()
    with pq.ParquetFile(tmp_path / "resources.parquet") as file:
        assert (file.metadata.num_rows, file.num_row_groups) == (spool.FLUSH + 1, 2)
        assert [size > 0 for size in spool.sizes(file)] == [True, True]
    assert held.small.all() == (ACL,)


def test_the_other_tables_come_back(tmp_path: Path):
    held = Spool(tmp_path)
    held.add(ACL, GAP, Resource("r", "p", "file", "n"))
    held.close()
    held.write_small()
    assert {file.name for file in tmp_path.iterdir()} == {"small.json", "resources.parquet"}
    assert list(spool.small(tmp_path)) == [ACL, GAP]


def test_an_empty_spool_leaves_no_file(tmp_path: Path):
    held = Spool(tmp_path)
    held.close()
    held.write_small()
    held.drop()
    assert list(tmp_path.iterdir()) == []
