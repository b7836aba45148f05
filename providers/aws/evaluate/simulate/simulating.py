"""What if: the decision on one request under given policies, offline, with its reasons.

In the order of the IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access": an explicit deny, the
ceilings, what is granted; then what S3 blocks and what AWS keeps for itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from audit.ports import Simulated
from providers.aws.authority import authority
from providers.aws.evaluate.answers import both, opposite
from providers.aws.evaluate.authorize import Authorizer, Request, spoken
from providers.aws.evaluate.caller import Caller, CallerKind, Held
from providers.aws.evaluate.callers import Callers, own_policies
from providers.aws.evaluate.context import ANYTHING, MISSING
from providers.aws.evaluate.objects import known_of, telling
from providers.aws.evaluate.pattern import literal, visible
from providers.aws.evaluate.public_access import makes_public
from providers.aws.evaluate.requests import layers_of
from providers.aws.evaluate.simulate import case as cases
from providers.aws.evaluate.simulate.reserved import is_reserved
from providers.aws.evaluate.target import Target
from providers.aws.kinds import AttachmentKind
from providers.formula import FALSE, TRUE, Formula, any_of, text

ALLOW, EXPLICIT, IMPLICIT, CONDITIONAL = "Allow", "ExplicitDeny", "ImplicitDeny", "Conditional"
_LINKED = ":role/aws-service-role/"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A case ready to be decided: its policies compiled, the one caller at the first place."""

    authorizer: Authorizer
    caller: Caller
    target: Target
    request: Request
    blocks: bool  # S3 blocks what a public policy grants
    notes: tuple[str, ...]

    def decide(self) -> tuple[str, Formula, Request]:
        """The decision, what it hangs on, and the request that it was found on."""
        if self.request.action.lower() == "sts:getcalleridentity" and self.caller.kind is not CallerKind.ANONYMOUS:
            return ALLOW, TRUE, self.request  # STS API Reference, "GetCallerIdentity": no permissions are required, and none can deny it
        found = [(*_on(self, one), one) for one in self._requests()]
        decision, _, request = max(found, key=lambda one: _RANK[one[0]], default=(IMPLICIT, FALSE, self.request))
        formula = any_of(*(formula for _, formula, _ in found))
        return (ALLOW if formula is TRUE else decision), formula, request

    def _requests(self) -> Iterator[Request]:
        """The request; for a pattern of resources one that stands for each sort of them: it is allowed if some may exist that is."""
        asked = self.request
        if "*" not in asked.resource or _is_without_resource(asked.action):
            yield asked
            return
        include = asked.resource.replace("?", literal("?"))
        known = known_of(include, layers_of(self.authorizer, self.target, include))
        for found, _ in telling(known, asked.action, 1).objects((), lambda: 1):
            yield replace(asked, resource=visible(found))


_RANK = {ALLOW: 3, CONDITIONAL: 2, IMPLICIT: 1, EXPLICIT: 0}  # of several resources the one that is allowed most


def simulate(said: Mapping[str, object], *, open_context: bool = False) -> Simulated:
    """The answer to one case. With `open_context` a key that is not given is not known, else it is missing from the request.

    Raises:
        ValueError: what is wrong with the case, and what is expected.
    """
    compiled = compile_case(said, open_context=open_context)
    decision, formula, request = compiled.decide()
    return Simulated(decision, (*reasons(compiled, decision, request), *compiled.notes), text(formula) if decision == CONDITIONAL else "")


def compile_case(said: Mapping[str, object], *, open_context: bool = False) -> Compiled:
    """A case from a decoded line, ready to be decided. Raises ValueError as `simulate`."""
    case = cases.decode(said)
    identity = cases.policies(case.identity_policies, AttachmentKind.IDENTITY, "identity policy")
    boundary = cases.policies(case.boundaries, AttachmentKind.BOUNDARY, "permissions boundary")
    session = cases.policies(cases.one(case.session_policy), AttachmentKind.IDENTITY, "session policy")
    resource = cases.policies(cases.one(case.resource_policy), AttachmentKind.RESOURCE, "resource policy")
    endpoint = cases.policies(case.vpce_policies, AttachmentKind.ENDPOINT, "endpoint policy")
    scps = [cases.policies(level, AttachmentKind.SCP, "SCP", f" of level {at}") for at, level in enumerate(case.scps or (), 1)]
    rcps = [cases.policies(level, AttachmentKind.SCP, "RCP", f" of level {at}") for at, level in enumerate(case.rcps or (), 1)]
    asked, settings = case.request, case.settings or {}
    who = cases.caller(asked.principal)
    if who.identity is not None:
        federated = who.kind is CallerKind.FEDERATED_USER  # without a session policy it has no permissions of its own
        limited = session.held if case.session_policy is not None or federated else None
        who = replace(who, identity=identity.held, boundary=boundary.held, session_policy=limited)
    if who.kind is CallerKind.ROOT:  # nothing limits it but denies and control policies
        who = replace(who, identity=(cases.EVERYTHING, *identity.held, *boundary.held), boundary=(), session_policy=None)
    if who.account:
        who = replace(who, ceilings=() if _LINKED in who.arn else tuple(level.held for level in scps))
    target = _target(case, who, resource.held, endpoint.held if case.vpce_policies else None, tuple(level.held for level in rcps))
    callers = Callers([who], otherwise=ANYTHING if open_context else MISSING)
    notes = [note for each in (identity, boundary, session, resource, endpoint, *scps, *rcps) for note in each.passed_over]
    authorizer = Authorizer(callers)
    authorizer.compile(target)
    blocks = cases.blocks_public_access(settings) and asked.action.lower().startswith("s3:") and _is_bucket(target.arn)
    return Compiled(
        authorizer,
        who,
        target,
        Request(asked.action, asked.resource),
        blocks and who.account != target.account and who.kind is not CallerKind.SERVICE and makes_public(resource.held),
        (*notes, *cases.unknown_settings(settings)),
    )


