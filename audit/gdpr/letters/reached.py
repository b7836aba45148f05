"""What one person can reach, asset by asset: what a rule lets them, what none does, and what they could give themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from audit.check.access import Entry
from audit.model.facts import Verdict
from policies.language import Allow, Asset, Policy
from policies.levels import CONTENT, Level, up_to
from policies.permits import forbidden


@dataclass(frozen=True, slots=True)
class Reached:
    """One asset. `ruled` are the levels that a rule covers and none forbids, `loose` the others, `unsure` those of which nobody can tell.

    `conditional` when all of it hangs on a condition: an address, a role to activate.
    """

    asset: Asset
    ruled: Level
    loose: Level
    unsure: Level
    rules: tuple[Allow, ...]
    conditional: bool

    def giving(self, levels: Level) -> tuple[Allow, ...]:
        """The rules that let them do some of these levels."""
        return tuple(rule for rule in self.rules if up_to(rule.may) & levels & self.ruled)

    def until(self, levels: Level) -> date | None:
        """The day on which the last of those rules ends; None where one does not, or none is there."""
        ends = [rule.until for rule in self.giving(levels)]
        return max((end for end in ends if end), default=None) if all(ends) else None


def reached(policy: Policy, entries: Iterable[Entry]) -> tuple[Reached, ...]:
    """The assets that somebody reaches, in the order of the inventory."""
    mine = tuple(entries)
    return tuple(
        _one(policy, asset, here) for asset in policy.assets if (here := tuple(entry for entry in mine if entry.reach.asset == asset.id))
    )


def _one(policy: Policy, asset: Asset, entries: tuple[Entry, ...]) -> Reached:
    ruled, loose, unsure = Level.NONE, Level.NONE, Level.NONE
    rules = dict[str, Allow]()
    for entry in entries:
        if entry.reach.verdict is Verdict.UNKNOWN:
            unsure |= entry.reach.levels
            continue
        allowed = entry.reach.levels & entry.allowed & ~forbidden(policy, entry.words, asset.id)
        ruled, loose = ruled | allowed, loose | (entry.reach.levels & ~allowed)
        if allowed:
            rules |= {rule.id: rule for rule in entry.allows}
    conditional = all(entry.reach.verdict is Verdict.IF for entry in entries)
    return Reached(asset, ruled, loose & ~ruled, unsure & ~(ruled | loose), tuple(rules[name] for name in sorted(rules)), conditional)


def content(levels: Level) -> Level:
    """The levels of content in a set."""
    return levels & CONTENT
