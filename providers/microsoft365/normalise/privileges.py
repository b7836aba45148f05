"""What a directory role's permissions open: the ways in which its holder could let himself in to what is not his.

Actions after the pages "Microsoft Entra built-in roles" and "Available permissions for Microsoft Entra custom roles": `namespace/entity/properties/
action`. Whose password a role resets after "Privileged roles and permissions in Microsoft Entra ID", section "Who can reset passwords". What an
application may do by itself after "Microsoft Graph permissions reference".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Opens(StrEnum):
    """What a way leads to."""

    USERS = "users"
    GROUPS = "groups"
    UNIFIED_GROUPS = "Microsoft 365 groups"
    SECURITY_GROUPS = "security groups"
    ROLE_GROUPS = "role-assignable groups"
    APPLICATIONS = "applications"
    ROLES = "directory roles"
    SITES = "sites"
    MAILBOXES = "mailboxes"
    TEAMS = "teams"


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """One way. `spares`: it leads to no user who has another directory role than those of the limits of the one who goes it.

    `condition`: what it asks for besides.
    """

    opens: Opens
    because: str
    spares: bool = False
    condition: str = ""


GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
_PRIVILEGED_ROLE = "e8611ab8-c189-46e8-94e1-60213ab1f814"
_PRIVILEGED_AUTHENTICATION = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13"
_AUTHENTICATION = "c4e39bd9-1100-46d3-8c65-fb160da0071f"
_USER = "fe930be7-5e62-47db-91af-98c3a49a38b1"
_HELPDESK = "729827e3-9c14-49f7-bb1b-9608f156bbb8"
_PASSWORD = "966707d0-3269-4727-9be2-8c3a10f19b9d"  # noqa: S105 - a role's id
_GROUPS = "fdd7a751-b60b-444a-984c-02652fe8fa1c"
_APPLICATION, _CLOUD_APPLICATION = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "158c047a-c907-4556-b7ef-446551a6b5f7"
_EXCHANGE, _RECIPIENTS = "29232cdf-9323-42fd-ade2-1d097af3e4de", "31392ffb-586c-42d1-9346-e59415a2cc4e"
_SHAREPOINT, _TEAMS = "f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "69091246-20e8-4a56-aa4d-066075b2a7a8"
_PARTNER_1, _PARTNER_2 = "4ba39ca4-527c-499a-b93d-d9b492c50246", "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8"

# The roles with which a user's password can be reset by the holders of a role: in columns as the page has them.
_DIRECTORY_READERS, _GUEST_INVITER = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b", "95e79109-95c0-4d8e-aee3-d01accf2d47b"
_READERS = frozenset(
    {
        "790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b",  # Message Center Reader
        "4a5d8f65-41da-4de4-8968-e035b65339cf",  # Reports Reader
        "27460883-1df1-4691-b032-3b79643e5e63",  # User Experience Success Manager
        "75934031-6c7e-415a-99d7-48dbd49e875e",  # Usage Summary Reports Reader
    }
)
_LEAST = frozenset({_DIRECTORY_READERS, _GUEST_INVITER, _PASSWORD})
LIMITS: Mapping[str, frozenset[str]] = {
    _PASSWORD: _LEAST,
    _HELPDESK: _LEAST | _READERS | {_HELPDESK},
    _AUTHENTICATION: _LEAST | _READERS | {_AUTHENTICATION},
    _USER: _LEAST | _READERS | {_HELPDESK, _GROUPS, _USER},
}
"""Whom a role that spares administrators does not spare: users who have none but these roles. A role that is not here spares all who have any."""
_UNLIMITED = frozenset({GLOBAL_ADMINISTRATOR, _PRIVILEGED_AUTHENTICATION, _PARTNER_2})

_DIR = "microsoft.directory"
_EVERYTHING = "allEntities/allProperties/allTasks"
_BUILT_IN: Mapping[str, tuple[str, ...]] = {
    GLOBAL_ADMINISTRATOR: (f"{_DIR}/{_EVERYTHING}", *(f"microsoft.{api}/{_EVERYTHING}" for api in ("office365.exchange", "teams"))),
    _PRIVILEGED_ROLE: (f"{_DIR}/roleAssignments/allProperties/allTasks", f"{_DIR}/groupsAssignableToRoles/allProperties/update"),
    _PRIVILEGED_AUTHENTICATION: (f"{_DIR}/users/password/update",),
    _AUTHENTICATION: (f"{_DIR}/users/password/update",),
    _USER: (f"{_DIR}/users/password/update", f"{_DIR}/groups/members/update"),
    _HELPDESK: (f"{_DIR}/users/password/update",),
    _PASSWORD: (f"{_DIR}/users/password/update",),
    _PARTNER_1: (f"{_DIR}/users/password/update",),
    _PARTNER_2: (f"{_DIR}/users/password/update",),
    _GROUPS: (f"{_DIR}/groups/members/update",),
    _APPLICATION: (f"{_DIR}/applications/credentials/update", f"{_DIR}/servicePrincipals/credentials/update"),
    _CLOUD_APPLICATION: (f"{_DIR}/applications/credentials/update", f"{_DIR}/servicePrincipals/credentials/update"),
    _EXCHANGE: ("microsoft.office365.exchange/allEntities/basic/allTasks", f"{_DIR}/groups.unified/members/update"),
    _RECIPIENTS: ("microsoft.office365.exchange/recipients/allProperties/allTasks",),
    _SHAREPOINT: ("microsoft.office365.sharePoint/allEntities/allTasks", f"{_DIR}/groups.unified/members/update"),
    _TEAMS: ("microsoft.teams/allEntities/allProperties/allTasks", f"{_DIR}/groups.unified/members/update"),
}
"""What built-in roles permit at least, where the tenant's list could not be read or tells less."""

