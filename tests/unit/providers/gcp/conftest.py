"""The sandbox's Google over a socket, and what the adapter makes of it. Google's own client talks to it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from audit.model.facts import Coverage, Gap
from audit.ports import Scope
from audit.runs.memory import MemoryFacts, MemorySink
from providers.gcp.collecting import collect
from providers.sandbox.google.server import GoogleServer
from providers.sandbox.google.world import World
from tests.unit.providers.gcp.worlds import organization

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


@dataclass
class Gcp:
    """A world, its server, and a collection of it."""

    world: World
    server: GoogleServer
    folder: Path
    said: list[str] = field(default_factory=list)
    broken: bool = False  # whether the world breaks the documented form on purpose

    def collect(self, **more: object) -> MemoryFacts:
        key = self.folder / "key.json"
        if not key.exists():
            self.server.write_key(key)
        settings = {"key_file": str(key), "endpoint_url": self.server.url, "max_attempts": 1} | more
        sink = MemorySink()
        self.world.touch()
        collect(Scope(json.dumps(settings), AT, progress=self.said.append), sink)
        assert self.broken or not self.server.problems
        return sink.facts()

    def calls(self, api: str, method: str) -> list[Any]:
        return list(self.server.calls(api, method))


@pytest.fixture
def gcp(tmp_path: Path) -> Iterator[Gcp]:
    world = organization()
    with GoogleServer(world) as server:
        yield Gcp(world, server, tmp_path)


def documents(facts: MemoryFacts, holder: str, kind: str = "") -> list[Any]:
    """The bodies of the documents on a holder."""
    bodies = {document.id: json.loads(document.body) for document in facts.documents()}
    return [bodies[each.document] for each in facts.attachments() if each.holder == holder and kind in ("", each.kind)]


def resource(facts: MemoryFacts, uri: str) -> Any:
    (found,) = [each for each in facts.resources() if each.id == uri]
    return found


def gaps(facts: MemoryFacts, surface: str = "") -> list[Gap]:
    return [gap for gap in facts.gaps() if surface in ("", gap.surface)]


def coverage(facts: MemoryFacts, surface: str) -> dict[str, str]:
    """Scope to status."""
    rows: list[Coverage] = [row for row in facts.coverage() if row.surface == surface]
    assert len({row.scope for row in rows}) == len(rows)
    return {row.scope: str(row.status) for row in rows}
