"""What differs between two runs, by cause."""

from dataclasses import dataclass
from enum import StrEnum

from audit.model.facts import Verdict
from audit.model.reach import Subject
from policies.levels import Level


class CauseKind(StrEnum):
    """Why reach differs."""

    GRANT = "grant"
    MEMBERSHIP = "membership"
    RESOURCE = "resource"
    PERSON = "person"
    POLICY = "policy"
    INVENTORY = "inventory"
    WAIVER_ENDED = "waiver-ended"
    COVERAGE = "coverage"
    TOOL_VERSION = "tool-version"


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """One thing that changed: `what` is the fact in words, `subject` the id it is about."""

    kind: CauseKind
    subject: str
    what: str


class Direction(StrEnum):
    """What happened to a reach; `not-observed` is never `lost`."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"
    NOT_OBSERVED = "not-observed"


@dataclass(frozen=True, slots=True, order=True)
class ReachChange:
    """One subject's reach of one asset that differs; levels and verdict before and after (NONE, None for absent)."""

    direction: Direction
    asset: str
    part: str
    subject: Subject
    before: Level = Level.NONE
    after: Level = Level.NONE
    verdict_before: Verdict | None = None
    verdict_after: Verdict | None = None


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A cause with all that it did: one line with a count, however many reaches. Findings by fingerprint."""

    cause: Cause
    reaches: tuple[ReachChange, ...] = ()
    findings_new: tuple[str, ...] = ()
    findings_gone: tuple[str, ...] = ()
