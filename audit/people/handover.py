"""What the policy says that somebody answers for: it wants another name before they go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from audit.model.residual import Residual, ResidualKind
from policies.errors import Place
from policies.language import Policy, Who, WhoKind
from policies.permits import in_force


def handover(policy: Policy, person: str, on: date) -> tuple[Residual, ...]:
    """Assets, services and emergency accounts of the person, and rules that name nobody else."""
    return tuple(_all(policy, person, on))


def _all(policy: Policy, person: str, on: date) -> Iterator[Residual]:
    for asset in policy.assets:
        if asset.owner == person:
            yield _named(person, asset.id, f"owns the asset {asset.id}", "name another owner", asset.at)
    for service in policy.services:
        if service.owner == person:
            yield _named(
                person,
                f"service:{service.id}",
                f"owns the service {service.id}, and may know its keys",
                "name another owner, and make new keys",
                service.at,
            )
    for sealed in policy.emergency:
        if sealed.sealed_with == person:
            told = f"keeps the emergency account {sealed.id}, and may know how to sign in to it"
            end = "set a new password, and seal it with somebody else"
            yield replace(_named(person, f"emergency:{sealed.id}", told, end, sealed.at), kind=ResidualKind.KNOWN_SECRET)
    for rule in policy.allow:
        if Who(WhoKind.PERSON, person) in rule.who and in_force(rule, on):
            yield _named(
                person,
                f"allow:{rule.id}",
                f"the rule {rule.id} still allows them {', '.join(rule.which)}",
                "end the rule, or name another",
                rule.at,
            )


def _named(person: str, what: str, told: str, end: str, place: Place) -> Residual:
    return Residual(kind=ResidualKind.HANDOVER, provider="policy", account=person, what=what, words=told, end=f"{end} ({place})")
