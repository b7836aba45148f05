"""Every call that is made to Microsoft 365: the allow-list of the guard, the application permissions to grant and the documentation, in one list.

Permissions are the least that the page of a call names for an application (Microsoft Graph v1.0). Where a permission that is needed anyway allows
a call too, it is the one that is named: fewer are granted. Each can only read.
"""

from collections.abc import Iterator, Mapping
from textwrap import fill

from audit.ports import Operation
from providers.microsoft365.files.operations import OPERATIONS as FILES
from providers.microsoft365.kinds import Surface
from providers.microsoft365.mail_operations import OPERATIONS as MAIL

GRAPH = "graph"

ORGANIZATION = "organization"
USERS_DELTA = "users/delta"
USERS = "users"
USER = "users/{id}"
SPONSORS = "users/{id}/sponsors"
DELETED_USERS = "directory/deletedItems/microsoft.graph.user"
GROUPS_DELTA = "groups/delta"
GROUP = "groups/{id}"
REGISTRATION = "reports/authenticationMethods/userRegistrationDetails"
CONDITIONAL_ACCESS = "identity/conditionalAccess/policies"
SECURITY_DEFAULTS = "policies/identitySecurityDefaultsEnforcementPolicy"
ROLE_DEFINITIONS = "roleManagement/directory/roleDefinitions"
ROLE_ASSIGNMENTS = "roleManagement/directory/roleAssignments"
ROLE_ELIGIBILITIES = "roleManagement/directory/roleEligibilityScheduleInstances"
ROLE_ACTIVATIONS = "roleManagement/directory/roleAssignmentScheduleInstances"
GROUP_ELIGIBILITIES = "identityGovernance/privilegedAccess/group/eligibilityScheduleInstances"
GROUP_ACTIVATIONS = "identityGovernance/privilegedAccess/group/assignmentScheduleInstances"
UNITS = "directory/administrativeUnits"
UNIT_MEMBERS = "directory/administrativeUnits/{id}/members"
SERVICE_PRINCIPALS = "servicePrincipals"
SERVICE_PRINCIPAL = "servicePrincipals/{id}"
SERVICE_PRINCIPAL_OWNERS = "servicePrincipals/{id}/owners"
APP_ROLE_ASSIGNED_TO = "servicePrincipals/{id}/appRoleAssignedTo"
APPLICATIONS = "applications"
APPLICATION_OWNERS = "applications/{id}/owners"
FEDERATIONS = "applications/{id}/federatedIdentityCredentials"
CONSENTS = "oauth2PermissionGrants"

HIDDEN_MEMBERS = "Member.Read.Hidden"  # no call of its own: with it, members of groups that hide them are told


def _calls(permission: str, surface: str, *rows: tuple[str, str]) -> tuple[Operation, ...]:
    """One operation a row: call and why."""
    return tuple(Operation(GRAPH, name, permission, surface, why) for name, why in rows)


DIRECTORY: tuple[Operation, ...] = (
    *_calls("User.Read.All", Surface.TENANT, (ORGANIZATION, "which tenant it is, and its domains")),
    *_calls(
        "User.Read.All",
        Surface.USERS,
        (USERS_DELTA, "accounts and guests, and what has changed since the last run"),
        (USER, "an account of which a change told only a part"),
    ),
    *_calls("User.Read.All", Surface.DELETED_USERS, (DELETED_USERS, "accounts that were deleted and can be restored")),
    *_calls(
        "GroupMember.Read.All",
        Surface.GROUPS,
        (GROUPS_DELTA, "groups with members and owners, and what has changed since the last run"),
        (GROUP, "a group of which a change told only a part"),
    ),
    *_calls(
        "User.Read.All",
        Surface.SPONSORS,
        (SPONSORS, "who answers for which guest"),
    ),
    *_calls("AuditLog.Read.All", Surface.SIGN_IN_ACTIVITY, (USERS, "when an account was last used")),
    *_calls("AuditLog.Read.All", Surface.MFA, (REGISTRATION, "who is registered for multifactor authentication")),
    *_calls(
        "Policy.Read.All",
        Surface.CONDITIONAL_ACCESS,
        (CONDITIONAL_ACCESS, "of whom a sign-in demands multifactor authentication"),
        (SECURITY_DEFAULTS, "whether the tenant demands it of everybody"),
    ),
    *_calls(
        "RoleManagement.Read.Directory",
        Surface.ROLES,
        (ROLE_DEFINITIONS, "administrators' roles and what they permit"),
        (ROLE_ASSIGNMENTS, "who has which role, over what"),
    ),
    *_calls(
        "RoleManagement.Read.Directory",
        Surface.ROLE_ELIGIBILITY,
        (ROLE_ELIGIBILITIES, "who may activate which role"),
        (ROLE_ACTIVATIONS, "until when somebody has one"),
    ),
    *_calls(
        "PrivilegedEligibilitySchedule.Read.AzureADGroup",
        Surface.GROUP_ELIGIBILITY,
        (GROUP_ELIGIBILITIES, "who may activate the membership of a group"),
    ),
    *_calls(
        "PrivilegedAssignmentSchedule.Read.AzureADGroup",
        Surface.GROUP_ELIGIBILITY,
        (GROUP_ACTIVATIONS, "until when somebody is in a group"),
    ),
    *_calls(
        "AdministrativeUnit.Read.All",
        Surface.UNITS,
        (UNITS, "whom a role for one administrative unit is about"),
        (UNIT_MEMBERS, "who and what is in one"),
    ),
    *_calls(
        "Application.Read.All",
        Surface.APPLICATIONS,
        (SERVICE_PRINCIPALS, "applications, with their owners and their credentials' ends; never a secret"),
        (SERVICE_PRINCIPAL_OWNERS, "who owns one, where there are many"),
        (APPLICATIONS, "registrations, with their owners and their credentials' ends; never a secret"),
        (APPLICATION_OWNERS, "who owns one, where there are many"),
        (FEDERATIONS, "which foreign identities sign in as an application"),
    ),
    *_calls(
        "Application.Read.All",
        Surface.APP_PERMISSIONS,
        (SERVICE_PRINCIPAL, "what an API's permissions are called"),
        (APP_ROLE_ASSIGNED_TO, "what applications may do by themselves"),
    ),
    *_calls("Directory.Read.All", Surface.CONSENTS, (CONSENTS, "which applications users and administrators let in")),
)

