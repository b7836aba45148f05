"""Which places of Drive a gap leaves in the dark: what was not read may lie in them, or be what they are named after.

Folders are held, files are passed over once: only those that a place or a gap names are kept.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.model.facts import AUTHENTICATED, PUBLIC, Gap, MembershipKind, Resource
from audit.ports import Facts
from audit.resolve.placements import holds
from policies.levels import Level
from policies.locations import Location
from providers.google_api import names
from providers.google_workspace.drive.words import LABELS, OWNER, SURFACE
from providers.google_workspace.kinds import PROVIDER, TENANT, ResourceKind

_USERS = "users"  # the surface that says which users there are
_CONTAINERS = frozenset({ResourceKind.SHARED_DRIVE, ResourceKind.MY_DRIVE, ResourceKind.FOLDER})
_ITEMS = _CONTAINERS | {ResourceKind.FILE}
_USER, _GROUP = "google://user/", "google://group/"


@dataclass(frozen=True, slots=True)
class _Node:
    """A resource, as far as it matters where it lies and who may put something into it."""

    parent: str
    acl: str
    owner: str
    folder: bool


def touching(facts: Facts, locations: Sequence[Location]) -> Iterator[tuple[Location, tuple[Gap, ...]]]:
    """The locations of Drive that something unread may concern, each with what was not read."""
    gaps = [gap for gap in facts.gaps() if gap.provider == PROVIDER and _about_drive(gap)]
    if not gaps or not locations:
        return
    tree = _Tree(facts, locations, gaps)
    for location in locations:
        if found := tuple(sorted(gap for gap in gaps if tree.touches(gap, location))):
            yield location, found


def _about_drive(gap: Gap) -> bool:
    if gap.surface == SURFACE:
        return gap.scope == TENANT or gap.scope.startswith(("drive://", _USER))
    return gap.surface == LABELS or (gap.surface == _USERS and gap.scope == TENANT)


class _Tree:
    """Folders with what lies above them, and the resources that the locations and gaps name."""

    def __init__(self, facts: Facts, locations: Sequence[Location], gaps: Sequence[Gap]) -> None:
        scopes = {gap.scope for gap in gaps}
        self._named: defaultdict[Location, set[str]] = defaultdict(set)
        self._own: dict[str, frozenset[Location]] = {}
        self._nodes: dict[str, _Node] = {}
        exact: defaultdict[str, list[Location]] = defaultdict(list)
        for location in locations:
            exact["" if "*" in location.pattern or location.tags or location.label else location.pattern].append(location)
        for resource in facts.resources():
            if resource.provider == PROVIDER and resource.kind in _ITEMS:
                named = exact.get(resource.id, []) + [location for location in exact.get("", ()) if holds(location, resource)]
                if named:
                    self._own[resource.id] = frozenset(named)
                for location in named:
                    self._named[location].add(resource.id)
                if named or resource.kind in _CONTAINERS or resource.id in scopes:
                    self._nodes[resource.id] = _node(resource)
        self._groups = _groups(facts)
        self._known = frozenset(each.id for each in facts.principals() if each.id.startswith(_USER))
        self._places: dict[str, frozenset[Location]] = {}
        self._within: defaultdict[Location, set[tuple[str, str]]] = defaultdict(set)  # owner and acl of folders in My Drives
        for name, node in self._nodes.items():
            if node.owner:
                for location in self._lies_in(name):
                    self._within[location].add((node.owner, node.acl if node.folder else ""))
        self._writers = _writers(facts, {acl for pairs in self._within.values() for _, acl in pairs})

    def touches(self, gap: Gap, location: Location) -> bool:
        """Whether what was not read may lie in the location, or be it. A label may be on anything."""
        if gap.surface == LABELS:
            return bool(location.label)
        if location.label or not self._named[location]:
            return self._may_be(gap, location)
        if gap.scope == TENANT:  # shared drives were not listed: one that was met is not among them; nor were users: who writes here?
            return gap.surface == _USERS and any(self._writers[acl] - self._known for _, acl in self._within[location])
        if gap.scope.startswith("drive://"):
            unmet = gap.scope not in self._nodes
            return unmet or location in self._lies_in(gap.scope) or any(gap.scope in self._above(name) for name in self._named[location])
        return self._may_hold(gap.scope, location)

    def _may_be(self, gap: Gap, location: Location) -> bool:
        """Whether what was not read may be a place that was not met: a My Drive is its owner's, and an administrator lists shared drives."""
        if location.tags:
            return gap.scope in {f"{_USER}{address}" for _, address in location.tags} or gap.surface == _USERS
        return location.kind != ResourceKind.SHARED_DRIVE or (gap.scope == TENANT and gap.surface == SURFACE)

    def _may_hold(self, user: str, location: Location) -> bool:
        """Whether something that a user owns may lie in the location: it is the user's own, or the user may put something there.

        What lies in a shared drive is seen, whoever made it.
        """
        acts_as = self._acts_as(user)
        return any(f"{_USER}{owner}" == user or self._writers[acl] & acts_as for owner, acl in self._within[location])

    def _lies_in(self, name: str) -> frozenset[Location]:
        """The locations that name something or a folder above it."""
        chain = list(self._above(name))
        found = frozenset[Location]()
        for each in reversed(chain):
            if each not in self._places:
                self._places[each] = found | self._own.get(each, frozenset())
            found = self._places[each]
        return found

    def _above(self, name: str) -> dict[str, None]:
        """Something and the folders above it, nearest first; folders that hold each other are followed once."""
        chain: dict[str, None] = {}
        while name and name not in chain:
            chain[name] = None
            name = self._nodes[name].parent if name in self._nodes else ""
        return chain

    def _acts_as(self, user: str) -> frozenset[str]:
        """Everything that a grant can name and a user be: groups, also those whose members were not read, domains, and everyone."""
        domain = user.rpartition("@")[2]
        wide = {PUBLIC, AUTHENTICATED, names.ANYONE_WITH_LINK, names.domain(domain).id, names.domain_link(domain).id, user}
        return frozenset(wide | self._groups.of(user))


@dataclass(frozen=True, slots=True)
class _Groups:
    """Containers by their members; `dark` are groups whose members were not (all) read."""

    above: Mapping[str, frozenset[str]]
    dark: frozenset[str]

    def of(self, user: str) -> set[str]:
        """The groups that a user is in, or may be in."""
        found, waiting = set(self.dark), [user, *self.dark]
        while waiting:
            for container in self.above.get(waiting.pop(), frozenset()) - found:
                found.add(container)
                waiting.append(container)
        return found


def _groups(facts: Facts) -> _Groups:
    above: defaultdict[str, set[str]] = defaultdict(set)
    for each in facts.memberships():
        if each.kind is MembershipKind.MEMBER:
            above[each.member].add(each.container)
    dark = {gap.scope for gap in facts.gaps() if gap.scope.startswith((_GROUP, "google://audience/"))}
    everybody = {principal for principal in above if principal.startswith("google://customer/")}
    return _Groups({member: frozenset(found) for member, found in above.items()}, frozenset(dark | everybody))


def _writers(facts: Facts, wanted: set[str]) -> Mapping[str, frozenset[str]]:
    """Who may put something into a folder, by acl."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for acl in facts.acls():
        if acl.id in wanted:
            found[acl.id] = frozenset(grant.principal for grant in acl.grants if grant.levels & Level.CHANGE)
    return found


def _node(resource: Resource) -> _Node:
    return _Node(resource.parent, resource.acl, resource.attribute(OWNER), resource.kind in _CONTAINERS)
