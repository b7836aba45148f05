"""Which assets a processor or recipient is tied to in the inventory (Art. 28(3), 30(1)(d))."""

from policies.language import Asset, Party, Who, WhoKind


def is_tied(who: Who, party: Party, asset: Asset) -> bool:
    """Whether an asset is among those that a party was given: its own list says so, or the asset's recipients. Without any list: all are."""
    named = who.name in asset.recipients
    if who.kind is WhoKind.PROCESSOR:
        return named or not party.assets or asset.id in party.assets
    return named or not asset.recipients or asset.id in party.assets
