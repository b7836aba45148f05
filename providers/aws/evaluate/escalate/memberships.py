"""Latent reach through IAM: who could become whom, and who could give itself permissions, by the ways of one table (`ways.py`)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from audit.model.facts import Membership, MembershipKind
from providers.aws.evaluate.authorize import Authorizer, Request
from providers.aws.evaluate.caller import Caller, CallerKind
from providers.aws.evaluate.escalate.alone import alone
from providers.aws.evaluate.escalate.forms import Form, forms
from providers.aws.evaluate.escalate.taking import Taken, becoming, functions_of, is_editable, taking_on
from providers.aws.evaluate.escalate.way import Gives, On, Way, may_take
from providers.aws.evaluate.escalate.ways import WAYS
from providers.aws.evaluate.grounds import evidence_of
from providers.aws.evaluate.names import account_of
from providers.aws.evaluate.outsiders import named_by
from providers.aws.evaluate.targets import plain_target, target, trust_of
from providers.aws.evaluate.world import World
from providers.aws.kinds import AttachmentKind, ResourceKind
from providers.formula import FALSE, TRUE, Formula, all_of, any_of, outcomes
from providers.kept import kept

_ON_ANOTHER = sorted({action for way in WAYS for need in way.needs if need.on in (On.OTHER, On.PASSED) for action in need.actions})


def escalations(world: World, authorizer: Authorizer) -> Iterator[Membership]:
    """An `escalate` membership for each user or role that a caller could become: of its account, or a role it could come to take on."""
    at_home = defaultdict(list)
    for other in world.callers.values():
        at_home[other.account].append(other)
    running = _running(authorizer)
    near = {other.id: _near(world, authorizer, other, running) for other in world.callers.values()}
    for caller in authorizer.callers.members(_able(world, authorizer)):
        shapes, bit = forms(world, caller), authorizer.callers.bits[caller.id]
        others = at_home[caller.account]
        if len(shapes) > 1:
            others = [*others, *_trusting(world).get(caller.account, ())]
        for other in others:
            if other.id != caller.id and (len(shapes) > 1 or near[other.id] & bit):
                yield from _membership(world, caller, shapes, other)


def _near(world: World, authorizer: Authorizer, other: Caller, running: Mapping[str, int]) -> int:
    """Those to whom a way to become another may be open, as they are. Most need not be looked at more closely."""
    if functions_of(world, other):
        return authorizer.callers.everybody
    plain, found = plain_target(world, other.arn, other.account), 0
    if other.kind is CallerKind.ROLE:
        for service in {one.arn for one in named_by(world, trust_of(world, other))}:
            found |= running.get(service, 0)
    for action in _ON_ANOTHER:
        found |= authorizer.granted(plain, Request(action, other.arn), authorizer.callers.everybody).may
    return found


def _running(authorizer: Authorizer) -> Mapping[str, int]:
    """By service, those who may run code in what is there already, whatever role it runs as."""
    ways: dict[str, list[Way]] = defaultdict(list)
    for way in WAYS:
        if way.gives is Gives.ROLE and all(need.on is On.CHOSEN for need in way.needs):
            ways[way.service].append(way)
    return {service: may_take(authorizer.callers, some) for service, some in ways.items()}


def _able(world: World, authorizer: Authorizer) -> int:
    """Those who may have some way: by policies of their own, or by that of a function."""
    functions = [target(world, one) for one in world.resources.values() if one.kind == ResourceKind.FUNCTION]
    return may_take(authorizer.callers, WAYS, lambda action: authorizer.may_ask(action, *functions))


def _membership(world: World, caller: Caller, shapes: tuple[Form, ...], other: Caller) -> Iterator[Membership]:
    found: Formula = FALSE
    best: tuple[Form, Taken] | None = None
    for form, taken in _taken(world, shapes, other):
        one = all_of(form.formula, taken.formula)
        if one is not FALSE:
            best = (form, taken) if best is None or one is TRUE else best
            found = any_of(found, one)
        if found is TRUE:
            break
    if best is None:
        return
    because, evidence = told(world, caller, (*best[0].steps, best[1]))
    for way in outcomes(found):
        yield Membership(caller.id, other.id, MembershipKind.ESCALATE, way.condition, way.until, way.verdict, because, evidence)


def _taken(world: World, shapes: tuple[Form, ...], other: Caller) -> Iterator[tuple[Form, Taken]]:
    """The ways to become another, as the caller is and as it could make itself. To take on a role as it is is no latent reach."""
    itself = shapes[0].caller
    for form in shapes:
        yield from ((form, taken) for taken in becoming(world, form.caller, other))
        if form.steps and form.caller.id != other.id:
            already = taking_on(world, itself, other)
            later = taking_on(world, form.caller, other) if already is None or already.formula is not TRUE else None
            yield from ((form, taken) for taken in (later,) if taken)


def told(world: World, caller: Caller, steps: tuple[Taken, ...]) -> tuple[str, str]:
    """What gives each step, in words, and the statements that the caller has already."""
    texts: list[str] = []
    statements: dict[str, None] = {}
    for step in steps:
        by: dict[str, dict[str, None]] = defaultdict(dict)
        for asked, request in step.asked:
            because, evidence = evidence_of(alone(world, caller), caller, asked, request)
            by[because][request.action] = None
            statements |= dict.fromkeys(evidence.splitlines())
        texts.append("; ".join(": ".join(filter(None, (", ".join(actions), because))) for because, actions in by.items()))
    return "; then ".join(texts), "\n".join(statements)


@kept
def _trusting(world: World) -> Mapping[str, tuple[Caller, ...]]:
    """By account, the roles elsewhere whose trust policies name it or somebody in it."""
    found: dict[str, dict[str, Caller]] = defaultdict(dict)
    for role in world.callers.values():
        if role.kind is CallerKind.ROLE and is_editable(role.arn):
            statements = (one for held in world.held(role.id, AttachmentKind.TRUST) for one in held.policy.statements)
            for name in (name for one in statements if one.allows and one.principals for name in one.principals.of("AWS")):
                account = account_of(name) or (name.split(":")[4] if name.count(":") >= 5 else "")
                if account != role.account:
                    found[account][role.id] = role
    return {account: tuple(roles.values()) for account, roles in found.items()}
