"""What the last run knew of the libraries, met twice: once for its folders, once to carry over what has not changed.

Folders are held, and the items that have permissions of their own; of other files nothing is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from audit.model.facts import Resource
from audit.ports import Facts
from providers.microsoft365.files.words import UNIQUE, URL
from providers.microsoft365.kinds import PROVIDER, ResourceKind

_LIBRARIES = frozenset({ResourceKind.LIBRARY, ResourceKind.ONEDRIVE})
_ITEMS = frozenset({ResourceKind.FOLDER, ResourceKind.FILE})


class Folder(NamedTuple):
    """A folder, or a file with permissions of its own: where it lies, its acl, whether that is its own, and a folder's address."""

    parent: str
    acl: str
    unique: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shelved:
    """The folders and the items with permissions of their own in one library, by URI; the library itself."""

    folders: dict[str, Folder] = field(default_factory=dict)
    files: dict[str, Folder] = field(default_factory=dict)
    top: list[Resource] = field(default_factory=list)

    def item(self, uri: str) -> Folder | None:
        """What was kept of an item."""
        return self.folders.get(uri) or self.files.get(uri)


def read(facts: Facts, libraries: frozenset[str]) -> tuple[dict[str, Shelved], dict[str, str]]:
    """Reads the last run once: what it knew of some libraries, and the acl of each site."""
    found: dict[str, Shelved] = {library: Shelved() for library in libraries}
    sites: dict[str, str] = {}
    texts: dict[str, str] = {}  # one text for each name that comes again and again
    for row in facts.resources():
        if row.provider != PROVIDER:
            continue
        if row.kind == ResourceKind.SITE:
            sites[row.id] = row.acl
        elif row.kind in (*_ITEMS, *_LIBRARIES) and (shelved := found.get(library(row.id))) is not None:
            if row.kind in _LIBRARIES:
                shelved.top.append(row)
            elif row.kind == ResourceKind.FOLDER or row.attributes:
                parent, acl = texts.setdefault(row.parent, row.parent), texts.setdefault(row.acl, row.acl)
                kept = Folder(parent, acl, bool(row.attribute(UNIQUE)), row.label(URL))
                if row.kind == ResourceKind.FOLDER:
                    shelved.folders[row.id] = kept
                elif kept.unique:
                    shelved.files[row.id] = kept
    return found, sites


def items(facts: Facts) -> Iterator[Resource]:
    """Everything in libraries, the libraries themselves aside."""
    return (row for row in facts.resources() if row.provider == PROVIDER and row.kind in _ITEMS)


def library(uri: str) -> str:
    """The library that an item lies in, by its URI; that of a library itself is its own."""
    at = uri.find("/", len("sharepoint://"))
    return uri if at < 0 else uri[:at]
