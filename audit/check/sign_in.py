"""How people sign in: with a second factor, with an account for administration."""

from audit.check.world import World
from audit.model.facts import Principal, PrincipalKind
from audit.model.reach import Reach, Subject, SubjectKind

_DEMANDS = "multifactorauth"  # in the condition keys by which a grant asks for mfa
_ADMIN = ("_admin", "-admin")


def has_mfa(world: World, reach: Reach) -> bool | None:
    """Whether mfa stands before this reach; None when nobody can tell. True where no human signs in; a person's account is a human's.

    A grant that asks for mfa counts, unless it lets through who says nothing of it (`IfExists`).
    """
    account = world.identities.principal(reach.account)
    human = account.kind is PrincipalKind.ACCOUNT or reach.subject.kind is SubjectKind.PERSON
    if not human or _demands(reach.condition):
        return True
    return {"true": True, "false": False}.get(account.attribute("mfa"))


def _demands(condition: str) -> bool:
    """Whether every way in which a condition holds asks for mfa: `mfa, or the office's addresses` gives credit to a network and asks nobody there."""
    alternatives = _split(condition, " or ")
    if len(alternatives) > 1:
        return all(map(_demands, alternatives))
    parts = _split(condition, " and ")
    if len(parts) > 1:
        return any(map(_demands, parts))
    if condition.startswith("(") and condition.endswith(")"):
        return _demands(condition[1:-1])
    lowered = condition.lower()
    return _DEMANDS in lowered and "ifexists" not in lowered


def _split(text: str, word: str) -> list[str]:
    """The parts of a condition that a word joins, outside of brackets."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and place >= start and text.startswith(word, place):
            parts.append(text[start:place])
            start = place + len(word)
    return [*parts, text[start:]]


def is_admin_account(world: World, subject: Subject, account: str) -> bool:
    """Whether the account is kept apart for administration: named under `<system>_admin` in the policy, or so marked by its provider."""
    principal = world.identities.principal(account)
    person = world.roster.person(subject)
    if person is None:
        return False
    if principal.attribute("admin_account") == "true":
        return True
    declared = {name.name.lower() for name in person.accounts if name.system.endswith(_ADMIN)}
    return not declared.isdisjoint(_names(principal))


def _names(principal: Principal) -> frozenset[str]:
    segments = principal.id.partition("://")[2].split("/")
    tails = {"/".join(segments[start:]) for start in range(len(segments))}
    return frozenset(name.lower() for name in {principal.id, principal.name, principal.email, principal.attribute("arn"), *tails} if name)
