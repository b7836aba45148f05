"""The sample company's kept runs, in the workspace of a job."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from providers.sandbox.sandbox import PROVIDERS
from tests.scenarios.command import Answer
from tests.scenarios.conftest import demo as demo  # noqa: PLC0414 - the same fixture, for this room

from .forge import State, forge
from .jobs import Runner

COMPANY = {"policy": "policy", "store": "runs", "provider": " ".join(PROVIDERS), "as_of": "2026-10-16"}


@pytest.fixture
def server() -> Iterator[State]:
    with forge() as state:
        yield state


@pytest.fixture
def job(demo: tuple[Path, Answer], server: State, tmp_path: Path) -> Runner:
    """A job on GitHub in the company's repository, about pull request 5."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"repository": {"private": True}, "pull_request": {"number": 5}}))
    told = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_REPOSITORY": "shop/policy",
        "GITHUB_API_URL": server.url,
        "GITHUB_EVENT_PATH": str(event),
    }
    runner = Runner(tmp_path, told)
    shutil.copytree(demo[0] / "policy", runner.workspace / "policy")
    (runner.workspace / "runs").symlink_to(demo[0] / "runs")
    return runner


@pytest.fixture
def change(job: Runner) -> Callable[[str, str], None]:
    """Changes the policy of the workspace."""

    def replace(said: str, says: str) -> None:
        path = job.workspace / "policy" / "policy.yaml"
        text = path.read_text("utf-8")
        assert text.count(said) == 1, said
        path.write_text(text.replace(said, says), "utf-8")

    return replace
