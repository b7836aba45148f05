"""Rules that can match nothing: they look like protection and are none."""

from collections.abc import Iterator

from policies.errors import Problem
from policies.language import NeedKind, Policy, RequireScope, Who
from policies.selectors import assets_of

_ASSET_NEEDS = frozenset(
    {
        NeedKind.ACCESS_LOGGING,
        NeedKind.LOG_REVIEW,
        NeedKind.ACCESS_REVIEW,
        NeedKind.CONFIRMED_WITHIN,
        NeedKind.DECLARED_MEASURES_IN_FORCE,
        NeedKind.RETENTION_RULE_IN_FORCE,
    }
)
_SYSTEM_NEEDS = frozenset({NeedKind.NO_UNDECLARED_STORE})
_NEEDS = {
    RequireScope.ACCESS: frozenset(NeedKind) - _ASSET_NEEDS - _SYSTEM_NEEDS,
    RequireScope.ASSETS: _ASSET_NEEDS,
    RequireScope.SYSTEMS: _SYSTEM_NEEDS,
}


def select_something(policy: Policy) -> Iterator[Problem]:
    """A forbid's or require's selector selects at least one asset; `all` may wait for the first."""
    for word, rules in (("forbid", policy.forbid), ("require", policy.require)):
        for rule in rules:
            if not rule.which.everything and not assets_of(rule.which, policy):
                message = f"{word}.{rule.id}: no asset is selected, so it can match nothing"
                yield Problem(rule.at, message, "", "mend the selector: every field that is written must match; or remove the rule")


def name_somebody(policy: Policy) -> Iterator[Problem]:
    """A forbid's `except` leaves somebody of its `who`."""
    for rule in policy.forbid:
        swallowed = [who for who in rule.who if any(_covers(left_out, who) for left_out in rule.unless)]
        if len(swallowed) == len(rule.who):
            message = f"forbid.{rule.id}: `except` leaves out everybody that `who` names, so it can match nothing"
            yield Problem(rule.at, message, ", ".join(map(str, rule.unless)), "narrow `except:`, or remove the rule")


def need_fits_scope(policy: Policy) -> Iterator[Problem]:
    """What a require asks can be asked of what it speaks of: people who reach, assets, or systems."""
    for rule in policy.require:
        if rule.need.kind not in _NEEDS[rule.scope]:
            fitting = next(scope for scope, needs in _NEEDS.items() if rule.need.kind in needs)
            message = f"require.{rule.id}: {rule.need.kind} can't be asked with {rule.scope}"
            yield Problem(rule.at, message, rule.need.kind, f"write `{fitting}:` in place of `{rule.scope}:`")


def _covers(left_out: Who, who: Who) -> bool:
    return left_out == who or (left_out.kind is who.kind and left_out.name == "*")
