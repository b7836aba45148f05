"""Drive read by what has changed since the last run: what has not is carried over, what has is read, and so is all that hangs on it.

Change logs tell of an item that was changed itself. They do not tell that a folder's or a drive's new permissions hold in all that lies in it,
nor that an account is gone: so everything in a folder that has changed is read again, whoever owns it, and all that names somebody who has come
or gone. Nor do they tell whose that is now which came along with a folder out of a shared drive: its folder may be another's by now, so whoever
sees the folder says who owns what is in it, and each owner is asked. Where that is more than reading the corpus in full, it is read in full.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

import msgspec

from audit.model.facts import Resource, pairs
from audit.ports import Sink
from providers.google_api import names
from providers.google_workspace.directory import User
from providers.google_workspace.drive import affected, words
from providers.google_workspace.drive.answers import Changes, Item
from providers.google_workspace.drive.corpora import Door, Setting
from providers.google_workspace.drive.cursors import Cursor, kept
from providers.google_workspace.drive.desks import Desk, OwnedDesk, SharedDesk
from providers.google_workspace.drive.ledger import Ledger
from providers.google_workspace.drive.previous import Folder, Previous, corpus, items
from providers.google_workspace.kinds import ResourceKind

_FEW = 20  # items that are read one by one without asking whether reading the whole corpus were less
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Log:
    """The change log of one corpus since the last run: how to go on from it next time, and the desk at which its changes are looked at.

    `whole`: more is told to have changed than is worth asking one by one.
    """

    corpus: str
    cursor: Cursor
    desk: Desk
    whole: bool = False


@dataclass(slots=True)
class Night:
    """What is carried over, and what is not. `affected` are folders in which everything is read again, `outdated` acls likewise."""

    setting: Setting
    previous: Previous
    logs: Mapping[str, Log]
    affected: frozenset[str] = frozenset()
    outdated: frozenset[str] = frozenset()
    entered: dict[str, set[str]] = field(default_factory=dict)  # folders that came into a corpus, with all that is in them
    along: dict[str, set[str]] = field(default_factory=dict)  # numbers of what a corpus has in folders that came into another
    again: Counter[str] = field(default_factory=Counter)  # how many rows of a corpus must be read again

    def work_out(self) -> None:
        """Finds what hangs on the folders that have changed."""
        now = {name: folder for log in self.logs.values() for name, folder in log.desk.folders.items()}
        self.affected = affected.below(self.previous.folders, now, self._changed(now))
        self.outdated = affected.outdated(self.previous, self.setting.directory, self.setting.at.date())
        self.entered, self.along = defaultdict(set), defaultdict(set)
        for its, name in self._come(now):
            self.entered[its].add(name)
        for (its, folder_name), count in self.previous.under.items():
            self.again[its] += count if folder_name in self.affected else 0
        for (its, acl), count in self.previous.with_acl.items():
            self.again[its] += count if acl in self.outdated else 0

    def enter(self, pool: Executor) -> None:
        """Looks at all that lies in the folders that came into a corpus, and finds who owns of it what the corpus does not."""
        self._compare()
        waiting = [(its, sorted(folders)) for its, folders in self.entered.items()]
        while waiting:
            found = list(pool.map(lambda its, folders: (its, self.logs[its].desk.enter(folders)), *zip(*waiting, strict=True)))
            going: defaultdict[str, set[str]] = defaultdict(set)
            for finder, others in found:
                for its, name in self._hand_over(finder, others):
                    going[its].add(name)
            waiting = [(its, sorted(folders)) for its, folders in going.items()]

    def _compare(self) -> None:
        """Finds what only the log of another corpus tells of: it came in a folder that was away in between."""
        for log in self.logs.values():
            for name, its in log.desk.elsewhere.items():
                if its in self.logs and name not in self.logs[its].desk.void:
                    self.along[its].add(name.removeprefix("drive://"))
                    if name in log.desk.strange:
                        self.entered[its].add(name)
        self.again.update({its: len(numbers) for its, numbers in self.along.items()})

    def _hand_over(self, finder: str, others: Iterable[Item]) -> Iterator[tuple[str, str]]:
        """Tells the owners of items; gives the folders among these, each with who is to go into it: its owner, or else who found it."""
        count: Counter[tuple[str, str]] = Counter()
        for item in others:
            its, name = item.corpus, names.drive_item(item.id)
            if item.id not in self.along[its]:
                self.along[its].add(item.id)
                count[its, names.drive_item(item.parents[0]) if item.parents else ""] += 1
            goes = its if its in self.logs else finder
            if item.folder and name not in self.entered[goes]:
                self.entered[goes].add(name)
                yield goes, name
        for (its, parent), number in count.items():  # what lay there before is counted already
            self.again[its] += max(0, number - self.previous.under[its, parent])

    def carries(self, log: Log) -> bool:
        """Whether reading what has changed is less than reading the whole corpus."""
        again = self.again[log.corpus] + len(self.entered.get(log.corpus, ()))
        return not log.whole and again <= _most(self.previous, log.corpus)

    def _changed(self, now: Mapping[str, Folder]) -> Iterator[str]:
        """Folders that are not what they were: moved, shared otherwise, gone; and those of which no log tells."""
        for name, folder in self.previous.folders.items():
            log = self.logs.get(folder.corpus)
            if log is None or now.get(name, None if name in log.desk.void else folder) != folder:
                yield name
        yield from self._passed()
        for log in self.logs.values():
            yield from (name for name in (*log.desk.folders, *log.desk.strange) if name not in self.previous.folders)

    def _come(self, now: Mapping[str, Folder]) -> Iterator[tuple[str, str]]:
        """Folders that came into a corpus; one that left a shared drive for an owner of whom no log tells, with one who sees it."""
        passed = self._passed()
        for name, folder in now.items():
            then = self.previous.folders.get(name)
            if then is None or then.corpus != folder.corpus or name in passed:
                yield folder.corpus, name
        seen = {name: log.corpus for log in self.logs.values() if not _of_drive(log.corpus) for name in log.desk.strange}
        for name, its in seen.items():
            then = self.previous.folders.get(name)
            if name not in now and (name in passed or (then is not None and _of_drive(then.corpus))):
                yield its, name

    def _passed(self) -> set[str]:
        """What the log of a shared drive tells of and is not in it any more, though it may be again where it was before."""
        return {name for log in self.logs.values() if _of_drive(log.corpus) for name in log.desk.void - log.desk.here}


def owned(setting: Setting, previous: Previous, user: User, cursor: Cursor, others: Sequence[str]) -> Log | None:
    """The log of a user's My Drive; None where it must be read in full. `others`: numbers of items to look at besides."""
    asking = setting.asking(user.id, user.address)
    told = asking.changes(cursor.token) if user.active else None
    if told is None:
        return None
    desk = OwnedDesk(setting, asking, user.address, previous.tops.get(user.id))
    log = Log(user.id, _from_here(cursor, told, setting), desk)
    return _looked_at(log, told, others, _most(previous, log.corpus))


