"""Who is in which group, through groups in groups, and who is an administrator.

Source: "Group members" and "Roles and privileges" (Directory API).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from providers.sandbox.google.answers import forbidden
from providers.sandbox.google.calls import Caller
from providers.sandbox.google.world import World

EVERYBODY = "*"  # the whole tenant, as a member
_DRIVE_ADMIN = ("03dy6vkm2sk0pzo", "APP_ADMIN")  # "Drive and Docs", its settings


def groups_of(world: World, address: str) -> frozenset[str]:
    """The addresses of all groups that somebody is in."""
    containers = world.derive("containers", _containers)
    todo = [address.lower()]
    if address.lower() in world.users:
        todo.append(EVERYBODY)
    found: set[str] = set()
    while todo:
        for group in containers.get(todo.pop(), ()):
            if group not in found:
                found.add(group)
                todo.append(group)
    return frozenset(found)


def _containers(world: World) -> Mapping[str, tuple[str, ...]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for group, members in world.members.items():
        for member in members:
            if member.get("status", "ACTIVE") == "ACTIVE":
                groups[EVERYBODY if member.get("type") == "CUSTOMER" else member.get("email", "").lower()].append(group.lower())
    return {member: tuple(its) for member, its in groups.items()}


def is_super_admin(world: World, address: str) -> bool:
    """Whether a user is a super administrator."""
    user = world.users.get(address.lower())
    return bool(user and user.get("isAdmin")) or any(role.get("isSuperAdminRole") for role in roles_of(world, address))


def administers_drive(world: World, address: str) -> bool:
    """Whether somebody manages shared drives as an administrator: by a super administrator's role, or Drive's own privilege."""
    held = (each for role in roles_of(world, address) for each in role.get("rolePrivileges", ()))
    return is_super_admin(world, address) or any((each["serviceId"], each["privilegeName"]) == _DRIVE_ADMIN for each in held)


def roles_of(world: World, address: str) -> tuple[Mapping[str, Any], ...]:
    """The administrator roles that somebody has, through groups too. A service account is assigned by its unique id."""
    ids = _ids(world, address)
    roles = {each.get("roleId"): each for each in world.roles}
    assigned = [each.get("roleId") for each in world.role_assignments if each.get("assignedTo") in ids]
    return tuple(roles[role] for role in assigned if role in roles)


def _ids(world: World, address: str) -> frozenset[str]:
    accounts = (each.get("uniqueId") for each in world.resources.values() if each.get("email") == address)
    addresses = (address.lower(), *groups_of(world, address))
    known: Iterable[object] = (each.get("id") for name in addresses if (each := world.users.get(name) or world.groups.get(name)))
    return frozenset(str(each) for each in (*accounts, *known) if each)


def administers(world: World, caller: Caller, *privileges: str) -> None:
    """Lets a super administrator pass, and who has a role with one of these privileges (a beginning of their names: `USERS_`).

    Raises:
        Refused: 403 for everyone else.
    """
    if is_super_admin(world, caller.address):
        return
    for role in roles_of(world, caller.address):
        if any(str(each["privilegeName"]).startswith(privileges) for each in role.get("rolePrivileges", ())):
            return
    raise forbidden()
