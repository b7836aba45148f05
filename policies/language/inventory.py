"""The inventory of personal data: categories, assets and where they lie (Art. 30(1))."""

from dataclasses import dataclass
from datetime import date

from policies.errors import Place
from policies.language.basics import Labels
from policies.periods import Period


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of personal data; `sensitive` is art9, art10, national-id, credentials or empty."""

    id: str
    at: Place
    label: Labels = ()
    sensitive: str = ""
    dpv: str = ""
    fides: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """Where an asset lies: an address in the provider's own notation or as a URI, or the tags or label by which it is found.

    The provider turns it into a `Location`; `environment` is `test` or `development` for copies outside production.
    """

    system: str
    kind: str
    ref: str
    at: Place
    tags: Labels = ()
    label: str = ""
    environment: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long, counted from what, and what then (Art. 5(1)(e), 30(1)(f))."""

    keep: Period
    counted_from: str = ""
    then: str = ""
    basis: str = ""
    law: tuple[str, ...] = ()  # the legal periods that ask for it


@dataclass(frozen=True, slots=True)
class Erase:
    """What erasing means here, and what is not enough (Art. 17)."""

    action: str
    how: str = ""
    exception: str = ""
    not_enough: str = ""
    restrict: bool = False


@dataclass(frozen=True, slots=True)
class Logging:
    """Whether access is declared to be logged, and how often somebody looks (Art. 32(1)(d))."""

    access: str = ""
    reviewed_every: Period | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """How consent is proved, per record (Art. 7(1))."""

    proof_fields: tuple[str, ...] = ()
    double_opt_in: bool = False


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who said that the entry is right, and when."""

    by: str
    date: date


@dataclass(frozen=True, slots=True)
class Status:
    """Since when an asset exists, until when, and what came after."""

    started: date | None = None
    ended: date | None = None
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Asset:
    """One set of personal data in the inventory (Art. 30(1)(b)-(g)) and the places where it lies."""

    id: str
    at: Place
    label: Labels = ()
    owner: str = ""
    where: tuple[Where, ...] = ()
    copy_of: str = ""
    region: str = ""
    subjects: tuple[str, ...] = ()
    minors: str = ""
    categories: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    legal_basis: tuple[tuple[str, str], ...] = ()
    art9_basis: str = ""
    art10_basis: str = ""
    belgian_art9_list: bool = False
    consent: Consent | None = None
    suppression: str = ""  # the asset that lists who objected to direct marketing
    recipients: tuple[str, ...] = ()
    retention: Retention | None = None
    volume: str = ""
    find_by: tuple[str, ...] = ()
    erase: Erase | None = None
    logging: Logging | None = None
    measures: tuple[str, ...] = ()
    pseudonymised: bool = False
    max_people: int | None = None
    confirmed: Confirmed | None = None
    dpia: str = ""
    status: Status | None = None
    written: frozenset[str] = frozenset()  # the keys that the entry writes: an empty list is an answer, silence is none


@dataclass(frozen=True, slots=True)
class NotPersonal:
    """A store that somebody looked at: no personal data in it, signed and dated."""

    where: Where
    said_by: str
    said_on: date
    at: Place