def shared(setting: Setting, previous: Previous, door: Door, cursor: Cursor, others: Sequence[str]) -> Log | None:
    """The log of a shared drive; None where it must be read in full, as when its members or restrictions have changed."""
    if door.asking is None or door.asking.reader.subject != cursor.user:
        return None
    told = door.asking.changes(cursor.token)
    if told is None:
        return None
    desk = SharedDesk(setting, door.asking, door, previous.folders)
    log = Log(names.drive_item(door.drive.id), _from_here(cursor, told, setting), desk)
    if not _same(previous.tops.get(log.corpus), desk.drive()):
        return None
    return _looked_at(log, told, others, _most(previous, log.corpus))


def _looked_at(log: Log, told: Changes, others: Sequence[str], most: int) -> Log:
    """The log when all that it tells was looked at, and the others too if they are few."""
    log.desk.first(told.changes, ())
    unknown = [number for number in others if names.drive_item(number) not in log.desk.void]
    if len(unknown) > most:
        return replace(log, whole=True)
    log.desk.first((), unknown)
    return log


def _from_here(cursor: Cursor, told: Changes, setting: Setting) -> Cursor:
    """Where to go on from tonight; the day of the last whole reading stays."""
    return msgspec.structs.replace(cursor, token=told.new_start_page_token, at=setting.at.isoformat())


def _of_drive(its: str) -> bool:
    return its.startswith("drive://")


def _most(previous: Previous, its: str) -> int:
    """How many items of a corpus are read one by one before reading all of it by the page is less."""
    return _FEW + previous.rows[its] // _PAGE


def _same(then: Resource | None, now: Resource) -> bool:
    """Whether everything in a shared drive inherits what it did."""
    if then is None or then.acl != now.acl:
        return False
    return all(then.attribute(key) == now.attribute(key) for key in (words.IN_FULL, words.MEMBERS_ONLY, words.FOLDERS_BY_MANAGERS))


def carry(night: Night, logs: Mapping[str, Log], part: Sink) -> dict[str, list[str]]:
    """Writes what has not changed of the corpora of `logs`; gives the numbers of what must be read again, by corpus."""
    moved = frozenset(name for log in night.logs.values() for name in log.desk.here)
    told = frozenset(name for log in night.logs.values() for name in log.desk.void)  # a folder that was away may have lost something there
    wanted: dict[str, list[str]] = defaultdict(list)
    acls: set[str] = set()
    batch: list[Resource] = []
    for row in items(night.previous.facts):
        log = logs.get(corpus(row))
        if log is None or row.kind == ResourceKind.SHARED_DRIVE or row.id in log.desk.void or row.id in moved:
            continue
        number = row.id.removeprefix("drive://")
        if row.parent in night.affected or row.acl in night.outdated or row.id in told or number in night.along.get(log.corpus, ()):
            wanted[log.corpus].append(number)
            continue
        acls.add(row.acl)
        batch.append(_logged(row, night.setting))
        if len(batch) >= _PAGE:
            part.add(*batch)
            batch.clear()
    part.add(*batch)
    _carry_acls(night, acls, part)
    return wanted


def _carry_acls(night: Night, wanted: set[str], part: Sink) -> None:
    """The acls of what was carried over, with what is to be said of their grantees."""
    ledger = Ledger(part, night.setting.directory)
    for acl in night.previous.facts.acls():
        if acl.id in wanted:
            part.add(acl)
            ledger.meet(grant.principal for grant in acl.grants)


def _logged(row: Resource, setting: Setting) -> Resource:
    """A row with what is known tonight of Google's log of access."""
    if row.kind == ResourceKind.FILE or bool(row.attribute(words.ACCESS_LOGGING)) == setting.logged:
        return row
    held = dict(row.attributes) | {words.ACCESS_LOGGING: "true"}
    return replace(row, attributes=pairs({key: value for key, value in held.items() if setting.logged or key != words.ACCESS_LOGGING}))


def finish(night: Night, log: Log, wanted: Iterable[str], part: Sink) -> None:
    """Writes what has changed of one corpus, and all that hangs on it."""
    log.desk.then(night.affected, [*wanted, *sorted(night.along.get(log.corpus, ()))])
    part.add(*log.desk.sink.all(), *kept(log.corpus, log.cursor))
    part.add(*log.desk.asking.reader.gaps, log.desk.asking.reader.coverage())
