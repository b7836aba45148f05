"""All sites, libraries and teams, in parallel: each library that is read in full a chapter of the run, so that a killed crawl goes on where it was."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeVar

from audit.counting import counted
from audit.model.facts import Coverage, CoverageStatus, Membership
from audit.ports import Facts, Scope, Sink
from providers.cursors import due
from providers.microsoft365.directory import Directory
from providers.microsoft365.files import asking, cursors, nightly, previous, reading, site_groups, sites, teams
from providers.microsoft365.files.answers import Team
from providers.microsoft365.files.cursors import Cursor
from providers.microsoft365.files.ledger import Ledger, People
from providers.microsoft365.files.nightly import Before, Log
from providers.microsoft365.files.operations import PERMISSIONS
from providers.microsoft365.files.reading import Holding, Setting
from providers.microsoft365.files.sites import Place
from providers.microsoft365.files.words import EVERYTHING, GROUPS, SITES, TEAMS, UNREAD
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.normalise.app_permissions import grants_of
from providers.microsoft365.normalise.opened import Opens
from providers.microsoft365.settings import Microsoft365Settings
from providers.microsoft_api import names
from providers.microsoft_api.reader import Reader
from providers.microsoft_api.session import Sessions

T = TypeVar("T")

CHAPTER = f"{PROVIDER}/files/"
CHANGED = CHAPTER + "changed"  # all that is carried over, with what has changed
_AT_ONCE = 10  # site collections, or libraries; with two calls each they fill a batch
_WHOLE_LISTS = "Sites.FullControl.All"  # without it lists of permissions are told in part


def crawl(
    sessions: Sessions,
    settings: Microsoft365Settings,
    directory: Directory,
    scope: Scope,
    sink: Sink,
    *,
    memberships: Iterable[Membership],
) -> None:
    """Writes every site, library, file and team, with what could not be read. `memberships` are those of the directory's groups.

    With a previous run, a library that it read completely is read by what has changed since, unless its turn has come to be read in full.
    """
    setting = Setting(sessions, People.of(directory, memberships), scope.at)
    tenant = setting.reader(SITES, EVERYTHING)
    _filtered(tenant, sessions.roles("graph"))
    found = sites.places(tenant)
    scope.progress(f"{PROVIDER}: {len(found)} site collections")
    with ThreadPoolExecutor(settings.workers) as pool:
        surveying = partial(_surveyed, setting, sink, certificate=sessions.by_certificate)
        surveyed = counted(pool.map(surveying, together := _together(found)), len(together), scope.counted)
        holdings = [holding for held in surveyed for holding in held]
        scope.progress(f"{PROVIDER}: {len(holdings)} libraries")
        _Crawl(setting, {holding.uri: holding for holding in holdings}, scope, sink).run(pool, settings.full_every)
        _teams(setting, sink, pool)
    sink.add(*tenant.gaps, tenant.coverage(), *(Coverage(PROVIDER, surface, EVERYTHING, CoverageStatus.UNSUPPORTED) for surface in UNREAD))


def _filtered(reader: Reader, roles: frozenset[str]) -> None:
    """Graph leaves permissions out, without a word, for who may not see them all (page "driveItem: delta"). Without a token every call says so."""
    if roles and _WHOLE_LISTS not in roles:
        reader.gap(f"graph:{PERMISSIONS}", "lists of permissions may be told in part", missing=_WHOLE_LISTS)


def _together(rows: Sequence[T]) -> list[Sequence[T]]:
    """What is asked for together: it saves round trips, and no quota."""
    return [rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)]


def _surveyed(setting: Setting, sink: Sink, some: Sequence[list[Place]], *, certificate: bool) -> list[Holding]:
    setting.sessions.ahead([step for places in some for place in places for step in sites.asked(place)])
    return [holding for places in some for holding in _survey(setting, sink, places, certificate=certificate)]


def _survey(setting: Setting, sink: Sink, places: list[Place], *, certificate: bool) -> list[Holding]:
    """Writes the sites of one collection, and gives their libraries. Its own site comes first."""
    first = places[0]
    if certificate:
        groups = site_groups.read(setting.reader(GROUPS, first.uri), first, sink, setting.people)
    else:
        groups = frozenset[str]()
        sink.add(site_groups.unsupported(first))
    holdings: list[Holding] = []
    above = setting.reader(SITES, first.uri)
    for place in sites.within(above, places):
        reader = above if place is first else setting.reader(SITES, place.uri)
        base = sites.base(reader, place, setting.people)
        acl = Ledger(sink, setting.people, groups).acl(base | grants_of(Opens.SITES))
        sink.add(place.resource(acl))
        holdings += [Holding(drive, place, base | grants_of(Opens.FILES), acl, groups) for drive in sites.libraries(reader, place)]
        if reader is not above:
            sink.add(*reader.gaps, reader.coverage())
    sink.add(*above.gaps, above.coverage())
    return holdings


def _teams(setting: Setting, sink: Sink, pool: ThreadPoolExecutor) -> None:
    reader = setting.reader(TEAMS, names.team(""))
    list(pool.map(partial(_team, setting, sink), teams.listed(reader)))
    sink.add(*reader.gaps, reader.coverage())


def _team(setting: Setting, sink: Sink, team: Team) -> None:
    teams.read(setting.reader(TEAMS, names.team(team.id)), team, sink, setting.people)


@dataclass(frozen=True, slots=True)
class _Crawl:
    """One crawl over the libraries, called by their URIs."""

    setting: Setting
    holdings: Mapping[str, Holding]
    scope: Scope
    sink: Sink

    def run(self, pool: ThreadPoolExecutor, full_every: int) -> None:
        """Reads every library."""
        facts = self.scope.previous
        found = cursors.usable(facts) if facts else {}
        planned = {its: each for its, each in found.items() if its in self.holdings and not due(its, each, full_every)}
        if self.sink.has(CHANGED):
            self._in_full(pool, planned)
            return
        planned = {its: each for its, each in planned.items() if not cursors.stale(each, self.scope.at)}
        if facts is None or not planned:
            self._in_full(pool, ())
        else:
            self._by_changes(pool, facts, planned)

    def _in_full(self, pool: ThreadPoolExecutor, but: Iterable[str]) -> None:
        """Reads every library in full, each a chapter, but those given and those that are done."""
        left = set(but)
        wanted = [its for its in self.holdings if its not in left and not self.sink.has(CHAPTER + its)]
        list(counted(pool.map(self._whole, wanted), len(wanted), self.scope.counted))

    def _whole(self, its: str) -> None:
        holding = self.holdings[its]
        reading.whole(self.setting, holding, self.sink, CHAPTER + its)
        self.scope.progress(f"{PROVIDER}: {holding.place.name}, {holding.drive.name or holding.drive.id}")

    def _by_changes(self, pool: ThreadPoolExecutor, facts: Facts, planned: Mapping[str, Cursor]) -> None:
        """Reads what has changed in the libraries planned, then in full those that must be, then carries over the others."""
        then, acls = previous.read(facts, frozenset(planned))
        same = [
            its for its in planned if acls.get(self.holdings[its].place.uri) == self.holdings[its].acl and not self.sink.has(CHAPTER + its)
        ]
        before = Before.of(facts, self.setting.people, self.scope.at.date())

        def logged(some: Sequence[str]) -> list[Log | None]:
            self.setting.sessions.ahead([step for its in some for step in asking.night(self.holdings[its].drive.id, planned[its].link)])
            return [nightly.log(self.setting, self.holdings[its], then[its], planned[its], before) for its in some]

        told = chain.from_iterable(pool.map(logged, _together(same)))
        logs = {its: found for its, found in zip(same, told, strict=True) if found}
        self.scope.progress(f"{PROVIDER}: {len(logs)} of {len(self.holdings)} libraries by what has changed")
        self._in_full(pool, logs)
        with self.sink.chapter(CHANGED) as part:
            nightly.carry(facts, logs, part, self.setting.people)
