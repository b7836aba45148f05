"""The lines of an access review: for each asset of an owner every subject, what it could do and through which grantee."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audit.check.access import Entry
from audit.check.world import World, see
from audit.gdpr.could import Could, could
from audit.gdpr.review.deciders import may_decide
from audit.model.facts import Gap, Pairs
from audit.model.reach import Path, Reach, Subject
from audit.model.reviewed import line_id, way
from audit.naming import names_in
from audit.pipeline import Held
from audit.resolve.paths import paths
from policies.language import Allow, Asset
from policies.levels import CONTENT, Level, highest, up_to

BUCKETS = ("45d", "90d", "365d", "older", "never")  # when an account was last used, the latest first; never a date
_Key = tuple[str, Subject, str, bool]  # asset, who, grantee, whether latent


@dataclass(frozen=True, slots=True)
class Line:
    """One access to decide about.

    `rules` are the allows that cover some of it, `uncovered` the levels that none does, `against` the rules and checks that it breaks, each
    with the waiver that covers it. `last_used` is a bucket, empty where it is not kept or not known.
    """

    id: str
    asset: str
    subject: Subject
    parts: tuple[str, ...]
    levels: Level
    could: tuple[Could, ...]
    grantee: str
    path: Path
    rules: tuple[Allow, ...]
    uncovered: Level
    against: tuple[tuple[str, str], ...]
    last_used: str
    may_decide: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything an owner has to decide about, as a run shows it under the policy of its night. `activity`: whether last use is kept."""

    run: str
    policy: str
    owner: str
    assets: tuple[Asset, ...]
    lines: tuple[Line, ...]
    gaps: tuple[tuple[str, Gap], ...]
    activity: bool
    names: Pairs

    def of(self, asset: str) -> tuple[Line, ...]:
        """The lines of one asset."""
        return tuple(line for line in self.lines if line.asset == asset)


def pack(held: Held, owner: str) -> Pack:
    """What the owner of some assets has to decide about. A gap over one of them may hide somebody."""
    policy = held.plan.policy
    assets = tuple(asset for asset in policy.assets if asset.owner == owner)
    mine = {asset.id for asset in assets}
    lines = tuple(_lines(held, mine))
    gaps = tuple(sorted({(asset, gap) for asset, _, gap in held.resolved.gaps if asset in mine}))
    names = names_in((lines, gaps), held.resolved.identities.principals, held.run)
    return Pack(held.run.id, policy.digest, owner, assets, lines, gaps, _keeps_activity(held), names)


def _keeps_activity(held: Held) -> bool:
    said = held.plan.policy.tool_as_processing
    return said is not None and said.activity_data == "last_used_bucket"


def _lines(held: Held, assets: set[str]) -> Iterator[Line]:
    world = see(held.plan.policy, held.run, held.resolved, held.as_of, held.providers)
    entries = _grouped(entry for access in world.access if access.asset.id in assets for entry in access.entries)
    against = _against(held)
    shown = [_telling([entry.reach for entry in found]) for found in entries.values()]
    explained = paths(held.resolved, held.run, held.providers, [(reach, highest(reach.levels)) for reach in shown])
    for (key, found), path in zip(entries.items(), explained, strict=True):
        yield _line(world, key, found, path, against[key[0], key[1]], activity=_keeps_activity(held))


def _grouped(entries: Iterable[Entry]) -> Mapping[_Key, list[Entry]]:
    """By asset, subject and grantee; content and control apart, as rules speak of them."""
    groups: defaultdict[_Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        for latent, levels in ((False, CONTENT), (True, Level.MANAGE)):
            if part := entry.reach.levels & levels:
                key = (entry.reach.asset, entry.reach.subject, entry.reach.principal, latent)
                groups[key].append(replace(entry, reach=replace(entry.reach, levels=part)))
    return dict(sorted(groups.items()))


def _telling(reaches: Sequence[Reach]) -> Reach:
    """The reach to explain: the surest, then the highest."""
    verdicts = ("yes", "if", "unknown")
    return min(reaches, key=lambda reach: (verdicts.index(reach.verdict), -highest(reach.levels), reach))


def _against(held: Held) -> Mapping[tuple[str, Subject], list[tuple[str, str, Level]]]:
    """What each subject's access to an asset breaks, beside that no rule allows it."""
    found: defaultdict[tuple[str, Subject], list[tuple[str, str, Level]]] = defaultdict(list)
    for each in held.findings:
        if each.subject and each.kind not in ("unexplained", "too-much"):
            found[each.asset, each.subject].append((each.rule, each.waived_by, each.levels))
    return found


def _line(
    world: World, key: _Key, entries: Sequence[Entry], path: Path, against: Sequence[tuple[str, str, Level]], *, activity: bool
) -> Line:
    asset, subject, grantee, _ = key
    levels, uncovered = Level.NONE, Level.NONE
    rules: dict[str, Allow] = {}
    for entry in entries:
        levels |= entry.reach.levels
        uncovered |= entry.reach.levels & ~entry.allowed
        rules |= {rule.id: rule for rule in entry.allows if up_to(rule.may) & entry.reach.levels}
    return Line(
        id=line_id(way(entries[0].reach), levels),
        asset=asset,
        subject=subject,
        parts=tuple(sorted({entry.reach.part for entry in entries})),
        levels=levels,
        could=could(entry.reach for entry in entries),
        grantee=grantee,
        path=path,
        rules=tuple(rules[name] for name in sorted(rules)),
        uncovered=uncovered,
        against=tuple(sorted({(rule, waiver) for rule, waiver, hit in against if hit & levels})),
        last_used=_last_used(world, entries) if activity else "",
        may_decide=may_decide(world.policy, world.assets[asset], subject, world.as_of),
    )


def _last_used(world: World, entries: Sequence[Entry]) -> str:
    """The latest bucket of the accounts that it is reached by."""
    used = {world.identities.principal(entry.reach.account).attribute("last_used") for entry in entries}
    return next((bucket for bucket in BUCKETS if bucket in used), "")
