"""The scope of a breach as a script reads it. Runs are named by their ids, days and moments are in UTC where they say no offset."""

from dataclasses import dataclass
from datetime import date

from audit.gdpr.breach.clock import Clock
from audit.gdpr.breach.night import Remark
from audit.gdpr.breach.standing import Standing
from audit.model.facts import Coverage, Gap, Pairs
from audit.model.reach import Path


@dataclass(frozen=True, slots=True)
class Able:
    """Levels that somebody could reach: `verdict` yes, if (on any of the conditions) or unknown."""

    verdict: str
    levels: tuple[str, ...]
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spell:
    """Seen the same on each of `runs` runs in a row, from the first to the last. What happened between two runs is not known.

    `allowed` and `forbidden` are the rules of the policy of those nights, `uncovered` the levels that no allow rule covered.
    """

    first: str
    last: str
    runs: int
    able: tuple[Able, ...]
    allowed: tuple[str, ...]
    uncovered: tuple[str, ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One path, as it was read in a run: it explains every later run on which the same account reached by the same grantee."""

    run: str
    verdict: str
    condition: str
    steps: Path


@dataclass(frozen=True, slots=True)
class Stay:
    """Parts of the asset (empty: all that no rule sets apart) that somebody could reach on the same runs in the same way.

    `untold` are the runs that do not show it and on which not everything was read.
    """

    parts: tuple[str, ...]
    spells: tuple[Spell, ...]
    untold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One subject. `latent`: not the content, but control over who gets it. `left_on`: the last working day of who had left.

    `ways` are the first few; `more_ways` counts the others.
    """

    kind: str
    id: str
    standing: Standing
    latent: bool
    left_on: date | None
    stays: tuple[Stay, ...]
    ways: tuple[Way, ...]
    more_ways: int


@dataclass(frozen=True, slots=True)
class Read:
    """A run that was looked at; `unread` says why it could not be. `before`: it is the last one before the first day."""

    run: str
    before: bool
    unread: str
    remarks: tuple[Remark, ...]
    gaps: tuple[Gap, ...]
    dark: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A category of data, by its id; `sensitive`: art9, art10, national-id, credentials or empty."""

    id: str
    sensitive: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What the inventory and the policy say for Art. 33(3)(a) and (b). Empty: they don't say it.

    `people`: how many data subjects, roughly. The number of records, the consequences and the measures (c, d) are for people to fill in.
    """

    controller: str
    authority: str
    contact: str
    dpo: str
    dpo_reason: str
    subjects: tuple[str, ...]
    minors: str
    people: str
    categories: tuple[Category, ...]
    unexpected: tuple[str, ...]
    pseudonymised: bool
    logging: str


@dataclass(frozen=True, slots=True)
class Breach:
    """Who could have reached the asset from a day to a day, both inclusive. Nothing here says that anyone did.

    `pruned` are runs of these days that are kept no longer, `blind` the stretches of days without a run that could be read, `unverified`
    says what is not as it was written. `names` says what people call what is named by an id that tells nothing.
    """

    asset: str
    first: date
    last: date
    runs: tuple[Read, ...]
    pruned: tuple[str, ...]
    blind: tuple[tuple[date, date], ...]
    unverified: tuple[str, ...]
    lines: tuple[Line, ...]
    figures: Figures
    copies: tuple[str, ...]
    copy_of: tuple[str, ...]
    clock: Clock | None
    names: Pairs
