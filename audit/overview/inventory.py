"""The assets of the inventory and the rules about them, as a page shows them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from audit.model.facts import Gap
from audit.model.overview import ShownAsset, ShownRule
from policies.language import Asset, Forbid, Policy, Require, Where
from policies.selectors import is_special, sensitivities
from policies.sentences import sentence, waiver_sentence
from policies.wording import Wording

_WORST = ("art9", "art10", "national-id", "credentials")


def shown_assets(policy: Policy, gaps: Iterable[tuple[str, Gap]], in_sight: frozenset[str], say: Wording) -> tuple[ShownAsset, ...]:
    """The assets that the command looked at, in the order of the inventory; `gaps` pairs an asset with what darkens it."""
    dark: defaultdict[str, set[Gap]] = defaultdict(set)
    for asset, gap in gaps:
        dark[asset].add(gap)
    return tuple(_asset(each, policy, tuple(sorted(dark[each.id])), say) for each in policy.assets if each.id in in_sight)


def _asset(asset: Asset, policy: Policy, gaps: tuple[Gap, ...], say: Wording) -> ShownAsset:
    marks = sensitivities(asset, policy)
    purposes = {each.id: say.label(each.label, each.id) for each in policy.purposes}
    categories = {each.id: say.label(each.label, each.id) for each in policy.categories}
    return ShownAsset(
        id=asset.id,
        label=say.label(asset.label, ""),
        owner=asset.owner,
        sensitivity=next((mark for mark in _WORST if mark in marks), ""),
        special=is_special(asset, policy),
        purposes=tuple(purposes.get(name, name) for name in asset.purposes),
        categories=tuple(categories.get(name, name) for name in asset.categories),
        places=tuple(dict.fromkeys(map(_place, asset.where))),
        gaps=gaps,
    )


def _place(where: Where) -> str:
    named = where.ref or where.label or ", ".join(f"{key}={value}" for key, value in where.tags)
    return f"{where.system}: {named}"


def shown_rules(policy: Policy, say: Wording) -> tuple[ShownRule, ...]:
    """Every rule as the sentence it is, in the language."""
    return tuple(_rules(policy, say))


def _rules(policy: Policy, say: Wording) -> Iterator[ShownRule]:
    for allow in policy.allow:
        yield ShownRule(allow.id, sentence(allow, policy, say), str(allow.at), allow.until)
    others: tuple[Forbid | Require, ...] = (*policy.forbid, *policy.require)
    for rule in others:
        yield ShownRule(rule.id, sentence(rule, policy, say), str(rule.at))
    for waiver in policy.waivers:
        yield ShownRule(waiver.id, waiver_sentence(waiver, say), str(waiver.at), waiver.until)
