"""What is done with the data of one kind of people, from the inventory: purposes with grounds, parties, transfers (Art. 13-15, 19, 30)."""

from dataclasses import dataclass

from policies.language import Asset, Party, Policy, WhoKind

EEA_REGIONS = frozenset({"EU", "EEA"})


@dataclass(frozen=True, slots=True)
class Use:
    """A purpose, the grounds that it rests on (A6-1-b) and the assets that serve it."""

    purpose: str
    grounds: tuple[str, ...]
    assets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """A party that has data of these assets; `hosts` when it is where they lie, `recipient` when it decides for itself."""

    party: Party
    recipient: bool
    assets: tuple[str, ...]

    @property
    def hosts(self) -> bool:
        """Whether what is erased in the store is erased there too."""
        return self.party.hosting


def about(policy: Policy, subject: str) -> tuple[Asset, ...]:
    """The assets that hold data about a kind of people, copies among them, in the order of the inventory."""
    return tuple(asset for asset in policy.assets if subject in asset.subjects)


def kinds(policy: Policy) -> tuple[str, ...]:
    """Every kind of people that the inventory knows, sorted."""
    return tuple(sorted({subject for asset in policy.assets for subject in asset.subjects}))


def silent(policy: Policy) -> tuple[Asset, ...]:
    """The assets that do not say whose data they hold: they may hold anybody's."""
    return tuple(asset for asset in policy.assets if not asset.subjects)


def uses(policy: Policy, assets: tuple[Asset, ...]) -> tuple[Use, ...]:
    """The purposes of these assets, in the order of the policy."""
    named = tuple(dict.fromkeys((*(each.id for each in policy.purposes), *(name for asset in assets for name in asset.purposes))))
    found = []
    for name in named:
        mine = tuple(asset for asset in assets if name in asset.purposes)
        grounds = tuple(sorted({basis for asset in mine for purpose, basis in asset.legal_basis if purpose == name}))
        if mine:
            found.append(Use(name, grounds, tuple(asset.id for asset in mine)))
    return tuple(found)


def sharings(policy: Policy, assets: tuple[Asset, ...]) -> tuple[Sharing, ...]:
    """Who else has data of these assets: named by an asset, tied to one, or let in by a rule. Recipients first."""
    parties = (*((party, True) for party in policy.recipients), *((party, False) for party in policy.processors))
    found = []
    for party, recipient in parties:
        kind = WhoKind.RECIPIENT if recipient else WhoKind.PROCESSOR
        ruled = {name for rule in policy.allow for who in rule.who if (who.kind, who.name) == (kind, party.id) for name in rule.which}
        mine = tuple(each.id for each in assets if party.id in each.recipients or each.id in party.assets or each.id in ruled)
        if mine:
            found.append(Sharing(party, recipient, mine))
    return tuple(found)


def unplaced(policy: Policy) -> tuple[Party, ...]:
    """The processors of which nothing says which data they have: they may have any."""
    tied = {sharing.party.id for sharing in sharings(policy, policy.assets)}
    return tuple(party for party in policy.processors if party.id not in tied)


def is_marketing(policy: Policy, purpose: str) -> bool | None:
    """Whether a purpose is direct marketing, by its word in a vocabulary or in its own name; None where nothing tells."""
    found = next((each for each in policy.purposes if each.id == purpose), None)
    words = (purpose, found.dpv, found.fides) if found else (purpose,)
    if any(sign in word.lower() for word in words for sign in ("marketing", "newsletter", "advertis")):
        return True
    return False if found and (found.dpv or found.fides) else None
