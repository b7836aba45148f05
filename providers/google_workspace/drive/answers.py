"""Google's answers about Drive, as far as they are used, and the field masks that ask for exactly that.

Source: the reference of the Drive API v3 (pages "REST Resource: files", "permissions", "drives" and "changes").
"""

import msgspec

from providers.google_workspace.drive.words import corpus_of

FOLDER = "application/vnd.google-apps.folder"


class Row(msgspec.Struct, frozen=True, rename="camel"):
    """One permission. What Google leaves out is empty."""

    id: str = ""
    type: str = ""
    role: str = ""
    email_address: str = ""
    domain: str = ""
    allow_file_discovery: bool = False
    expiration_time: str = ""
    deleted: bool = False
    pending_owner: bool = False
    view: str = ""


class Rows(msgspec.Struct, rename="camel"):
    """A page of permissions, each as it came."""

    permissions: tuple[msgspec.Raw, ...] = ()


class Owner(msgspec.Struct, frozen=True, rename="camel"):
    """Who owns an item of a My Drive."""

    email_address: str = ""


class Target(msgspec.Struct, rename="camel"):
    """What a shortcut leads to."""

    target_id: str = ""


class LabelField(msgspec.Struct, rename="camel"):
    """What a label says in one of its fields."""

    date_string: tuple[str, ...] = ()
    integer: tuple[str, ...] = ()
    selection: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


class Label(msgspec.Struct):
    """A label on an item."""

    id: str = ""
    fields: dict[str, LabelField] = {}


class LabelInfo(msgspec.Struct):
    """The labels on an item."""

    labels: tuple[Label, ...] = ()


class Item(msgspec.Struct, rename="camel", gc=False):
    """A file or folder. `permissions` are as they came: equal ones are read once."""

    id: str
    name: str = ""
    mime_type: str = ""
    parents: tuple[str, ...] = ()
    size: str = ""
    modified_time: str = ""
    trashed: bool = False
    drive_id: str = ""
    owners: tuple[Owner, ...] = ()
    owned_by_me: bool = False
    writers_can_share: bool = True
    copy_requires_writer_permission: bool = False
    has_augmented_permissions: bool = False
    inherited_permissions_disabled: bool = False
    permission_ids: tuple[str, ...] = ()
    permissions: msgspec.Raw = msgspec.Raw()
    shortcut_details: Target | None = None
    label_info: LabelInfo | None = None

    @property
    def folder(self) -> bool:
        """Whether it is a folder."""
        return self.mime_type == FOLDER

    @property
    def corpus(self) -> str:
        """The corpus that it belongs to; empty when its owner was not told."""
        return corpus_of(self.owners[0].email_address.lower() if self.owners else "", self.drive_id)


class Items(msgspec.Struct, rename="camel"):
    """A page of files and folders. `incomplete_search`: Google did not look everywhere."""

    files: list[Item] = []
    incomplete_search: bool = False


class Restrictions(msgspec.Struct, frozen=True, rename="camel"):
    """What a shared drive forbids."""

    drive_members_only: bool = False
    sharing_folders_requires_organizer_permission: bool = False
    copy_requires_writer_permission: bool = False


class Drive(msgspec.Struct, frozen=True, rename="camel"):
    """A shared drive."""

    id: str
    name: str = ""
    restrictions: Restrictions = Restrictions()


class Drives(msgspec.Struct):
    """A page of shared drives."""

    drives: list[Drive] = []


class Change(msgspec.Struct, rename="camel"):
    """An entry of a change log: what became of an item, or that it is no longer there for who asks."""

    change_type: str = ""
    file_id: str = ""
    removed: bool = False
    file: Item | None = None


class Changes(msgspec.Struct, rename="camel"):
    """A page of a change log. The last one says from where to read next time."""

    changes: list[Change] = []
    new_start_page_token: str = ""


_ROW = "id,type,role,emailAddress,domain,allowFileDiscovery,expirationTime,deleted,pendingOwner,view"
_ITEM = "id,name,mimeType,parents,size,modifiedTime,trashed,shortcutDetails/targetId,copyRequiresWriterPermission"
_OWNED = f"{_ITEM},driveId,owners/emailAddress,ownedByMe,writersCanShare,inheritedPermissionsDisabled,permissions({_ROW})"
_SHARED = f"{_ITEM},driveId,hasAugmentedPermissions,inheritedPermissionsDisabled,permissionIds"

ROWS = f"nextPageToken,permissions({_ROW})"
DRIVES = "nextPageToken,drives(id,name,restrictions)"


def item_fields(*, shared: bool, labels: bool) -> str:
    """The mask for one item of a My Drive, or of a shared drive."""
    return (_SHARED if shared else _OWNED) + (",labelInfo/labels" if labels else "")


def list_fields(*, shared: bool, labels: bool) -> str:
    """The mask for a page of items."""
    return f"nextPageToken,incompleteSearch,files({item_fields(shared=shared, labels=labels)})"


def change_fields(*, shared: bool, labels: bool) -> str:
    """The mask for a page of changes."""
    return f"nextPageToken,newStartPageToken,changes(changeType,fileId,removed,file({item_fields(shared=shared, labels=labels)}))"
