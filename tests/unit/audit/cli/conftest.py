"""A policy folder and a store for the paper office, whose plugin is put where the real discovery finds it."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.cli.main import run
from audit.pipeline import collect, plan
from audit.runs.store import Store
from policies.load import load

PAPER = Path(__file__).parent / "paper"

POLICY = """
version: 1
house_rules: {{profile: starter}}
organisation: {{id: shop, name: The Shop, domains: [shop.example]}}
providers: {{paper: {{state: "{state}"}}}}
people:
  p01: {{email: p01@shop.example, roles: [owner]}}
  p02: {{email: p02@shop.example, roles: [finance]}}
roles: {{owner: {{purposes: []}}, finance: {{purposes: []}}}}
categories: {{invoice: {{label: invoices}}}}
assets:
  invoices:
    label: invoices of customers
    owner: p01
    where: {{system: paper, kind: cabinet, ref: "paper://cabinet/invoices"}}
    categories: [invoice]
allow:
  - {{id: A1, who: role:finance, may: change, which: invoices}}
tests:
  - {{name: finance works on invoices, who: role:finance, expect: {{invoices: change}}}}
"""


@dataclass(frozen=True, slots=True)
class Office:
    """A folder with a policy, a store, and a file that says in which state the office is."""

    folder: Path

    @property
    def policy(self) -> Path:
        return self.folder / "policy"

    @property
    def store(self) -> Path:
        return self.folder / "runs"

    def write(self, text: str = POLICY) -> None:
        self.policy.mkdir(exist_ok=True)
        (self.policy / "policy.yaml").write_text(text.format(state=self.folder / "state"), "utf-8")

    def night(self, day: int, state: str) -> str:
        """Takes a run at two o'clock of a day in November 2026."""
        (self.folder / "state").write_text(state, "utf-8")
        at = datetime(2026, 11, day, 2, tzinfo=UTC)
        return collect(plan(load(self.policy)), Store(str(self.store)), at, "1.0", lambda _: None).id

    def toegang(self, *words: str) -> int:
        return run([*words, "--policy", str(self.policy), "--store", str(self.store)])

    def state(self, name: str) -> None:
        (self.folder / "state").write_text(name, "utf-8")


@pytest.fixture(autouse=True)
def _paper_plugin() -> Iterator[None]:
    sys.path.insert(0, str(PAPER))
    yield
    sys.path.remove(str(PAPER))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.write()
    made.state("fine")
    return made


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[[], tuple[str, str]]:
    """Gives what was printed since: standard output, standard error."""

    def read() -> tuple[str, str]:
        captured = capsys.readouterr()
        return captured.out, captured.err

    return read
