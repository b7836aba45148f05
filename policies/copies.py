"""`copy_of:`: backups, exports and test copies take from their original what they leave out (Art. 5(1)(c))."""

from collections.abc import Mapping
from dataclasses import replace

from policies.language import Asset, Policy

_INHERITED = (
    "owner",
    "region",
    "subjects",
    "minors",
    "categories",
    "unexpected",
    "purposes",
    "legal_basis",
    "art9_basis",
    "art10_basis",
    "belgian_art9_list",
    "consent",
    "suppression",
    "find_by",
    "volume",
)


def originals(asset: Asset, by_id: Mapping[str, Asset]) -> tuple[Asset, ...]:
    """What an asset is a copy of, nearest first, at every remove. A cycle of copies ends where it comes round."""
    found: dict[str, Asset] = {}
    above = asset.copy_of
    while above in by_id and above not in found and above != asset.id:
        found[above] = by_id[above]
        above = by_id[above].copy_of
    return tuple(found.values())


def with_inherited(policy: Policy) -> Policy:
    """The policy with every copy's missing fields filled in from the nearest original that has them."""
    by_id = {asset.id: asset for asset in policy.assets}
    return replace(policy, assets=tuple(_filled(asset, originals(asset, by_id)) for asset in policy.assets))


def _filled(asset: Asset, above: tuple[Asset, ...]) -> Asset:
    missing = {
        name: next((value for original in above if (value := getattr(original, name))), getattr(asset, name))
        for name in _INHERITED
        if above and not getattr(asset, name)
    }
    return replace(asset, **missing)
