"""All callers against the resources of a location: who has which levels, after everything."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from audit.model.facts import Grant, Resource
from audit.ports import LocatedAcl
from policies.levels import Level, members
from policies.locations import Location
from providers.aws import kinds
from providers.aws.evaluate.authorize import Request, decide, has_a_say, spoken
from providers.aws.evaluate.beside import entries, lists_count
from providers.aws.evaluate.caller import Caller, CallerKind
from providers.aws.evaluate.doors import doors_of, through_doors
from providers.aws.evaluate.escalate import lets_itself_in, with_everything
from providers.aws.evaluate.formula import FALSE, TRUE, Atom, Formula, Outcome, all_of, any_of, outcomes
from providers.aws.evaluate.levels import OPENED, OPENED_BEYOND, RULES, Rule
from providers.aws.evaluate.outsiders import ANYBODY, named_by, somebody
from providers.aws.evaluate.requests import lies_in, requests
from providers.aws.evaluate.target import Target, target
from providers.aws.evaluate.unread import darkening
from providers.aws.evaluate.world import World
from providers.aws.kinds import ResourceKind
from providers.aws.locate import KINDS


@dataclass(slots=True)
class WhoCan:
    """One world's answers, kept while it is asked."""

    world: World
    _targets: dict[str, Target] = field(default_factory=dict)
    _public: dict[tuple[str, Rule, Location], tuple[Formula, Formula]] = field(default_factory=dict)
    _latent: dict[str, Formula] = field(default_factory=dict)

    def located(self, location: Location) -> Iterator[LocatedAcl]:
        """For each resource of the location, who reaches it there."""
        for resource in self._resources(location):
            asked = self.target(resource)
            grants = frozenset(grant for caller in self.callers(asked) for grant in self._grants(caller, asked, location))
            yield LocatedAcl(location, resource.id, grants, darkening(self.world, asked))

    def target(self, resource: Resource) -> Target:
        """A resource as what is asked for."""
        if resource.id not in self._targets:
            self._targets[resource.id] = target(self.world, resource)
        return self._targets[resource.id]

    def callers(self, asked: Target) -> tuple[Caller, ...]:
        """Everybody who may come in: the users and roles that were read, those that the resource's side names, and everybody."""
        sides = [asked, *doors_of(self.world, asked)]
        secret = self._opener(asked)
        outside = {caller.id: caller for side in (*sides, *([secret] if secret else [])) for caller in named_by(self.world, side)}
        return (ANYBODY, somebody(self.world), *outside.values(), *self.world.callers.values())

    def levels(self, caller: Caller, asked: Target, location: Location) -> dict[Level, Formula]:
        """What must hold for the caller to have each level; levels it can't have are left out."""
        found: dict[Level, Formula] = defaultdict(lambda: FALSE)
        for rule in RULES.get(asked.kind, ()):
            open_levels = [level for level in rule.levels if found[level] is not TRUE]
            formula = self.by_rule(caller, asked, rule, location) if open_levels else FALSE
            for level in open_levels:
                found[level] = any_of(found[level], formula)
        opened = self._opened(caller, asked)
        for level in members(OPENED | OPENED_BEYOND) if opened is not FALSE else ():
            found[level] = any_of(found[level], opened)
        if caller.identity is not None and caller.account == asked.account and found[Level.MANAGE] is not TRUE:
            found[Level.MANAGE] = any_of(found[Level.MANAGE], self.latent(caller, asked, location))
        return {level: formula for level, formula in found.items() if formula is not FALSE}

    def by_rule(self, caller: Caller, asked: Target, rule: Rule, location: Location) -> Formula:
        """What must hold for the caller to have the rule's levels. What lets in everybody is everybody's alone, not each one's again."""
        if rule.action.startswith("s3:PutObject") and rule.action.endswith("Acl") and not lists_count(self.world, asked):
            return FALSE
        if not _is_spoken_of(self.world, caller, asked, rule.action):
            return FALSE
        formula = self._asked(caller, asked, rule, location, for_everybody=True)
        public = FALSE if caller.kind is CallerKind.ANONYMOUS or formula is FALSE else self._open(caller, asked, rule, location)
        if public is not FALSE and public in (TRUE, formula):
            return self._asked(caller, asked, rule, location, for_everybody=False)
        return formula

    def latent(self, caller: Caller, asked: Target, location: Location) -> Formula:
        """Whether the caller could let itself in: by giving itself permissions, under the ceilings that would still bind it."""
        if caller.id not in self._latent:
            self._latent[caller.id] = lets_itself_in(self.world, caller)
        gift = self._latent[caller.id]
        if gift is FALSE:
            return FALSE
        mighty = with_everything(caller)
        wanted = (rule for rule in RULES.get(asked.kind, ()) if Level.READ in rule.levels or Level.MANAGE in rule.levels)
        found: Formula = FALSE
        for rule in wanted:
            found = any_of(found, self._asked(mighty, asked, rule, location, for_everybody=True))
            if found is TRUE:
                break
        return all_of(gift, found)

    def _asked(self, caller: Caller, asked: Target, rule: Rule, location: Location, *, for_everybody: bool) -> Formula:
        found: Formula = FALSE
        unlocked: Formula | None = None
        doors = doors_of(self.world, asked)
        for request in requests(caller, asked, rule, location, doors):
            formula = decide(self.world, caller, asked, request, for_everybody=for_everybody)
            if doors and formula is not TRUE and for_everybody:
                formula = any_of(formula, through_doors(self.world, caller, asked, request))
            if formula is FALSE:
                continue
            if unlocked is None:
                unlocked = self.unlocks(caller, asked, rule)
            found = any_of(found, all_of(formula, unlocked, Atom(rule.beyond) if rule.beyond else TRUE))
            if found is TRUE:
                break
        return found

    def _open(self, caller: Caller, asked: Target, rule: Rule, location: Location) -> Formula:
        """What is open to everybody, or, to somebody signed in, what is open without that."""
        key = (asked.id, rule, location)
        if key not in self._public:
            anybody = self._asked(ANYBODY, asked, rule, location, for_everybody=True)
            signed_in = self._asked(somebody(self.world), asked, rule, location, for_everybody=True) if anybody is FALSE else anybody
            self._public[key] = anybody, signed_in
        return self._public[key][caller.kind is not CallerKind.AUTHENTICATED]

    def unlocks(self, caller: Caller, asked: Target, rule: Rule) -> Formula:
        """The use of the customer's key that a rule asks for (KMS Developer Guide, "Key policies in AWS KMS"; `kms:ViaService`)."""
        name = asked.resource.attribute(kinds.KMS_KEY) if asked.resource else ""
        if not rule.key or not name or "/alias/aws/" in name:
            return TRUE
        resource = self.world.resources.get(name)
        if resource is None:
            return Atom(f"the key {name}, which was not read, lets it", gap=True)
        key = self.target(resource)
        if resource.attribute(kinds.KEY_MANAGER) == "AWS":  # whose policy lets in the whole account, by way of the service
            return TRUE if caller.account == key.account else FALSE
        via = f"{asked.arn.split(':')[2]}.{asked.region}.amazonaws.com"
        return decide(self.world, caller, key, Request(rule.key, key.arn, {"kms:viaservice": (via,), "aws:viaawsservice": ("true",)}))

    def _opener(self, asked: Target) -> Target | None:
        """The secret that opens a database, if it was read."""
        name = asked.resource.attribute(kinds.MASTER_SECRET) if asked.resource else ""
        return self.target(self.world.resources[name]) if name in self.world.resources else None

    def _opened(self, caller: Caller, asked: Target) -> Formula:
        """Who reads the secret of its master user reads and changes the database."""
        secret = self._opener(asked)
        if secret is None:
            return FALSE
        rules = [rule for rule in RULES[ResourceKind.SECRET] if rule.levels == (Level.READ,)]
        return any_of(*(self.by_rule(caller, secret, rule, Location("aws", "secret", secret.id)) for rule in rules))

    def _grants(self, caller: Caller, asked: Target, location: Location) -> Iterator[Grant]:
        found: dict[Outcome, Level] = defaultdict(lambda: Level.NONE)
        for level, formula in self.levels(caller, asked, location).items():
            for outcome in outcomes(formula):
                found[outcome] |= level
        source = _source(caller)
        for way, levels in found.items():
            yield Grant(caller.id, levels, source, way.condition, way.until, way.verdict)

    def _resources(self, location: Location) -> Iterator[Resource]:
        """The resources with rules of their own that a location names by kind, address, tags and label."""
        wanted = KINDS.get(location.kind)
        for name in sorted(self.world.resources):
            resource = self.world.resources[name]
            fits = resource.kind in RULES and (wanted is None or resource.kind in wanted) and _carries(resource, location)
            if fits and lies_in(self.target(resource), location):
                yield resource


def _carries(resource: Resource, location: Location) -> bool:
    return set(location.tags) <= set(resource.labels) and (not location.label or location.label in {value for _, value in resource.labels})


def _source(caller: Caller) -> str:
    return "resource" if caller.identity is None else "identity"


def _is_spoken_of(world: World, caller: Caller, asked: Target, action: str) -> bool:
    """Whether anything that could allow an action speaks of it: most pairs end here."""
    return has_a_say(caller, action) or _lets_in(world, asked, action)


@lru_cache(maxsize=65536)
def _lets_in(world: World, asked: Target, action: str) -> bool:
    doors = (held for door in doors_of(world, asked) for held in door.policies)
    return any(True for _ in spoken((*asked.policies, *doors), action, allows=True)) or bool(entries(world, asked))
