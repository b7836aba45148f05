"""One corpus read in full: a user's My Drive, or a shared drive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from audit.model.facts import Coverage, CoverageStatus, Gap
from audit.ports import Sink
from providers.google_api import names
from providers.google_api.reader import Reader
from providers.google_api.session import Sessions
from providers.google_workspace.directory import Directory, User
from providers.google_workspace.drive.answers import Drive, Row
from providers.google_workspace.drive.asking import Asking, permissions
from providers.google_workspace.drive.cursors import Cursor, kept, signed
from providers.google_workspace.drive.items import Shelf, shared_drive
from providers.google_workspace.drive.labels import Labels
from providers.google_workspace.drive.ledger import Ledger
from providers.google_workspace.drive.my_drive import MyDrive
from providers.google_workspace.drive.organizers import Organizers
from providers.google_workspace.drive.shared_drive import SharedDrive
from providers.google_workspace.drive.words import SURFACE
from providers.google_workspace.kinds import PROVIDER

_MOST_TRIED = 20  # managers of a shared drive who are tried before it is given up


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every corpus of one collection. `subject` is the administrator who is acted as; `logged`: Google logs access."""

    sessions: Sessions
    subject: str
    directory: Directory
    organizers: Organizers
    labels: Labels
    logged: bool
    at: datetime

    def cursor(self, token: str, user: str) -> Cursor:
        """The cursor of a corpus that is read in full now, as a user."""
        return Cursor(token, user, self.at.isoformat(), self.at.date(), signed(self.labels))

    def shelf(self, *, owner: str = "", drive: str = "") -> Shelf:
        """The shelf of a corpus."""
        return Shelf(owner, drive, "", self.labels, self.logged)

    def asking(self, scope: str, subject: str, drive: str = "") -> Asking:
        """Asks about one corpus as a user."""
        return Asking(self.reader(scope, subject), self.labels, drive)

    def reader(self, scope: str, subject: str) -> Reader:
        """Reads in one scope as a user."""
        return Reader(self.sessions, PROVIDER, SURFACE, scope, subject)


@dataclass(frozen=True, slots=True)
class Door:
    """A shared drive with its members, as far as an administrator may see them, and the way in, if there is one."""

    drive: Drive
    members: tuple[Row, ...] | None
    asking: Asking | None
    token: str
    outside: Reader  # what was asked as an administrator, and what went wrong on the way


def my_drive(setting: Setting, user: User, sink: Sink) -> None:
    """Writes what a user owns. Nobody can act as one who is suspended or deleted: then what the user owns is a gap."""
    if not user.active:
        sink.add(*_shut(user))
        return
    asking = setting.asking(user.id, user.address)
    if token := asking.token():
        MyDrive(asking, Ledger(sink, setting.directory), setting.shelf(owner=user.address)).read()
        sink.add(*kept(user.id, setting.cursor(token, user.address)))
    sink.add(*asking.reader.gaps, asking.reader.coverage())


def _shut(user: User) -> tuple[Gap, Coverage]:
    why = f"is {user.status}" if user.address else "has no address that was told"
    reason = f"the account {why}, so that nobody can act as it and what it owns is not seen; transfer it to an active account"
    gap = Gap(PROVIDER, SURFACE, user.id, "drive.v3:files.list", reason)
    return gap, Coverage(PROVIDER, SURFACE, user.id, CoverageStatus.DENIED)


def enter(setting: Setting, drive: Drive, before: str = "") -> Door:
    """Looks for a manager of a drive who can be acted as, one after the other; the one who was acted as `before` comes first."""
    scope = names.drive_item(drive.id)
    outside = setting.reader(scope, setting.subject)
    members = permissions(outside, drive.id, admin=True)
    refused: list[Gap] = []
    managers = sorted(setting.organizers.of(members or ()), key=lambda address: address != before)
    for address in managers[:_MOST_TRIED]:
        asking = setting.asking(scope, address, drive.id)
        if token := asking.token():
            for gap in outside.gaps:  # members of an unknown form
                asking.reader.gap(gap.operation, gap.reason, about=gap.scope)
            return Door(drive, members, asking, token, outside)
        refused += asking.reader.gaps
    if members is not None:
        why, missing = _unmanaged(refused, setting.directory)
        outside.gap("drive.v3:files.list", why, missing=missing)
    return Door(drive, members, None, "", outside)


def _unmanaged(refused: Sequence[Gap], directory: Directory) -> tuple[str, str]:
    """Why nobody could be acted as who manages a drive, and what is missing for it."""
    if refused:
        return f"none of its managers could be acted as: {refused[0].reason}; make an active user its manager", refused[
            0
        ].missing_permission
    if directory.missing:
        return "none of its managers is known, since not all users and members of groups could be read", directory.missing
    return "it has no manager among the active users; make an active user its manager", ""


def shared(setting: Setting, door: Door, sink: Sink, *, in_full: bool = False) -> None:
    """Writes a shared drive and what is in it. Raises ShortcutFails where it can't be read but `in_full`, item by item."""
    ledger = Ledger(sink, setting.directory)
    shelf = setting.shelf(drive=door.drive.id)
    if door.asking is None:
        _closed(setting, door, ledger)
        return
    SharedDrive(door.asking, ledger, shelf, door.drive, door.members or (), in_full=in_full).read()
    sink.add(*kept(names.drive_item(door.drive.id), setting.cursor(door.token, door.asking.reader.subject)))
    sink.add(*door.asking.reader.gaps, door.asking.reader.coverage())


def _closed(setting: Setting, door: Door, ledger: Ledger) -> None:
    """The drive itself, with its members if they are known; nothing in it was seen."""
    asking = Asking(door.outside, setting.labels, door.drive.id)
    whole = SharedDrive(asking, ledger, setting.shelf(drive=door.drive.id), door.drive, door.members or ())
    found = whole.drive() if door.members is not None else shared_drive(door.drive, "", in_full=False, logged=setting.logged)
    ledger.add([found])
    ledger.sink.add(*door.outside.gaps, door.outside.coverage())
