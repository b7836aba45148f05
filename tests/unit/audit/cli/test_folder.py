"""All of the files or none, and none that is there is touched."""

from pathlib import Path

import pytest

from audit.cli.folder import must_be_free, write_new
from audit.errors import UsageError


def test_files_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    write_new(tmp_path / "a" / "b", {"x.yaml": "é\n", "y.yaml": "1\n"})
    assert (tmp_path / "a" / "b" / "x.yaml").read_text("utf-8") == "é\n"


def test_a_file_that_is_there_stays_and_nothing_else_is_written(tmp_path: Path) -> None:
    (tmp_path / "y.yaml").write_text("mine")
    with pytest.raises(UsageError, match=r"y\.yaml can't be written: File exists") as raised:
        write_new(tmp_path, {"x.yaml": "1", "y.yaml": "2"})
    assert raised.value.remedy.startswith("nothing was written")
    assert [path.name for path in tmp_path.iterdir()] == ["y.yaml"]
    assert (tmp_path / "y.yaml").read_text() == "mine"


def test_what_can_not_be_encoded_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_new(tmp_path, {"x.yaml": "1", "y.yaml": "\ud800"})
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_can_be_no_folder_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="can't be written"):
        write_new(tmp_path / "file" / "in", {"x.yaml": "1"})


def test_a_folder_with_a_policy_is_not_free_and_any_other_is(tmp_path: Path) -> None:
    must_be_free(tmp_path / "none")
    (tmp_path / "README.md").write_text("")
    must_be_free(tmp_path)
    (tmp_path / "policy.yml").write_text("")
    with pytest.raises(UsageError, match=r"there is a policy in .* already: policy\.yml"):
        must_be_free(tmp_path)
