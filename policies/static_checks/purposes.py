"""Purposes tie inventory, roles and rules together (Art. 5(1)(b)).

`manage` opens no content, so that an administrator's purpose need not be one of the asset's; it must still be one of the role's.
"""

from collections.abc import Iterator

from policies.errors import Problem
from policies.language import Allow, Asset, Policy, Who, WhoKind
from policies.levels import Level
from policies.parties import is_tied


def of_allows(policy: Policy) -> Iterator[Problem]:
    """An allow's purpose is one of the asset's, and of the role's, the service's or the recipient's."""
    assets = {asset.id: asset for asset in policy.assets}
    for rule in policy.allow:
        if not rule.purpose:
            continue
        if rule.may is not Level.MANAGE:
            yield from (_foreign(rule, asset) for name in rule.which if (asset := assets.get(name)) and _lacks(asset.purposes, rule))
        for who in rule.who:
            theirs = _purposes(who, policy)
            if theirs is not None and _lacks(theirs, rule):
                message = f"allow.{rule.id}: {who} does not work for the purpose {rule.purpose}"
                remedy = f"use one of {who}'s purposes ({', '.join(theirs) or 'it has none'}), or add {rule.purpose} to them"
                yield Problem(rule.at, message, rule.purpose, remedy)


def of_parties(policy: Policy) -> Iterator[Problem]:
    """An allow for a processor or recipient names assets that the party is tied to in the inventory (Art. 28(3), 30(1)(d))."""
    assets = {asset.id: asset for asset in policy.assets}
    parties = {WhoKind.PROCESSOR: policy.processors, WhoKind.RECIPIENT: policy.recipients}
    for rule in policy.allow:
        for who in rule.who:
            party = next((party for party in parties.get(who.kind, ()) if party.id == who.name), None)
            for name in rule.which:
                asset = assets.get(name)
                if party and asset and not is_tied(who, party, asset):
                    yield _untied(rule, who, name)


def _lacks(purposes: tuple[str, ...], rule: Allow) -> bool:
    return bool(purposes) and rule.purpose not in purposes


def _foreign(rule: Allow, asset: Asset) -> Problem:
    message = f"allow.{rule.id}: {asset.id} is not kept for the purpose {rule.purpose}"
    remedy = f"use one of its purposes ({', '.join(asset.purposes)}), or add {rule.purpose} with its legal basis to the asset"
    return Problem(rule.at, message, rule.purpose, remedy)


def _purposes(who: Who, policy: Policy) -> tuple[str, ...] | None:
    match who.kind:
        case WhoKind.ROLE:
            return next((role.purposes for role in policy.roles if role.id == who.name), None)
        case WhoKind.SERVICE:
            return next(((service.purpose,) for service in policy.services if service.id == who.name and service.purpose), None)
        case WhoKind.RECIPIENT:
            return next(((party.purpose,) for party in policy.recipients if party.id == who.name and party.purpose), None)
        case _:
            return None


def _untied(rule: Allow, who: Who, asset: str) -> Problem:
    if who.kind is WhoKind.PROCESSOR:
        return Problem(
            rule.at,
            f"allow.{rule.id}: {asset} is not among the assets of {who}",
            asset,
            f"add it to `assets:` of {who.name}, or mend the rule",
        )
    return Problem(
        rule.at,
        f"allow.{rule.id}: {who} is no recipient of {asset}",
        asset,
        f"add {who.name} to `recipients:` of {asset}, or mend the rule",
    )
