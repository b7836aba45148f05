"""Every call that is made to Google Workspace: the allow-list of the guard, the scopes to grant and the documentation, in one list.

The scope of a call is the least that its discovery document takes. Privileges of administrators after the pages "Manage roles" (Directory API)
and "Administrator privilege definitions" (Google Workspace Admin Help).
"""

from collections.abc import Iterator, Mapping
from textwrap import fill

from audit.ports import Operation

_AUTH = "https://www.googleapis.com/auth/"


def _calls(api: str, scope: str, surface: str, *rows: tuple[str, str]) -> tuple[Operation, ...]:
    """One operation a row: method and why."""
    return tuple(Operation(api, name, _AUTH + scope, surface, why) for name, why in rows)


_DIRECTORY = "admin.directory_v1"
_METADATA = "drive.metadata.readonly"  # names, places and permissions of files; never their content
_DRIVES = "drive.readonly"
_SECURITY = "admin.directory.user.security"
_SETTINGS = "gmail.settings.basic"
_GROUPS = "apps.groups.settings"

_WIDE = {
    _DRIVES: "the least that calls about shared drives take; it would allow reading content, which no call of the audit asks for",
    _SECURITY: "the least that there is; it would allow revoking too, which no call of the audit asks for",
    _SETTINGS: "the least that shows mail settings; it would allow changing some, and reads no mail",
    _GROUPS: "the least that there is; the role Groups Reader bounds it to reading",
}

OPERATIONS: tuple[Operation, ...] = (
    *_calls(_DIRECTORY, "admin.directory.domain.readonly", "domains", ("domains.list", "which domains are the tenant's own")),
    *_calls(
        _DIRECTORY, "admin.directory.orgunit.readonly", "org-units", ("orgunits.list", "whom a role for one organisational unit is about")
    ),
    *_calls(
        _DIRECTORY, "admin.directory.user.readonly", "users", ("users.list", "accounts: suspended, deleted, guests, 2-Step Verification")
    ),
    *_calls(_DIRECTORY, "admin.directory.group.readonly", "groups", ("groups.list", "which groups there are")),
    *_calls(_DIRECTORY, "admin.directory.group.member.readonly", "groups", ("members.list", "who is in one")),
    *_calls("groupssettings.v1", _GROUPS, "group-settings", ("groups.get", "who may join, and who sees the members")),
    *_calls("cloudidentity.v1", "cloud-identity.groups.readonly", "dynamic-groups", ("groups.list", "which groups a query fills")),
    *_calls(
        _DIRECTORY,
        "admin.directory.rolemanagement.readonly",
        "admin-roles",
        ("roles.list", "administrators' roles and their privileges"),
        ("privileges.list", "which privileges are contained in others"),
        ("roleAssignments.list", "who has which role, over which organisational unit"),
    ),
    *_calls(
        "admin.reports_v1", "admin.reports.audit.readonly", "admin-log", ("activities.list", "delegated clients, and what changed in Drive")
    ),
    *_calls("admin.datatransfer_v1", "admin.datatransfer.readonly", "data-transfers", ("transfers.list", "who received a leaver's files")),
    *_calls(
        "gmail.v1",
        _SETTINGS,
        "gmail",
        ("users.settings.delegates.list", "who else opens a mailbox"),
        ("users.settings.forwardingAddresses.list", "where mail may be forwarded to"),
        ("users.settings.getAutoForwarding", "where all mail is forwarded to"),
        ("users.settings.filters.list", "where some mail is forwarded to"),
        ("users.settings.sendAs.list", "other addresses of a mailbox"),
    ),
    *_calls("calendar.v3", "calendar.calendarlist.readonly", "calendar", ("calendarList.list", "which calendars a user owns")),
    *_calls("calendar.v3", "calendar.acls.readonly", "calendar", ("acl.list", "who sees one; never its events")),
    *_calls(
        "drive.v3",
        _METADATA,
        "drive",
        ("files.list", "files and folders with what they inherit; never their content"),
        ("files.get", "the root of a user's Drive"),
        ("permissions.list", "who reaches one"),
        ("changes.getStartPageToken", "from where changes are read"),
        ("changes.list", "what changed since the last run"),
    ),
    *_calls("drive.v3", _DRIVES, "drive", ("drives.list", "which shared drives there are, and what is restricted in them")),
    *_calls("drivelabels.v2", "drive.labels.readonly", "drive-labels", ("labels.list", "what labels mean")),
    *_calls(_DIRECTORY, _SECURITY, "oauth-tokens", ("tokens.list", "which applications a user let in")),
    *_calls(_DIRECTORY, _SECURITY, "app-passwords", ("asps.list", "how many passwords of a user get round 2-Step Verification")),
    *_calls("cloudidentity.v1", "cloud-identity.policies.readonly", "tenant-settings", ("policies.list", "what the tenant allows at all")),
)

