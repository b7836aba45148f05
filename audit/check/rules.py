"""The policy's rules, indexed by asset and by who: a reach meets the few rules that can speak of it, never all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from policies.language import Allow, Forbid, Policy, Require, RequireScope, Who
from policies.selectors import assets_of

Rule = TypeVar("Rule", Allow, Forbid, Require)


@dataclass(frozen=True, slots=True)
class Index(Generic[Rule]):
    """Rules by (asset, who)."""

    by_asset: Mapping[tuple[str, Who | None], tuple[Rule, ...]]

    def speaking_of(self, asset: str, words: Iterable[Who]) -> tuple[Rule, ...]:
        """The rules for an asset that name any of the words or nobody in particular, each once, by id."""
        found = {rule.id: rule for word in (None, *words) for rule in self.by_asset.get((asset, word), ())}
        return tuple(found[name] for name in sorted(found))


@dataclass(frozen=True, slots=True)
class Rules:
    """The three kinds of rule that look at access, and the requirements on assets by asset."""

    allow: Index[Allow]
    forbid: Index[Forbid]
    access: Index[Require]
    assets: Index[Require]

    @classmethod
    def of(cls, policy: Policy) -> "Rules":
        """Indexes a policy once."""
        return cls(
            allow=_index((rule, rule.which, rule.who) for rule in policy.allow),
            forbid=_index((rule, _names(rule, policy), rule.who) for rule in policy.forbid),
            access=_index((rule, _names(rule, policy), rule.who) for rule in policy.require if rule.scope is RequireScope.ACCESS),
            assets=_index((rule, _names(rule, policy), ()) for rule in policy.require if rule.scope is RequireScope.ASSETS),
        )


def _names(rule: Forbid | Require, policy: Policy) -> tuple[str, ...]:
    return tuple(asset.id for asset in assets_of(rule.which, policy))


def _index(rules: Iterable[tuple[Rule, tuple[str, ...], tuple[Who, ...]]]) -> Index[Rule]:
    table: defaultdict[tuple[str, Who | None], list[Rule]] = defaultdict(list)
    for rule, assets, who in rules:
        for asset in assets:
            for word in who or (None,):
                table[asset, word].append(rule)
    return Index({key: tuple(found) for key, found in table.items()})
