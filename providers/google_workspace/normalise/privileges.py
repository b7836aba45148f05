"""What an administrator's privileges open: the ways in which a role's holder could let himself in to what is not his.

Names of privileges and of the services they belong to after the pages "Manage roles" and "REST Resource: privileges" (Directory API); what they
allow after "Administrator privilege definitions", "Prebuilt administrator roles", "Manage shared drives as an admin" (Google Workspace Admin
Help) and "Set up Vault privileges" (Google Vault Help). A privilege contains others, as USERS_ALL does USERS_RESET_PASSWORD.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from providers.google_workspace.normalise.values import text
from providers.values import Answer, entries

Privilege = tuple[str, str]  # the service's id, the same in every tenant, and the privilege's name

_API = "00haapch16h1ysv"  # admin_apis: the Directory API
_ADMIN = "01ci93xb3tmzyin"  # admin: the Admin console
_VAULT = "03l18frh45c63dw"
_DRIVE = "03dy6vkm2sk0pzo"
_GMAIL = "039kk8xu49mji9t"


class Opens(StrEnum):
    """What a way leads to."""

    USERS = "users"
    GROUPS = "groups"
    DRIVES = "drives"
    MAILBOXES = "mailboxes"
    CALENDARS = "calendars"


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """One way. `spares_administrators`: it leads to users without any admin role alone. `condition`: what it asks for besides."""

    opens: Opens
    because: str
    spares_administrators: bool = False
    condition: str = ""


_SUPER = (
    Way(Opens.USERS, "a super administrator resets any password"),
    Way(Opens.GROUPS, "a super administrator changes the members of any group"),
    Way(Opens.DRIVES, "a super administrator changes the members of any shared drive"),
    Way(Opens.CALENDARS, "a super administrator has full access to every calendar"),
)
_WAYS: tuple[tuple[str, str, Way], ...] = (
    (
        _API,
        "USERS_RESET_PASSWORD USERS_UPDATE USERS_ALL ADMIN_APIS_ALL",
        Way(Opens.USERS, "resets the password", spares_administrators=True),
    ),
    (
        _API,
        "USER_SECURITY_ALL ADMIN_APIS_ALL",
        Way(
            Opens.USERS,
            "makes backup codes for 2-Step Verification",
            spares_administrators=True,
            condition="who does it knows the password too",
        ),
    ),
    (_API, "DATATRANSFER_API_PRIVILEGE_GROUP ADMIN_APIS_ALL", Way(Opens.USERS, "transfers the ownership of the user's files")),
    (_VAULT, "MANAGE_SEARCHES MANAGE_EXPORTS", Way(Opens.USERS, "searches and exports the user's mail and files in Vault")),
    (_API, "GROUPS_UPDATE GROUPS_ALL ADMIN_APIS_ALL", Way(Opens.GROUPS, "changes the members of any group")),
    (_ADMIN, "CHANGE_USER_GROUP_MEMBERSHIP", Way(Opens.GROUPS, "changes the members of any group")),
    (_DRIVE, "APP_ADMIN", Way(Opens.DRIVES, "changes the members of any shared drive")),
    (_GMAIL, "APP_ADMIN", Way(Opens.MAILBOXES, "routes copies of mail elsewhere")),
)


def ways(held: Iterable[Privilege], contained: Mapping[Privilege, frozenset[Privilege]], *, everything: bool = False) -> tuple[Way, ...]:
    """The ways of a role that names these privileges, sorted; `everything` is the role of super administrators."""
    if everything:
        return _SUPER
    whole = frozenset(one for own in held for one in (own, *contained.get(own, ())))
    found = []
    for service, listed, way in _WAYS:
        if by := [name for name in listed.split() if (service, name) in whole]:
            found.append(replace(way, because=f"{way.because} ({', '.join(by)})"))
    return tuple(sorted(found))


def privileges(rows: Iterable[Answer]) -> tuple[Privilege, ...]:
    """Privileges as a role names them, sorted."""
    return tuple(sorted({_privilege(one) for one in rows}))


def contained(node: Answer) -> tuple[tuple[Privilege, frozenset[Privilege]], ...]:
    """A privilege of the tenant's tree and each one below it, with those that it contains, however deep."""
    under = [pair for child in entries(node, "childPrivileges") for pair in contained(child)]
    return ((_privilege(node), frozenset(privilege for privilege, _ in under)), *under)


def _privilege(row: Answer) -> Privilege:
    return text(row, "serviceId"), text(row, "privilegeName")
