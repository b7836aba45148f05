"""What a preview gives a script."""

from dataclasses import dataclass
from enum import StrEnum

from audit.model.facts import Gap


class Verb(StrEnum):
    """What happened to a part of the policy."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Effect(StrEnum):
    """Which way a change goes. `other`: it may matter, and nobody can say from the policy alone which way."""

    LOOSER = "looser"
    STRICTER = "stricter"
    BOTH = "both"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """Whom a rule speaks of, on which assets, at which levels, and until which day; an empty `who` is everybody."""

    who: str
    assets: tuple[str, ...]
    part: str = ""
    levels: tuple[str, ...] = ()
    until: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Field:
    """One thing that an entry says otherwise; empty where it says nothing."""

    name: str
    before: str
    after: str
    effect: Effect


@dataclass(frozen=True, slots=True, order=True)
class PolicyChange:
    """One entry of the policy that differs. `place` is where it stands, `was_at` where it stood.

    `gives` is what nobody needs to explain any more: what an allow covers, and a prohibition or requirement no longer hits. `takes` is the reverse.
    `about` are the assets that it can matter for.
    """

    kind: str
    id: str
    verb: Verb
    effect: Effect
    place: str = ""
    was_at: str = ""
    before: str = ""
    after: str = ""
    fields: tuple[Field, ...] = ()
    gives: tuple[Extent, ...] = ()
    takes: tuple[Extent, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How others name it."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A finding that only one of the policies gives. `causes` are the keys of the changes behind it, `levels` what is new or gone of it."""

    severity: str
    rule: str
    asset: str
    subject: str
    levels: tuple[str, ...]
    sentence: str
    fingerprint: str
    place: str = ""
    causes: tuple[str, ...] = ()
    waived_by: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Accepted:
    """What a subject can do with a part of an asset and one policy alone accepts. `rules` are the allow rules, `waived_by` the waiver, by which.

    `was` is who the same account was under the base, where that is another.
    """

    subject: str
    asset: str
    part: str
    levels: tuple[str, ...]
    verdict: str
    condition: str = ""
    rules: tuple[str, ...] = ()
    waived_by: str = ""
    was: str = ""
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Dark:
    """An asset that the change can matter for, and of which something was not read."""

    asset: str
    gap: Gap


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole answer. `base` says in words what the run is held against first; the digests are those of the two policies.

    new: what newly violates; unknown: what newly can't be told; allowed: reach that no longer violates, or could not be told before;
    unseen: reach that only the base looks at; gone: what no longer violates; hidden: what is no longer looked at, and not put right;
    moved: what another rule tells, and violates still;
    notices: what is newly noted and fails nothing; dark: gaps over what changed.
    """

    base: str
    base_digest: str
    digest: str
    changes: tuple[PolicyChange, ...]
    new: tuple[Violation, ...] = ()
    unknown: tuple[Violation, ...] = ()
    allowed: tuple[Accepted, ...] = ()
    unseen: tuple[Accepted, ...] = ()
    gone: tuple[Violation, ...] = ()
    hidden: tuple[Violation, ...] = ()
    moved: tuple[Violation, ...] = ()
    notices: tuple[Violation, ...] = ()
    dark: tuple[Dark, ...] = ()
