"""Files, folders and libraries as resources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

from audit.model.facts import Pairs, Resource, pairs
from audit.runs.columns import made
from providers.microsoft365.files import words
from providers.microsoft365.files.answers import Drive, Item, Remote
from providers.microsoft365.kinds import PROVIDER, ResourceKind
from providers.microsoft_api import names

_TRUE = "true"
_MOST = 2**63  # of a size that a run can hold
_PLAIN: Pairs = ()
_UNIQUE = pairs({words.UNIQUE: _TRUE})


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the items of one library have in common: the library's URI, and how theirs begin."""

    library: str
    begins: str

    @classmethod
    def of(cls, drive: str) -> "Shelf":
        """The shelf of a library."""
        return cls(names.drive(drive), names.item(drive, ""))

    def folder(self, number: str, root: str) -> str:
        """The URI of what an item lies in: the library itself for its root."""
        return self.library if number in ("", root) else self.begins + number

    def resource(self, item: Item, parent: str, acl: str, *, unique: bool) -> Resource:
        """An item of this library. Only folders carry their address: locations find those by it."""
        if not item.holds:
            return self.files([item], [parent], [acl], unique=unique)[0]
        labels = ((words.URL, words.address(item.web_url)),) if item.web_url else ()
        attributes = _UNIQUE if unique else _PLAIN
        size, modified = _size(item.size), item.last_modified_date_time or ""
        name = item.name or item.id
        return Resource(self.begins + item.id, PROVIDER, ResourceKind.FOLDER, name, parent, acl, labels, attributes, size, modified)

    def files(self, items: Sequence[Item], parents: Iterable[str], acls: Iterable[str], *, unique: bool = False) -> list[Resource]:
        """Files, or shortcuts to something elsewhere: nearly all that there is in a tenant."""
        plain = _UNIQUE if unique else _PLAIN
        held = {
            "id": [self.begins + item.id for item in items],
            "provider": repeat(PROVIDER),
            "kind": repeat(ResourceKind.FILE),
            "name": [item.name or item.id for item in items],
            "parent": parents,
            "acl": acls,
            "labels": repeat(()),
            "attributes": [plain if item.remote_item is None else _shortcut(item.remote_item, unique=unique) for item in items],
            "size": [_size(item.size) for item in items],
            "modified": [item.last_modified_date_time or "" for item in items],
        }
        return made(Resource, len(items), held)


def _size(told: int | None) -> int | None:
    return told if told is not None and 0 <= told < _MOST else None


def _shortcut(remote: Remote, *, unique: bool) -> Pairs:
    drive = remote.parent_reference.drive_id if remote.parent_reference is not None else ""
    leads = f"sharepoint://{drive or 'unknown'}/{remote.id or 'unknown'}"
    return pairs({words.SHORTCUT: leads} | ({words.UNIQUE: _TRUE} if unique else {}))


def library(drive: Drive, site: str, acl: str, owner: str, address: str) -> Resource:
    """A library of a site; a OneDrive carries the address of its user, which is empty for any other."""
    labels = {words.URL: words.address(drive.web_url or ""), words.ONEDRIVE: address}
    return Resource(
        names.drive(drive.id),
        PROVIDER,
        ResourceKind.ONEDRIVE if address else ResourceKind.LIBRARY,
        drive.name or drive.id,
        site,
        acl,
        pairs({key: value for key, value in labels.items() if value}),
        pairs({words.OWNER: owner}) if owner else (),
    )
