"""Roles: which permissions they hold.

IAM documentation, "Roles and permissions"; "Create and manage custom roles": a role that is disabled, or deleted, gives nothing though bindings name it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from providers.formula import FALSE, TRUE, Atom, Formula

BASIC = frozenset({"roles/owner", "roles/editor", "roles/viewer", "roles/reader", "roles/writer", "roles/admin"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role's permissions. `off` says why it gives none: it is disabled or deleted."""

    permissions: frozenset[str] = frozenset()
    off: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """Roles by name. One that is not there was not read."""

    known: Mapping[str, Role] = field(default_factory=dict)

    def holds(self, role: str, permission: str) -> Formula:
        """Whether a role gives a permission; of a role that was not read that is a gap."""
        found = self.known.get(role)
        if found is None:
            return Atom(f"{role} holds {permission}", f"{role} does not hold {permission}", gap=True)
        return TRUE if permission in found.permissions and not found.off else FALSE

    def permissions(self, role: str) -> frozenset[str] | None:
        """All that a role gives; None when it was not read."""
        found = self.known.get(role)
        return None if found is None else frozenset() if found.off else found.permissions


def read_role(said: Mapping[str, Any]) -> Role:
    """A role as `roles.get` gives it.

    Raises:
        ValueError: it is none.
    """
    permissions = said.get("includedPermissions", [])
    if not isinstance(permissions, list) or not all(isinstance(one, str) for one in permissions):
        raise ValueError("includedPermissions is a list of permissions, such as storage.objects.get")
    off = "deleted" if said.get("deleted") is True else "disabled" if said.get("stage") == "DISABLED" else ""
    return Role(frozenset(permissions), off)
