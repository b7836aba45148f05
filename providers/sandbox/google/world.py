"""The world that the sandbox shows: Google's own objects as plain data, keyed by what names them.

Every object has the form of the API that gives it (the resource's schema in the discovery document), so that a sample, a generator and a recorded
answer are the same thing. What a service works out (inherited permissions, capabilities, page tokens, the asset inventory) is not in here: the
server derives it. An object that breaks its document on purpose is a `Raw`.

Workspace
    customer            Customer of the Directory API: id, customerDomain
    domains             Domains
    users               address -> User; `deleted_users` likewise. isAdmin makes a super administrator
    groups              address -> Group; members: group's address -> Members (type CUSTOMER has no email)
    group_settings      group's address -> Groups of Groups Settings: booleans are the texts "true" and "false"
    identity_groups     address -> Group of Cloud Identity (dynamicGroupMetadata, labels); what is left out is derived from `groups`
    identity_policies   Policies of Cloud Identity: the tenant's settings
    roles, role_assignments, privileges     of the Directory API; org_units likewise
    tokens, asps        user's address -> OAuth tokens, app passwords
    transfers           DataTransfers
    activities          application ("drive", "admin", …) -> Activities, the newest first, as the Reports API gives them
Drive
    drives              id -> Drive; drive_members: id -> Permissions of its members
    files               id -> File with `parents`, `driveId` in a shared drive, `owners` in My Drive, `trashed`, `writersCanShare`,
                        `inheritedPermissionsDisabled`; its `permissions` are those set on this very item, without the owner's
    roots               user's address -> id of My Drive's root folder
    file_labels         file's id -> Labels on it; labels: the labels that there are (Drive Labels API)
Mail and calendars, each by the user's address
    delegates, forwarding_addresses, auto_forwarding, send_as, filters
    calendars           calendar's id -> Calendar; calendar_acls: its id -> AclRules; calendar_lists: user -> ids of calendars
Google Cloud
    resources           full resource name (`//pubsub.googleapis.com/projects/p/topics/t`) -> the resource as its own API gives it: organisations,
                        folders, projects, service accounts and their keys, pools and providers, topics, subscriptions, secrets, databases,
                        instances, key rings and keys, services, organisation policies (`//orgpolicy.googleapis.com/projects/p/policies/…`)
    policies            full resource name -> allow policy; a bucket's is `//storage.googleapis.com/projects/_/buckets/b`
    deny_policies       attachment point (`cloudresourcemanager.googleapis.com/projects/p`) -> deny policies
    predefined_roles    name -> Role; custom_roles likewise (`projects/p/roles/x`)
    buckets             name -> Bucket with acl, defaultObjectAcl, and `projectNumber`; objects: bucket -> Objects; managed_folders: bucket -> ManagedFolders
    datasets            `p:d` -> Dataset; tables, routines: `p:d` -> theirs; row_policies: `p:d.t` -> RowAccessPolicies
    sql_instances       project -> DatabaseInstances; sql_users: `project:instance` -> Users

`edits` changes a world as an administrator would: with the entries in the change log and the audit log. Who changes it by hand calls `touch`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from providers.sandbox.google.objects import Object, Raw
from providers.sandbox.world import Changing

__all__ = ["Change", "Object", "Raw", "World"]

ByName = dict[str, Object]
Lists = dict[str, list[Object]]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of Drive's change log. `before`: who could see the item before, so that a loss is told to those who lost it."""

    item: str  # a file's or a shared drive's id
    drives: frozenset[str]  # the shared drives that it lies or lay in; an empty name: My Drive
    time: str
    before: frozenset[str] = frozenset()
    of_drive: bool = False


@dataclass(slots=True)
class World(Changing):
    """Everything there is; see the module."""

    customer: Object = field(default_factory=lambda: {"id": "C00sample", "customerDomain": "sample.example"})
    domains: list[Object] = field(default_factory=list)
    users: ByName = field(default_factory=dict)
    deleted_users: ByName = field(default_factory=dict)
    groups: ByName = field(default_factory=dict)
    members: Lists = field(default_factory=dict)
    group_settings: ByName = field(default_factory=dict)
    identity_groups: ByName = field(default_factory=dict)
    identity_policies: list[Object] = field(default_factory=list)
    roles: list[Object] = field(default_factory=list)
    role_assignments: list[Object] = field(default_factory=list)
    privileges: list[Object] = field(default_factory=list)
    org_units: list[Object] = field(default_factory=list)
    tokens: Lists = field(default_factory=dict)
    asps: Lists = field(default_factory=dict)
    transfers: list[Object] = field(default_factory=list)
    activities: Lists = field(default_factory=dict)

    drives: ByName = field(default_factory=dict)
    drive_members: Lists = field(default_factory=dict)
    files: ByName = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    file_labels: Lists = field(default_factory=dict)
    labels: list[Object] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    first_change: int = 0  # tokens of older entries have expired

    delegates: Lists = field(default_factory=dict)
    forwarding_addresses: Lists = field(default_factory=dict)
    auto_forwarding: ByName = field(default_factory=dict)
    send_as: Lists = field(default_factory=dict)
    filters: Lists = field(default_factory=dict)
    calendars: ByName = field(default_factory=dict)
    calendar_acls: Lists = field(default_factory=dict)
    calendar_lists: dict[str, list[str]] = field(default_factory=dict)

    resources: ByName = field(default_factory=dict)
    policies: ByName = field(default_factory=dict)
    deny_policies: Lists = field(default_factory=dict)
    predefined_roles: ByName = field(default_factory=dict)
    custom_roles: ByName = field(default_factory=dict)
    buckets: ByName = field(default_factory=dict)
    objects: Lists = field(default_factory=dict)
    managed_folders: Lists = field(default_factory=dict)
    datasets: ByName = field(default_factory=dict)
    tables: Lists = field(default_factory=dict)
    routines: Lists = field(default_factory=dict)
    row_policies: Lists = field(default_factory=dict)
    sql_instances: Lists = field(default_factory=dict)
    sql_users: Lists = field(default_factory=dict)

    now: str = "2026-10-15T02:00:00Z"  # what is past, and the time of entries in the logs

    @property
    def domain_names(self) -> frozenset[str]:
        """The tenant's own domains."""
        return frozenset({self.customer["customerDomain"], *(each["domainName"] for each in self.domains)})

    def user(self, key: str) -> Object | None:
        """A user by address, id or alias; None when there is none."""
        return _find(self.users, key, "primaryEmail")

    def group(self, key: str) -> Object | None:
        """A group by address, id or alias; None when there is none."""
        return _find(self.groups, key, "email")


def _find(objects: Mapping[str, Object], key: str, address: str) -> Object | None:
    if (found := objects.get(key.lower())) is not None:
        return found
    for each in objects.values():
        names = (each.get("id"), each.get(address), *each.get("aliases", ()), *each.get("nonEditableAliases", ()))
        if key in names:
            return each
    return None
