"""Rules: allow, forbid, require, waivers, and the policy's own tests."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policies.errors import Place
from policies.language.basics import Selector, Severity, Who
from policies.levels import Level
from policies.periods import Period


@dataclass(frozen=True, slots=True)
class Allow:
    """WHO may do WHAT with WHICH data, FOR which purpose, UNTIL when, DECIDED BY whom, and WHY."""

    id: str
    who: tuple[Who, ...]
    may: Level
    which: tuple[str, ...]
    at: Place
    part: str = ""
    purpose: str = ""
    until: date | None = None
    decided_by: str = ""
    decided_on: date | None = None
    why: str = ""
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """An allow that nobody has decided about: it allows nothing. `because` says on which access it was proposed, `seen_on` when that was there."""

    id: str
    who: tuple[Who, ...]
    may: Level
    which: tuple[str, ...]
    because: str
    at: Place
    part: str = ""
    via: tuple[str, ...] = ()
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Forbid:
    """A prohibition: beats every allow; looks at direct reach unless `latent`."""

    id: str
    who: tuple[Who, ...]
    may: Level
    which: Selector
    at: Place
    unless: tuple[Who, ...] = ()
    through: str = ""
    environments: tuple[str, ...] = ()
    latent: bool = False
    severity: Severity = Severity.HIGH
    law: tuple[str, ...] = ()
    why: str = ""


class NeedKind(StrEnum):
    """What a `require` can ask for; those that speak of access come first, then those of assets and systems."""

    MFA = "mfa"
    SEPARATE_ADMIN_ACCOUNT = "separate-admin-account"
    SIGNED = "signed"
    TRAINED = "trained"
    AGREEMENT = "agreement"
    PEOPLE_AT_MOST = "people_at_most"
    ACCESS_LOGGING = "access_logging"
    LOG_REVIEW = "log_review"
    ACCESS_REVIEW = "access_review"
    CONFIRMED_WITHIN = "confirmed_within"
    DECLARED_MEASURES_IN_FORCE = "declared_measures_in_force"
    RETENTION_RULE_IN_FORCE = "retention_rule_in_force"
    NO_UNDECLARED_STORE = "no-undeclared-store"


@dataclass(frozen=True, slots=True)
class Need:
    """What is asked: its kind and the parameter that the kind takes (document, period or number)."""

    kind: NeedKind
    document: str = ""
    within: Period | None = None
    at_most: int = 0


class RequireScope(StrEnum):
    """What a `require` speaks of: people who reach, the assets themselves, or whole systems."""

    ACCESS = "for_access_to"
    ASSETS = "for_assets"
    SYSTEMS = "for_systems"


@dataclass(frozen=True, slots=True)
class Require:
    """A condition on top of an allow: without it the allow does not count."""

    id: str
    scope: RequireScope
    which: Selector
    need: Need
    at: Place
    level: Level = Level.FIND
    who: tuple[Who, ...] = ()
    severity: Severity = Severity.MEDIUM
    law: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding accepted for a while. `problems` says why it does not count, when it is malformed; it is never dropped."""

    id: str
    at: Place
    rule: str = ""
    who: Who | None = None
    which: str = ""
    why: str = ""
    instead: str = ""
    asked_by: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    until: date | None = None
    ticket: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyTest:
    """What the rules should give: for each asset the highest level allowed on the ladder (NONE for `none`)."""

    name: str
    who: Who
    expect: tuple[tuple[str, Level], ...]
    at: Place
