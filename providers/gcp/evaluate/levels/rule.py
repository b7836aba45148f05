"""The words that the tables are written in: a rule, what it is asked on, and why a permission is set aside.

`find` sees that it exists, names and metadata; `read` the content; `change` writes or deletes content, at once or by a setting that has it
deleted later; `share` lets others in to the content; `manage` edits who may, and settings by which one could have the content.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policies.levels import Level

F, R, C, S, M = Level.FIND, Level.READ, Level.CHANGE, Level.SHARE, Level.MANAGE
SQL = (
    "the database lets its user in and gives him its tables"  # SQL grants are the database's own business: a second plane of authorisation
)

# Why a permission gives no level.
TAGS = "tags only"
SETTINGS_SHOWN = "shows settings, no content"
RIGHTS_SHOWN = "shows who may, no content"
SETTINGS = "edits settings that let nobody in"
PROTECTION = "guards what is there, or no longer does; lets nobody in and writes nothing"
RUNNING = "starts, stops, moves or resizes it; the content stays as it is"
NEW = "makes a new one; what is there stays as it is"
BY_GOOGLE = "asked by Google's own services alone; who sets them up is asked about"


def without(permission: str) -> str:
    """Why a permission gives nothing of its own."""
    return f"gives nothing without {permission}"


class On(StrEnum):
    """What a permission is asked on."""

    RESOURCE = "resource"  # the resource itself
    OBJECTS = "objects"  # those of a bucket, in the location
    TABLES = "tables"  # those of a dataset, in the location
    VERSIONS = "versions"  # those of a secret


@dataclass(frozen=True, slots=True)
class Rule:
    """A permission that gives levels. `beyond` is what IAM does not decide."""

    levels: Level
    permission: str
    on: On = On.RESOURCE
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of one kind of resource: every permission on it is in a rule or set aside with a reason."""

    rules: tuple[Rule, ...]
    aside: Mapping[str, str]


def rules(levels: Level, permissions: str, on: On = On.RESOURCE, beyond: str = "") -> tuple[Rule, ...]:
    """A rule for each of some permissions, which are parted by spaces."""
    return tuple(Rule(levels, permission, on, beyond) for permission in permissions.split())


def aside(reason: str, permissions: str) -> dict[str, str]:
    """Permissions that give no level, parted by spaces, with the reason."""
    return dict.fromkeys(permissions.split(), reason)
