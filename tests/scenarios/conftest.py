"""The demo, taken once for all tests of all workers."""

import json
import os
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.scenarios.command import Answer, answer

_WAIT = 600  # seconds that another worker may take for it


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[Path, Answer]:
    """The folder that the demo kept, and what it said."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "demo"
    said = shared / "said.json"
    try:
        shared.mkdir()
    except FileExistsError:
        for _ in range(_WAIT * 10):
            if said.exists():
                break
            time.sleep(0.1)
    else:
        os.environ["AWS_PROFILE"] = "of-the-user"  # nothing of the user's AWS is looked at
        try:
            told = answer(["demo", "--keep", str(shared / "kept")])
        finally:
            del os.environ["AWS_PROFILE"]
        (shared / "saying.json").write_text(json.dumps(asdict(told)))
        (shared / "saying.json").rename(said)
    return shared / "kept", Answer(**json.loads(said.read_text()))
