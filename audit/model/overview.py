"""All of a run that a page shows beside its findings: the inventory, everybody who reaches some of it and how, what was, and what ends."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from audit.model.drift import Change
from audit.model.facts import Gap
from audit.model.finding import Finding
from audit.model.head import Head
from audit.model.reach import Path, Reach, Subject
from policies.levels import Level


class Standing(StrEnum):
    """Where a subject stands: whose names those are that a reader looks for first."""

    STAFF = "staff"
    NOT_STARTED = "not-started"
    LEAVING = "leaving"  # has an end date ahead
    LEFT = "left"
    SERVICE = "service"
    PROCESSOR = "processor"  # outside, under an agreement
    OUTSIDE = "outside"
    PUBLIC = "public"
    UNKNOWN = "unknown"  # shared, orphan, not named by the policy, not read


@dataclass(frozen=True, slots=True, order=True)
class ShownSubject:
    """Somebody who reaches something: as the policy knows them. `ends` is the last day of a person who leaves."""

    subject: Subject
    standing: Standing
    label: str = ""
    roles: tuple[str, ...] = ()
    ends: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class ShownAsset:
    """One asset of the inventory. `special` is data of Art. 9 or 10; `gaps` is what darkens it: nobody can say that nobody else reaches it."""

    id: str
    label: str
    owner: str
    sensitivity: str = ""
    special: bool = False
    purposes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class ShownRule:
    """One rule as the sentence it is, with its place in the policy."""

    id: str
    sentence: str
    place: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ShownReach:
    """One reach, the allow rules that cover it (none: nothing does), the findings on it and its path; empty where none was worked out."""

    reach: Reach
    allowed: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    path: Path = ()


@dataclass(frozen=True, slots=True, order=True)
class MatrixCell:
    """One role and one asset: what the rules in force give the role at most, what its people really can, and how many of them."""

    role: str
    asset: str
    should: Level
    does: Level
    people: int = 0
    beyond: int = 0  # of them, how many reach more than the rules give
    unsure: bool = False  # something of it could not be read, or holds under a condition


@dataclass(frozen=True, slots=True, order=True)
class ShownEnd:
    """Something that holds until a day: `kind` is the word for it (`allow`, `waiver`, `agreement`, `grant`, …)."""

    on: date
    kind: str
    id: str
    about: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True, order=True)
class NightFigures:
    """The figures of one stored run, under the policy of its night; None where nobody checked it."""

    run: str
    at: datetime
    violations: tuple[tuple[str, int], ...] | None = None  # by severity
    unknown: int = 0
    waived: int = 0
    gaps: int = 0
    reaches: int = 0
    persons: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole picture. `paths_left_out` counts the reaches whose path was not worked out, since there are too many to show."""

    before: Head | None = None
    changes: tuple[Change, ...] = ()
    gone: tuple[Finding, ...] = ()  # findings that the run before had
    subjects: tuple[ShownSubject, ...] = ()
    assets: tuple[ShownAsset, ...] = ()
    rules: tuple[ShownRule, ...] = ()
    reaches: tuple[ShownReach, ...] = ()
    paths_left_out: int = 0
    matrix: tuple[MatrixCell, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()  # id and label
    ends: tuple[ShownEnd, ...] = ()
    nights: tuple[NightFigures, ...] = ()
    since: tuple[tuple[str, date], ...] = ()  # for each finding's fingerprint the first night that had it
