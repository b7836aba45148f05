"""A crawl of SharePoint that was killed goes on where it was, and ends with the same facts as one that was not."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audit.model.facts import Document, Fact
from audit.runs.run import Run
from audit.runs.store import Store
from providers.sandbox.company import changed_by, first_night, merged
from providers.sandbox.microsoft.server import AUDITOR, MicrosoftServer
from providers.sandbox.seed.entra import Auditor
from providers.sandbox.seed.microsoft import microsoft_of

POLICY = """
version: 1
house_rules: {{profile: starter}}
people: {{p19: {{email: p19@groenewinkel.example}}}}
categories: {{contact: }}
assets:
  applications: {{label: applications, owner: p19, where: [{{system: microsoft, kind: sharepoint-library, ref: "https://groenewinkel.sharepoint.example/sites/office/Werving"}}], categories: [contact]}}
providers:
  microsoft365: {{tenant: {tenant}, client_id: {client_id}, certificate_file: "{certificate_file}", endpoint_url: "{endpoint_url}", ca_file: "{ca_file}", workers: 1}}
"""
DELTA = "drives/{id}/root/delta"
LIBRARIES, READ_BEFORE = 8, 4


def library(number: int) -> dict[str, Any]:
    return {
        "open_to": {"user p19": "owner", "group hiring": "read"},
        "items": {"map": {"folder": True}, f"brief-{number}.pdf": {"in": "map"}},
    }


@pytest.fixture
def microsoft() -> Iterator[MicrosoftServer]:
    more = {"microsoft": {"sites": {"office": {"libraries": {f"Dossiers {number}": library(number) for number in range(LIBRARIES)}}}}}
    world = microsoft_of(merged(changed_by(first_night(), "mended"), more), Auditor(AUDITOR, frozenset()))
    with MicrosoftServer(world) as server:
        yield server
        assert server.problems == []


def collect(folder: Path, *words: str) -> subprocess.Popen[str]:
    asked = ["collect", "--policy", str(folder), "--store", str(folder / "runs"), *words]
    return subprocess.Popen([sys.executable, "-c", "from audit.cli.main import main; main()", *asked], stderr=subprocess.PIPE, text=True)


def facts(run: Run) -> set[Fact]:
    """Everything but the delta links, which are of the moment."""
    held: set[Fact] = {
        fact for table in ("principals", "memberships", "resources", "acls", "gaps", "coverage") for fact in getattr(run, table)()
    }
    return held | {fact for fact in run.documents() if isinstance(fact, Document) and not fact.kind.endswith("cursor")}


def test_a_killed_crawl_goes_on_where_it_was(microsoft: MicrosoftServer, tmp_path: Path):
    (tmp_path / "policy.yaml").write_text(POLICY.format(**microsoft.settings(tmp_path)))
    microsoft.fail("graph", DELTA, kind="slow", seconds=60, after=READ_BEFORE, times=0)
    killed = collect(tmp_path)
    while len(microsoft.calls("graph", DELTA)) <= READ_BEFORE and killed.poll() is None:
        time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    microsoft.heal()
    assert Store(os.fspath(tmp_path / "runs")).runs() == ()

    before = len(microsoft.calls("graph", DELTA))
    going_on = collect(tmp_path)
    _, said = going_on.communicate()
    assert going_on.returncode == 0, said
    assert "going on where" in said
    assert 0 < len(microsoft.calls("graph", DELTA)) - before < LIBRARIES

    time.sleep(1.1)  # runs are named by the second
    anew = collect(tmp_path, "--full", "--afresh")
    anew.communicate()
    store = Store(os.fspath(tmp_path / "runs"))
    first, second = (store.open(name) for name in store.runs())
    assert facts(first) == facts(second)
