"""Whether a request is authorized: boundaries, deny policies, allow policies, each over the resource and all that lies above it.

IAM documentation, "Policy types" (policy evaluation): any policy that says no is enough, and only an allow policy says yes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate
from providers.gcp.evaluate import hierarchy
from providers.gcp.evaluate.boundary import Boundary, ineligible
from providers.gcp.evaluate.caller import Caller, means
from providers.gcp.evaluate.condition import Asking, Condition, decide, failure
from providers.gcp.evaluate.deny import DenyPolicy
from providers.gcp.evaluate.member import CONVENIENCE, Member
from providers.gcp.evaluate.policy import AllowPolicy, Binding
from providers.gcp.evaluate.roles import Roles


class Decision(StrEnum):
    """What becomes of a request."""

    ALLOW = "Allow"
    EXPLICIT = "ExplicitDeny"  # a deny rule or a boundary says no
    IMPLICIT = "ImplicitDeny"  # nothing grants it
    CONDITIONAL = "Conditional"


class Effect(StrEnum):
    """What a policy does to a request."""

    GRANTS = "grants"
    DENIES = "denies"
    BOUNDS = "bounds"


@dataclass(frozen=True, slots=True)
class World:
    """The policies that have a say. Resources go by their full names; `above` gives the ancestors of one, nearest first."""

    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    allow: Mapping[str, AllowPolicy] = field(default_factory=dict)
    deny: Mapping[str, tuple[DenyPolicy, ...]] = field(default_factory=dict)
    boundaries: tuple[Boundary, ...] = ()
    roles: Roles = field(default_factory=Roles)

    def chain(self, resource: str) -> tuple[str, ...]:
        """The resource and all that lies above it, nearest first."""
        return hierarchy.chain(resource, self.above.get(resource, ()))


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for which permission on which resource, and what is known of the request."""

    who: Caller
    permission: str
    resource: str
    asking: Asking


@dataclass(frozen=True, slots=True)
class Ground:
    """A binding, rule or boundary that is about a request, and what it hangs on: FALSE where its condition does not hold."""

    effect: Effect
    at: str  # the resource that it is attached to; the name of a boundary
    what: str
    formula: Formula
    condition: Condition | None = None
    failure: str = ""  # why its condition can't be evaluated


@dataclass(frozen=True, slots=True)
class Ruling:
    """What each kind of policy says of a request, and the grounds for it."""

    granted: Formula
    denied: Formula
    ineligible: Formula
    grounds: tuple[Ground, ...]

    @property
    def formula(self) -> Formula:
        """What must hold for the request to be allowed."""
        return all_of(self.granted, negate(self.denied), negate(self.ineligible))

    @property
    def decision(self) -> Decision:
        """The decision in a word."""
        if any_of(self.denied, self.ineligible) is TRUE:
            return Decision.EXPLICIT
        formula = self.formula
        return Decision.ALLOW if formula is TRUE else Decision.IMPLICIT if formula is FALSE else Decision.CONDITIONAL


def authorize(request: Request, world: World) -> Ruling:
    """The ruling on one request."""
    chain = world.chain(request.resource)
    grounds = (*_bounding(request, world, chain), *_denying(request, world, chain), *_granting(request, world, chain))

    def some(effect: Effect) -> Formula:
        return any_of(*(ground.formula for ground in grounds if ground.effect is effect))

    bounded = ineligible(world.boundaries, request.permission, request.who, chain, request.asking)
    return Ruling(some(Effect.GRANTS), some(Effect.DENIES), bounded, grounds)


def mentions(member: Member, who: Caller, world: World) -> Formula:
    """Whether a member of an allow policy means a caller, convenience values too.

    Cloud Storage documentation, "Convenience values"; BigQuery, "special groups": who has the basic role on the project. Whether one that is
    inherited from above the project counts is not said, and so left undecided.
    """
    role = CONVENIENCE.get(member.kind)
    if role is None:
        return means(member, who)
    project = f"{hierarchy.MANAGER}projects/{member.name}"
    own = _has_role(role, who, world, project)
    if own is TRUE:
        return TRUE
    above = any_of(*(_has_role(role, who, world, name) for name in world.chain(project)[1:]))
    counts = Atom(
        f"{role} from above project {member.name} counts for {member}",
        f"{role} from above project {member.name} does not count for {member}",
    )
    return any_of(own, all_of(above, counts))


def _has_role(role: str, who: Caller, world: World, at: str) -> Formula:
    policy = world.allow.get(at, AllowPolicy())
    return any_of(*(means(one, who) for binding in policy.bindings if binding.role == role for one in binding.members))


def _granting(request: Request, world: World, chain: tuple[str, ...]) -> Iterator[Ground]:
    for at in chain:
        policy = world.allow.get(at)
        for binding in policy.bindings if policy else ():
            formula = all_of(
                world.roles.holds(binding.role, request.permission), any_of(*(mentions(one, request.who, world) for one in binding.members))
            )
            if formula is not FALSE:
                yield _granted(request, world, at, binding, formula)


def _granted(request: Request, world: World, at: str, binding: Binding, given: Formula) -> Ground:
    by = next((str(one) for one in binding.members if mentions(one, request.who, world) is not FALSE), "")
    what = f"{binding.role} for {by}"
    formula = all_of(given, decide(binding.condition, request.asking))
    return Ground(Effect.GRANTS, at, what, formula, binding.condition, failure(binding.condition, request.asking))


def _denying(request: Request, world: World, chain: tuple[str, ...]) -> Iterator[Ground]:
    for at in chain:
        for policy in world.deny.get(at, ()):
            for rule in policy.rules:
                if rule.names(request.permission) and rule.hits(request.who) is not FALSE:
                    formula = rule.denies(request.permission, request.who, request.asking)
                    yield Ground(Effect.DENIES, at, rule.label, formula, rule.condition, failure(rule.condition, request.asking))


def _bounding(request: Request, world: World, chain: tuple[str, ...]) -> Iterator[Ground]:
    for boundary in world.boundaries:
        kept_out = FALSE if boundary.names(chain) else boundary.keeps_out(request.permission, request.who, request.asking)
        if kept_out is not FALSE:
            yield Ground(Effect.BOUNDS, boundary.name, f"boundary {boundary.name!r}", kept_out)
