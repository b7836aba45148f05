"""May this caller do this on that? One request at a time, three-valued.

IAM User Guide, "Policy evaluation logic": "How AWS enforcement code logic evaluates requests to allow or deny access", "Cross-account policy
evaluation logic" and "Permissions boundaries for IAM entities". An explicit deny anywhere wins. In one account an allow on either side will
do; across accounts both sides must allow. Boundary, service and resource control policies limit whatever is granted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from providers.aws.evaluate.beside import entries
from providers.aws.evaluate.caller import Caller, CallerKind, Held
from providers.aws.evaluate.context import Context, Values
from providers.aws.evaluate.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate
from providers.aws.evaluate.policy import speaking_of
from providers.aws.evaluate.principal import Naming, named, spared
from providers.aws.evaluate.public_access import is_restricted
from providers.aws.evaluate.statement import Statement
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.world import World

_ANONYMOUS_TOO = frozenset({"s3", "sqs", "sns"})  # services that take requests nobody signed


@dataclass(frozen=True, slots=True)
class Request:
    """An action on an ARN, with what the caller chose of the request's keys."""

    action: str
    resource: str
    chosen: Mapping[str, Values] = field(default_factory=dict)

    def context(self, caller: Caller, target: Target) -> Context:
        """All that is known of the request."""
        return Context((self.chosen, target.keys, caller.keys))


def decide(world: World, caller: Caller, target: Target, request: Request, *, for_everybody: bool = True) -> Formula:
    """What must hold for the request to be allowed. Without `for_everybody` what lets in everybody is left out."""
    context = request.context(caller, target)
    granted = _granted(world, caller, target, request, context, for_everybody=for_everybody)
    if granted is FALSE:
        return FALSE
    return all_of(granted, ceilings(caller, target, request, context), negate(denied(world, caller, target, request, context)))


def _granted(world: World, caller: Caller, target: Target, request: Request, context: Context, *, for_everybody: bool) -> Formula:
    own = TRUE if caller.identity is None else allowed(caller.identity, request, context)
    let_in = let_in_by(world, caller, target, request, context, for_everybody=for_everybody)
    if own is FALSE and not let_in:
        return FALSE
    limit = allowed(caller.boundary, request, context) if caller.boundary else TRUE
    if caller.account != target.account or not caller.account:
        return all_of(own, limit, any_of(*let_in.values()))
    itself = any_of(let_in.get(Naming.DIRECT, FALSE), all_of(let_in.get(Naming.ROLE, FALSE), limit))
    delegated = let_in.get(Naming.ACCOUNT, FALSE) if target.needs_policy or caller.identity is None else TRUE
    return any_of(itself, all_of(own, limit, delegated))


def let_in_by(
    world: World, caller: Caller, target: Target, request: Request, context: Context, *, for_everybody: bool = True
) -> dict[Naming, Formula]:
    """What the resource's own side allows, by how it names the caller."""
    if caller.account != target.account and caller.kind is not CallerKind.SERVICE and is_restricted(world, target):
        return {}
    if caller.kind is CallerKind.ANONYMOUS and request.action.partition(":")[0] not in _ANONYMOUS_TOO:
        return {}
    found: dict[Naming, Formula] = {}
    for _, statement in spoken(target.policies, request.action, allows=True):
        assert statement.principals is not None
        if not for_everybody and (statement.principals.everybody or statement.not_principals):
            continue
        applies = statement.applies(request.resource, context)
        if applies is not FALSE:
            for naming, formula in _meant(statement, caller, world).items():
                found[naming] = any_of(found.get(naming, FALSE), all_of(applies, formula))
    for entry in entries(world, target) if request.resource.startswith(target.arn) else ():
        unsigned = caller.kind is CallerKind.ANONYMOUS and entry.only_signed_in
        if (
            (entry.actions is None or request.action in entry.actions)
            and not unsigned
            and (for_everybody or not entry.principals.everybody)
        ):
            for naming, formula in named(entry.principals, caller, world.canonical).items():
                found[naming] = any_of(found.get(naming, FALSE), all_of(formula, entry.condition))
    return {naming: formula for naming, formula in found.items() if formula is not FALSE}


def _meant(statement: Statement, caller: Caller, world: World) -> dict[Naming, Formula]:
    assert statement.principals is not None
    if statement.not_principals:
        return {Naming.DIRECT: negate(spared(statement.principals, caller, world.canonical))}
    return named(statement.principals, caller, world.canonical)


def ceilings(caller: Caller, target: Target, request: Request, context: Context) -> Formula:
    """What limits the caller however much is granted: an allow at every level of the service control policies, and what was not read."""
    levels = (allowed(level, request, context) for level in caller.ceilings)
    return all_of(*levels, *(Atom(words, gap=True) for words in (*caller.unread, *target.unread)))


def denied(world: World, caller: Caller, target: Target, request: Request, context: Context) -> Formula:
    """Any explicit deny, on either side."""
    own = (*(caller.identity or ()), *caller.boundary, *(held for level in caller.ceilings for held in level))
    parts = [statement.applies(request.resource, context) for _, statement in spoken(own, request.action, allows=False)]
    parts += [_unreadable(held) for held in own if held.policy.problems]
    above = () if _is_linked(caller) else (held for level in target.controls for held in level)
    theirs = (*target.policies, *above)
    for _, statement in spoken(theirs, request.action, allows=False):
        applies = statement.applies(request.resource, context)
        if applies is not FALSE:
            parts.append(all_of(applies, any_of(*_denies(statement, caller, world))))
    parts += [_unreadable(held) for held in theirs if held.policy.problems]
    return any_of(*parts)


def _denies(statement: Statement, caller: Caller, world: World) -> Iterable[Formula]:
    """NotPrincipal with Deny always denies who has a permissions boundary ("Permissions boundaries for IAM entities")."""
    if statement.not_principals and caller.boundary:
        return (TRUE,)
    return (TRUE,) if statement.principals is None else _meant(statement, caller, world).values()


def _is_linked(caller: Caller) -> bool:
    return ":role/aws-service-role/" in caller.arn


def _unreadable(held: Held) -> Formula:
    return negate(Atom(f"what is not understood in policy {held.name or held.holder} does not forbid it", gap=True))


def allowed(policies: Iterable[Held], request: Request, context: Context) -> Formula:
    """What some policies allow together."""
    found: Formula = FALSE
    for _, statement in spoken(policies, request.action, allows=True):
        found = any_of(found, statement.applies(request.resource, context))
        if found is TRUE:
            return TRUE
    return found


@lru_cache(maxsize=262144)
def has_a_say(caller: Caller, action: str) -> bool:
    """Whether some policy of the caller's own allows the action on anything; of who was not read nobody knows."""
    return any(True for _ in spoken(caller.identity or (), action, allows=True))


def spoken(policies: Iterable[Held], action: str, *, allows: bool) -> Iterable[tuple[Held, Statement]]:
    """The statements of one effect that are about an action, with where they stand."""
    return ((held, statement) for held in policies for statement in speaking_of(held.policy, action) if statement.allows is allows)
