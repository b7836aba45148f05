"""What a rule gives or takes that the rules of another policy do not: worked out from the policies alone, whoever there is to use it."""

from collections import defaultdict
from datetime import date

from audit.preview.body import Extent
from policies.language import Allow, Forbid, Policy, Require, RequireScope, Waiver, Who, WhoKind
from policies.levels import Level, from_level, members, up_to
from policies.permits import allowed, forbidden, names
from policies.policy_tests import who_words
from policies.selectors import assets_of

_ALL = Who(WhoKind.ALL)


def given(rule: Allow, its: Policy, other: Policy, on: date) -> tuple[Extent, ...]:
    """What an allow of a policy covers, from its first day to its last, and nothing of the other covers; what its own prohibitions take is left out."""
    first, last = max(on, rule.decided_on or on), rule.until or date.max
    if last < on:
        return ()
    found: defaultdict[tuple[Who, Level], list[str]] = defaultdict(list)
    for who in rule.who:
        for asset in rule.which:
            levels = Level.NONE
            for day in (first, last):
                words = frozenset(who_words(its, who, day))
                levels |= up_to(rule.may) & ~_covered(other, rule, words, asset, day) & ~forbidden(its, words, asset)
            if levels:
                found[who, levels].append(asset)
    until = str(rule.until or "")
    return tuple(Extent(str(who), tuple(sorted(assets)), rule.part, by_name(levels), until) for (who, levels), assets in found.items())


def _covered(policy: Policy, rule: Allow, words: frozenset[Who], asset: str, on: date) -> Level:
    """What a policy's allows cover of the same by no narrower way."""
    levels = Level.NONE
    for other in allowed(policy, words, asset, rule.part, on)[0]:
        if not other.via or (rule.via and set(rule.via) <= set(other.via)):
            levels |= up_to(other.may)
    return levels


def lifted(rule: Forbid, its: Policy, other: Policy) -> tuple[Extent, ...]:
    """What a prohibition of a policy hits and no prohibition of the other does."""
    found: defaultdict[tuple[Who, Level], list[str]] = defaultdict(list)
    present = {asset.id for asset in other.assets}
    for who in rule.who:
        for asset in assets_of(rule.which, its):
            levels = _hit(rule)
            for each in other.forbid:
                if _hits_as_much(each, rule, who) and asset.id in {one.id for one in assets_of(each.which, other)}:
                    levels &= ~_hit(each)
            if levels and asset.id in present:
                found[who, levels].append(asset.id)
    return tuple(Extent(str(who), tuple(sorted(assets)), "", by_name(levels)) for (who, levels), assets in found.items())


def _hit(rule: Forbid) -> Level:
    return from_level(rule.may) | (Level.MANAGE if rule.latent else Level.NONE)


def _hits_as_much(other: Forbid, rule: Forbid, who: Who) -> bool:
    named = names(other.who, frozenset({who, _ALL, Who(who.kind, "*")}) if who.name else frozenset({who, _ALL}))
    as_wide = other.through in ("", rule.through) and (not other.environments or set(rule.environments or ("",)) <= set(other.environments))
    return named and as_wide and set(other.unless) <= set(rule.unless)


def asked(rule: Require, its: Policy, other: Policy) -> tuple[Extent, ...]:
    """What a requirement of a policy asks and no requirement of the other asks as strictly."""
    if rule.scope is RequireScope.SYSTEMS:
        return () if any(_as_strict(each, rule, _ALL) for each in other.require) else (Extent("", ()),)
    found: defaultdict[Who, list[str]] = defaultdict(list)
    present = {asset.id for asset in other.assets}
    for who in rule.who or (_ALL,):
        for asset in assets_of(rule.which, its):
            kept = any(
                _as_strict(each, rule, who) and asset.id in {one.id for one in assets_of(each.which, other)} for each in other.require
            )
            if not kept and asset.id in present:
                found[who].append(asset.id)
    levels = by_name(from_level(rule.level)) if rule.scope is RequireScope.ACCESS else ()
    return tuple(Extent("" if who == _ALL else str(who), tuple(sorted(assets)), "", levels) for who, assets in found.items())


def _as_strict(other: Require, rule: Require, who: Who) -> bool:
    old, new = rule.need, other.need
    if (other.scope, new.kind, new.document) != (rule.scope, old.kind, old.document):
        return False
    period = old.within is None or (new.within is not None and new.within.after(_DAY) <= old.within.after(_DAY))
    number = new.at_most <= old.at_most
    return period and number and other.level <= rule.level and (not other.who or who in other.who)


_DAY = date(2001, 1, 1)  # periods are measured from some day


def waived(waiver: Waiver, its: Policy, other: Policy, on: date) -> tuple[Extent, ...]:
    """What a waiver accepts that no waiver of the other policy accepts as long."""
    if not _counts(waiver, on) or any(_waives_as_much(each, waiver, on) for each in other.waivers):
        return ()
    assets = (waiver.which,) if waiver.which else tuple(asset.id for asset in its.assets)
    return (Extent(str(waiver.who or ""), assets, "", (), str(waiver.until or "")),)


def _counts(waiver: Waiver, on: date) -> bool:
    return not waiver.problems and (waiver.until is None or waiver.until >= on)


def _waives_as_much(other: Waiver, waiver: Waiver, on: date) -> bool:
    wide = other.rule == waiver.rule and other.who in (None, waiver.who) and other.which in ("", waiver.which)
    return wide and _counts(other, on) and (other.until or date.max) >= (waiver.until or date.max)


def by_name(levels: Level) -> tuple[str, ...]:
    """Levels as papers name them."""
    return tuple((level.name or "").lower() for level in members(levels))
