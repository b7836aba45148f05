"""The sandbox's Azure Resource Manager over TLS, and what the adapter makes of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from audit.model.facts import Gap
from audit.ports import Scope
from audit.runs.memory import MemoryFacts, MemorySink
from providers.azure.collecting import collect
from providers.azure.kinds import MACHINES
from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.microsoft.world import World
from tests.unit.providers.azure.worlds import shop

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


@dataclass
class Azure:
    """A world, its server, and a collection of it."""

    world: World
    server: MicrosoftServer
    folder: Path
    said: list[str] = field(default_factory=list)

    def settings(self, **more: object) -> str:
        return json.dumps(self.server.settings(self.folder) | {"max_attempts": 1} | more)

    def collect(self, **more: object) -> MemoryFacts:
        sink = MemorySink()
        self.world.touch()
        collect(Scope(self.settings(**more), AT, progress=self.said.append), sink)
        return sink.facts()


@pytest.fixture
def azure(tmp_path: Path) -> Iterator[Azure]:
    world = shop()
    with MicrosoftServer(world) as server:
        yield Azure(world, server, tmp_path)


def gaps(facts: MemoryFacts, surface: str = "") -> list[Gap]:
    """What was not read; that machines' identities are in the dark by it, too, is left out."""
    return [gap for gap in facts.gaps() if surface in ("", gap.surface) and gap.scope != MACHINES]


def coverage(facts: MemoryFacts, surface: str) -> dict[str, str]:
    """Scope to status."""
    rows = [row for row in facts.coverage() if row.surface == surface]
    assert len({row.scope for row in rows}) == len(rows)
    return {row.scope: str(row.status) for row in rows}


def resource(facts: MemoryFacts, uri: str) -> Any:
    (found,) = [each for each in facts.resources() if each.id == uri]
    return found


def documents(facts: MemoryFacts, kind: str) -> dict[tuple[str, str], Any]:
    """The bodies of a kind of document by holder and name."""
    bodies = {document.id: json.loads(document.body) for document in facts.documents()}
    rows = [each for each in facts.attachments() if each.kind == kind]
    assert len({(each.holder, each.name) for each in rows}) == len(rows)
    return {(each.holder, each.name): bodies[each.document] for each in rows}
