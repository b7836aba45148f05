"""A review pack and what came back of it, as a script reads them. Levels are the words of the policy."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from audit.gdpr.review.lines import Line, Pack
from audit.model.facts import Gap, Pairs
from audit.model.reach import Path
from policies.language import Decision
from policies.levels import Level, members


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A line of the pack."""

    id: str
    asset: str
    subject: str
    parts: tuple[str, ...]
    levels: tuple[str, ...]
    verdicts: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]  # how sure, levels, conditions
    grantee: str
    path: Path
    rules: tuple[str, ...]
    uncovered: tuple[str, ...]
    against: tuple[tuple[str, str], ...]
    last_used: str
    may_decide: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewPack:
    """What an owner has to decide about, as a run shows it. With `gaps` over an asset, somebody may be missing."""

    run: str
    policy: str
    owner: str
    assets: tuple[str, ...]
    lines: tuple[ToDecide, ...]
    gaps: tuple[tuple[str, Gap], ...]
    names: Pairs


class Why(StrEnum):
    """Why a row, or a line of the pack, does not count."""

    OPEN = "open"  # nothing was decided
    UNKNOWN_LINE = "unknown-line"
    STRAY_ROW = "stray-row"
    TWICE = "twice"
    CHANGED = "changed"  # a cell that was not to be filled in
    NO_SUCH_DECISION = "no-such-decision"
    NO_REASON = "no-reason"
    LONG_REASON = "long-reason"
    NO_DECIDER = "no-decider"
    UNKNOWN_DECIDER = "unknown-decider"
    DECIDER_GAINS = "decider-gains"
    NOT_ENTITLED = "not-entitled"
    NO_DAY = "no-day"
    TOO_EARLY = "too-early"  # before the run
    TOO_LATE = "too-late"  # still to come


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of the file (empty: the line is missing from it). `told` is the text that offends, or who may decide."""

    why: Why
    where: str
    line: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A decision that counts."""

    line: str
    asset: str
    subject: str
    levels: tuple[str, ...]
    decision: Decision
    reason: str
    decided_by: str
    decided_on: date
    uncovered: bool  # kept, though no rule allows all of it
    undo: str  # what to undo for a removal


@dataclass(frozen=True, slots=True)
class Decisions:
    """What came back of a pack. `whole` are the assets of which every line was decided and over which no gap lies; `open` counts the other lines."""

    run: str
    owner: str
    counted: tuple[Counted, ...]
    faults: tuple[Fault, ...]
    whole: tuple[str, ...]
    open: int


def body(pack: Pack) -> ReviewPack:
    """The pack for a script."""
    lines = tuple(map(_line, pack.lines))
    return ReviewPack(pack.run, pack.policy, pack.owner, tuple(asset.id for asset in pack.assets), lines, pack.gaps, pack.names)


def _line(line: Line) -> ToDecide:
    return ToDecide(
        id=line.id,
        asset=line.asset,
        subject=str(line.subject),
        parts=line.parts,
        levels=names(line.levels),
        verdicts=tuple((each.verdict.value, names(each.levels), each.conditions) for each in line.could),
        grantee=line.grantee,
        path=line.path,
        rules=tuple(rule.id for rule in line.rules),
        uncovered=names(line.uncovered),
        against=line.against,
        last_used=line.last_used,
        may_decide=line.may_decide,
    )


def names(levels: Level) -> tuple[str, ...]:
    """Levels as words."""
    return tuple((level.name or "").lower() for level in members(levels))
