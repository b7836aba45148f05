"""One night: a run with everything worked out from it, and its reach as the table that two nights are compared by."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.model.facts import Membership, Verdict
from audit.model.finding import Finding
from audit.model.reach import Reach, Subject
from audit.ports import Facts, Provider
from audit.resolve import Resolved
from policies.language import Asset, Policy
from policies.levels import Level

Key = tuple[str, str, Subject]  # asset, part, who


@dataclass(frozen=True, slots=True)
class Night:
    """A run, the policy it was held against, and the day it speaks of."""

    policy: Policy
    facts: Facts
    resolved: Resolved
    findings: tuple[Finding, ...]
    providers: tuple[Provider, ...]
    as_of: date
    tool_version: str

    def memberships(self) -> Iterator[Membership]:
        """Those read and those worked out, as far as they are in force that day."""
        for membership in (*self.facts.memberships(), *(each for found in self.resolved.evaluated.values() for each in found.memberships)):
            if membership.until is None or membership.until >= self.as_of:
                yield membership

    def asset(self, name: str) -> Asset | None:
        """The asset of that id in this night's inventory."""
        return next((asset for asset in self.policy.assets if asset.id == name), None)


@dataclass(frozen=True, slots=True)
class Held:
    """What one subject can do with one part of an asset: the levels, how sure, on which conditions, and the reaches behind it."""

    levels: Level
    verdict: Verdict
    conditions: frozenset[str]
    reaches: tuple[Reach, ...]

    def with_any(self, levels: Level) -> Reach:
        """The reach that tells most about these levels: the surest first."""
        giving = [reach for reach in self.reaches if reach.levels & levels] or list(self.reaches)
        return min(giving, key=lambda reach: (list(Verdict).index(reach.verdict), reach))


def table(night: Night, whole: frozenset[str]) -> Mapping[Key, Held]:
    """A night's reach by what and who. Assets in `whole` are taken without their parts: the two nights divide them differently."""
    rows: defaultdict[Key, list[Reach]] = defaultdict(list)
    for reach in night.resolved.reaches:
        rows[reach.asset, "" if reach.asset in whole else reach.part, reach.subject].append(reach)
    return {key: _held(found) for key, found in rows.items()}


def _held(reaches: Sequence[Reach]) -> Held:
    levels = Level.NONE
    for reach in reaches:
        levels |= reach.levels
    verdict = next(each for each in Verdict if any(reach.verdict is each for reach in reaches))
    return Held(levels, verdict, frozenset(reach.condition for reach in reaches if reach.verdict is verdict), tuple(reaches))


def divided_differently(before: Night, after: Night) -> frozenset[str]:
    """The assets whose parts are not the same in both nights."""
    cut = tuple({(cell.asset, cell.part) for cell in night.resolved.cells} for night in (before, after))
    return frozenset(asset for asset, _ in cut[0] ^ cut[1])
