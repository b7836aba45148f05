"""A crawl that was killed goes on where it was, and ends with the same facts as one that was not."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.model.facts import Document, Fact
from audit.runs.run import Run
from audit.runs.store import Store
from providers.google_workspace.operations import OPERATIONS
from providers.sandbox.company import changed_by, first_night
from providers.sandbox.google.server import GoogleServer
from providers.sandbox.seed.google import world_of

POLICY = """
version: 1
house_rules: {{profile: starter}}
people: {{p14: {{email: p14@groenewinkel.example}}}}
categories: {{contact: }}
assets:
  contests: {{label: contests, owner: p14, where: [{{system: google, kind: folder, ref: "drive:1ExampleContests"}}], categories: [contact]}}
providers:
  google_workspace: {{subject: toegang@groenewinkel.example, key_file: "{key}", endpoint_url: "{url}", workers: 1}}
"""
READ_BEFORE = 9  # My Drives that are done when the collection is killed


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    with GoogleServer(world_of(changed_by(first_night(), "mended"))) as server:
        yield server
        assert server.problems == []


def collect(folder: Path, *words: str) -> subprocess.Popen[str]:
    asked = ["collect", "--policy", str(folder), "--store", str(folder / "runs"), *words]
    return subprocess.Popen([sys.executable, "-c", "from audit.cli.main import main; main()", *asked], stderr=subprocess.PIPE, text=True)


def facts(run: Run) -> set[Fact]:
    """Everything but the change tokens, which are of the moment."""
    cursors = {fact.id for fact in run.documents() if fact.kind == "drive-cursor"}
    everything: tuple[Iterator[Fact], ...] = (
        run.principals(), run.memberships(), run.resources(), run.acls(), run.documents(), run.attachments(), run.gaps(), run.coverage(),
    )  # fmt: skip
    held = {fact for table in everything for fact in table}
    return {fact for fact in held if (fact.id if isinstance(fact, Document) else getattr(fact, "document", "")) not in cursors}


def test_a_killed_crawl_goes_on_where_it_was(google: GoogleServer, tmp_path: Path):
    key = google.write_key(tmp_path / "key.json", delegated={each.permission for each in OPERATIONS})
    (tmp_path / "policy.yaml").write_text(POLICY.format(key=key, url=google.url))
    google.fail("drive.v3", "files.list", kind="slow", seconds=60, after=READ_BEFORE)
    killed = collect(tmp_path)
    while len(google.calls("drive.v3", "changes.getStartPageToken")) <= READ_BEFORE and killed.poll() is None:
        time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    google.heal()
    assert Store(os.fspath(tmp_path / "runs")).runs() == ()

    before = len(google.log)
    going_on = collect(tmp_path)
    _, said = going_on.communicate()
    assert going_on.returncode == 0, said
    assert "going on where" in said
    asked = [each.subject for each in google.log[before:] if (each.api, each.method) == ("drive.v3", "files.list")]
    assert 0 < len(asked) <= len(google.world.users) - READ_BEFORE + 5  # shared drives are listed besides

    time.sleep(1.1)  # runs are named by the second
    anew = collect(tmp_path, "--full", "--afresh")
    anew.communicate()
    store = Store(os.fspath(tmp_path / "runs"))
    first, second = (store.open(name) for name in store.runs())
    assert facts(first) == facts(second)
