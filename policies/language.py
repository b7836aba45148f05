"""The parsed policy: one frozen dataclass for each thing a policy file can say, each with its place (file and line).

Values are validated by `policies.load`; nothing here raises. Lookups by id go through the methods of `Policy`.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from policies.errors import Place
from policies.levels import Level
from policies.periods import Period

Labels = tuple[tuple[str, str], ...]  # (language, text)


class Profile(StrEnum):
    """How much the language asks for: `accountable` everything, `starter` only what a first check needs."""

    ACCOUNTABLE = "accountable"
    STARTER = "starter"


class Severity(StrEnum):
    """How bad a finding is."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class WhoKind(StrEnum):
    """What a `who:` can name. The kinds with a name are written `role:finance`; the others stand alone."""

    ROLE = "role"
    PERSON = "person"
    SERVICE = "service"
    PROCESSOR = "processor"
    RECIPIENT = "recipient"
    EMERGENCY = "emergency"
    ALL = "all"
    PEOPLE = "people"
    SERVICES = "services"
    PROCESSORS = "processors"
    RECIPIENTS = "recipients"
    ANYONE = "anyone"
    EVERYONE_IN_COMPANY = "everyone-in-company"
    OUTSIDE = "outside"
    OUTSIDE_EEA = "outside-eea"
    LEAVERS = "leavers"
    SHARED_ACCOUNTS = "shared-accounts"
    PERSONAL_MAIL_ACCOUNTS = "personal-mail-accounts"


@dataclass(frozen=True, slots=True, order=True)
class Who:
    """One `who:`; `name` is empty for the kinds that stand alone and `*` for any of its kind (`role:*`)."""

    kind: WhoKind
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else str(self.kind)


@dataclass(frozen=True, slots=True)
class Selector:
    """Which assets a forbid or require is about: all of them, or those that match every field that is not empty."""

    everything: bool = False
    assets: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    copies_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who is accountable (Art. 30(1)(a))."""

    id: str
    name: str
    at: Place
    domains: tuple[str, ...] = ()
    country: str = ""
    address: str = ""
    enterprise_number: str = ""
    contact_role: str = ""
    contact_email: str = ""
    dpo: str | None = None
    dpo_reason: str = ""
    representative: str | None = None
    supervisory_authority: str = ""
    report_languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The limits that every other file is read against. `off` holds (built-in check, reason)."""

    profile: Profile = Profile.ACCOUNTABLE
    max_allow_period: Period = Period(months=13)
    max_allow_period_special: Period = Period(months=6)
    max_waiver_period: Period = Period(days=90)
    review_every: Period = Period(months=3)
    leaver_block_within: Period = Period()
    leaver_mailbox_within: Period = Period(months=1)
    inactive_after: Period = Period(days=45)
    notice_period_is_sensitive: bool = True
    small_audience_for_special: int = 3
    off: tuple[tuple[str, str], ...] = ()
    at: Place = field(default_factory=lambda: Place("(built in)"))


@dataclass(frozen=True, slots=True)
class ToolAsProcessing:
    """The tool's own line in the register: what it reads about staff, and never reads."""

    at: Place
    purpose: str = ""
    legal_basis: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    never_reads: tuple[str, ...] = ()
    activity_data: str = "none"
    names_in_reports: str = "pseudonym"
    keep_snapshots: Period = Period(months=13)
    staff_informed_on: date | None = None
    staff_informed_how: str = ""


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """One entry under `providers:`; `settings` is its JSON text, which the provider itself decodes and validates."""

    name: str
    settings: str
    at: Place


