"""What was not read, and which places of Microsoft 365 it leaves in the dark. Who reaches them are facts already: acls were read as they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from audit.model.facts import Gap
from audit.model.reach import Path
from audit.ports import Asked, Evaluated, Facts, LocatedAcl
from audit.resolve.placements import holds
from policies.locations import Location
from providers.microsoft365.files.operations import GET_ALL_SITES
from providers.microsoft365.files.words import EVERYTHING
from providers.microsoft365.kinds import PROVIDER, TENANT, ResourceKind, Surface
from providers.microsoft365.locate import KINDS
from providers.microsoft_api import names
from providers.microsoft_api.strangers import of_strangers

_BY_ADDRESS = (ResourceKind.MAILBOX, ResourceKind.SHARED_MAILBOX, ResourceKind.CALENDAR)
_MAIL = ("microsoft://mailbox/", "microsoft://calendar/")
_EVERY_TEAM = names.team("")
_UNLISTED = f"graph:{GET_ALL_SITES}"
_FILES = frozenset({ResourceKind.SITE, ResourceKind.LIBRARY, ResourceKind.ONEDRIVE, ResourceKind.FOLDER, ResourceKind.FILE})


def acls(facts: Facts, locations: Sequence[Location]) -> Evaluated:
    """For each location that a gap really touches, the gaps, and who may act as users and applications that were not listed.

    Grants come with the resources.
    """
    mine = [location for location in locations if location.kind in KINDS]
    mail = [location for location in mine if location.kind in _BY_ADDRESS]
    found = (*_by_address(facts, mail), *_by_place(facts, [location for location in mine if location not in mail]))
    dark = tuple(LocatedAcl(location, location.pattern, frozenset(), gaps) for location, gaps in found)
    return Evaluated(tuple(of_strangers(_named(facts), facts.principals())), dark)


def explain(_facts: Facts, wanted: Sequence[Asked]) -> tuple[Path, ...]:
    """Nothing to add: grants on sites, files, mailboxes and calendars are facts."""
    return tuple(() for _ in wanted)


def _named(facts: Facts) -> Iterator[str]:
    """Whoever is in a group or has a role, or is let in to something."""
    yield from (each.member for each in facts.memberships())
    yield from (grant.principal for acl in facts.acls() for grant in acl.grants)


def _by_address(facts: Facts, locations: Sequence[Location]) -> Iterator[tuple[Location, tuple[Gap, ...]]]:
    """Mailboxes and calendars: a gap about the one itself, or about all of them; one that was not met may be somebody's who was not listed."""
    gaps = [gap for gap in facts.gaps() if gap.provider == PROVIDER and (gap.scope.startswith(_MAIL) or _is_of_users(gap))]
    if not gaps or not locations:
        return
    wanted = {location.pattern for location in locations}
    met = {each.id for each in facts.resources() if each.id in wanted}
    for location in locations:
        if found := tuple(sorted({gap for gap in gaps if _touches(gap, location, met)})):
            yield location, found


def _is_of_users(gap: Gap) -> bool:
    return gap.surface == Surface.USERS and gap.scope == TENANT


def _touches(gap: Gap, location: Location, met: set[str]) -> bool:
    if _is_of_users(gap):
        return location.pattern not in met
    return gap.scope == location.pattern or (gap.scope in _MAIL and location.pattern.startswith(gap.scope))


def _by_place(facts: Facts, locations: Sequence[Location]) -> Iterator[tuple[Location, tuple[Gap, ...]]]:
    """Sites, libraries, folders, files, teams and channels: a gap about what lies in one, about what it lies in, or about all of them.

    Of a place that was not met and is named by its address nothing is said here: any gap may hide it.
    """
    gaps = [
        gap
        for gap in facts.gaps()
        if gap.provider == PROVIDER and gap.scope.startswith((EVERYTHING, "microsoft://team/", "microsoft://channel/"))
    ]
    if not gaps or not locations:
        return
    tree = _Tree(facts, locations, gaps)
    for location in locations:
        if found := tuple(sorted({gap for gap in gaps if tree.touches(gap, location)})):
            yield location, found


class _Tree:
    """Everything with what lies above it, as far as the locations and gaps name it. Files are passed over once: only those named are kept."""

    def __init__(self, facts: Facts, locations: Sequence[Location], gaps: Sequence[Gap]) -> None:
        scopes = {gap.scope for gap in gaps}
        exact: defaultdict[str, list[Location]] = defaultdict(list)
        for location in locations:
            exact["" if location.tags else location.pattern].append(location)
        self._parents: dict[str, str] = {}
        self._named: defaultdict[Location, set[str]] = defaultdict(set)
        self._kinds: dict[str, str] = {}  # of what gaps are about
        for resource in facts.resources():
            if resource.provider != PROVIDER:
                continue
            named = exact.get(resource.id, []) + [one for one in exact.get("", ()) if resource.labels and holds(one, resource)]
            for location in named:
                self._named[location].add(resource.id)
            if resource.id in scopes:
                self._kinds[resource.id] = resource.kind
            if named or resource.id in scopes or resource.kind != ResourceKind.FILE:
                self._parents[resource.id] = resource.parent

    def touches(self, gap: Gap, location: Location) -> bool:
        """Whether what was not read may lie in the location, or be something that the location lies in."""
        named = self._named[location]
        if not named:
            return not location.tags and self._may_hide(gap, location)
        if gap.scope == EVERYTHING:  # a site that was met is not among those that were not listed, but sites may lie below it
            return location.kind in _FILES and (gap.operation != _UNLISTED or location.kind == ResourceKind.SITE)
        above = set(self._above(gap.scope))
        return not named.isdisjoint(above) or any(gap.scope in self._above(name) for name in named)

    def _may_hide(self, gap: Gap, location: Location) -> bool:
        """Whether something that was not met may lie where the gap is: the id of a library does not say its site, that of a channel says its team."""
        if location.kind == ResourceKind.CHANNEL:
            return gap.scope in (_EVERY_TEAM, _before(location.pattern))
        a_site = gap.scope.startswith(EVERYTHING) and self._kinds.get(gap.scope, ResourceKind.SITE) == ResourceKind.SITE
        return location.kind in _FILES and (a_site or gap.scope in self._above(location.pattern))

    def _above(self, name: str) -> Iterable[str]:
        """Something and what lies above it, nearest first; what was not met lies at least where its address says."""
        chain: dict[str, None] = {}
        while name and name not in chain:
            chain[name] = None
            name = self._parents[name] if name in self._parents else _before(name)
        return chain


def _before(name: str) -> str:
    """The library of an item, the site of one below it, the team of a channel; empty for what stands by itself."""
    if name.startswith("microsoft://channel/"):
        return name.rpartition("/")[0].replace("://channel/", "://team/")
    place, _, last = name.removeprefix(EVERYTHING).rpartition("/")
    return EVERYTHING + place if place and last and name.startswith(EVERYTHING) else ""
