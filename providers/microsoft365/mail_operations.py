"""Every call that is made to Exchange Online: through Graph where it can tell, through Exchange's own commands where it can't.

Graph's permissions are the least that the page of a call names. Commands run through Exchange's admin endpoint for an application that has
Exchange.ManageAsApp and a role in Exchange (page "App-only authentication in Exchange Online PowerShell and Security & Compliance PowerShell"); the
role of each after "Find the permissions required to run any Exchange cmdlet". Each command can only read.
"""

from enum import StrEnum

from audit.ports import Operation

GRAPH, EXCHANGE = "graph", "exchange"


class Surface(StrEnum):
    """What is read of Exchange, each with its own coverage."""

    MAILBOXES = "mailboxes"
    DELEGATION = "mailbox-delegation"
    FOLDERS = "mail-folders"
    RULES = "mail-rules"
    CALENDARS = "calendars"
    TRANSPORT = "transport-rules"
    APP_POLICIES = "application-access-policies"
    ROLES = "exchange-roles"
    AUDITING = "mailbox-auditing"


MAILBOXES = "Get-Mailbox"
RECIPIENTS = "Get-Recipient"
FULL_ACCESS = "Get-MailboxPermission"
SEND_AS = "Get-RecipientPermission"
FOLDERS = "Get-MailboxFolderStatistics"
FOLDER_PERMISSIONS = "Get-MailboxFolderPermission"
TRANSPORT_RULES = "Get-TransportRule"
APP_POLICIES = "Get-ApplicationAccessPolicy"
ROLE_ASSIGNMENTS = "Get-ManagementRoleAssignment"
ROLE_MEMBERS = "Get-RoleGroupMember"
ORGANIZATION = "Get-OrganizationConfig"
SETTINGS = "users/{id}/mailboxSettings"
RULES = "users/{id}/mailFolders/inbox/messageRules"
CALENDARS = "users/{id}/calendars"
CALENDAR_PERMISSIONS = "users/{id}/calendars/{calendar}/calendarPermissions"

_RECIPIENTS = "Exchange.ManageAsApp and the role View-Only Recipients"
_CONFIGURATION = "Exchange.ManageAsApp and the role View-Only Configuration"


def _commands(permission: str, surface: str, *rows: tuple[str, str]) -> tuple[Operation, ...]:
    return tuple(Operation(EXCHANGE, name, permission, surface, why) for name, why in rows)


OPERATIONS: tuple[Operation, ...] = (
    *_commands(
        _RECIPIENTS,
        Surface.MAILBOXES,
        (MAILBOXES, "which mailboxes there are, who sends on behalf of them and where they forward to"),
        (RECIPIENTS, "whom Exchange means by the names that it gives"),
    ),
    Operation(GRAPH, SETTINGS, "MailboxSettings.Read", Surface.MAILBOXES, "whether a mailbox is shared, where Exchange tells no mailboxes"),
    *_commands(
        _RECIPIENTS,
        Surface.DELEGATION,
        (FULL_ACCESS, "who opens a mailbox as if it were their own"),
        (SEND_AS, "who sends in its name"),
    ),
    *_commands(
        _RECIPIENTS,
        Surface.FOLDERS,
        (FOLDERS, "which folders a mailbox has; no message is read"),
        (FOLDER_PERMISSIONS, "who sees a folder or a calendar"),
    ),
    Operation(GRAPH, RULES, "MailboxSettings.Read", Surface.RULES, "rules that forward mail"),
    Operation(GRAPH, CALENDARS, "Calendars.ReadBasic.All", Surface.CALENDARS, "which calendars a user owns"),
    Operation(GRAPH, CALENDAR_PERMISSIONS, "Calendars.ReadBasic.All", Surface.CALENDARS, "who sees them"),
    *_commands(_CONFIGURATION, Surface.TRANSPORT, (TRANSPORT_RULES, "rules of the tenant that send copies of mail elsewhere")),
    *_commands(
        _CONFIGURATION,
        Surface.APP_POLICIES,
        (APP_POLICIES, "which mailboxes an application with permissions for mail is kept from"),
    ),
    *_commands(
        _CONFIGURATION,
        Surface.ROLES,
        (ROLE_ASSIGNMENTS, "who administers mailboxes by Exchange's own roles, and which applications they let in"),
        (ROLE_MEMBERS, "who is in a group of such roles"),
    ),
    *_commands(_CONFIGURATION, Surface.AUDITING, (ORGANIZATION, "whether what is done in mailboxes is logged")),
)