@dataclass(frozen=True, slots=True)
class AccountName:
    """An account as a policy names it: `aws: p20`, `google: p20@shop.example`, `aws: role/etl`, `aws: "999988887777"`."""

    system: str
    name: str
    at: Place


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A role that a person has, always or from and until a day (both inclusive)."""

    role: str
    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the person has the role on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """A human on the roster. `of` names the processor or recipient an outsider works for."""

    id: str
    at: Place
    kind: str = "employee"
    of: str = ""
    roles: tuple[RoleSpan, ...] = ()
    starts: date | None = None
    ends: date | None = None
    status: str = ""
    email: str = ""
    aliases: tuple[str, ...] = ()
    accounts: tuple[AccountName, ...] = ()

    def roles_on(self, day: date) -> frozenset[str]:
        """The ids of the roles held on that day."""
        return frozenset(span.role for span in self.roles if span.covers(day))

    def has_left(self, day: date) -> bool:
        """Whether the last working day lies before that day."""
        return self.status == "left" or (self.ends is not None and self.ends < day)

    def not_yet_started(self, day: date) -> bool:
        """Whether the first working day is still to come."""
        return self.starts is not None and day < self.starts


@dataclass(frozen=True, slots=True)
class Service:
    """A principal no human signs in with: an owner and a purpose, or it is a finding."""

    id: str
    at: Place
    owner: str = ""
    purpose: str = ""
    accounts: tuple[AccountName, ...] = ()


@dataclass(frozen=True, slots=True)
class Emergency:
    """A break-glass account: allowed to exist, every reach of it is shown."""

    id: str
    at: Place
    sealed_with: str = ""
    last_tested: date | None = None
    accounts: tuple[AccountName, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A job; an allow may use only the purposes that the role names."""

    id: str
    at: Place
    label: Labels = ()
    purposes: tuple[str, ...] = ()
    temporary: bool = False
    privileged: bool = False


@dataclass(frozen=True, slots=True)
class Purpose:
    """A reason to process (Art. 5(1)(b))."""

    id: str
    at: Place
    label: Labels = ()
    dpv: str = ""
    fides: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer to a third country and its safeguard (Art. 44-49)."""

    to: str
    safeguard: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A processor (Art. 28) or a recipient that decides for itself (Art. 30(1)(d)); `agreement` names a document."""

    id: str
    at: Place
    name: str = ""
    country: str = ""
    agreement: str = ""
    role: str = ""
    hosting: bool = False
    transfers: tuple[Transfer, ...] = ()
    subprocessors: str = ""
    people: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    accounts: tuple[AccountName, ...] = ()
    assets: tuple[str, ...] = ()
    gets: tuple[str, ...] = ()
    purpose: str = ""


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
    """A message on care, sent round."""

    id: str
    at: Place
    date: date
    subject: str = ""
    to: tuple[str, ...] = ()
    how: str = ""


@dataclass(frozen=True, slots=True)
class LogReview:
    """That somebody looked at the access log of an asset."""

    asset: str
    date: date
    by: str
    at: Place
    period: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class AccessReview:
    """A finished review of who has access."""

    period: str
    date: date
    at: Place
    by: tuple[str, ...] = ()
    snapshot: str = ""
    kept: int = 0
    removed: int = 0
    changed: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class NotPersonal:
    """A store that somebody looked at: no personal data in it, signed and dated."""

    where: Where
    said_by: str
    said_on: date
    at: Place


@dataclass(frozen=True, slots=True)
class PolicyTest:
    """What the rules should give: for each asset the highest level allowed on the ladder (NONE for `none`)."""

    name: str
    who: Who
    expect: tuple[tuple[str, Level], ...]
    at: Place


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy folder, validated. `digest` is the SHA-256 of its files' canonical content."""

    digest: str
    folder: str
    organisation: Organisation | None = None
    house_rules: HouseRules = field(default_factory=HouseRules)
    tool_as_processing: ToolAsProcessing | None = None
    providers: tuple[ProviderSettings, ...] = ()
    store: str = ".toegang/runs"
    people: tuple[Person, ...] = ()
    services: tuple[Service, ...] = ()
    emergency: tuple[Emergency, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    roles: tuple[Role, ...] = ()
    processors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    categories: tuple[Category, ...] = ()
    assets: tuple[Asset, ...] = ()
    allow: tuple[Allow, ...] = ()
    forbid: tuple[Forbid, ...] = ()
    require: tuple[Require, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    documents: tuple[Document, ...] = ()
    signed: tuple[Proof, ...] = ()
    trained: tuple[Proof, ...] = ()
    communications: tuple[Communication, ...] = ()
    log_reviews: tuple[LogReview, ...] = ()
    access_reviews: tuple[AccessReview, ...] = ()
    not_personal: tuple[NotPersonal, ...] = ()
    tests: tuple[PolicyTest, ...] = ()
