"""Which assets a selector is about."""

from policies.copies import originals
from policies.language import Asset, Policy, Selector

SPECIAL = frozenset({"art9", "art10"})


def assets_of(selector: Selector, policy: Policy) -> tuple[Asset, ...]:
    """The assets that a selector selects, in the order of the inventory: all, or those that match every field that is written."""
    return tuple(asset for asset in policy.assets if _matches(asset, selector, policy))


def sensitivities(asset: Asset, policy: Policy) -> frozenset[str]:
    """The marks (art9, art10, national-id, credentials) of the categories that an asset holds."""
    return frozenset(category.sensitive for category in policy.categories if category.id in asset.categories and category.sensitive)


def is_special(asset: Asset, policy: Policy) -> bool:
    """Whether an asset holds data of Art. 9 or 10."""
    return bool(sensitivities(asset, policy) & SPECIAL)


def _matches(asset: Asset, selector: Selector, policy: Policy) -> bool:
    if selector.everything:
        return True
    has = (
        (selector.assets, {asset.id}),
        (selector.categories, asset.categories),
        (selector.sensitive, sensitivities(asset, policy)),
        (selector.subjects, asset.subjects),
        (selector.copies_of, _originals(asset, policy) if selector.copies_of else ()),
    )
    written = [(wanted, values) for wanted, values in has if wanted]
    return bool(written) and all(not set(wanted).isdisjoint(values) for wanted, values in written)


def _originals(asset: Asset, policy: Policy) -> tuple[str, ...]:
    return tuple(original.id for original in originals(asset, {each.id: each for each in policy.assets}))