_FORM = re.compile(r"(?P<api>[\w.]+?)/(?P<entity>[\w.]+)(?:/(?P<properties>[\w.]+(?:/[\w.]+)*?))?/(?P<action>\w+)")
_CHANGES = ("update", "alltasks", "create", "manage")


@dataclass(frozen=True, slots=True)
class _Rule:
    """Actions that open something: API and entities, the properties of which one is enough, and the way."""

    api: str
    entities: tuple[str, ...]
    properties: tuple[str, ...]
    way: Way


_PASSWORDS = Way(Opens.USERS, "resets the password", spares=True)
_RULES = (
    _Rule(_DIR, ("users",), ("password", "authenticationmethods", "authenticationmethods/basic"), _PASSWORDS),
    _Rule(
        _DIR, ("domains",), ("federation", "federationconfiguration"), Way(Opens.USERS, "federates a domain and signs in as anybody of it")
    ),
    _Rule(_DIR, ("groups",), ("members", "owners", "dynamicmembershiprule"), Way(Opens.GROUPS, "changes the members of groups")),
    _Rule(_DIR, ("groups.unified",), ("members", "owners"), Way(Opens.UNIFIED_GROUPS, "changes the members of Microsoft 365 groups")),
    _Rule(_DIR, ("groups.security",), ("members", "owners"), Way(Opens.SECURITY_GROUPS, "changes the members of security groups")),
    _Rule(
        _DIR, ("groupsassignabletoroles",), ("members", "owners"), Way(Opens.ROLE_GROUPS, "changes the members of role-assignable groups")
    ),
    _Rule(
        _DIR,
        ("applications", "applications.myorganization", "serviceprincipals"),
        ("credentials", "owners"),
        Way(Opens.APPLICATIONS, "adds a secret to the application"),
    ),
    _Rule(_DIR, ("roleassignments",), (), Way(Opens.ROLES, "assigns any directory role")),
    _Rule("microsoft.office365.sharepoint", ("allentities",), ("", "basic"), Way(Opens.SITES, "makes anybody an administrator of a site")),
    _Rule(
        "microsoft.office365.exchange", ("allentities", "recipients"), ("", "basic"), Way(Opens.MAILBOXES, "lets anybody in to a mailbox")
    ),
    _Rule("microsoft.teams", ("allentities",), ("", "basic"), Way(Opens.TEAMS, "changes the members of any team")),
)
_ROOT = (  # besides what its actions say: all that there is
    Way(Opens.SITES, "makes anybody an administrator of a site"),
    Way(Opens.ROLE_GROUPS, "changes the members of role-assignable groups"),
)


