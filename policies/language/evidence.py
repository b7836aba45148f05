"""The proofs: documents, signatures, trainings, reviews, communications."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policies.errors import Place
from policies.levels import Level
from policies.periods import Period


@dataclass(frozen=True, slots=True)
class Document:
    """The proof of something signed or taught; the paper itself stays where it is."""

    id: str
    at: Place
    kind: str = ""
    party: str = ""
    version: str = ""
    signed_on: date | None = None
    until: date | None = None
    reviewed_on: date | None = None
    review_every: Period | None = None
    art28_3: tuple[str, ...] = ()
    where: str = ""
    sha256: str = ""
    says: tuple[str, ...] = ()
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """That a person signed a document, or had a training, on a day."""

    document: str
    person: str
    on: date
    at: Place


@dataclass(frozen=True, slots=True)
class Communication:
    """A message on care, sent round (`to` roles, or all) or to some `people`."""

    id: str
    at: Place
    date: date
    subject: str = ""
    to: tuple[str, ...] = ()
    how: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogReview:
    """That somebody looked at the access log of an asset."""

    asset: str
    date: date
    by: str
    at: Place
    period: str = ""
    result: str = ""


class Decision(StrEnum):
    """What a reviewer decides about an access."""

    KEEP = "keep"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """One access that was decided about. `id` begins with what stays the same from night to night: asset, subject and grantee, hashed."""

    id: str
    asset: str
    subject: str
    levels: Level
    decision: Decision
    decided_by: str
    decided_on: date
    at: Place
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AccessReview:
    """A finished review of who has access. `snapshot` is the run that was reviewed, `assets` those of which every line was decided."""

    period: str
    date: date
    at: Place
    by: tuple[str, ...] = ()
    snapshot: str = ""
    kept: int = 0
    removed: int = 0
    changed: int = 0
    open: int = 0
    assets: tuple[str, ...] = ()
    lines: tuple[ReviewedLine, ...] = ()

    def covers(self, asset: str, owner: str) -> bool:
        """Whether it is a whole review of an asset; one that names no assets is of all that its reviewers own."""
        return asset in self.assets if self.assets or self.lines else owner in self.by
