"""Consent can be shown, and who objected is left in peace (Art. 7(1), 21(2)-(3))."""

from collections.abc import Iterator

from policies.errors import Problem
from policies.language import Asset, Policy, Profile, Purpose

_DPV = "directmarketing"  # the Data Privacy Vocabulary's word for it, with or without a prefix
_FIDES = "marketing.communications"  # the Fides taxonomy's, and everything below it


def proofs(policy: Policy) -> Iterator[Problem]:
    """An asset on consent names the fields of each proof: who, when, to which text, and when it was withdrawn."""
    for asset in policy.assets if _is_asked(policy) else ():
        if "A6-1-a" in dict(asset.legal_basis).values() and asset.consent is not None and not asset.consent.proof_fields:
            remedy = "add `proof_fields:` with the columns that hold it: who, when, to which text, by which way, withdrawn when"
            yield Problem(asset.at, f"assets.{asset.id}: rests on consent and names no field that proves it", "", remedy)


def suppression(policy: Policy) -> Iterator[Problem]:
    """An asset for direct marketing names the list of those who objected, whatever its legal basis."""
    marketing = {purpose.id for purpose in policy.purposes if is_marketing(purpose)}
    for asset in policy.assets if _is_asked(policy) else ():
        if found := _used_for(asset, marketing):
            remedy = "add `suppression:` with the asset that holds that list, or with its own id where it keeps the list itself"
            message = f"assets.{asset.id}: serves {found}, and names no list of those who objected to direct marketing"
            yield Problem(asset.at, message, found, remedy)


def is_marketing(purpose: Purpose) -> bool:
    """Whether a purpose is direct marketing, as the vocabularies that it is mapped to call it."""
    return purpose.dpv.rpartition(":")[2].lower() == _DPV or f"{purpose.fides}.".startswith(f"{_FIDES}.")


def _used_for(asset: Asset, marketing: set[str]) -> str:
    return "" if asset.suppression else next((purpose for purpose in asset.purposes if purpose in marketing), "")


def _is_asked(policy: Policy) -> bool:
    return policy.house_rules.profile is Profile.ACCOUNTABLE
