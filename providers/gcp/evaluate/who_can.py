"""All principals against the resources of a location: who has which levels, after everything.

Principals are what policies name: a user, a group, a domain. Nobody is asked about one by one, so the work grows with distinct policies.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from audit.model.facts import Grant, Resource, Verdict
from audit.ports import LocatedAcl
from audit.resolve.reach import NOBODY_LOOKED
from policies.levels import Level, members
from policies.locations import Location
from providers.formula import FALSE, TRUE, Atom, Formula, Outcome, all_of, any_of, outcomes
from providers.gcp import kinds
from providers.gcp.evaluate import bigquery, sql_users, storage
from providers.gcp.evaluate.asked import asked, lies_in, nowhere
from providers.gcp.evaluate.entries import Entry, policy_entries, tells_apart
from providers.gcp.evaluate.escalate.granting import Way, granting
from providers.gcp.evaluate.escalate.lifting import lifting
from providers.gcp.evaluate.hidden import hiding
from providers.gcp.evaluate.holders import all_denied, denies, holding
from providers.gcp.evaluate.levels import RULES, On, Rule
from providers.gcp.evaluate.levels.sql import SIGNS_IN
from providers.gcp.evaluate.unread import darkening
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import SYSTEM, ResourceKind
from providers.gcp.locate import KINDS
from providers.holding import Holding, Who, shared

Levels = Mapping[Level, Holding]


@dataclass
class WhoCan:
    """One world's answers, kept while it is asked."""

    world: World
    _kept: dict[tuple[object, ...], frozenset[Grant]] = field(default_factory=dict)
    _asking: set[str] = field(default_factory=set)  # views whose readers are being worked out

    def located(self, location: Location) -> Iterator[LocatedAcl]:
        """For each resource of the location, who reaches it there; and what hides others that the location may name."""
        for resource in self._resources(location):
            yield LocatedAcl(location, resource.id, self._grants(resource, location), darkening(self.world, resource))
        if hidden := hiding(self.world, location):
            yield LocatedAcl(location, location.pattern, frozenset(), hidden)

    def levels(self, resource: Resource, location: Location) -> Levels:
        """Who has each level, and on which condition."""
        found: dict[Level, dict[Who, Formula]] = defaultdict(dict)
        for levels, held in self._all(resource, location):
            for level in members(levels):
                for who, formula in held.items():
                    found[level][who] = any_of(found[level].get(who, FALSE), formula)
        return found

    def by_rule(self, resource: Resource, rule: Rule, location: Location) -> Holding:
        """Who has the rule's levels."""
        about = asked(self.world, resource, rule.on, rule.permission, location)
        held = holding(self.world, self.entries(resource, location), self.world.chain(resource.id), rule.permission, about)
        if rule.permission in SIGNS_IN:
            held = self._signing_in(resource, held)
        if rule.on is On.TABLES and rule.levels & Level.READ:
            held = bigquery.by_rows(self.world, resource.id, held)
            held = bigquery.by_columns(self.world, resource.attribute(kinds.POLICY_TAGS).split(), held)
        return {who: all_of(formula, Atom(rule.beyond)) for who, formula in held.items()} if rule.beyond else held

    def rules(self, resource: Resource) -> tuple[Rule, ...]:
        """The rules that are asked on a resource: of its tables on a dataset that has some they are asked themselves."""
        has_tables = resource.kind == ResourceKind.DATASET and resource.id in self.world.below
        lists = storage.lists_count(resource)
        return tuple(
            rule
            for rule in RULES.get(resource.kind, ())
            if not (rule.on is On.TABLES and has_tables) and (lists or rule.permission != "storage.objects.setIamPolicy")
        )

    def entries(self, resource: Resource, location: Location) -> tuple[Entry, ...]:
        """What lets in to a resource, on it and above it."""
        found = [entry for name in self.world.chain(resource.id) for entry in self._held_by(name, location)]
        if resource.kind not in (ResourceKind.BUCKET, ResourceKind.MANAGED_FOLDER):
            return tuple(found)
        open_to_all = storage.lets_public_in(self.world, resource)
        return tuple(one for entry in found for one in _but_public(entry, open_to_all))

    def beside(self, resource: Resource) -> Iterator[tuple[Level, Holding, str, str]]:
        """Other things by which the content is read: levels, who, what it is in words, and what gives it as JSON text."""
        if resource.kind == ResourceKind.TOPIC:
            for one in self._subscriptions.get(resource.id, ()):
                held = self._readers(one)
                yield Level.READ, _through(held, "subscription"), f"reads the messages from {one.id.rpartition('/')[2]}, a subscription", ""
        dataset = resource if resource.kind == ResourceKind.DATASET else self.world.resources.get(resource.parent, resource)
        if resource.kind == ResourceKind.TABLE or (resource.kind == ResourceKind.DATASET and resource.id not in self.world.below):
            for door in bigquery.doors(self.world, dataset.id):
                yield Level.READ, self._through_door(door), f"reads by the {door.words}", door.evidence

    def gifts(self, resource: Resource, location: Location) -> tuple[Way, ...]:
        """How somebody could give himself permissions on a resource."""
        chain = self.world.chain(resource.id)
        permissions = {rule.permission for rule in self.rules(resource)}
        return (*granting(self.world, chain), *lifting(self.world, chain, self.entries(resource, location), permissions))

    def groups(self, resource: Resource, location: Location) -> Iterator[tuple[Entry, str]]:
        """The groups that are named by what may let in to a resource."""
        asked = {rule.permission for rule in self.rules(resource)}
        entries = (one for one in self.entries(resource, location) if one.permissions is None or one.permissions & asked)
        yield from ((entry, one) for entry in entries for one in entry.principals if one.startswith("google://group/"))

    def lets_join(self, entry: Entry, group: str, resource: Resource, location: Location) -> bool:
        """Whether an entry may let somebody who joins a group in to something of a resource that lies in a location."""
        chain = self.world.chain(resource.id)
        for rule in self.rules(resource):
            about = asked(self.world, resource, rule.on, rule.permission, location)
            given = about.exists(entry.gives(rule.permission, about.asking)) is not FALSE
            if given and not all_denied(self.world, group, chain, rule.permission):
                return True
        return False

    def _all(self, resource: Resource, location: Location) -> Iterator[tuple[Level, Holding]]:
        for rule in self.rules(resource):
            yield rule.levels, self.by_rule(resource, rule, location)
        for levels, held, _, _ in self.beside(resource):
            yield levels, held
        for way in self.gifts(resource, location):
            yield Level.MANAGE, way.who

    def _grants(self, resource: Resource, location: Location) -> frozenset[Grant]:
        key = self._key(resource, location)
        if key not in self._kept:
            levels = self.levels(resource, location)
            self._kept[key] = frozenset((*_granted(levels), *self._keepers(levels, resource, location)))
        return self._kept[key]

    def _key(self, resource: Resource, location: Location) -> tuple[object, ...]:
        """What decides who reaches a resource: for most its kind, its own documents and what lies above it."""
        chain = self.world.chain(resource.id)
        if location.excluding or self._is_special(resource) or any(tells_apart(self.world, name) for name in chain):
            return (resource.id, location)
        attributes = (resource.attribute(kinds.UNIFORM_ACCESS), resource.attribute(kinds.PUBLIC_ACCESS_PREVENTION))
        return (resource.kind, self.world.documents(resource.id), attributes, resource.id in self.world.below, chain[1:])

    def _is_special(self, resource: Resource) -> bool:
        """Whether more than policies decides, or policies that are about one thing alone."""
        beside = resource.kind in (ResourceKind.SQL_INSTANCE, ResourceKind.TOPIC) or bool(resource.attribute(kinds.POLICY_TAGS))
        return beside or (resource.kind == ResourceKind.BUCKET and bool(storage.objects_with_lists(self.world, resource.id)))

    def _keepers(self, levels: Levels, resource: Resource, location: Location) -> Iterator[Grant]:
        """Who could make himself a member of a group that was taken apart; of one that nobody saw whole it is not known who could."""
        reach = {who for held in levels.values() for who, _ in held}
        for entry, group in self.groups(resource, location):
            if group not in reach and self._is_apart(group, resource, reach) and self.lets_join(entry, group, resource, location):
                for keeper in self.world.belonging.keepers(group):
                    yield Grant(keeper.member, Level.MANAGE, entry.source, keeper.condition, keeper.until, keeper.verdict)
                if self.world.belonging.hides(group):
                    yield Grant(group, Level.MANAGE, entry.source, NOBODY_LOOKED, verdict=Verdict.UNKNOWN)

    def _is_apart(self, group: str, resource: Resource, reach: Iterable[str]) -> bool:
        """Whether some of a group, and not the others, reach a resource, or could if they were in it."""
        crowds = (
            one.id for rule in denies(self.world, self.world.chain(resource.id)) for one in (*rule.principals, *rule.exception_principals)
        )
        within = self.world.belonging.within
        nobody = (FALSE,) if self.world.belonging.hides(group) else (None, FALSE)
        return any(within(group, crowd) is None for crowd in crowds) or any(within(who, group) not in nobody for who in reach)

    def _held_by(self, name: str, location: Location) -> Iterator[Entry]:
        yield from policy_entries(self.world, name)
        resource = self.world.resources.get(name)
        if resource and resource.kind == ResourceKind.DATASET:
            yield from bigquery.access_entries(self.world, name)
        if resource and resource.kind == ResourceKind.BUCKET:
            yield from storage.list_entries(self.world, resource, location)

    def _signing_in(self, instance: Resource, held: Holding) -> Holding:
        known = shared(self.world, held, sql_users.users(self.world, instance))
        gap = sql_users.unread_users(self.world, instance)
        if gap is None:
            return known
        others = {who: all_of(formula, sql_users.unread(gap)) for who, formula in held.items()}
        return {who: any_of(known.get(who, FALSE), others.get(who, FALSE)) for who in (*known, *others)}

    def _readers(self, resource: Resource) -> Holding:
        """Who reads a whole resource, by whatever way."""
        if resource.id in self._asking:  # views that read each other
            return {}
        self._asking.add(resource.id)
        try:
            return self.levels(resource, Location(SYSTEM, "", resource.id)).get(Level.READ, {})
        finally:
            self._asking.discard(resource.id)

    def _through_door(self, door: bigquery.Door) -> Holding:
        source = door.words.rpartition(" ")[0]
        shown = Atom(f"only what the {door.words} shows")
        if door.kind == "routine":
            chain = self.world.chain(door.id.removesuffix("/"))
            entries = [entry for name in chain for entry in self._held_by(name, Location(SYSTEM, "", door.id))]
            found = [holding(self.world, entries, chain, "bigquery.routines.get", nowhere(self.world))]
        else:
            found = [self._readers(view) for view in bigquery.views(self.world, door)]
        merged: dict[Who, Formula] = {}
        for held in found:
            for (who, _), formula in held.items():
                merged[who, source] = any_of(merged.get((who, source), FALSE), all_of(formula, shown))
        return merged

    @cached_property
    def _subscriptions(self) -> Mapping[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for one in self.world.resources.values():
            if one.kind == ResourceKind.SUBSCRIPTION and one.attribute(kinds.TOPIC):
                found[one.attribute(kinds.TOPIC)].append(one)
        return found

    def _resources(self, location: Location) -> Iterator[Resource]:
        """The resources with rules of their own that a location names by kind, address and tags."""
        wanted = KINDS.get(location.kind)
        for name in self._near(location.pattern):
            resource = self.world.resources[name]
            fits = resource.kind in RULES and (wanted is None or resource.kind in wanted)
            if fits and self._carries(resource, location) and lies_in(resource, location):
                yield resource

    def _carries(self, resource: Resource, location: Location) -> bool:
        """Whether a resource, or what it lies in, has the tags that are asked for."""
        labels = set(resource.labels)
        above = self.world.resources.get(resource.parent)
        if above and above.kind in (ResourceKind.BUCKET, ResourceKind.DATASET):
            labels |= set(above.labels)
        return set(location.tags) <= labels

    def _near(self, pattern: str) -> Iterator[str]:
        """The ids, in order, that begin like a pattern, or in which what it names may lie."""
        start = pattern.partition("*")[0].partition("?")[0]
        yield from (name for at, one in enumerate(start) if one == "/" and (name := start[:at]) in self.world.resources)
        yield from (name for at, one in enumerate(start[:-1]) if one == "/" and (name := start[: at + 1]) in self.world.resources)
        at = bisect_left(self._ids, start)
        while at < len(self._ids) and self._ids[at].startswith(start):
            yield self._ids[at]
            at += 1

    @cached_property
    def _ids(self) -> list[str]:
        return sorted(self.world.resources)


def _but_public(entry: Entry, open_to_all: Formula) -> Iterator[Entry]:
    """An entry with what it gives to everybody apart, where it counts."""
    public = tuple(one for one in entry.principals if one in storage.EVERYBODY)
    if not public or open_to_all is TRUE:
        yield entry
        return
    others = tuple(one for one in entry.principals if one not in public)
    if others:
        yield replace(entry, principals=others)
    if open_to_all is not FALSE:
        yield replace(entry, principals=public, asked=all_of(entry.asked, open_to_all))


def _through(held: Holding, source: str) -> Holding:
    found: dict[Who, Formula] = {}
    for (who, _), formula in held.items():
        found[who, source] = any_of(found.get((who, source), FALSE), formula)
    return found


def _granted(levels: Levels) -> Iterator[Grant]:
    ways: dict[tuple[str, str, Outcome], Level] = defaultdict(lambda: Level.NONE)
    for level, held in levels.items():
        for (who, source), formula in held.items():
            for outcome in outcomes(formula):
                ways[who, source, outcome] |= level
    for (who, source, way), found in ways.items():
        yield Grant(who, found, source, way.condition, way.until, way.verdict)