def _target(
    case: cases.Case, who: Caller, policies: tuple[Held, ...], endpoint: tuple[Held, ...] | None, rcps: tuple[tuple[Held, ...], ...]
) -> Target:
    action, arn = case.request.action.lower(), case.request.resource
    parts = (*arn.split(":", 5), "", "", "", "", "")
    service, kind = action.partition(":")[0], parts[5]
    controlled = service in authority().controlled and action != "kms:retiregrant" and not (service == "sts" and _LINKED in arn)
    return Target(
        id=arn,
        kind="",
        arn=arn,
        keys={name.lower(): cases.values(value) for name, value in case.request.context.items()},
        account=case.request.resource_account or parts[4] or who.account,
        policies=policies,
        controls=rcps if controlled else (),
        needs_policy=(service == "kms" and kind.startswith("key/")) or (service == "sts" and kind.startswith("role/")),
        endpoint=endpoint,
    )


def _on(compiled: Compiled, request: Request) -> tuple[str, Formula]:
    authorizer, target = compiled.authorizer, compiled.target
    denied = authorizer.denied(target, request, 1)
    if denied.yes:
        return EXPLICIT, FALSE
    granted = authorizer.granted(target, request, 1)
    if granted:
        granted = both(granted, authorizer.ceilings(target, request, 1))
    if denied.open:
        granted = both(granted, opposite(denied, 1))
    formula = granted.of(1)
    if formula is FALSE or is_reserved(request.action, request.resource) or _is_root_assuming(compiled.caller, request):
        return IMPLICIT, FALSE
    if compiled.blocks:
        return (EXPLICIT if formula is TRUE else IMPLICIT), FALSE
    return (ALLOW, TRUE) if formula is TRUE else (CONDITIONAL, formula)


def _is_root_assuming(caller: Caller, request: Request) -> bool:
    """STS API Reference, "AssumeRole": not with the credentials of the root user."""
    return caller.kind is CallerKind.ROOT and request.action.lower() == "sts:assumerole"


def _is_bucket(arn: str) -> bool:
    """A general purpose bucket or an object in it; an access point has settings of its own."""
    return arn == "*" or arn.split(":", 5)[2:5] == ["s3", "", ""]


@lru_cache(maxsize=1)
def _without_resource() -> frozenset[str]:
    return frozenset(one.name.lower() for one in authority().actions.values() if not one.types)


def _is_without_resource(action: str) -> bool:
    """Whether the reference knows no resource of the action: then only `*` speaks of it."""
    return action.lower() in _without_resource()


def reasons(compiled: Compiled, decision: str, request: Request) -> Iterator[str]:
    """Which statements decide, or which policies have none that allows."""
    who, target = compiled.caller, compiled.target
    side = (*target.policies, *(target.endpoint or ()), *(held for level in target.controls for held in level))
    if decision == EXPLICIT:
        yield from _statements(compiled, request, (*own_policies(who), *side), allows=False)
        if compiled.blocks:
            yield "S3 blocks public access: the bucket's policy is public, and who asks is of another account"
    elif decision == IMPLICIT:
        yield from _lacking(compiled, request)
    else:
        yield from _statements(compiled, request, (*(who.identity or ()), *target.policies), allows=True)


def _statements(compiled: Compiled, request: Request, policies: tuple[Held, ...], *, allows: bool) -> Iterator[str]:
    for held, statement in spoken(policies, request.action, allows=allows):
        context = request.context(compiled.caller, compiled.target, compiled.authorizer.callers.otherwise)
        means = statement.principals is None or compiled.authorizer.hits(statement)
        if means and statement.applies(request.resource, context) is not FALSE:
            yield f"{held.name}, {statement.label}, {'allows' if allows else 'denies'} {request.action} on {request.resource}"


def _lacking(compiled: Compiled, request: Request) -> Iterator[str]:
    if is_reserved(request.action, request.resource):
        yield f"AWS keeps {request.resource} for itself: nobody may {request.action}"
    if _is_root_assuming(compiled.caller, request):
        yield "the root user takes on no roles"
    who, target = compiled.caller, compiled.target
    needed = [("identity policy", who.identity), ("permissions boundary", who.boundary or None), ("session policy", who.session_policy)]
    needed += [(f"SCP of level {at}", level) for at, level in enumerate(who.ceilings, start=1)]
    needed += [("endpoint policy", target.endpoint), ("resource policy", target.policies or None)]
    for word, policies in needed:
        if policies is not None and not any(_statements(compiled, request, policies, allows=True)):
            yield f"no statement of the {word} allows {request.action} on {request.resource}"
    if not target.policies and (target.needs_policy or who.account != target.account):
        yield f"{request.resource} has no resource policy that lets {who.id} in"
