"""A run under one of two policies: what of each reach its rules accept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from audit.check.access import Desk, Entry
from audit.check.unexplained import hosts
from audit.check.who import words_of
from audit.check.world import World, see
from audit.model.finding import Finding, FindingKind, Outcome
from audit.model.reach import Reach, Subject, SubjectKind
from audit.pipeline import Held
from policies.language import Who
from policies.levels import EVERYTHING, Level

DEFAULT_DENY = frozenset({FindingKind.UNEXPLAINED, FindingKind.TOO_MUCH})

About = tuple[str, Subject]  # asset and subject
Way = tuple[str, str, str]  # asset, account and grantee: what stays the same whatever a policy calls it


@dataclass(frozen=True, slots=True)
class Judged:
    """A reach with what the rules say of it, the levels that the policy accepts, and the waiver without which it would accept less."""

    entry: Entry
    levels: Level
    waived_by: str


@dataclass(frozen=True, slots=True)
class Side:
    """`counting` are the findings that fail the check, by what makes two the same; `levels` what is reached of an asset by each way."""

    held: Held
    world: World
    counting: Mapping[str, Finding]
    levels: Mapping[Way, Level]
    violating: Mapping[About, Level]
    _blocked: Mapping[About, Level]
    _waived: Mapping[About, tuple[Level, str]]
    _hosts: frozenset[About]
    _desk: Desk

    def judged(self, reaches: Iterable[Reach]) -> Iterator[Judged]:
        """What the policy accepts of each reach, in their order; also of reaches that the other policy divides and names in its own way."""
        for entry in self._desk.entries(replace(reach, subject=self.subject(reach.account)) for reach in reaches):
            about = (entry.reach.asset, entry.reach.subject)
            waived, waiver = self._waived.get(about, (Level.NONE, ""))
            unasked = EVERYTHING if about in self._hosts or entry.reach.subject.kind is SubjectKind.EMERGENCY else Level.NONE
            levels = (entry.allowed | waived | unasked) & ~self._blocked.get(about, Level.NONE)
            yield Judged(entry, entry.reach.levels & levels, waiver if waived & ~entry.allowed & entry.reach.levels else "")

    def subject(self, account: str) -> Subject:
        """Who an account is under this policy."""
        return self.held.resolved.identities.subject(account)

    def words(self, subject: Subject) -> frozenset[Who]:
        """Every word of the policy that names a subject."""
        return words_of(self.world.roster, subject, None, self.held.as_of)


def side(held: Held) -> Side:
    """A held run, looked at once. Raises RunError for a run that can't be read."""
    world = see(held.plan.policy, held.run, held.resolved, held.as_of, held.providers)
    counts = [finding for finding in held.findings if counting(finding)]
    reached: defaultdict[Way, Level] = defaultdict(lambda: Level.NONE)
    for reach in held.resolved.reaches:
        reached[way(reach)] |= reach.levels
    return Side(
        held=held,
        world=world,
        counting={identity(finding): finding for finding in counts},
        levels=dict(reached),
        violating=_levels(counts),
        _blocked=_levels(counts, of=False),
        _waived=_waived(held.findings, _levels(counts, of=True)),
        _hosts=frozenset((access.asset.id, access.subject) for access in world.access if hosts(world, access)),
        _desk=Desk(world.roster, world.rules.allow, held.resolved.identities.principal, held.as_of),
    )


def counting(finding: Finding) -> bool:
    """Whether a finding fails the check."""
    return not finding.waived_by and finding.outcome is not Outcome.NOTICE


def identity(finding: Finding) -> str:
    """What makes two findings the same: “no rule allows it” and “a rule allows less” are one, said of more or less."""
    if finding.kind in DEFAULT_DENY:
        return "\x1f".join(("default-deny", finding.asset, str(finding.subject or ""), finding.scope))
    return finding.fingerprint


def way(reach: Reach) -> Way:
    """By which way a reach comes to its asset."""
    return reach.asset, reach.account, reach.principal


def _levels(findings: Iterable[Finding], *, of: bool | None = None) -> Mapping[About, Level]:
    """The levels that findings speak of, of those on default deny alone, of the others alone, or of all."""
    found: defaultdict[About, Level] = defaultdict(lambda: Level.NONE)
    for finding in findings:
        if finding.subject is not None and of in (None, finding.kind in DEFAULT_DENY):
            found[finding.asset, finding.subject] |= finding.levels
    return dict(found)


def _waived(findings: Iterable[Finding], denied: Mapping[About, Level]) -> Mapping[About, tuple[Level, str]]:
    """What a waiver accepts and no other finding denies."""
    found: dict[About, tuple[Level, str]] = {}
    for finding in findings:
        if finding.waived_by and finding.subject is not None:
            about = (finding.asset, finding.subject)
            levels, _ = found.get(about, (Level.NONE, ""))
            found[about] = (levels | finding.levels & ~denied.get(about, Level.NONE), finding.waived_by)
    return found
