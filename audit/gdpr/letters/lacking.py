"""What a privacy notice needs by Art. 13 and 14 and the policy does not say, by article."""

from collections.abc import Iterator

from audit.gdpr import words
from audit.gdpr.processing import uses
from policies.language import Asset, Notice, Organisation, Party, Policy
from policies.selectors import SPECIAL, sensitivities
from policies.wording import Wording


def lacking(
    policy: Policy, assets: tuple[Asset, ...], notice: Notice, parties: tuple[Party, ...], say: Wording
) -> Iterator[tuple[str, str]]:
    """Pairs of article and what is missing, in the order of the articles."""
    yield from _controller(policy.organisation, say)
    yield from _grounds(policy, assets, notice, say)
    yield from _parties(parties, say)
    for asset in assets:
        if asset.retention is None:
            yield say("Art. 13(2)(a)"), say("the period of {data}", data=words.asset(say, asset))
        if not asset.region:
            yield say("Art. 13(1)(f)"), say("where {data} lie", data=words.asset(say, asset))
    if not (policy.organisation and policy.organisation.supervisory_authority):
        yield say("Art. 13(2)(d)"), say("the supervisory authority")
    yield from _told(notice, say)
    yield from _names(policy, assets, say)


def _controller(organisation: Organisation | None, say: Wording) -> Iterator[tuple[str, str]]:
    if organisation is None or not organisation.address:
        yield say("Art. 13(1)(a)"), say("the address of the organisation")
    if organisation is None or not organisation.contact_email:
        yield say("Art. 13(1)(a)"), say("how to reach the organisation")
    if organisation is None or not (organisation.dpo or organisation.dpo_reason):
        yield say("Art. 13(1)(b)"), say("the data protection officer, or why there is none")


def _grounds(policy: Policy, assets: tuple[Asset, ...], notice: Notice, say: Wording) -> Iterator[tuple[str, str]]:
    interests = dict(notice.interests)
    for asset in assets:
        if not asset.purposes:
            yield say("Art. 13(1)(c)"), say("why {data} are used", data=words.asset(say, asset))
        if sensitivities(asset, policy) & SPECIAL and not (asset.art9_basis or asset.art10_basis):
            yield say("Art. 9 and 10"), say("what permits the sensitive data in {data}", data=words.asset(say, asset))
    for use in uses(policy, assets):
        purpose = words.purpose(say, policy, use.purpose)
        if not use.grounds:
            yield say("Art. 13(1)(c)"), say("the ground of {purpose}", purpose=purpose)
        if "A6-1-f" in use.grounds and not dict(interests.get(use.purpose, ())).get(say.language):
            yield say("Art. 13(1)(d)"), say("which legitimate interest is behind {purpose}", purpose=purpose)


def _parties(parties: tuple[Party, ...], say: Wording) -> Iterator[tuple[str, str]]:
    for party in parties:
        if not party.name:
            yield say("Art. 13(1)(e)"), say("the name of {party}", party=party.id)
        if not party.country:
            yield say("Art. 13(1)(f)"), say("the country of {party}", party=party.name or party.id)
        for transfer in party.transfers:
            if not transfer.safeguard:
                yield say("Art. 13(1)(f)"), say("the safeguard of the transfer to {country}", country=say.country(transfer.to))


def _told(notice: Notice, say: Wording) -> Iterator[tuple[str, str]]:
    told = (
        (notice.obligatory, say("Art. 13(2)(e)"), say("whether they have to give their data, and what follows if they do not")),
        (notice.automated_decisions, say("Art. 13(2)(f)"), say("whether decisions are taken without a human")),
        (notice.source, say("Art. 14(2)(f)"), say("where data come from that they did not give themselves")),
    )
    for label, article, what in told:
        if not dict(label).get(say.language):
            yield article, what


def _names(policy: Policy, assets: tuple[Asset, ...], say: Wording) -> Iterator[tuple[str, str]]:
    """Without a name in the reader's language a list is of no use to them (Art. 12(1))."""
    mine = {name for asset in assets for name in asset.categories}, {name for asset in assets for name in asset.purposes}
    named = (
        *((each.id, each.label) for each in policy.categories if each.id in mine[0]),
        *((each.id, each.label) for each in policy.purposes if each.id in mine[1]),
        *((asset.id, asset.label) for asset in assets),
    )
    nameless = [name for name, label in named if say.language not in dict(label)]
    if nameless:
        yield say("Art. 12(1)"), say("a name in this language for: {names}", names=", ".join(nameless))
