"""What a renderer is given: one immutable value for each question the command line answers."""

from dataclasses import dataclass

from audit.model.checked import CheckedRule
from audit.model.drift import Change
from audit.model.facts import Gap, Principal
from audit.model.finding import Finding
from audit.model.head import Head
from audit.model.overview import Overview
from audit.model.reach import Path, Reach, Subject


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A run held against the policy: findings in their one order, waived ones among them.

    `persons` counts those with some reach. `new` holds the fingerprints that the run `since` did not have, if that one was checked too.
    `rules` is all that the run was held against, `waivers` the id of each and why it stands. `overview` is the rest of the picture, worked out
    where a format shows it.
    """

    head: Head
    findings: tuple[Finding, ...]
    reaches: int
    persons: int
    assets: int
    since: str = ""
    new: frozenset[str] = frozenset()
    rules: tuple[CheckedRule, ...] = ()
    waivers: tuple[tuple[str, str], ...] = ()
    overview: Overview | None = None


@dataclass(frozen=True, slots=True)
class DriftReport:
    """Two runs compared. `findings` holds every finding that a change names, of either night."""

    before: Head
    after: Head
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReachReport:
    """Answers `who ASSET` and `what PERSON`: the reaches asked for, with what the policy says of each (`allowed`: rule ids).

    With `gaps` inside what was asked about, the answer may lack a reach.
    """

    head: Head
    question: str
    reaches: tuple[Reach, ...]
    allowed: tuple[tuple[str, ...], ...]  # for each reach, the ids of the allow rules that cover it; empty: none does
    principals: tuple[Principal, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class WhyReport:
    """Answers `why PERSON ASSET`: every path, for each the reach it gives. No path with `gaps` is no proof that there is none."""

    head: Head
    subject: Subject
    asset: str
    paths: tuple[tuple[Reach, Path], ...]
    findings: tuple[Finding, ...] = ()
    gaps: tuple[Gap, ...] = ()
