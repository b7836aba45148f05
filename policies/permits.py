"""What the rules give: the allows in force for somebody and a part of an asset, and what the forbids take away."""

from collections.abc import Iterable
from datetime import date

from policies.language import Allow, Policy, Who
from policies.levels import Level, from_level, up_to
from policies.locations import covers
from policies.selectors import assets_of


def allowed(policy: Policy, who: frozenset[Who], asset: str, part: str, on: date) -> tuple[tuple[Allow, ...], Level]:
    """The allow rules in force on a day for any of these who-words and one cell of an asset, and the levels they cover together.

    The part "" is the rest of the asset, which a rule that names a part does not cover.
    """
    rules = tuple(
        rule for rule in policy.allow if asset in rule.which and holds(rule.part, part) and in_force(rule, on) and names(rule.who, who)
    )
    levels = Level.NONE
    for rule in rules:
        levels |= up_to(rule.may)
    return rules, levels


def forbidden(policy: Policy, who: frozenset[Who], asset: str) -> Level:
    """The levels that forbids take from these who-words on an asset, whichever way they are reached.

    A forbid of one way (`through:`) or of some environments (`in:`) depends on what is found and takes nothing here.
    """
    levels = Level.NONE
    for rule in policy.forbid:
        always = not rule.through and not rule.environments
        if (
            always
            and names(rule.who, who)
            and not names(rule.unless, who)
            and any(each.id == asset for each in assets_of(rule.which, policy))
        ):
            levels |= from_level(rule.may) | (Level.MANAGE if rule.latent else Level.NONE)
    return levels


def holds(wide: str, part: str) -> bool:
    """Whether a rule's part holds another: all of the asset does, and so does `labels/` for `labels/new/`."""
    return wide in ("", part) or (bool(part) and covers(_pattern(wide), _pattern(part)))


def _pattern(part: str) -> str:
    return f"{part}*" if part.endswith("/") else part


def in_force(rule: Allow, on: date) -> bool:
    """Whether an allow holds on a day: decided, and not ended. An allow without these days always does."""
    return (rule.decided_on is None or rule.decided_on <= on) and (rule.until is None or on <= rule.until)


def names(rule: Iterable[Who], who: frozenset[Who]) -> bool:
    """Whether a rule's `who:` names one of these words; `role:*` names any role."""
    return any(word in who or (word.name == "*" and any(each.kind is word.kind for each in who)) for word in rule)