OPERATIONS: tuple[Operation, ...] = (*DIRECTORY, *MAIL, *FILES)

OPTIONAL: Mapping[str, str] = {Surface.SIGN_IN_ACTIVITY: "activity_data: last_used_bucket"}
"""Surfaces that are read only when a setting says so, with that setting."""

BESIDES: Mapping[str, str] = {Surface.GROUPS: HIDDEN_MEMBERS}
"""Permissions that no call is named by, and that make what a surface tells whole."""

_WIDE = {
    "Directory.Read.All": "the least that shows delegated consents; it reads the whole directory",
    "Sites.FullControl.All": "the least that shows who reaches a file completely; it would allow changing, which no call of the audit asks for",
}


def permissions() -> str:
    """What to grant the audit, ready for the Entra admin center: application permissions, and why, by surface."""
    return "\n".join(_sections()) + "\n"


def _sections() -> Iterator[str]:
    asked = [operation for operation in OPERATIONS if operation.surface not in OPTIONAL]
    yield "1. Application permissions"
    yield _text("Entra admin center > Identity > Applications > App registrations > the audit's > API permissions > Add a permission >")
    yield _text("Application permissions, then Grant admin consent. By API, to look up as they are:\n")
    for service in dict.fromkeys(operation.service for operation in asked):
        yield f"   {_APIS.get(service, service)}: {', '.join(_granted(asked, service))}"
    yield "\n2. By surface (one of the directory or of mail is left out with `without: [SURFACE]`)"
    for surface in dict.fromkeys(operation.surface for operation in asked):
        yield from _reasons(surface)
    yield "\n3. Only for settings that are switched on, besides"
    for surface, setting in OPTIONAL.items():
        yield f"   {setting}"
        yield from _reasons(surface)
    yield "\n4. How the audit signs in"
    yield _text("A certificate (setting certificate_file), a federated assertion (assertion_file) or a secret in an environment variable.")
    yield _text("SharePoint's own groups and administrators are told to who signs in with a certificate alone.")
    yield _text(
        "Exchange wants a role besides Exchange.ManageAsApp: Global Reader in Entra ID, or View-Only Organization Management in Exchange (page "
        '"App-only authentication in Exchange Online PowerShell and Security & Compliance PowerShell").'
    )


_APIS = {"graph": "Microsoft Graph", "sharepoint": "SharePoint", "exchange": "Office 365 Exchange Online"}


def _granted(asked: list[Operation], service: str) -> list[str]:
    told = [operation.permission for operation in asked if operation.service == service and operation.permission]
    listed = {part for permission in told for part in permission.split(" and ")}
    besides = set(BESIDES.values()) if service == GRAPH else set()
    return sorted(listed | besides)


def _reasons(surface: str) -> Iterator[str]:
    """A line for each permission of a surface, and under it what is asked with it and why."""
    told: dict[str, list[str]] = {}
    for operation in OPERATIONS:
        if operation.surface == surface:
            told.setdefault(operation.permission, []).append(f"{operation.name}: {operation.why}")
    for permission, lines in told.items():
        yield f"   {surface} · {permission}"
        if permission in _WIDE:
            yield _text(f"   ({_WIDE[permission]})")
        yield from (f"      {line}" for line in lines)
    if surface in BESIDES:
        yield f"   {surface} · {BESIDES[surface]}\n      members of groups that hide them"


def _text(words: str) -> str:
    return fill(words, 120, initial_indent="   ", subsequent_indent="   ", break_long_words=False)
