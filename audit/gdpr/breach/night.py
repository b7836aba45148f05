"""What one run says of an asset: who could reach it then and how, and what of it was not read."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from audit.check import forbid
from audit.check.access import Entry
from audit.check.world import World, see
from audit.gdpr.breach.standing import Standing, standing
from audit.gdpr.could import Could, could
from audit.model.facts import Coverage, CoverageStatus, Gap, Verdict
from audit.model.reach import Reach, Subject
from audit.pipeline import Held, Plan, evaluate, plan_then
from audit.runs.run import Run
from policies.errors import PolicyError
from policies.language import Asset, Policy
from policies.levels import CONTENT, Level, up_to

Who = tuple[Subject, bool]  # somebody, and whether it is control that he could let himself in by
Key = tuple[Who, str]  # … and which part of the asset
Way = tuple[Who, str, str, Level, Verdict, str]  # … by which account and grantee, how far, how sure, on which condition


class Remark(StrEnum):
    """Why a run says less than it could, or says it by another policy than that of its night."""

    POLICY_NOT_KEPT = "policy-not-kept"
    POLICY_UNREADABLE = "policy-unreadable"
    NOT_IN_INVENTORY = "not-in-inventory"  # of that night: what has to be collected for the asset may not have been
    NOTHING_THERE = "nothing-there"  # one of its places matched nothing


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody could do that night, the surest first, and what the policy of that night says of it.

    `uncovered` are the levels that no allow rule covers; `left_on` is the last working day of somebody who had left.
    """

    could: tuple[Could, ...]
    standing: Standing
    allowed: tuple[str, ...] = ()
    uncovered: Level = Level.NONE
    forbidden: tuple[str, ...] = ()
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Night:
    """One run. `unread` says why it could not be looked at at all; `dark` are surfaces of the asset's systems that were not read whole."""

    run: str
    holdings: Mapping[Key, Holding] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    dark: tuple[Coverage, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unread: str = ""

    @property
    def whole(self) -> bool:
        """Whether who is not seen in it could not reach the asset."""
        return not self.unread and not self.gaps and Remark.NOT_IN_INVENTORY not in self.remarks


@dataclass(frozen=True, slots=True)
class Look:
    """A night with what it takes to explain it: the plan of that night, the run evaluated for the asset alone, one reach for each way."""

    night: Night
    asset: Asset
    plan: Plan
    held: Held
    ways: Mapping[Way, Reach]


def look(plan: Plan, run: Run, name: str, recent: Plan | None = None) -> Look | None:
    """What a run says of an asset, under the policy of its night as far as it was kept; None when no inventory has the asset.

    `recent` is the plan of another night: where the policy is the same, it is not read again.

    Raises RunError for a run that can't be read.
    """
    same = recent if recent and recent.policy.digest == run.manifest.policy_digest else plan
    then, remark = _then(same, run)
    remarks = [remark] if remark else []
    asset = _asset(then.policy, name)
    if asset is None:
        then, asset = plan, _asset(plan.policy, name)
        remarks = [Remark.NOT_IN_INVENTORY]
    if asset is None:
        return None
    held = evaluate(replace(then, policy=replace(then.policy, assets=(asset,))), run)
    world = see(held.plan.policy, run, held.resolved, held.as_of, held.providers)
    holdings, ways = _holdings(world)
    if held.resolved.empty:
        remarks.append(Remark.NOTHING_THERE)
    night = Night(
        run=run.id,
        holdings=holdings,
        gaps=tuple(sorted({gap for _, _, gap in held.resolved.gaps})),
        dark=_dark(then, run, asset),
        remarks=tuple(remarks),
    )
    return Look(night, asset, then, held, ways)


def _then(plan: Plan, run: Run) -> tuple[Plan, Remark | None]:
    try:
        then = plan_then(plan, run)
    except PolicyError:
        return plan, Remark.POLICY_UNREADABLE
    return then, None if then.policy.digest == run.manifest.policy_digest else Remark.POLICY_NOT_KEPT


def _asset(policy: Policy, name: str) -> Asset | None:
    return next((asset for asset in policy.assets if asset.id == name), None)


def _dark(plan: Plan, run: Run, asset: Asset) -> tuple[Coverage, ...]:
    systems = {where.system for where in asset.where}
    readers = {provider.name for provider in (*plan.providers, *plan.others) if provider.system in systems}
    return tuple(sorted(each for each in run.coverage() if each.provider in readers and each.status is not CoverageStatus.COMPLETE))


def _holdings(world: World) -> tuple[Mapping[Key, Holding], Mapping[Way, Reach]]:
    """Content and control apart: whoever controls settings, keys or identities opened nothing, but could let himself in."""
    entries: defaultdict[Key, list[Entry]] = defaultdict(list)
    ways: dict[Way, Reach] = {}
    for entry in (entry for access in world.access for entry in access.entries):
        for latent, levels in ((False, CONTENT), (True, Level.MANAGE)):
            if part := entry.reach.levels & levels:
                reach = replace(entry.reach, levels=part)
                who = (reach.subject, latent)
                entries[who, reach.part].append(replace(entry, reach=reach))
                ways.setdefault((who, reach.account, reach.principal, part, reach.verdict, reach.condition), reach)
    broken = _broken(world)
    return {key: _holding(world, found, broken[key]) for key, found in entries.items()}, ways


def _broken(world: World) -> Mapping[Key, frozenset[str]]:
    """The prohibitions that each holding is against."""
    rules: defaultdict[Key, frozenset[str]] = defaultdict(frozenset)
    for found in forbid.check(world):
        for reach, levels in found.hits:
            for latent, hit in ((False, levels & CONTENT), (True, levels & Level.MANAGE)):
                if hit:
                    rules[(reach.subject, latent), reach.part] |= {found.finding.rule}
    return rules


def _holding(world: World, entries: list[Entry], forbidden: frozenset[str]) -> Holding:
    subject = entries[0].reach.subject
    person = world.roster.person(subject)
    allowed = {rule.id for entry in entries for rule in entry.allows if up_to(rule.may) & entry.reach.levels}
    uncovered = Level.NONE
    for entry in entries:
        uncovered |= entry.reach.levels & ~entry.allowed
    return Holding(
        could=could(entry.reach for entry in entries),
        standing=standing(subject, world.policy),
        allowed=tuple(sorted(allowed)),
        uncovered=uncovered,
        forbidden=tuple(sorted(forbidden)),
        left_on=person.ends if person and person.has_left(world.as_of) else None,
    )
