"""The policy that another is held against: a folder, a revision, or the one of the run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from audit.cli.base_policy import base_policy
from audit.errors import UsageError
from audit.runs.run import Run
from audit.runs.store import Store
from tests.unit.audit.cli.conftest import POLICY, Office

WIDER = POLICY.replace("may: change", "may: share")


@pytest.fixture
def run(office: Office) -> Run:
    office.night(20, "fine")
    return Store(str(office.store)).open("latest")


def git(folder: Path, *words: str) -> None:
    who = {f"GIT_{role}_{what}": "a@shop.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(
        ["git", "-C", str(folder), *words], check=True, capture_output=True, env={**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull}
    )


@pytest.fixture
def repository(office: Office) -> Office:
    """The policy folder in a repository, at the tag `before` and with a change that is not committed."""
    (office.policy / "later").mkdir()
    (office.policy / "later" / "policy.yaml").write_text("not: [of, the, policy")
    (office.policy / "link.yaml").symlink_to("/etc/hostname")
    git(office.folder, "init", "--quiet")
    git(office.folder, "add", "policy")
    git(office.folder, "commit", "--quiet", "--message", "first")
    git(office.folder, "tag", "before")
    (office.policy / "link.yaml").unlink()
    office.write(WIDER)
    return office


def may(policy) -> str:
    return policy.allow[0].may.name


def test_the_policy_that_the_run_was_kept_with(office: Office, run: Run):
    office.write(WIDER)
    called, policy = base_policy(office.policy, "", run)
    assert (called, may(policy)) == (f"run {run.id}", "CHANGE")


def test_a_folder(office: Office, run: Run):
    other = office.folder / "other"
    shutil.copytree(office.policy, other)
    office.write(WIDER)
    assert may(base_policy(office.policy, str(other), run)[1]) == "CHANGE"


@pytest.mark.parametrize("revision", ["before", "HEAD", "main~0"])
def test_a_revision_of_the_same_folder(revision: str, repository: Office, run: Run):
    git(repository.folder, "branch", "--move", "main")
    called, policy = base_policy(repository.policy, revision, run)
    assert (called, may(policy)) == (revision, "CHANGE")


def test_a_hook_of_another_repository_does_not_lead_astray(repository: Office, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert may(base_policy(repository.policy, "HEAD", run)[1]) == "CHANGE"


@pytest.mark.parametrize("revision", ["no-such-branch", "--upload-pack=touch /tmp/x", "HEAD:policy", "HEAD; ls", "-h"])
def test_no_such_revision(revision: str, repository: Office, run: Run):
    with pytest.raises(UsageError, match="git finds no such revision") as told:
        base_policy(repository.policy, revision, run)
    assert "fetch it first" in told.value.remedy


def test_a_revision_without_the_folder(repository: Office, run: Run):
    shutil.copytree(repository.policy, repository.folder / "new")
    with pytest.raises(UsageError, match="is not in revision HEAD"):
        base_policy(repository.folder / "new", "HEAD", run)


def test_no_repository_at_all(office: Office, run: Run):
    with pytest.raises(UsageError, match="main is no folder here"):
        base_policy(office.policy, "main", run)


def test_a_base_that_is_no_valid_policy_is_named(office: Office, run: Run):
    other = office.folder / "other"
    other.mkdir()
    (other / "policy.yaml").write_text("version: 1\nalow: []\n")
    with pytest.raises(UsageError, match=r"the base .*other is no valid policy: policy.yaml:2"):
        base_policy(office.policy, str(other), run)
