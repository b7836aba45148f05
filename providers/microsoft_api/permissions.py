"""Which application permissions the enabled surfaces need, and what the token's own say to that: what is missing, and what is too much.

Least permissions stand with the operations. That a wider one does for a narrower one is held only where the tables of the calls' own pages list it
("Higher privileged permissions") for every call that is made with the narrower one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.ports import Operation

_DIRECTORY = ("Directory.Read.All", "Directory.ReadWrite.All")
WIDER: Mapping[str, tuple[str, ...]] = {
    "User.Read.All": _DIRECTORY,
    "GroupMember.Read.All": ("Group.Read.All", "Group.ReadWrite.All", *_DIRECTORY),
    "AdministrativeUnit.Read.All": ("AdministrativeUnit.ReadWrite.All", *_DIRECTORY),
    "Application.Read.All": ("Application.ReadWrite.All",),
    "Directory.Read.All": ("Directory.ReadWrite.All",),
    "RoleManagement.Read.Directory": ("RoleManagement.ReadWrite.Directory",),
    "PrivilegedEligibilitySchedule.Read.AzureADGroup": ("PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup",),
    "PrivilegedAssignmentSchedule.Read.AzureADGroup": ("PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup",),
    "Sites.Read.All": ("Sites.ReadWrite.All",),
    "Files.Read.All": ("Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All"),
    "Team.ReadBasic.All": ("TeamSettings.Read.All", "TeamSettings.ReadWrite.All"),
    "Channel.ReadBasic.All": (
        *("ChannelSettings.Read.All", "ChannelSettings.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All"),
        *_DIRECTORY,
    ),
    "ChannelMember.Read.All": ("ChannelMember.ReadWrite.All",),
}
EXACT = frozenset({"guest-sponsors"})  # surfaces that no wider permission opens


@dataclass(frozen=True, slots=True)
class Held:
    """A token's permissions beside those that are needed, by name. `missing` says which surfaces each is for."""

    missing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    excess: tuple[str, ...] = ()


def needed(operations: Iterable[Operation], service: str = "graph") -> dict[str, tuple[str, ...]]:
    """Each permission that calls of a service need, with the surfaces that need it, sorted."""
    found: dict[str, set[str]] = {}
    for operation in operations:
        if operation.service == service and operation.permission:
            found.setdefault(operation.permission, set()).add(operation.surface)
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def held(operations: Iterable[Operation], roles: Iterable[str], service: str = "graph") -> Held:
    """What a token lacks for these calls, and what it has beyond them.

    A wider permission in place of a narrower one is none too much while it only reads; beside the narrower one it is.
    """
    wanted, own = needed(operations, service), frozenset(roles)
    lacking = {name: surfaces for name, surfaces in wanted.items() if name not in own}
    instead = {name: own.intersection(WIDER.get(name, ())) for name in lacking}
    closed = {name: tuple(one for one in surfaces if one in EXACT or not instead[name]) for name, surfaces in lacking.items()}
    missing = tuple((name, surfaces) for name, surfaces in closed.items() if surfaces)
    used = {role for roles in instead.values() for role in roles if "Write" not in role}
    return Held(missing, tuple(sorted(own - wanted.keys() - used)))
