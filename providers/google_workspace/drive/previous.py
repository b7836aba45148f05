"""What the last run knew of Drive, met twice: once for its folders and counts, once to carry over what has not changed.

Folders are held; of files nothing is, but how many there are.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from audit.model.facts import Resource
from audit.ports import Facts
from providers.google_workspace.drive.words import DRIVE, LIMITED, OWNER, TRASHED, corpus_of
from providers.google_workspace.kinds import PROVIDER, ResourceKind

_ITEMS = frozenset({ResourceKind.SHARED_DRIVE, ResourceKind.MY_DRIVE, ResourceKind.FOLDER, ResourceKind.FILE})


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as far as it matters to what lies in it."""

    corpus: str
    parent: str
    acl: str
    flags: tuple[str, str]  # limited access, in the bin

    @classmethod
    def of(cls, resource: Resource) -> "Folder":
        """The folder that a resource is."""
        return cls(corpus(resource), resource.parent, resource.acl, (resource.attribute(LIMITED), resource.attribute(TRASHED)))


@dataclass(frozen=True, slots=True)
class Previous:
    """Folders by id, shared drives and the roots of My Drives by corpus; how many rows a corpus has, in all, under each folder, with each acl."""

    facts: Facts
    folders: dict[str, Folder] = field(default_factory=dict)
    tops: dict[str, Resource] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    under: Counter[tuple[str, str]] = field(default_factory=Counter)
    with_acl: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, facts: Facts) -> "Previous":
        """Reads the last run once."""
        found = cls(facts)
        names: dict[str, str] = {}  # one text for each name that comes again and again
        for row in items(facts):
            its = names.setdefault(found_in := corpus(row), found_in)
            acl, parent = names.setdefault(row.acl, row.acl), names.setdefault(row.parent, row.parent)
            found.rows[its] += 1
            found.under[its, parent] += 1
            found.with_acl[its, acl] += 1
            if row.kind == ResourceKind.FOLDER:
                found.folders[row.id] = Folder.of(row)
            elif row.kind != ResourceKind.FILE:
                found.tops[its] = row
        return found


def items(facts: Facts) -> Iterator[Resource]:
    """Everything in Drive."""
    return (row for row in facts.resources() if row.provider == PROVIDER and row.kind in _ITEMS)


def corpus(row: Resource) -> str:
    """The corpus that a resource belongs to."""
    return corpus_of(row.attribute(OWNER), row.attribute(DRIVE))