@dataclass(frozen=True, slots=True)
class Privileges:
    """The ways of somebody, sorted, and what of his permissions opens them."""

    ways: tuple[Way, ...] = ()
    by: tuple[str, ...] = ()


def of_role(template: str, actions: Iterable[str], condition: str = "") -> Privileges:
    """The ways of a role that permits these actions. `condition`: what its permissions ask for besides."""
    found, by = set[Way](), set[str]()
    for action in (*actions, *(_BUILT_IN.get(template, ()) if not condition else ())):
        for way in _of_action(action):
            spared = way.spares and template not in _UNLIMITED
            found.add(replace(way, spares=spared, condition=condition))
            by.add(action)
    if template == GLOBAL_ADMINISTRATOR:
        found.update(_ROOT)
    return Privileges(tuple(sorted(found)), tuple(sorted(by)))


def of_application(permissions: Iterable[str]) -> Privileges:
    """The ways of an application that was given these permissions of Microsoft Graph."""
    by = tuple(sorted(name for name in set(permissions) if name in _APPS))
    return Privileges(tuple(sorted({way for name in by for way in _APPS[name]})), by)


def united(parts: Iterable[Privileges]) -> Privileges:
    """Several as one."""
    listed = tuple(parts)
    return Privileges(
        tuple(sorted({way for one in listed for way in one.ways})), tuple(sorted({name for one in listed for name in one.by}))
    )


def _of_action(text: str) -> Iterator[Way]:
    form = _FORM.fullmatch(text.lower())
    if not form or form["action"] not in _CHANGES:
        return
    for rule in _RULES:
        if form["api"] == rule.api and _fits(form["entity"], rule.entities) and _touches(form["properties"] or "", rule.properties):
            yield rule.way


def _fits(entity: str, wanted: tuple[str, ...]) -> bool:
    return entity == "allentities" or entity in wanted


def _touches(properties: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or properties == "allproperties" or properties in wanted


_ALL_GROUPS = Way(Opens.GROUPS, "changes the members of groups")
_ANY_ROLE = Way(Opens.ROLES, "assigns any directory role")
_APPS: Mapping[str, tuple[Way, ...]] = {
    "RoleManagement.ReadWrite.Directory": (_ANY_ROLE,),
    "RoleAssignmentSchedule.ReadWrite.Directory": (_ANY_ROLE,),
    "RoleEligibilitySchedule.ReadWrite.Directory": (_ANY_ROLE,),
    "AppRoleAssignment.ReadWrite.All": (Way(Opens.ROLES, "gives itself the permission to assign any directory role"),),
    "Application.ReadWrite.All": (Way(Opens.APPLICATIONS, "adds a secret to the application"),),
    "Directory.ReadWrite.All": (_ALL_GROUPS,),
    "Group.ReadWrite.All": (_ALL_GROUPS,),
    "GroupMember.ReadWrite.All": (_ALL_GROUPS,),
    **dict.fromkeys(
        ("TeamMember.ReadWrite.All", "TeamMember.ReadWriteNonOwnerRole.All", "ChannelMember.ReadWrite.All"),
        (Way(Opens.UNIFIED_GROUPS, "changes the members of any team"),),
    ),
    **dict.fromkeys(
        ("PrivilegedAccess.ReadWrite.AzureADGroup", "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup"),
        (_ALL_GROUPS, Way(Opens.ROLE_GROUPS, "changes the members of role-assignable groups")),
    ),
    "PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup": (
        _ALL_GROUPS,
        Way(Opens.ROLE_GROUPS, "changes the members of role-assignable groups"),
    ),
    "User-PasswordProfile.ReadWrite.All": (_PASSWORDS,),
    **dict.fromkeys(
        ("UserAuthenticationMethod.ReadWrite.All", "UserAuthMethod-TAP.ReadWrite.All"),
        (Way(Opens.USERS, "gives a temporary access pass"),),
    ),
    "UserAuthMethod-Password.ReadWrite.All": (_PASSWORDS,),
    "DelegatedPermissionGrant.ReadWrite.All": (Way(Opens.USERS, "lets an application in for the user"),),
    **dict.fromkeys(
        ("Domain.ReadWrite.All", "Domain-InternalFederation.ReadWrite.All"),
        (Way(Opens.USERS, "federates a domain and signs in as anybody of it"),),
    ),
}
