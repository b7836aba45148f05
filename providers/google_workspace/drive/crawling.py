"""All of Drive, in parallel: each corpus that is read in full a chapter of the run, so that a crawl that was killed goes on where it was."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from audit.counting import counted
from audit.model.facts import Membership
from audit.ports import Facts, Scope, Sink
from providers.cursors import due
from providers.google_api import names
from providers.google_api.reader import Reader
from providers.google_api.session import Sessions
from providers.google_workspace.directory import Directory, User
from providers.google_workspace.drive import corpora, cursors, events, labels, nightly, organizers
from providers.google_workspace.drive.answers import Drive
from providers.google_workspace.drive.corpora import Setting, enter
from providers.google_workspace.drive.cursors import Cursor
from providers.google_workspace.drive.nightly import Log, Night
from providers.google_workspace.drive.organizers import Organizers
from providers.google_workspace.drive.previous import Previous
from providers.google_workspace.drive.shared_drive import ShortcutFails
from providers.google_workspace.drive.words import EVENTS, LABELS, SURFACE
from providers.google_workspace.kinds import PROVIDER
from providers.google_workspace.settings import WorkspaceSettings

CHAPTER = f"{PROVIDER}/drive/"
CHANGED = CHAPTER + "changed"  # all that is carried over, with what has changed


def crawl(
    sessions: Sessions, settings: WorkspaceSettings, directory: Directory, scope: Scope, sink: Sink, *, memberships: Iterable[Membership]
) -> None:
    """Writes every item of Drive, with what could not be read. `memberships` are those of the directory's groups.

    With a previous run, a corpus that it read completely is read by what has changed since, unless its turn has come to be read in full.
    """
    tenant = Reader(sessions, PROVIDER, SURFACE, names.EVERYTHING, settings.subject)
    log = Reader(sessions, PROVIDER, EVENTS, names.EVERYTHING, settings.subject)
    drives = organizers.drives(tenant)
    known = _labels(sessions, settings, scope, sink)
    setting = Setting(sessions, settings.subject, directory, Organizers(directory, memberships), known, events.logged(log), scope.at)
    scope.progress(f"google_workspace: drive, {len(directory.users)} users and {len(drives)} shared drives")
    crawling = _Crawl(
        setting, {user.id: user for user in directory.users}, {names.drive_item(drive.id): drive for drive in drives}, scope, sink
    )
    with ThreadPoolExecutor(settings.workers) as pool:
        crawling.run(pool, settings.full_every, log)
    sink.add(*tenant.gaps, tenant.coverage(), *log.gaps, log.coverage())


def _labels(sessions: Sessions, settings: WorkspaceSettings, scope: Scope, sink: Sink) -> labels.Labels:
    """The label definitions, if the policy goes by labels at all."""
    if not any(location.label for location in scope.locations):
        return labels.Labels()
    reader = Reader(sessions, PROVIDER, LABELS, names.EVERYTHING, settings.subject)
    found = labels.read(reader)
    sink.add(*reader.gaps, reader.coverage())
    return found


@dataclass(frozen=True, slots=True)
class _Crawl:
    """One crawl. Corpora are called by their ids: users', and drives'."""

    setting: Setting
    users: Mapping[str, User]
    drives: Mapping[str, Drive]
    scope: Scope
    sink: Sink

    def run(self, pool: ThreadPoolExecutor, full_every: int, log: Reader) -> None:
        """Reads everything."""
        previous = self.scope.previous
        found = cursors.usable(previous) if previous else {}
        planned = {its for its, cursor in found.items() if its in (*self.users, *self.drives) and not due(its, cursor, full_every)}
        if self.sink.has(CHANGED):
            self._in_full(pool, planned)
        elif previous is None or not planned:
            self._in_full(pool, set())
        else:
            self._by_changes(pool, previous, found, planned, log)

    def _in_full(self, pool: ThreadPoolExecutor, but: set[str]) -> None:
        """Reads every corpus in full, each a chapter, but those given and those that are done."""
        for corpora_of, read in ((self.users, self._user), (self.drives, self._drive)):
            wanted = [its for its in corpora_of if its not in but and not self.sink.has(CHAPTER + its)]
            list(counted(pool.map(read, wanted), len(wanted), self.scope.counted))

    def _user(self, its: str) -> None:
        with self.sink.chapter(CHAPTER + its) as part:
            corpora.my_drive(self.setting, self.users[its], part)
        self.scope.progress(f"google_workspace: drive of {self.users[its].address}")

    def _drive(self, its: str) -> None:
        drive = self.drives[its]
        try:
            with self.sink.chapter(CHAPTER + its) as part:
                corpora.shared(self.setting, enter(self.setting, drive), part)
        except ShortcutFails as failed:
            self.scope.progress(
                f"google_workspace: shared drive {drive.name} is read item by item: {failed} does not inherit as documented"
            )
            with self.sink.chapter(CHAPTER + its) as part:
                corpora.shared(self.setting, enter(self.setting, drive), part, in_full=True)
        self.scope.progress(f"google_workspace: shared drive {drive.name}")

    def _by_changes(self, pool: ThreadPoolExecutor, facts: Facts, found: Mapping[str, Cursor], planned: set[str], log: Reader) -> None:
        """Reads the logs of all corpora, then in full those that must be, then carries over the others."""
        previous = Previous.of(facts)
        told = {its: numbers for its, numbers in self._events(log, found).items() if its in planned}
        logs = {each.corpus: each for each in pool.map(partial(self._log, previous, found, told), sorted(found)) if each}
        night = Night(self.setting, previous, logs)
        night.work_out()
        night.enter(pool)
        signed = cursors.signed(self.setting.labels)
        carried = {
            its: logs[its]
            for its in sorted(planned & logs.keys())
            if found[its].labels == signed and night.carries(logs[its]) and not self.sink.has(CHAPTER + its)
        }
        self.scope.progress(f"google_workspace: drive, {len(carried)} of {len(self.users) + len(self.drives)} by what has changed")
        self._in_full(pool, set(carried))
        with self.sink.chapter(CHANGED) as part:
            wanted = nightly.carry(night, carried, part)
            list(pool.map(lambda its: nightly.finish(night, carried[its], wanted.get(its, ()), part), carried))

    def _log(self, previous: Previous, found: Mapping[str, Cursor], told: Mapping[str, Sequence[str]], its: str) -> Log | None:
        others = told.get(its, ())
        if user := self.users.get(its):
            return nightly.owned(self.setting, previous, user, found[its], others)
        if drive := self.drives.get(its):
            return nightly.shared(self.setting, previous, enter(self.setting, drive, found[its].user), found[its], others)
        return None

    def _events(self, log: Reader, found: Mapping[str, Cursor]) -> Mapping[str, Sequence[str]]:
        """The items of which Google's log says that their sharing has changed, by corpus."""
        told: defaultdict[str, dict[str, None]] = defaultdict(dict)
        if self.setting.logged:
            since = min(datetime.fromisoformat(cursor.at) for cursor in found.values())
            for its, number in events.changed(log, since):
                told[its][number] = None
        return {its: tuple(sorted(numbers)) for its, numbers in told.items()}
