"""Shared drives with their members, and by whom one can be read: a manager of it, as nobody else sees folders with limited access."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from audit.model.facts import Membership, MembershipKind
from providers.google_api.reader import Reader
from providers.google_workspace.directory import Directory
from providers.google_workspace.drive.answers import DRIVES, Drive, Drives, Row
from providers.google_workspace.drive.asking import permissions
from providers.google_workspace.drive.grants import grantee

MANAGES = "organizer"


def drives(reader: Reader) -> tuple[Drive, ...]:
    """The shared drives of the tenant, sorted by id, as an administrator sees them."""
    pages = reader.pages("drive.v3", "drives.list", kind=Drives, key="drives", useDomainAdminAccess=True, pageSize=100, fields=DRIVES)
    return tuple(sorted({drive.id: drive for page in pages for drive in page.drives}.values(), key=lambda drive: drive.id))


def members(reader: Reader, drive: Drive) -> tuple[Row, ...] | None:
    """Who is a member of a shared drive, as an administrator sees it."""
    return permissions(reader, drive.id, admin=True)


class Organizers:
    """Finds the users of the tenant who manage a shared drive, directly or through groups."""

    def __init__(self, directory: Directory, memberships: Iterable[Membership]) -> None:
        self._directory = directory
        self._active = {user.id: user.address for user in directory.users if user.active}
        into: dict[str, set[str]] = defaultdict(set)
        for each in memberships:
            if each.kind is MembershipKind.MEMBER:
                into[each.container].add(each.member)
        self._into: Mapping[str, set[str]] = into

    def of(self, rows: Iterable[Row]) -> tuple[str, ...]:
        """Addresses to act as, those named directly first, in the same order every time."""
        managing = {grantee(row, self._directory) for row in rows if row.role == MANAGES} - {None}
        direct = sorted(self._active[name] for name in managing if name in self._active)
        through = {member for name in managing if name for member in self._within(name)}
        return (*direct, *sorted({self._active[name] for name in through if name in self._active} - set(direct)))

    def _within(self, group: str) -> set[str]:
        """Everybody in a group, over any number of groups. A group that holds the whole tenant holds every user."""
        found, waiting = set[str](), [group]
        while waiting:
            for member in self._into.get(waiting.pop(), set()) - found:
                found.add(member)
                waiting.append(member)
        return found | set(self._active) if self._directory.everybody() in found else found