OPTIONAL: Mapping[str, str] = {"oauth-tokens": "oauth_tokens", "app-passwords": "app_passwords", "tenant-settings": "tenant_settings"}
"""Surfaces that are read only when a setting says so, with that setting."""

AS_ITSELF = frozenset({"group-settings"})
"""Surfaces that the service account reads as itself, by an admin role of its own."""

_PRIVILEGES = (
    ("Users > Read", "users"),
    ("Organizational Units > Read", "org-units"),
    ("Groups > Read", "groups, dynamic-groups"),
    ("Domain Settings", "domains"),
    ("Reports", "admin-log"),
    ("Data Transfer", "data-transfers"),
    ("Services > Drive and Docs > Settings", "shared drives"),
    ("Security > User Security Management", "oauth-tokens, app-passwords; only when these are switched on"),
)


def permissions() -> str:
    """What to grant the audit, ready for the Admin console: the scopes to delegate, an administrator's privileges and the service account's role."""
    return "\n".join(_sections()) + "\n"


def _sections() -> Iterator[str]:
    delegated = [operation for operation in OPERATIONS if operation.surface not in OPTIONAL and operation.surface not in AS_ITSELF]
    yield "1. Domain-wide delegation"
    yield _text("Admin console > Security > Access and data control > API controls > Manage domain-wide delegation > Add new.")
    yield _text("Client ID: the unique ID of the audit's service account. OAuth scopes, to paste as they are:")
    yield f"\n{','.join(_scopes(delegated))}\n"
    yield from _reasons(delegated)
    yield "\n2. Only for settings that are switched on, besides"
    for surface, setting in OPTIONAL.items():
        asked = [operation for operation in OPERATIONS if operation.surface == surface]
        yield f"   {setting}: {','.join(_scopes(asked))}"
        yield from _reasons(asked)
    yield "\n3. The administrator to act as (setting subject): a custom admin role with these privileges"
    yield from (f"   {privilege} ({surfaces})" for privilege, surfaces in _PRIVILEGES)
    yield _text(
        "Roles and their assignments (admin-roles), and tenant_settings, may want a super administrator. What the administrator may not see "
        "is reported as a gap."
    )
    yield "\n4. The service account itself: the admin role Groups Reader, for all groups"
    yield _text("Admin console > Account > Admin roles > Groups Reader > Admins > Assign service accounts. Nothing is delegated for it.")
    yield from _reasons([operation for operation in OPERATIONS if operation.surface in AS_ITSELF])


def _scopes(operations: list[Operation]) -> list[str]:
    return sorted({operation.permission for operation in operations})


def _reasons(operations: list[Operation]) -> Iterator[str]:
    """A line for each scope of a surface, and under it what is asked with it and why."""
    told: dict[tuple[str, str], list[str]] = {}
    for operation in operations:
        told.setdefault((operation.surface, operation.permission), []).append(f"{operation.name}: {operation.why}")
    for (surface, scope), lines in told.items():
        short = scope.removeprefix(_AUTH)
        yield f"   {surface} · {short}"
        if short in _WIDE:
            yield _text(f"   ({_WIDE[short]})")
        yield from (f"      {line}" for line in lines)


def _text(words: str) -> str:
    return fill(words, 120, initial_indent="   ", subsequent_indent="   ", break_long_words=False)
