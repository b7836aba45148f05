"""The inventory holds together: grounds, special categories, copies, agreements."""

from collections.abc import Iterator

from policies.errors import Problem
from policies.language import Asset, Policy, Profile
from policies.selectors import sensitivities


def legal_bases(policy: Policy) -> Iterator[Problem]:
    """Each purpose of an asset has its ground, and no ground is for another purpose (Art. 6(1)); consent has its proof (Art. 7(1))."""
    for asset in policy.assets:
        grounds = dict(asset.legal_basis)
        for purpose in asset.purposes if policy.house_rules.profile is Profile.ACCOUNTABLE else ():
            if purpose not in grounds:
                yield _problem(asset, f"the purpose {purpose} has no legal basis", purpose, f"add `{purpose}: A6-1-…` to `legal_basis:`")
        for purpose in grounds:
            if purpose not in asset.purposes:
                yield _problem(
                    asset, f"a legal basis for {purpose}, which is not among its purposes", purpose, "add the purpose, or remove the basis"
                )
        if "A6-1-a" in grounds.values() and asset.consent is None:
            yield _problem(
                asset,
                "rests on consent and does not say how it is proved",
                "A6-1-a",
                "add `consent:` with the fields of each proof (Art. 7(1))",
            )


def special_bases(policy: Policy) -> Iterator[Problem]:
    """Data of Art. 9 or 10 has the exception or the law that permits it (Art. 9(2), 10)."""
    if policy.house_rules.profile is Profile.STARTER:
        return
    for asset in policy.assets:
        marks = sensitivities(asset, policy)
        if "art9" in marks and not asset.art9_basis:
            yield _problem(asset, "holds data of Art. 9 and has no basis for it", "", "add `art9_basis: A9-2-…`")
        if "art10" in marks and not asset.art10_basis:
            yield _problem(asset, "holds data of Art. 10 and has no basis for it", "", "add `art10_basis:` with the law that permits it")


def copies(policy: Policy) -> Iterator[Problem]:
    """No asset is, at any remove, a copy of itself."""
    above = {asset.id: asset.copy_of for asset in policy.assets}
    for asset in policy.assets:
        seen, name = [asset.id], asset.copy_of
        while name and name not in seen:
            seen.append(name)
            name = above.get(name, "")
        if name == asset.id:
            way = " → ".join([*seen, name])
            yield _problem(asset, "is a copy of itself", way, "let `copy_of:` name the original, and the original none")


def agreements(policy: Policy) -> Iterator[Problem]:
    """A processor's agreement is a processing agreement with that processor (Art. 28(3))."""
    documents = {document.id: document for document in policy.documents}
    for party in policy.processors:
        document = documents.get(party.agreement)
        if document is None:
            continue
        if document.kind != "processor-agreement":
            message = f"processors.{party.id}: {document.id} is no processing agreement"
            yield Problem(party.at, message, document.kind, "name a document of kind processor-agreement")
        elif document.party and document.party != party.id:
            message = f"processors.{party.id}: {document.id} is an agreement with {document.party}"
            yield Problem(party.at, message, document.party, f"name the agreement with {party.id}")


def sub_processors(policy: Policy) -> Iterator[Problem]:
    """A sub-processor says for which processor it works, only a sub-processor does, and none at any remove works for itself (Art. 28(4))."""
    above = {party.id: party.under for party in policy.processors}
    for party in policy.processors:
        if party.role == "sub-processor" and not party.under:
            message = f"processors.{party.id}: a sub-processor that works for nobody"
            yield Problem(party.at, message, "", "add `under:` with the processor that it works for")
        elif party.under and party.role == "processor":
            message = f"processors.{party.id}: works for {party.under} and is called a processor"
            yield Problem(party.at, message, party.under, "write `role: sub-processor`, or leave `under:` out")
        seen, name = [party.id], party.under
        while name and name not in seen:
            seen.append(name)
            name = above.get(name, "")
        if name == party.id:
            yield Problem(
                party.at, f"processors.{party.id}: works for itself", " → ".join([*seen, name]), "let `under:` end at a processor"
            )


def _problem(asset: Asset, message: str, text: str, remedy: str) -> Problem:
    return Problem(asset.at, f"assets.{asset.id}: {message}", text, remedy)
