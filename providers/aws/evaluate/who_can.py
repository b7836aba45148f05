"""All callers against the resources of a location: who has which levels, after everything."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from audit.model.facts import Grant, Resource
from audit.ports import LocatedAcl
from policies.levels import Level, members
from policies.locations import Location
from providers.aws import kinds
from providers.aws.evaluate.answers import NOBODY, Answers, any_answer, either, places
from providers.aws.evaluate.authorize import Authorizer
from providers.aws.evaluate.beside import lists_count
from providers.aws.evaluate.caller import Caller
from providers.aws.evaluate.callers import Callers
from providers.aws.evaluate.doors import doors_of
from providers.aws.evaluate.escalate.latent import Latent, latent
from providers.aws.evaluate.layer import beginning
from providers.aws.evaluate.levels import OPENED, OPENED_BEYOND, RULES, Rule
from providers.aws.evaluate.outsiders import ANYBODY, named_by, somebody
from providers.aws.evaluate.requests import Asked, lies_in
from providers.aws.evaluate.ruling import Ruling
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.targets import target, trust_of
from providers.aws.evaluate.unread import darkening
from providers.aws.evaluate.world import World
from providers.aws.kinds import ResourceKind
from providers.aws.locate import KINDS
from providers.formula import FALSE, TRUE, Formula, Outcome, outcomes

_ACLS = frozenset({"s3:PutObjectAcl", "s3:PutObjectVersionAcl"})


@dataclass
class WhoCan:
    """One world's answers, kept while it is asked."""

    world: World
    _asked: dict[str, Asked] = field(default_factory=dict)
    _targets: dict[str, Target] = field(default_factory=dict)
    _grants: dict[tuple[Outcome, Level], dict[int, Grant]] = field(default_factory=lambda: defaultdict(dict))

    @cached_property
    def callers(self) -> Callers:
        """Everybody who may come in anywhere: the users and roles that were read, those whom some resource's side names, and everybody."""
        asked = (one for one in self.world.resources.values() if one.kind in RULES or one.kind == ResourceKind.ACCESS_POINT)
        sides = (*map(self.target, asked), *(trust_of(self.world, role) for role in self.world.callers.values()))
        outside = {caller.id: caller for side in sides for caller in named_by(self.world, side)}
        everybody = (ANYBODY, somebody(self.world), *(outside[name] for name in sorted(outside)), *self.world.callers.values())
        return Callers(everybody, self.world.canonical)

    @cached_property
    def authorizer(self) -> Authorizer:
        """The decisions on those callers' requests."""
        return Authorizer(self.callers)

    @cached_property
    def ruling(self) -> Ruling:
        """What rules come to for them."""
        return Ruling(self.world, self.authorizer)

    @cached_property
    def latent(self) -> Latent:
        """What they could make of themselves."""
        return latent(self.world, self.callers)

    def located(self, location: Location) -> Iterator[LocatedAcl]:
        """For each resource of the location, who reaches it there."""
        for resource in self._resources(location):
            asked = self.asked(resource)
            grants = frozenset(self._found(self.levels(asked, location, asked.who)))
            yield LocatedAcl(location, resource.id, grants, darkening(self.world, asked.target))

    def target(self, resource: Resource) -> Target:
        """A resource as what is asked for."""
        if resource.id not in self._targets:
            self._targets[resource.id] = target(self.world, resource)
        return self._targets[resource.id]

    def asked(self, resource: Resource) -> Asked:
        """A resource with everything that leads to it."""
        if resource.id not in self._asked:
            found = self.target(resource)
            name = resource.attribute(kinds.MASTER_SECRET)
            opener = self.target(self.world.resources[name]) if name in self.world.resources else None
            doors = doors_of(self.world, found)
            self._asked[resource.id] = Asked(
                found, doors, opener, self._coming(found, *(door.target for door in doors), *([opener] if opener else []))
            )
        return self._asked[resource.id]

    def levels(self, asked: Asked, location: Location, who: int) -> Mapping[Level, Answers]:
        """Of some callers who has each level."""
        found: dict[Level, Answers] = defaultdict(lambda: NOBODY)
        for rule in self._rules(asked):
            left = who & ~self._settled(found, rule)
            answers = self.by_rule(asked, rule, location, left) if left else NOBODY
            for level in rule.levels if answers else ():
                found[level] = either(found[level], answers)
        opened = self.by_secret(asked, who)
        for level in members(OPENED | OPENED_BEYOND) if opened else ():
            found[level] = either(found[level], opened)
        could = self.latent.by_owner(self.ruling, asked, location, who & ~found[Level.MANAGE].yes)
        found[Level.MANAGE] = either(found[Level.MANAGE], could)
        return {level: answers for level, answers in found.items() if answers}

    def by_rule(self, asked: Asked, rule: Rule, location: Location, who: int) -> Answers:
        """Who has the rule's levels. What lets in everybody is everybody's alone, not each one's again."""
        if rule.action in _ACLS and not lists_count(self.world, asked.target):
            return NOBODY
        anybody, signed_in = self.callers.bits[ANYBODY.id], self.callers.bits[somebody(self.world).id]
        found = self.ruling.by_rule(asked, rule, location, who | anybody | signed_in)
        open_to_all = found.of(anybody)
        open_to_signed_in = found.of(signed_in) if open_to_all is FALSE else open_to_all
        public = _like(found, open_to_all, signed_in) | _like(found, open_to_signed_in, ~(anybody | signed_in))
        if public & who:
            alone = self.ruling.by_rule(asked, rule, location, public & who, for_everybody=False)
            found = either(found.only(~public), alone)
        return found.only(who)

    def by_secret(self, asked: Asked, who: int) -> Answers:
        """Who reads the secret of its master user reads and changes the database."""
        if asked.opener is None or asked.opener.resource is None:
            return NOBODY
        secret = self.asked(asked.opener.resource)
        rules = [rule for rule in RULES[ResourceKind.SECRET] if rule.levels == (Level.READ,)]
        return any_answer(self.by_rule(secret, rule, Location("aws", "secret", secret.target.id), who) for rule in rules)

    def _coming(self, *sides: Target) -> int:
        """Everybody who may come in by some sides: of outsiders those alone whom they name."""
        found = self._known
        for side in sides:
            for caller in named_by(self.world, side):
                found |= self.callers.bits[caller.id]
        return found

    @cached_property
    def _known(self) -> int:
        bits = self.callers.bits
        return sum(bits[name] for name in (ANYBODY.id, somebody(self.world).id, *self.world.callers))

    def _rules(self, asked: Asked) -> Iterator[Rule]:
        """The rules of the resource's kind, but those whose action every policy treats like another's."""
        targets = (asked.target, *(door.target for door in asked.doors))
        seen: set[tuple[object, ...]] = set()
        spoken = self.authorizer.spoken(*targets)
        for rule in RULES.get(asked.target.kind, ()):
            listed = tuple(entry.actions is None or rule.action in entry.actions for entry in asked.target.entries)
            told = self.authorizer.speaking(rule.action) & spoken
            sort = (rule.levels, rule.on, rule.key, rule.beyond, rule.action in _ACLS, told, listed)
            if sort not in seen:
                seen.add(sort)
                yield rule

    def _settled(self, found: Mapping[Level, Answers], rule: Rule) -> int:
        """Who has all levels of a rule already."""
        settled = -1
        for level in rule.levels:
            settled &= found[level].yes
        return settled

    def _found(self, levels: Mapping[Level, Answers]) -> Iterator[Grant]:
        """The grants that answers come to: who has the same answers shares the work."""
        sorts: dict[tuple[tuple[Level, Formula], ...], int] = {(): -1}
        for level, answers in levels.items():
            split: dict[tuple[tuple[Level, Formula], ...], int] = {}
            may = answers.may
            for told, bits in sorts.items():
                for formula, others in answers.parts():
                    if bits & others:
                        split[*told, (level, formula)] = bits & others
                if bits & ~may:
                    split[told] = bits & ~may
            sorts = split
        for told, bits in sorts.items():
            if told:
                yield from self._same(told, bits)

    def _same(self, told: tuple[tuple[Level, Formula], ...], who: int) -> Iterator[Grant]:
        ways: dict[Outcome, Level] = defaultdict(lambda: Level.NONE)
        for level, formula in told:
            for outcome in outcomes(formula):
                ways[outcome] |= level
        for way, levels in ways.items():
            known = self._grants[way, levels]
            for at in places(who):
                if at not in known:
                    caller = self.callers.all[at]
                    known[at] = Grant(caller.id, levels, _source(caller), way.condition, way.until, way.verdict)
                yield known[at]

    def _resources(self, location: Location) -> Iterator[Resource]:
        """The resources with rules of their own that a location names by kind, address, tags and label."""
        wanted = KINDS.get(location.kind)
        for name in self._near(location.pattern):
            resource = self.world.resources[name]
            fits = resource.kind in RULES and (wanted is None or resource.kind in wanted) and _carries(resource, location)
            if fits and lies_in(self.target(resource), location):
                yield resource

    def _near(self, pattern: str) -> Iterator[str]:
        """The ids, in order, that begin like a pattern, or in which what it names may lie."""
        start = pattern.partition("*")[0].partition("?")[0]
        parts = start.split("/")
        above = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
        yield from (name for name in above if name in self.world.resources and name != start)
        yield from beginning(self._ids, start)

    @cached_property
    def _ids(self) -> list[str]:
        return sorted(self.world.resources)


def _like(found: Answers, public: Formula, who: int) -> int:
    """Of some callers those whose answer is everybody's."""
    if public is FALSE:
        return 0
    return who if public is TRUE else found.open.get(public, 0) & who


def _carries(resource: Resource, location: Location) -> bool:
    return set(location.tags) <= set(resource.labels) and (not location.label or location.label in {value for _, value in resource.labels})


def _source(caller: Caller) -> str:
    return "resource" if caller.identity is None else "identity"
