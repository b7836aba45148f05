"""What has to be told about a processing, in plain sentences: purposes, data, parties, transfers, periods, rights (Art. 13-15)."""

from collections.abc import Iterator

from audit.check.who import EEA
from audit.gdpr import words
from audit.gdpr.processing import EEA_REGIONS, Sharing, Use, sharings, uses
from policies.language import Asset, Organisation, Policy
from policies.selectors import SPECIAL, sensitivities
from policies.wording import Wording

CONSENT, CONTRACT = "A6-1-a", "A6-1-b"
OBJECTABLE = ("A6-1-e", "A6-1-f")


def purposes(policy: Policy, assets: tuple[Asset, ...], say: Wording) -> Iterator[str]:
    """For each purpose its ground and the data that serve it."""
    for use in uses(policy, assets):
        names = say.both(words.asset(say, asset) for asset in assets if asset.id in use.assets)
        yield say(
            "{purpose}: {ground}. We use: {data}.",
            purpose=_upper(words.purpose(say, policy, use.purpose)),
            ground=_grounds(use, say),
            data=names,
        )


def _grounds(use: Use, say: Wording) -> str:
    return say.both(words.ground(say, code) for code in use.grounds) or say("the ground is not written down")


def categories(policy: Policy, assets: tuple[Asset, ...], say: Wording) -> Iterator[str]:
    """The categories of data; the stricter kinds with the exception that permits them (Art. 9 and 10)."""
    for name in dict.fromkeys(name for asset in assets for name in asset.categories):
        yield words.category(say, policy, name)


def special(policy: Policy, assets: tuple[Asset, ...], say: Wording) -> Iterator[str]:
    """For the assets with data of Art. 9 or 10, what permits them."""
    for asset in assets:
        if sensitivities(asset, policy) & SPECIAL:
            basis = words.ground(say, asset.art9_basis, words.SPECIAL_GROUNDS) if asset.art9_basis else asset.art10_basis
            yield say(
                "{data}: sensitive data, permitted for: {basis}", data=words.asset(say, asset), basis=basis or say("not written down")
            )


def parties(policy: Policy, assets: tuple[Asset, ...], say: Wording) -> Iterator[str]:
    """Each recipient and processor by name (cf. CJEU C-154/21: the actual recipients, where they are known)."""
    yield from (_party(sharing, policy, say) for sharing in sharings(policy, assets))


def _party(sharing: Sharing, policy: Policy, say: Wording) -> str:
    party = sharing.party
    name = f"{party.name or party.id} ({say.country(party.country)})" if party.country else party.name or party.id
    if not sharing.recipient:
        return say("{party}: works for us, on our instructions", party=name)
    if party.purpose:
        return say("{party}: decides for itself, for {purpose}", party=name, purpose=words.purpose(say, policy, party.purpose))
    return say("{party}: decides for itself what it does with them", party=name)


def transfers(policy: Policy, assets: tuple[Asset, ...], say: Wording) -> Iterator[str]:
    """Each way out of the European Economic Area, with its safeguard (Art. 13(1)(f), 15(2), 44-49)."""
    for sharing in sharings(policy, assets):
        party = sharing.party
        for transfer in party.transfers:
            safeguard = (
                words.ground(say, transfer.safeguard, words.SAFEGUARDS) if transfer.safeguard else say("no safeguard is written down")
            )
            yield say(
                "{party}: {country}; {safeguard}", party=party.name or party.id, country=say.country(transfer.to), safeguard=safeguard
            )
        if party.country and party.country not in EEA and not party.transfers:
            yield say("{party}: {country}; no safeguard is written down", party=party.name or party.id, country=say.country(party.country))
    for asset in assets:
        if asset.region and asset.region not in EEA_REGIONS | EEA:
            yield say("{data} lie in {country}", data=words.asset(say, asset), country=say.country(asset.region))


def periods(assets: tuple[Asset, ...], say: Wording) -> Iterator[str]:
    """How long each set of data is kept."""
    for asset in assets:
        told = words.kept(say, asset.retention) if asset.retention else say("the period is not written down")
        yield say("{data}: {period}", data=_upper(words.asset(say, asset)), period=told)


def rights(policy: Policy, assets: tuple[Asset, ...], say: Wording) -> Iterator[str]:
    """The rights of the person, those alone that the grounds give (Art. 13(2)(b)-(d))."""
    grounds = {code for use in uses(policy, assets) for code in use.grounds}
    yield say("You may ask which data we have of you, and get a copy (Art. 15).")
    yield say("You may have wrong data put right (Art. 16).")
    yield say("You may ask us to erase your data, or to use them less for a while (Art. 17 and 18).")
    if grounds & {CONSENT, CONTRACT}:
        yield say("You may take with you the data that you gave us, in a form that another can use (Art. 20).")
    if grounds.intersection(OBJECTABLE):
        yield say("You may object to what we do for a legitimate interest, and to advertising always (Art. 21).")
    if CONSENT in grounds:
        yield say("Where you gave consent, you may withdraw it at any time; what we did before stays lawful (Art. 7(3)).")
    yield complaint(policy.organisation, say)


def complaint(organisation: Organisation | None, say: Wording) -> str:
    """Where to complain, and that there is a judge (Art. 12(4), 77, 79)."""
    authority = (organisation.supervisory_authority if organisation else "") or "____"
    return say("You may complain to the supervisory authority ({authority}), and go to court (Art. 77 and 79).", authority=authority)


def sender(organisation: Organisation | None, say: Wording) -> str:
    """Who is accountable and how to reach it, on one line."""
    if organisation is None:
        return "____"
    number = say("enterprise number {number}", number=organisation.enterprise_number) if organisation.enterprise_number else ""
    return ", ".join(text for text in (organisation.name, organisation.address, number, organisation.contact_email) if text)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
