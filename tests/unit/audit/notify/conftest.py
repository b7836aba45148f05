"""Two nights of the paper office, held once; tests give them the findings that they speak of."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.pipeline import Held, collect, hold, plan
from audit.runs.store import Store
from policies.load import load_text
from tests.unit.audit.cli.conftest import PAPER, POLICY


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Held, Held]]:
    folder = tmp_path_factory.mktemp("office")
    sys.path.insert(0, str(PAPER))
    policy = load_text({"policy.yaml": POLICY.format(state=folder / "state")})
    planned, store = plan(policy, installed=("paper",)), Store(str(folder / "runs"))
    found = []
    for day, state in ((1, "fine"), (2, "gap")):
        Path(folder / "state").write_text(state)
        run = collect(planned, store, datetime(2026, 11, day, 2, tzinfo=UTC), "1.0", lambda _: None)
        found.append(replace(hold(planned, run), findings=()))
    sys.path.remove(str(PAPER))
    return found[0], found[1]
