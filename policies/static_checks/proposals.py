"""Proposals wait for a decision: they are for somebody in particular, and nothing that was decided waits among them."""

from collections.abc import Iterator

from policies.errors import Problem
from policies.language import Allow, Policy, Proposed, Who, WhoKind
from policies.levels import up_to
from policies.permits import holds, names

_IN_PARTICULAR = frozenset({WhoKind.ROLE, WhoKind.PERSON, WhoKind.SERVICE, WhoKind.PROCESSOR, WhoKind.RECIPIENT})


def of_named_parties(policy: Policy) -> Iterator[Problem]:
    """A proposal names roles, people, services or parties one by one: access of anyone, outsiders or leavers is a question, never a proposal."""
    for rule in policy.proposed:
        for who in rule.who:
            if who.kind not in _IN_PARTICULAR or who.name == "*":
                remedy = "name the roles, people, services or parties, or let somebody decide it as an allow rule"
                yield Problem(rule.at, f"proposed.{rule.id}: {who} is nobody in particular, and can't be proposed", str(who), remedy)


def undecided(policy: Policy) -> Iterator[Problem]:
    """What an allow rule gives already is no longer proposed."""
    for rule in policy.proposed:
        if decided := next((allow for allow in policy.allow if _gives(allow, rule)), None):
            message = f"proposed.{rule.id}: the allow rule {decided.id} gives all of it"
            yield Problem(rule.at, message, decided.id, f"remove {rule.id}: what was decided waits no longer")


def _gives(allow: Allow, rule: Proposed) -> bool:
    wide = set(rule.which) <= set(allow.which) and up_to(rule.may) & ~up_to(allow.may) == 0
    ways = not allow.via or (bool(rule.via) and set(rule.via) <= set(allow.via))
    return wide and ways and holds(allow.part, rule.part) and all(_is_named(allow, who) for who in rule.who)


def _is_named(allow: Allow, who: Who) -> bool:
    return names(allow.who, frozenset({who}))
