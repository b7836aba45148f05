"""What must hold of an asset itself: logged and looked at, its access reviewed, confirmed, protected as declared, and cleaned up in time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from audit.check.found import Fault, Found, by_rule, on_subject
from audit.check.measures import LOGGING, Standing, State, standing
from audit.check.world import World
from audit.model.facts import Resource
from audit.model.finding import FindingKind, Outcome
from policies.language import Asset, NeedKind, Require
from policies.wording import msg

RETENTION = ("lifecycle-rule", "table-expiration", "retention-rule", "retention-label")
KEEPS = "keeps_days"  # attribute of a store: after how many days a rule removes what is in it
OLD_VERSIONS = "old_versions"  # attribute of a store: "kept" where what it removes stays as an old version
_SLACK, _A_YEAR = 3, 365  # days: months and years have no one length
_UNSEEN = frozenset({"anonymise", "suppress"})  # done row by row, inside the store: no setting of the store shows it

Check = Callable[[World, Require, Asset], Iterator[Found]]


def check(world: World) -> Iterable[Found]:
    """For each rule and asset one finding, or one for each declared measure that is not in force."""
    for asset in world.assets.values():
        for rule in world.rules.assets.speaking_of(asset.id, ()):
            if need := _NEEDS.get(rule.need.kind):
                yield from need(world, rule, asset)


def _logged(world: World, rule: Require, asset: Asset) -> Iterator[Found]:
    yield from _measured(world, rule, asset, LOGGING, off=msg("access to {asset} is not logged: {why}"), scope="")


def _measures(world: World, rule: Require, asset: Asset) -> Iterator[Found]:
    for measure in asset.measures:
        off = msg("the declared measure {measure} is not in force for {asset}: {why}")
        yield from _measured(world, rule, asset, measure, off=off, scope=measure)


def _measured(world: World, rule: Require, asset: Asset, measure: str, *, off: str, scope: str) -> Iterator[Found]:
    say, found = world.say, standing(world, asset, measure)
    about = {"asset": asset.id, "measure": measure, "why": found.why}
    match found.state:
        case State.ON:
            return
        case State.OFF:
            fault = _fault(rule, say("turn {measure} on: {why}", **about), scope)
            made = on_subject(asset, None, fault, say(off, **about))
        case State.UNKNOWN:
            if _is_out_of_sight(world, asset):
                return
            fault = _fault(rule, say("let the audit read {measure} of {asset}", **about), scope)
            text = msg("nobody can tell whether {measure} is on for {asset}: {why}")
            made = on_subject(asset, None, fault, say(text, **about), Outcome.UNKNOWN)
    yield replace(made, hits=found.hits)


def _retention(world: World, rule: Require, asset: Asset) -> Iterator[Found]:
    say = world.say
    if asset.retention is None:
        fault = _fault(rule, say("enter how long it is kept, and what then"))
        yield on_subject(asset, None, fault, say("{asset} has no retention", asset=asset.id))
        return
    found = _best(standing(world, asset, measure) for measure in RETENTION)
    kept = say("keep {period}, then {fate}", period=asset.retention.keep, fate=asset.retention.then or "delete")
    about = {"asset": asset.id, "kept": kept, "why": found.why}
    if found.state is State.ON:
        yield from _otherwise(world, rule, asset, kept)
    if found.state is State.OFF:
        fault = _fault(rule, say("set the store's rule to what the inventory says: {kept}", **about))
        yield on_subject(asset, None, fault, say("the retention of {asset} ({kept}) is not in force: {why}", **about))
    elif found.state is State.UNKNOWN and not _is_out_of_sight(world, asset):
        outcome = Outcome.NOTICE if asset.retention.then in _UNSEEN else Outcome.UNKNOWN
        fault = _fault(rule, say("keep a record of each clean-up, or let the audit read the store's rule"))
        yield on_subject(asset, None, fault, say("no setting shows that the retention of {asset} ({kept}) is kept", **about), outcome)


def _otherwise(world: World, rule: Require, asset: Asset, kept: str) -> Iterator[Found]:
    """Stores whose rule is on and that do otherwise: another period than the inventory's, or old versions that stay."""
    say, stores = world.say, world.stores.held.get(asset.id, ())
    why = [
        say("{store} keeps {days} days", store=each.id, days=each.attribute(KEEPS))
        for each in stores
        if _is_other_period(world, asset, each)
    ]
    why += [say("old versions stay in {store}", store=each.id) for each in stores if each.attribute(OLD_VERSIONS) == "kept"]
    if why:
        about = {"asset": asset.id, "kept": kept, "why": ", ".join(why)}
        fault = _fault(rule, say("set the store's rule to what the inventory says ({kept}), or correct the inventory", **about))
        yield on_subject(asset, None, fault, say("the retention of {asset} ({kept}) is not what its stores do: {why}", **about))


