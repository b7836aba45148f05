from pathlib import Path

from audit.model.facts import Acl, Gap, Grant, Resource
from audit.runs import spool
from audit.runs.spool import Spool
from policies.levels import Level

ACL = Acl("a", (Grant("p", Level.READ),))
GAP = Gap("p", "drive", "google://", "files.list", "denied")
LAST = Resource("last", "p", "file", "n")


def test_resources_go_to_a_file_as_they_come(tmp_path: Path):
    held = Spool(tmp_path / "held")
    held.add(*(Resource(str(number), "p", "file", "n") for number in range(spool.FLUSH)), ACL)
    held.add(LAST)
    assert held.held() == (ACL, LAST)
    held.flush()
    held.close()
    assert [batch.num_rows for batch in spool.batches(held.path)] == [spool.FLUSH, 1]
    assert held.held() == (ACL,)


def test_few_resources_are_in_no_file(tmp_path: Path):
    held = Spool(tmp_path / "held")
    held.add(LAST, GAP)
    held.close()
    held.drop()
    assert held.held() == (GAP, LAST)
    assert list(tmp_path.iterdir()) == []
