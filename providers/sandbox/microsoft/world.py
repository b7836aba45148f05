"""The world that the sandbox shows: Microsoft's own objects as plain data, keyed by what names them.

Every object has the form of the API that gives it, so that a sample, a generator and a recorded answer are the same thing; Graph's are held against
Graph's own schema. What a service works out (inherited permissions, pages, deltas, default properties) is not in here: the server derives it. An
object that breaks its schema on purpose is a `Raw`.

Directory (ids are GUIDs)
    tenant, domain      the tenant's id and its first domain; licences: "P1", "P2" (what lacks is refused as a tenant without it is)
    organization, domains, subscribed_skus      as they are listed; what is left out of the first two is derived
    users, groups, devices, contacts, administrative_units, applications, service_principals, directory_roles     id -> object
    deleted             id -> soft-deleted object with its "@odata.type"
    members             id of a group, administrative unit or directoryRole -> ids of what is in it
    owners              id of a group, application or service principal -> ids; sponsors, registered_devices: id of a user -> ids
    role_definitions    id -> unifiedRoleDefinition; role_assignments, role_eligibility (eligibility schedules), role_activations (assignment schedules),
                        role_policies (unifiedRoleManagementPolicyAssignment): lists
    scoped_role_members id of an administrative unit -> scopedRoleMemberships
    app_roles           appRoleAssignments; consents: oAuth2PermissionGrants; federated_credentials: id of an application -> theirs
    access_policies     conditionalAccessPolicies; named_locations, registrations (userRegistrationDetails), audits, labels: lists
    authorization_policy, security_defaults     one object each
    group_eligibility, group_activations        PIM for groups: eligibility and assignment schedules
Files
    sites               composite id `host,guid,guid` -> site; a subsite has `parentReference.siteId`
    site_permissions, lists     site's id -> permissions of applications; lists. list_permissions: "site/list" -> permissions. site_drives: site's id -> ids of drives
    drives              id -> drive; user_drives, group_drives: id of a user or group -> id of its drive
    items               drive's id -> id -> driveItem with `parentReference.id`; the root has `root` and no parent
    deleted_below       whether a delta tells of what lay in a deleted folder, too; shuffled: whether a crawl gives items in no order
    permissions         "drive/item" -> permissions that are set on this very item; an entry, be it empty, makes the item's permissions its own
Teams, by "team" or "team/channel"
    teams, channels, team_members (derived from the group when left out), channel_members, shared_with, channel_folders ("drive/item")
Mail, by the user's id
    rules (messageRules of the inbox), mailbox_settings, calendars; calendar_permissions: "user/calendar" -> calendarPermissions
Other services
    arm                 Azure: the resource's id in lower case -> the resource as ARM gives it (`id` as it is written there): subscriptions, management
                        groups, resource groups, resources and their children, and at any scope role definitions (built-in ones at
                        `/providers/microsoft.authorization/roledefinitions/GUID`), role and deny assignments, schedule instances
    arm_parents         id of a management group or subscription, in lower case -> that of the management group above
    sharepoint          address of a web in lower case (`https://sample.sharepoint.example/sites/hr`) -> Web of `sharepoint`
    exchange            cmdlet (`Get-MailboxPermission`) -> rows, each as the admin endpoint gives it

`edits` changes a world as an administrator or user would, with the records that deltas tell. Who changes it by hand calls `touch`.
"""

from dataclasses import dataclass, field

from providers.sandbox.google.objects import Object, Raw
from providers.sandbox.world import Changing

__all__ = ["Change", "Object", "Raw", "Web", "World"]

ByName = dict[str, Object]
Lists = dict[str, list[Object]]
Ids = dict[str, list[str]]

TENANT = "5a000000-0000-4000-8000-000000000001"


@dataclass(frozen=True, slots=True)
class Change:
    """One record that deltas tell: `kind` is user, group, member or owner (of group `of`), item or sharing (of drive `of`).

    A "gone" lay in a folder that was deleted: no delta tells of it.
    """

    kind: str
    id: str
    of: str = ""


@dataclass(slots=True)
class Web:
    """One web of SharePoint: what its REST interface knows. `group_users`: a group's Id -> Users."""

    web: Object
    users: list[Object] = field(default_factory=list)
    groups: list[Object] = field(default_factory=list)
    group_users: dict[int, list[Object]] = field(default_factory=dict)
    assignments: list[Object] = field(default_factory=list)


