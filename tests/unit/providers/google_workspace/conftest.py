"""A small company on the sandbox, and what the adapter makes of it. Google's own client talks to it over a socket."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.model.facts import CoverageStatus, Principal
from audit.ports import Facts, Scope
from audit.runs.memory import MemorySink
from providers.google_workspace.collecting import collect
from providers.sandbox.google.server import AUDITOR, GoogleServer
from providers.sandbox.google.world import World

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
ADMIN = "p03@shop.example"
READERS = "9"  # the role of the audit's own service account


@dataclass
class Company:
    """The sandbox with what was read of it."""

    server: GoogleServer
    key: Path
    said: list[str] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.server.world

    def collect(self, **settings: object) -> Facts:
        told = {"key_file": str(self.key), "endpoint_url": self.server.url, "subject": ADMIN, "max_attempts": 1, "workers": 2} | settings
        sink = MemorySink()
        collect(Scope(json.dumps(told), AT, progress=self.said.append), sink)
        assert not self.server.problems
        return sink.facts()


def small_world() -> World:
    world = World(customer={"id": "C01abc", "customerDomain": "shop.example"}, now="2026-11-23T02:00:00Z")
    world.domains = [{"domainName": "shop.example", "isPrimary": True, "verified": True}]
    for number, name in enumerate(("p01", "p02", "p03"), start=101):
        address = f"{name}@shop.example"
        world.users[address] = {
            "id": str(number),
            "primaryEmail": address,
            "name": {"fullName": name},
            "customerId": "C01abc",
            "orgUnitPath": "/",
            "isEnrolledIn2Sv": True,
            "lastLoginTime": "2026-11-20T08:00:00.000Z",
        }
        world.roots[address] = f"root-{name}"
    world.users[ADMIN]["isAdmin"] = True
    world.resources["//iam.googleapis.com/projects/sample-audit/serviceAccounts/" + AUDITOR] = {"email": AUDITOR, "uniqueId": "9000"}
    reads = [{"serviceId": "00haapch16h1ysv", "privilegeName": "GROUPS_RETRIEVE"}]
    world.roles = [
        {"roleId": "1", "roleName": "_SEED_ADMIN_ROLE", "isSuperAdminRole": True, "isSystemRole": True},
        {"roleId": READERS, "roleName": "_GROUPS_READER_ROLE", "isSystemRole": True, "rolePrivileges": reads},
    ]
    world.role_assignments = [
        {"roleAssignmentId": "1", "roleId": "1", "assignedTo": "103", "assigneeType": "user", "scopeType": "CUSTOMER"},
        {"roleAssignmentId": "2", "roleId": READERS, "assignedTo": "9000", "scopeType": "CUSTOMER"},
    ]
    return world


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    with GoogleServer(small_world()) as server:
        yield Company(server, server.write_key(tmp_path / "key.json"))


def principal(facts: Facts, name: str) -> Principal:
    (found,) = [one for one in facts.principals() if one.id == name]
    return found


def covered(facts: Facts) -> dict[str, CoverageStatus]:
    """How much of each surface was read."""
    return {row.surface: row.status for row in facts.coverage() if row.scope == "google://"}
