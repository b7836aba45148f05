"""Deny assignments: they come before every role.

"Understand Azure deny assignments": they hold for what lies below unless they say otherwise, and spare whom they exclude; a principal of zeros is everyone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.azure.evaluate.entry import Entry
from providers.azure.evaluate.roles import PermissionSet, read_permissions

EVERYONE = "00000000-0000-0000-0000-000000000000"
Named = tuple[str, str]  # a type, empty where it is not said, and an object id in lower case


@dataclass(frozen=True, slots=True)
class DenyAssignment:
    """Whom it keeps from what. `unclear` when some of it is not understood: it may deny more than is known, or spare more."""

    name: str
    scope: str = ""
    permissions: tuple[PermissionSet, ...] = ()
    principals: tuple[Named, ...] = ()
    exclude_principals: tuple[Named, ...] = ()
    only_here: bool = False
    condition: str = ""
    unclear: bool = False


def read_deny(body: Mapping[str, Any]) -> DenyAssignment:
    """A deny assignment as ARM, `az` or PowerShell gives it.

    Raises:
        ValueError: it is none; what is wrong is said.
    """
    entry = Entry(body)
    sets, unclear = read_permissions(entry)
    principals, some = _named(entry.listed("principals"))
    excluded, others = _named(entry.listed("excludePrincipals"))
    name = entry.text("denyAssignmentName") or entry.text("name") or "deny assignment"
    scope = entry.text("scope") or scope_of(entry.text("id"))
    here, condition = entry.flag("doNotApplyToChildScopes"), entry.text("condition")
    return DenyAssignment(name, scope, sets, principals, excluded, here, condition, unclear or some or others)


def scope_of(name: str) -> str:
    """The scope of an assignment by its own ARM id; empty where that is none."""
    before, marked, _ = name.lower().rpartition("/providers/microsoft.authorization/")
    return name[: len(before)] or "/" if marked else ""


def _named(listed: list[Any]) -> tuple[tuple[Named, ...], bool]:
    """Principals, and whether some are not understood."""
    found: list[Named] = []
    for one in listed:
        entry = Entry(one if isinstance(one, dict) else {"id": one})
        told, kind = entry.get("id", "objectId"), entry.get("type", "objectType")
        if isinstance(told, str) and told:
            found.append((kind if isinstance(kind, str) else "", told.lower()))
    return tuple(found), len(found) < len(listed)
