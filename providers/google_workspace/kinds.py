"""The words that Workspace's facts use: kinds of resource, kinds of attachment, attribute names. Read by collectors and evaluate alike.

Principals
    user            kind account; id `google://user/an@x.example`, the primary address in lower case
    group           kind group; its members are `member` memberships, its owners and managers `owner` ones besides
    domain          kind domain; id `google://domain/x.example`, everybody of it; attribute `primary`, or `alias_of` for a domain alias
    customer        kind domain; id `google://customer/C01abc`, everybody of the tenant; its name is the primary domain
    admin role      kind role; id `google://admin-role/ID`, with `/org-unit/ID` where it was assigned for one organisational unit;
                    who has it `assume`s it, and what its privileges open are `escalate` memberships
    application     kind service; id `google://app/CLIENT`: an OAuth client that users let in (`delegate`) or that may act as any of them (`impersonate`)

A mailbox and a calendar are resources with an acl. Who received a leaver's files is a document on the old owner.
"""

from enum import StrEnum

PROVIDER = "google_workspace"
TENANT = "google://"  # the scope of what darkens everything


class ResourceKind(StrEnum):
    """The kinds of resource that are collected."""

    SHARED_DRIVE = "shared-drive"
    MY_DRIVE = "my-drive"
    FOLDER = "folder"
    FILE = "file"
    MAILBOX = "mailbox"
    CALENDAR = "calendar"


class AttachmentKind(StrEnum):
    """What a document is to its holder. The body is Google's JSON, as it was given."""

    DATA_TRANSFER = "data-transfer"  # on the old owner; name: the URI of the new one
    TENANT_SETTING = "tenant-setting"  # on the customer; name: the setting's type


# Attributes of facts; text throughout.
MFA = "mfa"  # true | false: enrolled in 2-Step Verification
MFA_ENFORCED = "mfa_enforced"
LAST_USED = "last_used"  # only when the settings ask for it: 45d, 90d, 365d (within), older, never
CREATED = "created"
GUEST = "guest"
ARCHIVED = "archived"
ADMIN = "admin"  # true on super administrators
DELEGATED_ADMIN = "delegated_admin"  # true on users with another admin role
DIRECTORY_ID = "directory_id"
CUSTOMER = "customer"
ORG_UNIT = "org_unit"  # path of the organisational unit
ALIASES = "aliases"  # addresses, separated by spaces
APP_PASSWORDS = "app_passwords"  # number of them, when the settings ask for it
PRIMARY = "primary"
ALIAS_OF = "alias_of"
DYNAMIC = "dynamic"  # true on a group whose members a query decides
SECURITY_GROUP = "security_group"
LOCKED = "locked"
SETTING_PREFIX = "setting:"  # a group's setting, `setting:whoCanJoin`
SUPER_ADMIN = "super_admin"  # true on the roles of super administrators
SYSTEM_ROLE = "system_role"
UNREGISTERED = "unregistered"  # true on an application that Google does not know
SEND_AS = "send_as"  # on a mailbox: other addresses that it sends from, separated by spaces
DATA_OWNER = "data_owner"  # on a calendar: the URI of the one user who owns its data, whoever else has the role of an owner
