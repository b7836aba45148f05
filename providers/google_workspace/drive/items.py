"""Files, folders and drives as resources."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat

from audit.model.facts import Pairs, Resource, pairs
from audit.runs.columns import made
from providers.google_api import names
from providers.google_workspace.drive import words
from providers.google_workspace.drive.answers import FOLDER, Drive, Item
from providers.google_workspace.drive.labels import Labels
from providers.google_workspace.kinds import PROVIDER, ResourceKind

_TRUE = "true"
_MOST_DIGITS = 19  # of a size that a run can hold


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the items of one corpus have in common: the owner or the drive, the label definitions, and whether access to them is logged.

    `root`: the id of what lies in no folder lies in.
    """

    owner: str = ""
    drive: str = ""
    root: str = ""
    labels: Labels = Labels()
    logged: bool = False
    _attributes: dict[tuple[bool, ...], Pairs] = field(default_factory=dict, repr=False, compare=False)

    def resource(self, item: Item, acl: str) -> Resource:
        """An item of this corpus."""
        return self.resources([item], [acl])[0]

    def resources(self, items: Sequence[Item], acls: Sequence[str]) -> list[Resource]:
        """Items of this corpus, each with its acl."""
        root = f"drive://{self.root}" if self.root else ""
        held = {
            "id": [f"drive://{item.id}" for item in items],
            "provider": repeat(PROVIDER),
            "kind": [ResourceKind.FOLDER if item.mime_type == FOLDER else ResourceKind.FILE for item in items],
            "name": [item.name for item in items],
            "parent": [f"drive://{item.parents[0]}" if item.parents else root for item in items],
            "acl": acls,
            "labels": [self.labels.on(item.label_info) if item.label_info else () for item in items],
            "attributes": [self.attributes(item) for item in items],
            "size": [int(item.size) if item.size.isdecimal() and len(item.size) < _MOST_DIGITS else None for item in items],
            "modified": [item.modified_time for item in items],
        }
        return made(Resource, len(items), held)

    def my_drive(self, item: Item, acl: str) -> Resource:
        """The root of a My Drive."""
        marks = ((words.MY_DRIVE, self.owner),)
        return Resource(f"drive://{item.id}", PROVIDER, ResourceKind.MY_DRIVE, item.name, "", acl, marks, self.attributes(item))

    def attributes(self, item: Item) -> Pairs:
        """Equal ones are one object: ten million items have few."""
        flags = (item.mime_type == FOLDER, item.trashed, item.inherited_permissions_disabled, item.copy_requires_writer_permission)
        found = self._attributes.get(flags) or self._plain(flags)
        if item.shortcut_details is not None:
            return pairs(dict(found) | {words.SHORTCUT: names.drive_item(item.shortcut_details.target_id)})
        return found

    def _plain(self, flags: tuple[bool, bool, bool, bool]) -> Pairs:
        folder, trashed, limited, no_download = flags
        logged = folder and self.logged
        said = {words.TRASHED: trashed, words.LIMITED: limited, words.NO_DOWNLOAD: no_download, words.ACCESS_LOGGING: logged}
        held = {words.OWNER: self.owner, words.DRIVE: self.drive} | {key: _TRUE for key, is_so in said.items() if is_so}
        found = self._attributes[flags] = pairs({key: value for key, value in held.items() if value})
        return found


def shared_drive(drive: Drive, acl: str, *, in_full: bool, logged: bool) -> Resource:
    """A shared drive."""
    said = {
        words.IN_FULL: in_full,
        words.MEMBERS_ONLY: drive.restrictions.drive_members_only,
        words.FOLDERS_BY_MANAGERS: drive.restrictions.sharing_folders_requires_organizer_permission,
        words.NO_DOWNLOAD: drive.restrictions.copy_requires_writer_permission,
        words.ACCESS_LOGGING: logged,
    }
    attributes = pairs({words.DRIVE: drive.id} | {key: _TRUE for key, is_so in said.items() if is_so})
    return Resource(names.drive_item(drive.id), PROVIDER, ResourceKind.SHARED_DRIVE, drive.name, "", acl, (), attributes)
