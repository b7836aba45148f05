"""All principals against the resources of a location: who has which levels, after everything.

Principals are what assignments name: a user, a group, an application. Nobody is asked about one by one, so the work grows with distinct scopes.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from audit.model.facts import Grant, Resource
from audit.ports import LocatedAcl
from policies.levels import Level, members
from policies.locations import Location
from providers.azure import kinds
from providers.azure.evaluate.asked import asked, lies_in
from providers.azure.evaluate.beside import Door, doors
from providers.azure.evaluate.entries import Entry, entries
from providers.azure.evaluate.escalate import GLOBAL_ADMINISTRATOR, ways
from providers.azure.evaluate.holders import holding
from providers.azure.evaluate.levels import RULES, On, Rule
from providers.azure.evaluate.unread import darkening, hiding
from providers.azure.evaluate.world import World
from providers.azure.kinds import ResourceKind
from providers.azure.locate import KINDS
from providers.formula import FALSE, Atom, Formula, Outcome, all_of, any_of, outcomes
from providers.holding import Holding, Who, shared
from providers.microsoft_api.names import directory_role

Levels = Mapping[Level, Holding]
_APART = frozenset({ResourceKind.COSMOS_DATABASE, ResourceKind.COSMOS_CONTAINER})  # which have roles of their own
ELEVATED = directory_role(GLOBAL_ADMINISTRATOR).id
ELEVATION = "could give itself the role User Access Administrator at the root of the tenant: elevate access"


@dataclass
class WhoCan:
    """One world's answers, kept while it is asked."""

    world: World
    _kept: dict[tuple[object, ...], frozenset[Grant]] = field(default_factory=dict)
    _around: dict[tuple[str, str, bool], Holding] = field(default_factory=dict)

    def located(self, location: Location) -> Iterator[LocatedAcl]:
        """For each resource of the location, who reaches it there; and what hides others that the location may name."""
        met = False
        for resource in self._resources(location):
            met = True
            yield LocatedAcl(location, resource.id, self._grants(resource, location), darkening(self.world, resource))
        if hidden := hiding(self.world, location, met=met):
            yield LocatedAcl(location, location.pattern, frozenset(), hidden)

    def levels(self, resource: Resource, location: Location) -> Levels:
        """Who has each level, and on which condition."""
        found: dict[Level, dict[Who, Formula]] = defaultdict(dict)
        for rule in self.rules(resource):
            held = self.by_rule(resource, rule, location)
            for level in members(rule.levels):
                for who, formula in held.items():
                    found[level][who] = any_of(found[level].get(who, FALSE), formula)
        for door in self.doors(resource):
            for level in members(door.levels):
                who = (door.principal, door.source)
                found[level][who] = any_of(found[level].get(who, FALSE), door.asked)
        return found

    def rules(self, resource: Resource) -> tuple[Rule, ...]:
        """The actions that are asked about on a resource: those that give levels, and those by which one could come to them.

        Roles permit nothing on the data of a vault that has access policies ("Azure role-based access control vs. access policies").
        """
        around = self.world.around(resource)
        by_policies = around.kind == ResourceKind.KEY_VAULT and around.attribute(kinds.RBAC) == "false"
        found = (*RULES.get(resource.kind, ()), *ways(resource, around))
        return tuple(rule for rule in found if not (by_policies and rule.data))

    def doors(self, resource: Resource) -> tuple[Door, ...]:
        """Whoever is let in beside roles."""
        return doors(self.world, resource)

    def by_rule(self, resource: Resource, rule: Rule, location: Location) -> Holding:
        """Who has the rule's levels."""
        held = self._holding(resource, rule, location)
        if rule.also:
            second = replace(rule, action=rule.also, on=rule.on if rule.data else On.AROUND)
            held = shared(self.world, held, self._holding(resource, second, location))
        return {who: all_of(formula, Atom(rule.beyond)) for who, formula in held.items()} if rule.beyond else held

    def chain(self, resource: Resource, on: On) -> tuple[str, ...]:
        """The scopes at which an action may be assigned that is asked on a resource, or on what it lies in."""
        return self.world.chain(self.world.around(resource).id if on is On.AROUND else resource.id)

    def entries(self, resource: Resource, on: On) -> tuple[Entry, ...]:
        """Every assignment that may give such an action."""
        return tuple(entry for place in self.chain(resource, on) for entry in entries(self.world, place))

    def _holding(self, resource: Resource, rule: Rule, location: Location) -> Holding:
        key = (self.world.around(resource).id, rule.action, rule.data)
        if rule.on is On.AROUND and key in self._around:
            return self._around[key]
        about, chain = asked(self.world, resource, rule, location), self.chain(resource, rule.on)
        found = holding(self.world, self.entries(resource, rule.on), chain, rule.action, about, data=rule.data)
        if rule.on is On.AROUND:  # the same for all that lies in it
            self._around[key] = found
        return found

    def _grants(self, resource: Resource, location: Location) -> frozenset[Grant]:
        key = self._key(resource, location)
        if key not in self._kept:
            levels = self.levels(resource, location)
            self._kept[key] = frozenset((*_granted(levels), *self._keepers(levels, resource), *self._elevated()))
        return self._kept[key]

    def _key(self, resource: Resource, location: Location) -> tuple[object, ...]:
        """What decides who reaches a resource: for most its kind, what it lies in, and the scopes above it at which something is said."""
        chain, around = self.world.chain(resource.id), self.world.around(resource)
        stored = around.kind == ResourceKind.STORAGE_ACCOUNT  # the one kind that conditions know more of than its scope
        if resource.kind in _APART or (stored and any(self.world.tells_apart(place) for place in chain)):
            return (resource.id, location.pattern, location.excluding)
        said = tuple(place for place in chain if place in self.world.scopes)
        return (resource.kind, around.id, resource.attribute(kinds.PUBLIC_ACCESS), said)

    def _keepers(self, levels: Levels, resource: Resource) -> Iterator[Grant]:
        """Who could make himself a member of a group that was taken apart, since a deny assignment hits some of it."""
        reach = {who for held in levels.values() for who, _ in held}
        for entry in self.entries(resource, On.RESOURCE):
            if entry.principal not in reach and any(
                self.world.belonging.within(who, entry.principal) not in (None, FALSE) for who in reach
            ):
                for keeper in self.world.belonging.keepers(entry.principal):
                    yield Grant(keeper.member, Level.MANAGE, entry.source, keeper.condition, keeper.until, keeper.verdict)

    def _elevated(self) -> Iterator[Grant]:
        """Global Administrators, where the directory was read and tells who they are."""
        if ELEVATED in self.world.principals:
            yield Grant(ELEVATED, Level.MANAGE, "elevate-access")

    def _resources(self, location: Location) -> Iterator[Resource]:
        """The resources with rules of their own that a location names by kind, address and tags."""
        wanted = KINDS.get(location.kind)
        for name in self._near(location):
            resource = self.world.resources[name]
            fits = resource.kind in RULES and (wanted is None or resource.kind in wanted)
            if fits and set(location.tags) <= set(resource.labels) and self._lies_in(resource, location):
                yield resource

    def _lies_in(self, resource: Resource, location: Location) -> bool:
        """Whether a resource lies in a location: of a storage account all that lies in it."""
        around = self.world.around(resource)
        return lies_in(resource, location) or (around.kind == ResourceKind.STORAGE_ACCOUNT and lies_in(around, location))

    def _near(self, location: Location) -> Iterator[str]:
        """The ids, in order, that begin like a pattern, or in which what it names may lie, and what lies in those."""
        start = location.pattern.partition("*")[0].partition("?")[0]
        found = [name for at, one in enumerate(start) if one == "/" and (name := start[:at]) in self.world.resources]
        at = bisect_left(self._ids, start)
        while at < len(self._ids) and self._ids[at].startswith(start):
            found.append(self._ids[at])
            at += 1
        below = [one.id for name in found if location.kind == "storage-account" for one in self.world.below.get(name, ())]
        yield from dict.fromkeys((*found, *below))

    @cached_property
    def _ids(self) -> list[str]:
        return sorted(self.world.resources)


def _granted(levels: Levels) -> Iterator[Grant]:
    """Levels that somebody has in the same way come as one grant."""
    found: dict[tuple[Who, Outcome], Level] = defaultdict(lambda: Level.NONE)
    for level, held in levels.items():
        for who, formula in held.items():
            for outcome in outcomes(formula):
                found[who, outcome] |= level
    for ((principal, source), outcome), given in found.items():
        yield Grant(principal, given, source, outcome.condition, outcome.until, outcome.verdict)
