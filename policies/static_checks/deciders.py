"""Who decides: the owner of the asset or management, never the one who profits (separation of duties)."""

from collections.abc import Iterator

from policies.errors import Problem
from policies.language import Allow, Person, Policy, Who, WhoKind


def impartial(policy: Policy) -> Iterator[Problem]:
    """Nobody decides on access for themselves, for a role they hold on that day or for the party they work for."""
    people = {person.id: person for person in policy.people}
    for rule in policy.allow:
        decider = people.get(rule.decided_by)
        if decider and (who := next((who for who in rule.who if _profits(decider, who, rule)), None)):
            message = f"allow.{rule.id}: {decider.id} decides for themselves ({who})"
            yield Problem(
                rule.at, message, rule.decided_by, "let the owner of the asset or management decide, somebody who does not profit"
            )


def entitled(policy: Policy) -> Iterator[Problem]:
    """Whoever decides owns every asset of the rule, or has a role of `house_rules.deciders` on that day."""
    people = {person.id: person for person in policy.people}
    owners = {asset.id: asset.owner for asset in policy.assets}
    deciders = frozenset(policy.house_rules.deciders)
    for rule in policy.allow:
        decider = people.get(rule.decided_by)
        if decider is None or deciders & _roles(decider, rule):
            continue
        for asset in rule.which:
            if owners.get(asset, decider.id) != decider.id:
                message = f"allow.{rule.id}: {decider.id} does not own {asset} and is not {' or '.join(policy.house_rules.deciders)}"
                yield Problem(rule.at, message, rule.decided_by, f"let {owners[asset] or 'its owner'} or management decide")


def of_reviews(policy: Policy) -> Iterator[Problem]:
    """Nobody reviews access of their own or of the party they work for."""
    parties = {person.id: person.of for person in policy.people}
    for line in (line for review in policy.access_reviews for line in review.lines):
        party = parties.get(line.decided_by)
        if line.subject == f"person:{line.decided_by}" or (party and line.subject in (f"processor:{party}", f"recipient:{party}")):
            message = f"access_reviews: {line.decided_by} decides about access of their own ({line.subject})"
            yield Problem(line.at, message, line.id, "have another who owns the asset or decides about it review that line")


def _profits(decider: Person, who: Who, rule: Allow) -> bool:
    match who.kind:
        case WhoKind.PERSON:
            return who.name in (decider.id, "*")
        case WhoKind.ROLE:
            return who.name in _roles(decider, rule)
        case WhoKind.PROCESSOR | WhoKind.RECIPIENT:
            return bool(decider.of) and who.name == decider.of
        case _:
            return False


def _roles(person: Person, rule: Allow) -> frozenset[str]:
    """The roles on the day of the decision; all there ever were when the day is not said."""
    return person.roles_on(rule.decided_on) if rule.decided_on else frozenset(span.role for span in person.roles)
