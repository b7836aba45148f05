"""What the register lacks, by article. A list that is written and empty is an answer; a field that is not written is none."""

from collections.abc import Iterator

from audit.check.who import EEA
from audit.gdpr.register.body import Missing
from audit.gdpr.register.receivers import parties_of, transfers_of
from policies.errors import Place
from policies.language import Asset, Client, Organisation, Party, Policy, Transfer
from policies.selectors import sensitivities

ORGANISATION = "organisation"
INSIDE = EEA | {"EU", "EEA"}  # regions and countries that are no third country


def missing(policy: Policy) -> Iterator[Missing]:
    """Every field that the register lacks, head first, then in the order of the inventory."""
    yield from _of_organisation(policy.organisation)
    if not policy.assets:
        yield Missing("A30-1", ORGANISATION, "assets", "")
    for asset in policy.assets:
        yield from _of_asset(policy, asset)
    for party in policy.processors:
        yield from _of_processor(party)
    for party in policy.recipients:
        yield from _of_transfers(party.id, f"recipients.{party.id}", party.at, party.country, party.transfers)
    for client in policy.on_behalf_of:
        yield from _of_client(policy, client)
    if policy.tool_as_processing is None:
        yield Missing("A30-1", ORGANISATION, "tool_as_processing", "")
    elif not policy.tool_as_processing.purpose:
        yield Missing("A30-1-b", ORGANISATION, "tool_as_processing.purpose", str(policy.tool_as_processing.at))


def _of_organisation(told: Organisation | None) -> Iterator[Missing]:
    if told is None:
        yield Missing("A30-1-a", ORGANISATION, "organisation", "")
        return
    place = str(told.at)
    if not told.address:
        yield Missing("A30-1-a", ORGANISATION, "organisation.address", place)
    if not told.contact_email:
        yield Missing("A30-1-a", ORGANISATION, "organisation.contact.email", place)
    if not told.dpo and not told.dpo_reason:
        yield Missing("A37-1", ORGANISATION, "organisation.dpo_reason", place, required=False)


def _of_asset(policy: Policy, asset: Asset) -> Iterator[Missing]:
    def lacks(article: str, field: str, *, required: bool = True) -> Missing:
        return Missing(article, asset.id, f"assets.{asset.id}.{field}", str(asset.at), required)

    asked = (
        ("A30-1-b", "purposes", asset.purposes),
        ("A30-1-c", "subjects", asset.subjects),
        ("A30-1-c", "categories", asset.categories),
        ("A30-1-d", "recipients", "recipients" in asset.written or parties_of(policy, asset)),
        ("A30-1-e", "region", asset.region),
        ("A30-1-f", "retention", asset.retention),
        ("A30-1-g", "measures", asset.measures or asset.pseudonymised),
    )
    yield from (lacks(article, field) for article, field, told in asked if not told)
    if asset.region and asset.region not in INSIDE and not _is_safe(policy, asset):
        yield Missing("A30-1-e", asset.id, f"assets.{asset.id}.region", str(asset.at), country=asset.region)
    grounds, marks = dict(asset.legal_basis), sensitivities(asset, policy)
    if any(purpose not in grounds for purpose in asset.purposes):
        yield lacks("A6-1", "legal_basis", required=False)
    if "art9" in marks and not asset.art9_basis:
        yield lacks("A9-2", "art9_basis", required=False)
    if "art10" in marks and not asset.art10_basis:
        yield lacks("A10", "art10_basis", required=False)


def _is_safe(policy: Policy, asset: Asset) -> bool:
    """Whether a party of the asset has the safeguard for the country where it lies."""
    transfers = (each for party in parties_of(policy, asset) for each in party.transfers)
    return any(each.to == asset.region and each.safeguard for each in transfers)


def _of_processor(party: Party) -> Iterator[Missing]:
    """A processor says whether data leave the EEA: nobody else can."""
    key = f"processors.{party.id}"
    if "transfers" not in party.written:
        yield Missing("A30-1-e", party.id, f"{key}.transfers", str(party.at), party=party.name or party.id)
    if not party.country:
        yield Missing("A30-1-e", party.id, f"{key}.country", str(party.at), party=party.name or party.id)
    yield from _of_transfers(party.id, key, party.at, party.country, party.transfers)


def _of_transfers(name: str, key: str, at: Place, country: str, transfers: tuple[Transfer, ...]) -> Iterator[Missing]:
    """Each country outside the EEA has its safeguard: the party's own, and those that it sends to."""
    for each in transfers_of(country, transfers):
        if not each.safeguard:
            yield Missing("A30-1-e", name, f"{key}.transfers", str(at), country=each.country)


def transfer_gaps(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Each party and country outside the EEA for which no safeguard is recorded (Art. 44-49)."""
    parties = ((party.id, party.country, party.transfers) for party in (*policy.processors, *policy.recipients))
    clients = ((client.id, "", client.transfers) for client in policy.on_behalf_of)
    return tuple(
        (name, each.country)
        for name, country, transfers in (*parties, *clients)
        for each in transfers_of(country, transfers)
        if not each.safeguard
    )


def _of_client(policy: Policy, client: Client) -> Iterator[Missing]:
    assets = tuple(asset for asset in policy.assets if asset.id in client.assets)
    key = f"on_behalf_of.{client.id}"
    asked = (
        ("A30-2-a", "contact", client.contact),
        ("A30-2-b", "processing", client.processing),
        ("A30-2-c", "transfers", "transfers" in client.written),
        ("A30-2-d", "measures", client.measures or any(asset.measures for asset in assets)),
    )
    yield from (Missing(article, client.id, f"{key}.{field}", str(client.at)) for article, field, told in asked if not told)
    for lack in _of_transfers(client.id, key, client.at, "", client.transfers):
        yield Missing("A30-2-c", lack.about, lack.field, lack.place, country=lack.country)
