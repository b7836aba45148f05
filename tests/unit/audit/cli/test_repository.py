"""Where a folder lies in its repository."""

from contextlib import chdir
from pathlib import Path

from audit.cli.repository import in_repository


def test_from_the_root_of_the_git_repository_wherever_one_stands(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "infra" / "privacy").mkdir(parents=True)
    with chdir(tmp_path / "infra"):
        assert in_repository(Path("privacy")) == "infra/privacy"
        assert in_repository(Path()) == "infra"
    with chdir(tmp_path):
        assert in_repository(tmp_path) == "."


def test_without_git_from_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "privacy").mkdir()
    with chdir(tmp_path):
        assert in_repository(Path("privacy")) == "privacy"


def test_elsewhere_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "privacy").mkdir()
    with chdir(tmp_path / "here"):
        assert in_repository(tmp_path / "privacy") == "privacy"
