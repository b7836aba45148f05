"""A `part:` narrows a place; where nothing can be narrowed the rule would speak of nothing."""

from collections.abc import Iterator

from policies.errors import Problem
from policies.language import Asset, Policy, Where

# Stores that are opened whole or not at all, as far as their own access rules go.
_WHOLE = frozenset({"rds", "rds-snapshot", "secret", "mailbox", "shared-mailbox", "sqs", "sns", "kms", "redshift"})


def lie_somewhere(policy: Policy) -> Iterator[Problem]:
    """An allow's part lies in an asset with a place that can be narrowed, and a test's part is one that an allow names."""
    assets = {asset.id: asset for asset in policy.assets}
    for rule in policy.allow:
        for name in rule.which if rule.part else ():
            asset = assets.get(name)
            if asset and not any(map(_can_be_narrowed, asset.where)):
                yield Problem(rule.at, f"allow.{rule.id}: no place of {name} has parts", rule.part, _remedy(asset))
    named = {f"{asset}/{rule.part}" for rule in policy.allow if rule.part for asset in rule.which}
    for test in policy.tests:
        for cell, _ in test.expect:
            if "/" in cell and cell not in named:
                known = ", ".join(sorted(named)) or "there are none"
                yield Problem(test.at, f"test {test.name!r}: no allow names this part", cell, f"use a part that an allow names ({known})")


def _can_be_narrowed(where: Where) -> bool:
    return bool(where.ref) and where.kind not in _WHOLE


def _remedy(asset: Asset) -> str:
    kinds = ", ".join(sorted({where.kind or where.system for where in asset.where}))
    return f"leave out `part:`, or make the part an asset of its own ({kinds} can't be narrowed)"
