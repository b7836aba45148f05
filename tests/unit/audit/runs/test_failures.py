import errno
from pathlib import Path

import pytest

from audit.errors import RunError
from audit.runs.failures import saying


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "free space"), (errno.EACCES, "right to read and write"), (errno.EROFS, "read-only"), (errno.EIO, "look at the store")],
)
def test_a_failing_disk_is_said_with_its_remedy(number: int, remedy: str):
    with pytest.raises(RunError, match="run x can't be written: ") as error, saying("run x can't be written"):
        raise OSError(number, "no")
    assert remedy in error.value.remedy


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_ends_a_run_with_a_run_error():
    with pytest.raises(RunError, match="No space left") as error, saying("run x can't be written"), Path("/dev/full").open("wb", 0) as full:
        full.write(b"x")
    assert "free space" in error.value.remedy