@dataclass(slots=True)
class World(Changing):
    """Everything there is; see the module."""

    tenant: str = TENANT
    domain: str = "sample.example"
    licences: set[str] = field(default_factory=lambda: {"P1", "P2"})
    organization: list[Object] = field(default_factory=list)
    domains: list[Object] = field(default_factory=list)
    subscribed_skus: list[Object] = field(default_factory=list)
    users: ByName = field(default_factory=dict)
    groups: ByName = field(default_factory=dict)
    devices: ByName = field(default_factory=dict)
    contacts: ByName = field(default_factory=dict)
    administrative_units: ByName = field(default_factory=dict)
    applications: ByName = field(default_factory=dict)
    service_principals: ByName = field(default_factory=dict)
    directory_roles: ByName = field(default_factory=dict)
    deleted: ByName = field(default_factory=dict)
    members: Ids = field(default_factory=dict)
    owners: Ids = field(default_factory=dict)
    sponsors: Ids = field(default_factory=dict)
    registered_devices: Ids = field(default_factory=dict)
    role_definitions: ByName = field(default_factory=dict)
    role_assignments: list[Object] = field(default_factory=list)
    role_eligibility: list[Object] = field(default_factory=list)
    role_activations: list[Object] = field(default_factory=list)
    role_policies: list[Object] = field(default_factory=list)
    scoped_role_members: Lists = field(default_factory=dict)
    app_roles: list[Object] = field(default_factory=list)
    consents: list[Object] = field(default_factory=list)
    federated_credentials: Lists = field(default_factory=dict)
    access_policies: list[Object] = field(default_factory=list)
    named_locations: list[Object] = field(default_factory=list)
    registrations: list[Object] = field(default_factory=list)
    audits: list[Object] = field(default_factory=list)
    labels: list[Object] = field(default_factory=list)
    authorization_policy: Object = field(default_factory=dict)
    security_defaults: Object = field(default_factory=dict)
    group_eligibility: list[Object] = field(default_factory=list)
    group_activations: list[Object] = field(default_factory=list)

    sites: ByName = field(default_factory=dict)
    site_permissions: Lists = field(default_factory=dict)
    site_drives: Ids = field(default_factory=dict)
    lists: Lists = field(default_factory=dict)
    list_permissions: Lists = field(default_factory=dict)
    drives: ByName = field(default_factory=dict)
    user_drives: dict[str, str] = field(default_factory=dict)
    group_drives: dict[str, str] = field(default_factory=dict)
    items: dict[str, ByName] = field(default_factory=dict)
    permissions: Lists = field(default_factory=dict)
    deleted_below: bool = False
    shuffled: bool = False

    teams: ByName = field(default_factory=dict)
    team_members: Lists = field(default_factory=dict)
    channels: Lists = field(default_factory=dict)
    channel_members: Lists = field(default_factory=dict)
    shared_with: Lists = field(default_factory=dict)
    channel_folders: dict[str, str] = field(default_factory=dict)

    rules: Lists = field(default_factory=dict)
    mailbox_settings: ByName = field(default_factory=dict)
    calendars: Lists = field(default_factory=dict)
    calendar_permissions: Lists = field(default_factory=dict)

    arm: ByName = field(default_factory=dict)
    arm_parents: dict[str, str] = field(default_factory=dict)
    sharepoint: dict[str, Web] = field(default_factory=dict)
    exchange: Lists = field(default_factory=dict)

    now: str = "2026-10-15T02:00:00Z"  # what is past
    changes: list[Change] = field(default_factory=list)
    first_change: int = 0  # delta tokens of older records have expired

    @property
    def last_change(self) -> int:
        """The number of the next record: a token that is given out now."""
        return self.first_change + len(self.changes)

    def directory(self) -> tuple[tuple[str, ByName], ...]:
        """Every kind of directory object that can be a member, owner or principal, with those that there are."""
        return (
            ("user", self.users),
            ("group", self.groups),
            ("servicePrincipal", self.service_principals),
            ("application", self.applications),
            ("device", self.devices),
            ("orgContact", self.contacts),
            ("administrativeUnit", self.administrative_units),
            ("directoryRole", self.directory_roles),
        )

    def find(self, name: str) -> tuple[str, Object] | None:
        """The kind and the object of an id; None for what is not there."""
        for kind, objects in self.directory():
            if name in objects:
                return kind, objects[name]
        return None
