"""Graph's and SharePoint's answers about sites, drives, items and permissions, as far as they are used.

Source: the pages "driveItem resource type", "permission resource type", "sharePointIdentitySet resource type", "site resource type",
"drive resource type", "channel resource type" and "conversationMember resource type" (Microsoft Graph v1.0), and "Users, groups, and roles
REST API reference" (SharePoint).
"""

import msgspec


class Facet(msgspec.Struct, frozen=True, gc=False):
    """Something whose presence alone says it."""


class Holder(msgspec.Struct, frozen=True, rename="camel", gc=False):
    """A folder, with how many items lie in it."""

    child_count: int | None = None


class Parent(msgspec.Struct, frozen=True, rename="camel", gc=False):
    """Where an item lies."""

    id: str | None = None
    drive_id: str | None = None


class Remote(msgspec.Struct, frozen=True, rename="camel"):
    """What a shortcut leads to."""

    id: str | None = None
    parent_reference: Parent | None = None


class Item(msgspec.Struct, rename="camel", gc=False):
    """A file or folder, as a delta tells of it. `shared`: it has permissions of its own; `shared_changed`: these have changed."""

    id: str
    name: str | None = None
    size: int | None = None
    last_modified_date_time: str | None = None
    parent_reference: Parent | None = None
    folder: Holder | None = None
    package: Facet | None = None
    root: Facet | None = None
    deleted: Facet | None = None
    shared: Facet | None = None
    web_url: str | None = None
    remote_item: Remote | None = None
    shared_changed: str | bool | None = msgspec.field(default=None, name="@microsoft.graph.sharedChanged")

    @property
    def holds(self) -> bool:
        """Whether other items lie in it: a folder, or a package such as a notebook."""
        return self.folder is not None or self.package is not None or self.root is not None

    @property
    def above(self) -> str:
        """The id of the folder that it lies in; empty when it is not told."""
        return (self.parent_reference.id or "") if self.parent_reference is not None else ""

    @property
    def own(self) -> bool:
        """Whether it has, or may have, permissions of its own."""
        return self.shared is not None or bool(self.shared_changed)


class Identity(msgspec.Struct, frozen=True, rename="camel"):
    """A user, group, application or device; of SharePoint itself when it has a login name."""

    id: str | None = None
    display_name: str | None = None
    email: str | None = None
    login_name: str | None = None


class Identities(msgspec.Struct, frozen=True, rename="camel"):
    """Who a permission is for, in as many words as are told; all of them mean the same one."""

    user: Identity | None = None
    group: Identity | None = None
    application: Identity | None = None
    device: Identity | None = None
    site_user: Identity | None = None
    site_group: Identity | None = None
    share_point_group: Identity | None = None


class Link(msgspec.Struct, frozen=True, rename="camel"):
    """A sharing link."""

    type: str | None = None
    scope: str | None = None
    prevents_download: bool | None = None


class Invitation(msgspec.Struct, frozen=True, rename="camel"):
    """An invitation, perhaps one that nobody has followed yet."""

    email: str | None = None


class Permission(msgspec.Struct, frozen=True, rename="camel"):
    """One permission. The deprecated fields are read where the new ones are not given."""

    id: str | None = None
    roles: tuple[str, ...] | None = None
    granted_to_v2: Identities | None = None
    granted_to_identities_v2: tuple[Identities, ...] | None = None
    granted_to: Identities | None = None
    granted_to_identities: tuple[Identities, ...] | None = None
    link: Link | None = None
    invitation: Invitation | None = None
    expiration_date_time: str | None = None
    has_password: bool | None = None


class SharepointIds(msgspec.Struct, frozen=True, rename="camel"):
    """SharePoint's own ids."""

    site_id: str | None = None
    web_id: str | None = None


class SiteCollection(msgspec.Struct, frozen=True, rename="camel"):
    """The site collection that a site is the root of."""

    hostname: str | None = None


class Site(msgspec.Struct, frozen=True, rename="camel"):
    """A site. Its id is the host, the GUID of the site collection and the GUID of the site."""

    id: str
    name: str | None = None
    display_name: str | None = None
    web_url: str | None = None
    is_personal_site: bool | None = None


class Drive(msgspec.Struct, frozen=True, rename="camel"):
    """A library."""

    id: str
    name: str | None = None
    web_url: str | None = None
    drive_type: str | None = None
    owner: Identities | None = None


class Member(msgspec.Struct, frozen=True):
    """A user, or a group, as SharePoint knows it in one site."""

    login_name: str | None = msgspec.field(default=None, name="LoginName")
    title: str | None = msgspec.field(default=None, name="Title")
    email: str | None = msgspec.field(default=None, name="Email")
    is_site_admin: bool | None = msgspec.field(default=None, name="IsSiteAdmin")


class SiteGroup(msgspec.Struct, frozen=True):
    """A group of one site."""

    id: int = msgspec.field(name="Id")
    title: str | None = msgspec.field(default=None, name="Title")


class Team(msgspec.Struct, frozen=True, rename="camel"):
    """A team; its id is that of its group."""

    id: str
    display_name: str | None = None
    visibility: str | None = None
    is_archived: bool | None = None


class Channel(msgspec.Struct, frozen=True, rename="camel"):
    """A channel of a team."""

    id: str
    display_name: str | None = None
    membership_type: str | None = None
    is_archived: bool | None = None
    tenant_id: str | None = None


class ChannelMember(msgspec.Struct, frozen=True, rename="camel"):
    """Who is in a channel, perhaps of another tenant."""

    user_id: str | None = None
    email: str | None = None
    display_name: str | None = None
    tenant_id: str | None = None
    roles: tuple[str, ...] | None = None


class SharedWith(msgspec.Struct, frozen=True, rename="camel"):
    """A team that a channel is shared with."""

    id: str
    display_name: str | None = None
    tenant_id: str | None = None
    is_host_team: bool | None = None


ITEM = "id,name,size,lastModifiedDateTime,parentReference,folder,package,root,deleted,shared,webUrl,remoteItem"  # what is asked of an item
SITE = "id,name,displayName,webUrl,isPersonalSite"
DRIVE = "id,name,webUrl,driveType,owner"
