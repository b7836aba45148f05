"""Which statements decide a request: what a path shows as its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from providers.aws.evaluate.authorize import Request, spoken
from providers.aws.evaluate.beside import entries
from providers.aws.evaluate.caller import Caller
from providers.aws.evaluate.formula import FALSE, TRUE, Formula, all_of
from providers.aws.evaluate.principal import Naming, named, spared
from providers.aws.evaluate.statement import Statement
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.world import World


@dataclass(frozen=True, slots=True)
class Ground:
    """A statement, list entry or grant that allows: where it stands, in words, as it was given, and what it asks.

    One that `delegates` names the caller's account alone: it allows nothing without a policy of the caller's own.
    """

    holder: str
    because: str
    evidence: str
    formula: Formula
    delegates: bool = False


def grounds(world: World, caller: Caller, target: Target, request: Request) -> Iterator[Ground]:
    """What allows a request: of the caller's own side the statement that asks least, then of the resource's side where that is needed."""
    own = sorted(_own(caller, target, request), key=lambda one: one.formula is not TRUE)
    alone = not own and caller.identity is not None
    found = (one for one in _theirs(world, caller, target, request) if not (alone and one.delegates))
    theirs = sorted(found, key=lambda one: one.formula is not TRUE)
    if own:
        yield own[0]
    one_side_will_do = bool(own) and caller.account == target.account and not target.needs_policy
    if theirs and not one_side_will_do:
        yield theirs[0]


def evidence_of(world: World, caller: Caller, target: Target, request: Request) -> tuple[str, str]:
    """What allows a request, in words and as it was given."""
    found = tuple(grounds(world, caller, target, request))
    return "; ".join(one.because for one in found), "\n".join(one.evidence for one in found)


def _own(caller: Caller, target: Target, request: Request) -> Iterator[Ground]:
    context = request.context(caller, target)
    for held, statement in spoken(caller.identity or (), request.action, allows=True):
        formula = statement.applies(request.resource, context)
        if formula is not FALSE:
            name = held.name.rpartition("/")[2] if held.name.startswith("arn:") else held.name
            yield Ground(held.holder, f"policy {name}, {statement.label}", statement.text, formula)


def _theirs(world: World, caller: Caller, target: Target, request: Request) -> Iterator[Ground]:
    context = request.context(caller, target)
    words = {"role": "trust policy", "s3-bucket": "bucket policy", "kms-key": "key policy"}.get(target.kind, "resource policy")
    for _, statement in spoken(target.policies, request.action, allows=True):
        formula = statement.applies(request.resource, context)
        if formula is not FALSE and _means(world, caller, statement):
            yield Ground(
                target.id,
                f"{words} of {target.id.rpartition('/')[2]}, {statement.label}",
                statement.text,
                formula,
                _delegates(world, caller, statement),
            )
    for entry in entries(world, target):
        if (entry.actions is None or request.action in entry.actions) and named(entry.principals, caller, world.canonical):
            yield Ground(target.id, entry.because, entry.evidence, all_of(entry.condition))


def _delegates(world: World, caller: Caller, statement: Statement) -> bool:
    return statement.principals is not None and named(statement.principals, caller, world.canonical).keys() == {Naming.ACCOUNT}


def _means(world: World, caller: Caller, statement: Statement) -> bool:
    if statement.principals is None:
        return False
    if statement.not_principals:
        return spared(statement.principals, caller, world.canonical) is not TRUE
    return bool(named(statement.principals, caller, world.canonical))
