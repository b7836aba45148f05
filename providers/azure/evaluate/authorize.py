"""Whether a request is authorized: deny assignments first, then what roles give, each under its conditions.

"How Azure RBAC determines if a user has access to a resource": whatever deny assignment applies blocks; else one role is enough.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from providers.azure.evaluate import scopes
from providers.azure.evaluate.condition import Asking, decide, problem
from providers.azure.evaluate.deny import EVERYONE, DenyAssignment
from providers.azure.evaluate.roles import RoleDefinition
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate

Means = Callable[[str], Formula]  # whether a principal that is named means the caller


class Decision(StrEnum):
    """What becomes of a request."""

    ALLOW = "Allow"
    EXPLICIT = "ExplicitDeny"  # a deny assignment says no
    IMPLICIT = "ImplicitDeny"  # no role gives it
    CONDITIONAL = "Conditional"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role for a principal at a scope. `role` is None where nobody knows what it permits; `counts` is what must hold besides."""

    principal: str
    role: RoleDefinition | None
    scope: str
    role_name: str = ""
    condition: str = ""
    counts: Formula = TRUE


@dataclass(frozen=True, slots=True)
class World:
    """The assignments that have a say. `parents` gives what lies above subscriptions and management groups."""

    assignments: tuple[Assignment, ...] = ()
    denies: tuple[DenyAssignment, ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for which action at which scope, of the data plane or not, and what conditions know of it."""

    principal: str
    scope: str
    asking: Asking
    means: Means
    data: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """An assignment that is about a request, and what it hangs on: FALSE where its conditions do not hold."""

    denies: bool
    what: str
    scope: str
    formula: Formula
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What roles and deny assignments say of a request, and the grounds for it."""

    granted: Formula
    denied: Formula
    grounds: tuple[Ground, ...]

    @property
    def formula(self) -> Formula:
        """What must hold for the request to be allowed."""
        return all_of(self.granted, negate(self.denied))

    @property
    def decision(self) -> Decision:
        """The decision in a word."""
        if self.denied is TRUE:
            return Decision.EXPLICIT
        formula = self.formula
        return Decision.ALLOW if formula is TRUE else Decision.IMPLICIT if formula is FALSE else Decision.CONDITIONAL


def authorize(request: Request, world: World) -> Ruling:
    """The ruling on one request."""
    chain = scopes.ancestors(request.scope, world.parents)
    grounds = (*_denying(request, world, chain), *_granting(request, world, chain))
    granted, denied = (any_of(*(one.formula for one in grounds if one.denies is denies)) for denies in (False, True))
    return Ruling(granted, denied, grounds)


def _granting(request: Request, world: World, chain: tuple[str, ...]) -> Iterator[Ground]:
    for one in world.assignments:
        meant = request.means(one.principal) if scopes.normal(one.scope) in chain else FALSE
        if meant is not FALSE:
            given, conditions = _given(one, request)
            if given is not FALSE or conditions:
                formula = all_of(meant, given, one.counts, decide(one.condition, request.asking))
                told = tuple(condition for condition in (*conditions, one.condition) if condition)
                yield Ground(denies=False, what=f"{one.role_name} for {one.principal}", scope=one.scope, formula=formula, conditions=told)


def _given(assignment: Assignment, request: Request) -> tuple[Formula, tuple[str, ...]]:
    """What a role gives of the action, each set of permissions by itself, and the conditions of those that name it."""
    role, action = assignment.role, request.asking.action
    told = f"{assignment.role_name} permits {action}"
    if role is None:
        return Atom(told, f"not ({told})", gap=True), ()
    sets = [one for one in role.permissions if one.gives(action, data=request.data)]
    found = any_of(*(decide(one.condition, request.asking) for one in sets))
    if found is not TRUE and role.unclear:
        found = any_of(found, Atom(told, f"not ({told})", gap=True))
    return found, tuple(one.condition for one in sets if one.condition)


def _denying(request: Request, world: World, chain: tuple[str, ...]) -> Iterator[Ground]:
    for one in world.denies:
        at = scopes.normal(one.scope)
        sets = [each for each in one.permissions if each.gives(request.asking.action, data=request.data)]
        if not sets or at not in chain or (one.only_here and at != chain[0]):
            continue
        hit = any_of(*(TRUE if name == EVERYONE else request.means(name) for _, name in one.principals))
        spared = any_of(*(request.means(name) for _, name in one.exclude_principals))
        meant = all_of(hit, negate(spared))
        if meant is not FALSE:
            under = any_of(*(decide(each.condition, request.asking) for each in sets))
            formula = all_of(meant, under, decide(one.condition, request.asking))
            told = tuple(condition for condition in (*(each.condition for each in sets), one.condition) if condition)
            yield Ground(denies=True, what=f"deny assignment {one.name!r}", scope=one.scope, formula=formula, conditions=told)


def failures(ground: Ground) -> tuple[str, ...]:
    """Why conditions of a ground can't be read."""
    return tuple(told for one in ground.conditions if (told := problem(one)))
