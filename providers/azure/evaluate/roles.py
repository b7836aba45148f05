"""Roles: what they permit, each set of permissions by itself.

"Understand Azure role definitions": actions less notActions, data actions less notDataActions. What one set takes away another may give.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.azure.evaluate.actions import matches
from providers.azure.evaluate.entry import Entry

_PATTERNS = ("actions", "notActions", "dataActions", "notDataActions")


@dataclass(frozen=True, slots=True)
class PermissionSet:
    """One set of permissions, under its own condition if it has one."""

    actions: tuple[str, ...] = ()
    not_actions: tuple[str, ...] = ()
    data_actions: tuple[str, ...] = ()
    not_data_actions: tuple[str, ...] = ()
    condition: str = ""

    def gives(self, action: str, *, data: bool) -> bool:
        """Whether this set alone names an action: of the control plane, or of the data plane."""
        given, taken = (self.data_actions, self.not_data_actions) if data else (self.actions, self.not_actions)
        return any(matches(one, action) for one in given) and not any(matches(one, action) for one in taken)


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """A role. `unclear` when some of its sets are not understood: it may permit more than is known."""

    name: str
    id: str
    permissions: tuple[PermissionSet, ...] = ()
    unclear: bool = False


def read_role(body: Mapping[str, Any]) -> RoleDefinition:
    """A role as ARM, `az` or PowerShell gives it.

    Raises:
        ValueError: it is none; what is wrong is said.
    """
    entry = Entry(body)
    sets, unclear = read_permissions(entry)
    named = entry.text("roleName") or entry.text("name")
    told = (entry.text("id"), entry.text("name"))
    return RoleDefinition(named, next((one.rpartition("/")[2].lower() for one in told if one), ""), sets, unclear)


def read_permissions(entry: Entry) -> tuple[tuple[PermissionSet, ...], bool]:
    """The sets of permissions that an entry holds, and whether some were not understood.

    Raises:
        ValueError: it has no place for any.
    """
    told = entry.get("permissions")
    if told is None and any(entry.get(name) is not None for name in _PATTERNS):
        return (_read_set(entry),), False  # PowerShell's form: the one set lies in the role itself
    told = [told] if told and isinstance(told, dict) else told
    if not isinstance(told, list):
        raise ValueError("permissions: expected a list of {actions, notActions, dataActions, notDataActions}")  # noqa: TRY004 - the entry is wrong
    sets: list[PermissionSet] = []
    unclear = False
    for one in told:
        try:
            sets.append(read_set(one))
        except ValueError:
            unclear = True
    return tuple(sets), unclear


def read_set(said: object) -> PermissionSet:
    """One set of permissions.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(said, dict):
        raise ValueError("expected {actions, notActions, dataActions, notDataActions}")  # noqa: TRY004 - the entry is wrong
    return _read_set(Entry(said))


def _read_set(entry: Entry) -> PermissionSet:
    given, taken, data, no_data = map(entry.texts, _PATTERNS)
    return PermissionSet(given, taken, data, no_data, entry.text("condition"))
