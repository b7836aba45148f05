"""Why: the steps from a grantee to a resource, with the statement that gives each. Worked out again for what is asked, and only for that."""

from collections.abc import Iterator, Sequence

from audit.model.reach import Path, Step, StepKind
from audit.ports import Asked
from policies.levels import Level
from policies.locations import Location
from providers.aws import kinds
from providers.aws.evaluate.authorize import Request, decide
from providers.aws.evaluate.caller import Caller
from providers.aws.evaluate.doors import doors_of
from providers.aws.evaluate.escalate import can, gifts
from providers.aws.evaluate.formula import FALSE, TRUE, Formula, outcomes
from providers.aws.evaluate.grounds import Ground, grounds
from providers.aws.evaluate.levels import OPENED, OPENED_BEYOND, RULES, Rule
from providers.aws.evaluate.requests import requests
from providers.aws.evaluate.target import Target, plain_target
from providers.aws.evaluate.who_can import WhoCan


def explain(asking: WhoCan, wanted: Sequence[Asked]) -> tuple[Path, ...]:
    """For each question the steps; empty when there is no reach."""
    return tuple(tuple(_path(asking, one)) for one in wanted)


def _path(asking: WhoCan, asked: Asked) -> Iterator[Step]:
    resource = asking.world.resources.get(asked.resource)
    if resource is None or resource.kind not in RULES:
        return
    target = asking.target(resource)
    caller = next((one for one in asking.callers(target) if one.id == asked.principal), None)
    if caller is None:
        return
    steps = list(_by_rules(asking, caller, target, asked.level, asked.location))
    steps = steps or list(_by_secret(asking, caller, target, asked.level))
    yield from steps or (_by_gift(asking, caller, target, asked.location) if asked.level is Level.MANAGE else ())


def _by_rules(asking: WhoCan, caller: Caller, target: Target, level: Level, location: Location) -> Iterator[Step]:
    best: tuple[Rule, Formula] | None = None
    for rule in RULES[target.kind]:
        if level in rule.levels and (best is None or best[1] is not TRUE):
            formula = asking.by_rule(caller, target, rule, location)
            best = (rule, formula) if formula is not FALSE and (best is None or formula is TRUE) else best
    if best is None:
        return
    rule, formula = best
    key = asking.world.resources.get(target.resource.attribute(kinds.KMS_KEY)) if target.resource and rule.key else None
    if key and key.attribute(kinds.KEY_MANAGER) != "AWS":
        opener = asking.target(key)
        yield from _steps(asking, caller, opener, Request(rule.key, opener.arn), TRUE)
    yield from _steps(asking, caller, target, _request(asking, caller, target, rule, location), formula)


def _request(asking: WhoCan, caller: Caller, target: Target, rule: Rule, location: Location) -> Request:
    """The request of the rule that asks least; some request where only a door leads in."""
    doors = doors_of(asking.world, target)
    found = list(requests(caller, target, rule, location, doors))
    decided = [(decide(asking.world, caller, target, request), request) for request in found]
    return min((pair for pair in decided if pair[0] is not FALSE), key=lambda pair: pair[0] is not TRUE, default=decided[0])[1]


def _steps(asking: WhoCan, caller: Caller, target: Target, request: Request, formula: Formula) -> Iterator[Step]:
    ways = outcomes(formula)
    condition = ways[0].condition if ways else ""
    for ground in grounds(asking.world, caller, target, request):
        yield from _entered(caller, ground)
        source = ground.holder if "/iam/group/" in ground.holder else caller.id
        yield Step(StepKind.GRANT, source, target.id, ground.because, ground.evidence, condition)


def _entered(caller: Caller, ground: Ground) -> Iterator[Step]:
    if "/iam/group/" in ground.holder:
        yield Step(StepKind.MEMBER, caller.id, ground.holder, f"in IAM group {ground.holder.rpartition('/')[2]}")


def _by_secret(asking: WhoCan, caller: Caller, target: Target, level: Level) -> Iterator[Step]:
    name = target.resource.attribute(kinds.MASTER_SECRET) if target.resource else ""
    secret = asking.world.resources.get(name)
    if secret and level & (OPENED | OPENED_BEYOND):
        steps = list(_by_rules(asking, caller, asking.target(secret), Level.READ, Location("aws", "secret", secret.id)))
        yield from steps
        if steps:
            yield Step(StepKind.GRANT, secret.id, target.id, "the secret of the database's master user opens it")


def _by_gift(asking: WhoCan, caller: Caller, target: Target, location: Location) -> Iterator[Step]:
    formula = asking.latent(caller, target, location)
    for request, one in gifts(asking.world, caller) if formula is not FALSE else ():
        if one is not FALSE and can(asking.world, caller, request) is not FALSE:
            plain = plain_target(asking.world, request.resource, caller.account)
            ways = outcomes(formula)
            for ground in grounds(asking.world, caller, plain, request):
                yield from _entered(caller, ground)
                because = f"could give itself permissions by {request.action}: {ground.because}"
                yield Step(StepKind.ESCALATE, caller.id, target.id, because, ground.evidence, ways[0].condition if ways else "")
            return
