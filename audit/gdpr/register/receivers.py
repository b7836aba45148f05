"""Who receives an asset's data: the parties that it names, those that name it, and those that a rule lets in (Art. 30(1)(d))."""

from audit.check.who import EEA
from audit.gdpr.register.body import Receiver, TransferTo
from policies.language import Asset, Party, Policy, Transfer, WhoKind

_PARTIES = (WhoKind.PROCESSOR, WhoKind.RECIPIENT)


def parties_of(policy: Policy, asset: Asset) -> tuple[Party, ...]:
    """The processors and recipients of an asset, in the order of the policy."""
    let_in = {who.name for rule in policy.allow if asset.id in rule.which for who in rule.who if who.kind in _PARTIES}
    named = let_in.union(asset.recipients)
    return tuple(party for party in (*policy.processors, *policy.recipients) if party.id in named or asset.id in party.assets)


def receiver(policy: Policy, party: Party) -> Receiver:
    """A party as the register names it."""
    role = (party.role or "processor") if party in policy.processors else "recipient"
    return Receiver(party.id, party.name or party.id, role, party.country, party.agreement, transfers_of(party.country, party.transfers))


def transfers_of(country: str, transfers: tuple[Transfer, ...]) -> tuple[TransferTo, ...]:
    """Where data go outside the EEA: to a party that is there itself, and to where it says that it sends them."""
    told = {each.to: each.safeguard for each in transfers}
    abroad = (each for each in dict.fromkeys((country, *told)) if each and each not in EEA)
    return tuple(TransferTo(each, told.get(each, "")) for each in abroad)
