"""Drive, looked up: children of a folder, files of an owner or grantee, and the rows of every item, each worked out once."""

from collections import defaultdict
from collections.abc import Iterator

from providers.sandbox.google.drive.rows import (
    FOLDER,
    Row,
    grantees,
    key_of,
    lets_in,
    limited,
    member_rows,
    merged,
    own_rows,
    passed_down,
    rank,
)
from providers.sandbox.google.world import Object, World

Names = tuple[str, ...]


def index(world: World) -> "Index":
    """The index of a world as it stands."""
    return world.derive("drive", Index)


class Index:
    """Lookups over a world that does not change."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.children: defaultdict[str, list[str]] = defaultdict(list)
        self.owned: defaultdict[str, list[str]] = defaultdict(list)
        self.of_drive: defaultdict[str, list[str]] = defaultdict(list)
        self.granted: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.root_owners = {root: user for user, root in world.roots.items()}
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._passed: dict[str, tuple[Row, ...]] = {}
        self._trashed: dict[str, bool] = {}
        self._seen: dict[tuple[str, str], Names] = {}
        self._seen_set: dict[tuple[str, str], frozenset[str]] = {}
        for name, item in world.files.items():
            self._enter(name, item)

    def _enter(self, name: str, item: Object) -> None:
        for parent in item.get("parents", ()):
            self.children[parent].append(name)
        if "driveId" in item:
            self.of_drive[item["driveId"]].append(name)
        for owner in item.get("owners", ()):
            self.owned[owner["emailAddress"].lower()].append(name)
        for each in item.get("permissions", ()):
            kind, grantee, *_ = key_of(each)
            self.granted[kind, grantee].append(name)

    def item(self, name: str) -> Object | None:
        """A file or folder, a shared drive as its root folder, or a My Drive root."""
        found = self.world.files.get(name)
        if found is not None:
            return found
        if (drive := self.world.drives.get(name)) is not None:
            return {"id": name, "name": drive["name"], "mimeType": FOLDER, "driveId": name}
        if (owner := self.root_owners.get(name)) is not None:
            return {"id": name, "name": "My Drive", "mimeType": FOLDER, "owners": [{"emailAddress": owner}]}
        return None

    def rows(self, name: str) -> tuple[Row, ...]:
        """Everyone who has something on an item."""
        if name not in self._rows:
            self._rows[name] = self._work_out(name)
        return self._rows[name]

    def _work_out(self, name: str) -> tuple[Row, ...]:
        if name in self.world.drives:
            return member_rows(self.world, name)
        item = self.item(name)
        if item is None:
            return ()
        own = own_rows(self.world, item)
        inherited = self._from_above(item)
        if item.get("inheritedPermissionsDisabled"):
            return limited(own, inherited)
        return merged(own, inherited) if own else inherited

    def _from_above(self, item: Object) -> tuple[Row, ...]:
        for parent in item.get("parents", ()):
            if parent not in self._passed:
                self._passed[parent] = passed_down(parent, self.rows(parent), owned="driveId" not in item)
            return self._passed[parent]
        return ()

    def role(self, name: str, address: str) -> str:
        """The highest role that somebody has on an item's content, with the link at hand; empty: none."""
        found = [row for row in self._counting(name, address) if row.plain]
        return max((row.role for row in found), key=rank, default="")

    def sees(self, name: str, address: str) -> bool:
        """Whether somebody may know of an item: its content, or the name of a folder with limited access."""
        return any(row.plain or row.base["view"] == "metadata" for row in self._counting(name, address))

    def given(self, name: str, address: str) -> bool:
        """Whether an item was given to somebody himself or to a group of his, so that he has it without a link."""
        its = self.world.derive(("grantees", address), lambda world: grantees(world, address))
        return any(row.key[:2] in its for row in self.rows(name))

    def _counting(self, name: str, address: str) -> Iterator[Row]:
        its = self.world.derive(("grantees", address), lambda world: grantees(world, address))
        return (row for row in self.rows(name) if lets_in(self.world, row, address, its))

    def shares(self, name: str, address: str) -> bool:
        """Whether somebody may change the sharing of an item ("Scenarios for sharing Drive resources")."""
        item = self.item(name)
        if item is None:
            return False
        found = [row for row in self._counting(name, address) if row.plain]
        role = max((row.role for row in found), key=rank, default="")
        if role in ("owner", "organizer"):
            return True
        if "driveId" not in item:
            lasting = any(row.role == "writer" and "expirationTime" not in row.base for row in found)
            return bool(item.get("writersCanShare", True)) and lasting
        if name in self.world.drives:
            return False
        if item.get("mimeType") == FOLDER:
            organizers = self.world.drives[item["driveId"]].get("restrictions", {}).get("sharingFoldersRequiresOrganizerPermission")
            return role == "fileOrganizer" and not organizers
        return role in ("writer", "fileOrganizer")

    def seen(self, address: str, corpus: str) -> Names:
        """The items of a corpus: `user` (his own and those shared with him, in shared drives too), `domain`, or a shared drive's id."""
        key = (address, corpus)
        if key not in self._seen:
            self._seen[key] = self._look(address, corpus)
        return self._seen[key]

    def _look(self, address: str, corpus: str) -> Names:
        if corpus in self.world.drives:
            return tuple(name for name in self.of_drive[corpus] if self.sees(name, address))
        if corpus == "domain":
            domain = ("domain", address.rpartition("@")[2])
            found = [name for key in (domain, ("anyone", "")) for name in self.granted[key]]
            return tuple(dict.fromkeys(name for name in found if any(row.base.get("allowFileDiscovery") for row in self.rows(name))))
        its = self.world.derive(("grantees", address), lambda world: grantees(world, address))
        shared = [name for key in sorted(its) for name in self.granted[key]]
        mine = dict.fromkeys((*self.owned[address], *self._below(self.owned[address]), *self._below(shared)))
        return tuple(name for name in mine if name not in self.root_owners and self.sees(name, address))

    def lists(self, name: str, address: str, corpora: frozenset[str]) -> bool:
        """Whether an item is in one of a user's corpora."""
        if "user" in corpora and any(each["emailAddress"].lower() == address for each in self.world.files[name].get("owners", ())):
            return name not in self.root_owners
        return any(name in self._members(address, corpus) for corpus in corpora)

    def _members(self, address: str, corpus: str) -> frozenset[str]:
        if (address, corpus) not in self._seen_set:
            self._seen_set[address, corpus] = frozenset(self.seen(address, corpus))
        return self._seen_set[address, corpus]

    def _below(self, names: list[str]) -> Iterator[str]:
        todo = list(reversed(names))
        known: set[str] = set()
        while todo:
            name = todo.pop()
            if name not in known:
                known.add(name)
                yield name
                todo += reversed(self.children[name])

    def trashed(self, name: str) -> bool:
        """Whether an item lies in the trash, by itself or with a folder above it."""
        if name not in self._trashed:
            item = self.item(name) or {}
            self._trashed[name] = bool(item.get("trashed")) or any(self.trashed(parent) for parent in item.get("parents", ()))
        return self._trashed[name]

    def drives(self, address: str) -> Names:
        """The shared drives that somebody is a member of."""
        return tuple(drive for drive in self.world.drives if self.role(drive, address))
