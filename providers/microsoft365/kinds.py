"""The words that the facts of Microsoft 365 use: kinds of principal, resource and attachment, attribute names. Read by collectors and evaluate alike.

Principals
    user               kind account; id `microsoft://user/GUID`, guests too (attribute `guest`), soft-deleted ones with the status deleted
    group              kind group; `microsoft://group/GUID`; its members are `member` memberships, its owners `owner` ones besides
    administrative unit kind group; `microsoft://administrative-unit/GUID`: whom a role for one unit is about; it gives nothing by itself
    directory role     kind role; `microsoft://directory-role/TEMPLATE`, with `/administrative-unit/GUID` or `/object/GUID` where it was assigned for
                       one unit or one object; who has it `assume`s it, who may activate it is `eligible`, and what it opens are `escalate` memberships
    application        kind service; `microsoft://service-principal/GUID`, the application as this tenant knows it; its owners are `owner`s
    users' crowd       kind group; `microsoft://users/TENANT`: each active user; an application that was let in for all of them acts as it
    tenant             kind domain; `microsoft://domain/TENANT` everyone except external users, `microsoft://everybody/TENANT` guests too
    applications       kind group; `microsoft://applications/KIND` (mailboxes, calendars, files, sites, channels): those that reach all of a kind of
                       content by a permission of their own are `member`s, with the levels
    Exchange           kind group; `microsoft://exchange-role-group/NAME`; `microsoft://recipient/NAME` is whom Exchange names and nobody knows,
                       `microsoft://principal/s-1-…` an account that is gone
    site group         kind group; `microsoft://site-group/SITE/ID`; links `microsoft://link/anyone`, people of the tenant with a link a domain

Resources
    site, library      `sharepoint://SITE`, `sharepoint://DRIVE`, a OneDrive likewise; `ResourceKind` has the words by which a policy names them
    folder, file       `sharepoint://DRIVE/ITEM`
    team, channel      `microsoft://team/GROUP`, `microsoft://channel/GROUP/CHANNEL`
    mailbox, calendar  `microsoft://mailbox/ADDRESS`, `microsoft://calendar/ADDRESS`
"""

from enum import StrEnum

PROVIDER = "microsoft365"
SYSTEM = "microsoft"
TENANT = "microsoft://"  # the scope of what darkens everything of the directory


class Surface(StrEnum):
    """What is read of the directory, each with its own coverage."""

    TENANT = "tenant"
    USERS = "users"
    DELETED_USERS = "deleted-users"
    GROUPS = "groups"
    HIDDEN_MEMBERS = "hidden-members"
    SIGN_IN_ACTIVITY = "sign-in-activity"
    MFA = "mfa-registration"
    SPONSORS = "guest-sponsors"
    CONDITIONAL_ACCESS = "conditional-access"
    ROLES = "directory-roles"
    ROLE_ELIGIBILITY = "role-eligibility"
    GROUP_ELIGIBILITY = "group-eligibility"
    UNITS = "administrative-units"
    APPLICATIONS = "applications"
    APP_PERMISSIONS = "application-permissions"
    CONSENTS = "delegated-consents"


class AttachmentKind(StrEnum):
    """What a document is to its holder. The body is Microsoft's JSON, as it was given; never a secret."""

    CURSOR = "directory-cursor"  # on the tenant: from where changes of users and groups are read next time
    CREDENTIAL = "credential"  # on a service principal: a secret, certificate or federation, with its end; name: what it is called
    APP_PERMISSION = "application-permission"  # on a service principal; name: the permission
    CONDITIONAL_ACCESS = "conditional-access-policy"  # on the tenant; name: the policy's
    TOKEN_ROLES = "token-permissions"  # on the tenant: what the audit itself was given, needs and lacks  # noqa: S105 - a kind's name


# Attributes of facts; text throughout.
MFA = "mfa"  # true: registered for it, and a sign-in demands it; false: one of both is missing; absent: not known
MFA_REGISTERED = "mfa_registered"
MFA_DEMANDED = "mfa_demanded"  # true | false: by Conditional Access for all resources, or by security defaults
LAST_USED = "last_used"  # only when the settings ask for it: 45d, 90d, 365d (within), older, never
CREATED = "created"
GUEST = "guest"
DIRECTORY_ID = "directory_id"
UPN = "user_principal_name"  # where it differs from the address
ALIASES = "aliases"  # addresses, separated by spaces
SYNCED = "synced"  # true: made and kept in an Active Directory of the company's own
SPONSORS = "sponsors"  # of a guest: ids of the users and groups that answer for them, parted by spaces
ADMIN = "admin"  # true on users who have, or may activate, some directory role
DYNAMIC = "dynamic"  # true on a group whose members a rule decides
RULE = "membership_rule"
ROLE_ASSIGNABLE = "role_assignable"
SECURITY_GROUP = "security_group"
UNIFIED = "microsoft_365_group"
VISIBILITY = "visibility"
BUILT_IN = "built_in"
RESTRICTED = "restricted"  # true on an administrative unit whose members tenant-wide administrators can't change
APP_ID = "app_id"
TYPE = "type"  # Application, ManagedIdentity, Legacy, SocialIdp
OWNER_TENANT = "owner_tenant"  # the tenant that registered the application
CREDENTIALS = "credentials"  # how many of its secrets and certificates are good today
CREDENTIALS_END = "credentials_end"  # the day on which the last of them ends


class ResourceKind(StrEnum):
    """The kinds of resource that a policy names."""

    SITE = "sharepoint-site"
    LIBRARY = "sharepoint-library"
    ONEDRIVE = "onedrive"
    FOLDER = "folder"
    FILE = "file"
    MAILBOX = "mailbox"
    SHARED_MAILBOX = "shared-mailbox"
    CALENDAR = "calendar"
    TEAM = "team"
    CHANNEL = "channel"