def _is_other_period(world: World, asset: Asset, store: Resource) -> bool:
    """Whether a store's rule counts other days than the inventory. Only what is counted from its creation can be held against it."""
    kept = store.attribute(KEEPS)
    if asset.retention is None or asset.retention.counted_from != "creation" or not kept.isdigit():
        return False
    days = (asset.retention.keep.after(world.as_of) - world.as_of).days
    return abs(int(kept) - days) > _SLACK + days // _A_YEAR


def _best(found: Iterable[Standing]) -> Standing:
    """One rule that is on is enough, wherever the store keeps it; one that is off speaks before those nobody knows."""
    return min(found, key=lambda each: (State.ON, State.OFF, State.UNKNOWN).index(each.state))


def _log_reviewed(world: World, rule: Require, asset: Asset) -> Iterator[Found]:
    every = (asset.logging.reviewed_every if asset.logging else None) or world.policy.house_rules.review_every
    seen = max(
        (review.date for review in world.policy.log_reviews if review.asset == asset.id and review.date <= world.as_of), default=None
    )
    if seen is None or seen < every.before(world.as_of):
        say = world.say
        last = say("the last review was on {day}", day=seen) if seen else say("no review is recorded")
        fault = _fault(rule, say("look at the log and record it under log_reviews"))
        text = msg("the access log of {asset} should be reviewed every {every}: {last}")
        yield on_subject(asset, None, fault, say(text, asset=asset.id, every=every, last=last))


def _access_reviewed(world: World, rule: Require, asset: Asset) -> Iterator[Found]:
    if not world.on(asset.id) and not world.is_dark(asset.id):
        return  # nobody has access: there is nothing to review
    every = world.policy.house_rules.review_every
    whole = (review.date for review in world.policy.access_reviews if review.covers(asset.id, asset.owner) and review.date <= world.as_of)
    seen = max(whole, default=None)
    if seen is None or seen < every.before(world.as_of):
        say = world.say
        last = say("the last whole review was on {day}", day=seen) if seen else say("no whole review is recorded")
        remedy = msg("have {owner} review it with `toegang review`, and keep what was decided under access_reviews")
        fault = _fault(rule, say(remedy, owner=asset.owner or say("the owner")))
        text = msg("who has access to {asset} should be reviewed every {every}: {last}")
        yield on_subject(asset, None, fault, say(text, asset=asset.id, every=every, last=last))


def _confirmed(world: World, rule: Require, asset: Asset) -> Iterator[Found]:
    within = rule.need.within
    day = asset.confirmed.date if asset.confirmed else None
    if within is not None and (day is None or day < within.before(world.as_of) or day > world.as_of):
        say = world.say
        last = say("it was last confirmed on {day}", day=day) if day else say("it was never confirmed")
        fault = _fault(rule, say("have {owner} confirm the entry", owner=asset.owner or say("the owner")))
        text = msg("the entry of {asset} should be confirmed every {every}: {last}")
        yield on_subject(asset, None, fault, say(text, asset=asset.id, every=within, last=last))


def _fault(rule: Require, remedy: str, scope: str = "") -> Fault:
    return by_rule(rule, FindingKind.REQUIREMENT, remedy, ground=rule.need.kind, scope=scope)


def _is_out_of_sight(world: World, asset: Asset) -> bool:
    """An asset of which nothing was read: its gap says so, once."""
    return asset.id not in world.stores.held and world.is_dark(asset.id)


_NEEDS: Mapping[NeedKind, Check] = {
    NeedKind.ACCESS_LOGGING: _logged,
    NeedKind.LOG_REVIEW: _log_reviewed,
    NeedKind.ACCESS_REVIEW: _access_reviewed,
    NeedKind.CONFIRMED_WITHIN: _confirmed,
    NeedKind.DECLARED_MEASURES_IN_FORCE: _measures,
    NeedKind.RETENTION_RULE_IN_FORCE: _retention,
}
