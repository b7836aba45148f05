"""Why: the steps from a grantee to a resource, with the statement that gives each. Worked out again for what is asked, and only for that."""

from collections.abc import Iterator, Sequence

from audit.model.reach import Path, Step, StepKind
from audit.ports import Asked as Wanted
from policies.levels import Level
from policies.locations import Location
from providers.aws import kinds
from providers.aws.evaluate.authorize import Request
from providers.aws.evaluate.caller import Caller
from providers.aws.evaluate.escalate.memberships import told
from providers.aws.evaluate.grounds import Ground, grounds
from providers.aws.evaluate.levels import OPENED, OPENED_BEYOND, RULES, Rule
from providers.aws.evaluate.requests import Asked, requests
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.who_can import WhoCan
from providers.formula import FALSE, TRUE, Formula, any_of, condition


def explain(asking: WhoCan, wanted: Sequence[Wanted]) -> tuple[Path, ...]:
    """For each question the steps; empty when there is no reach."""
    return tuple(tuple(_path(asking, one)) for one in wanted)


def _path(asking: WhoCan, question: Wanted) -> Iterator[Step]:
    resource = asking.world.resources.get(question.resource)
    if resource is None or resource.kind not in RULES:
        return
    asked, bit = asking.asked(resource), asking.callers.bits.get(question.principal, 0)
    if not asked.who & bit:
        return
    (caller,) = asking.callers.members(bit)
    steps = list(_by_rules(asking, caller, asked, question.level, question.location))
    steps = steps or list(_by_secret(asking, caller, asked, question.level))
    yield from steps or (_by_gift(asking, caller, asked, question.location) if question.level is Level.MANAGE else ())


def _by_rules(asking: WhoCan, caller: Caller, asked: Asked, level: Level, location: Location) -> Iterator[Step]:
    bit = asking.callers.bits[caller.id]
    best: tuple[Rule, Formula] | None = None
    for rule in RULES[asked.target.kind]:
        if level in rule.levels and (best is None or best[1] is not TRUE):
            formula = asking.by_rule(asked, rule, location, bit).of(bit)
            best = (rule, formula) if formula is not FALSE and (best is None or formula is TRUE) else best
    if best is None:
        return
    rule, formula = best
    target = asked.target
    key = asking.world.resources.get(target.resource.attribute(kinds.KMS_KEY)) if target.resource and rule.key else None
    if key and key.attribute(kinds.KEY_MANAGER) != "AWS":
        opener = asking.target(key)
        yield from _steps(asking, caller, opener, Request(rule.key, opener.arn), TRUE)
    yield from _steps(asking, caller, target, _request(asking, caller, asked, rule, location), formula)


def _request(asking: WhoCan, caller: Caller, asked: Asked, rule: Rule, location: Location) -> Request:
    """The request of the rule that asks least; some request where only a door leads in."""
    bit = asking.callers.bits[caller.id]
    found = [request for request, _ in requests(asking.ruling.question(asked, rule, location), lambda: bit)]
    decided = [(asking.authorizer.decide(asked.target, request, bit).of(bit), request) for request in found]
    return min((pair for pair in decided if pair[0] is not FALSE), key=lambda pair: pair[0] is not TRUE, default=decided[0])[1]


def _steps(asking: WhoCan, caller: Caller, target: Target, request: Request, formula: Formula) -> Iterator[Step]:
    asked_for = condition(formula)
    for ground in grounds(asking.authorizer, caller, target, request):
        yield from _entered(caller, ground)
        source = ground.holder if "/iam/group/" in ground.holder else caller.id
        yield Step(StepKind.GRANT, source, target.id, ground.because, ground.evidence, asked_for)


def _entered(caller: Caller, ground: Ground) -> Iterator[Step]:
    if "/iam/group/" in ground.holder:
        yield Step(StepKind.MEMBER, caller.id, ground.holder, f"in IAM group {ground.holder.rpartition('/')[2]}")


def _by_secret(asking: WhoCan, caller: Caller, asked: Asked, level: Level) -> Iterator[Step]:
    secret = asked.opener.resource if asked.opener else None
    if secret and level & (OPENED | OPENED_BEYOND):
        steps = list(_by_rules(asking, caller, asking.asked(secret), Level.READ, Location("aws", "secret", secret.id)))
        yield from steps
        if steps:
            yield Step(StepKind.GRANT, secret.id, asked.target.id, "the secret of the database's master user opens it")


def _by_gift(asking: WhoCan, caller: Caller, asked: Asked, location: Location) -> Iterator[Step]:
    bit = asking.callers.bits[caller.id]
    found = [(form, formula) for _, form, formula in asking.latent.ways(asking.ruling, asked, location, bit)]
    if found:
        form, _ = min(found, key=lambda pair: pair[1] is not TRUE)
        because, evidence = told(asking.world, caller, form.steps)
        asked_for = condition(any_of(*(formula for _, formula in found)))
        said = f"could give itself permissions by {because}"
        yield Step(StepKind.ESCALATE, caller.id, asked.target.id, said, evidence, asked_for)
