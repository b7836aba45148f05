"""Which statements decide a request: what a path shows as its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from providers.aws.evaluate.authorize import Authorizer, Request, spoken
from providers.aws.evaluate.caller import Caller
from providers.aws.evaluate.principal import Naming
from providers.aws.evaluate.target import Target
from providers.formula import FALSE, TRUE, Formula, all_of


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


def grounds(authorizer: Authorizer, caller: Caller, target: Target, request: Request) -> Iterator[Ground]:
    """What allows a request: of the caller's own side the statement that asks least, then of the resource's side where that is needed."""
    own = sorted(_own(caller, target, request), key=lambda one: one.formula is not TRUE)
    alone = not own and caller.identity is not None
    found = (one for one in _theirs(authorizer, caller, target, request) if not (alone and one.delegates))
    theirs = sorted(found, key=lambda one: one.formula is not TRUE)
    if own:
        yield own[0]
    one_side_will_do = bool(own) and caller.account == target.account and not target.needs_policy
    if theirs and not one_side_will_do:
        yield theirs[0]


def evidence_of(authorizer: Authorizer, caller: Caller, target: Target, request: Request) -> tuple[str, str]:
    """What allows a request, in words and as it was given."""
    found = tuple(grounds(authorizer, caller, target, request))
    return "; ".join(one.because for one in found), "\n".join(one.evidence for one in found)


def _own(caller: Caller, target: Target, request: Request) -> Iterator[Ground]:
    context = request.context(caller, target)
    for held, statement in spoken(caller.identity or (), request.action, allows=True):
        formula = statement.applies(request.resource, context)
        if formula is not FALSE:
            name = held.name.rpartition("/")[2] if held.name.startswith("arn:") else held.name
            yield Ground(held.holder, f"policy {name}, {statement.label}", statement.text, formula)


def _theirs(authorizer: Authorizer, caller: Caller, target: Target, request: Request) -> Iterator[Ground]:
    context = request.context(caller, target)
    words = {"role": "trust policy", "s3-bucket": "bucket policy", "kms-key": "key policy"}.get(target.kind, "resource policy")
    for _, statement in spoken(target.policies, request.action, allows=True):
        formula = statement.applies(request.resource, context)
        named = authorizer.naming(statement, caller)
        if formula is not FALSE and named:
            because = f"{words} of {target.id.rpartition('/')[2]}, {statement.label}"
            yield Ground(target.id, because, statement.text, formula, named == {Naming.ACCOUNT} and not statement.not_principals)
    for entry in target.entries:
        if (entry.actions is None or request.action in entry.actions) and authorizer.names.naming(entry.principals, caller):
            yield Ground(target.id, entry.because, entry.evidence, all_of(entry.condition))
