"""The parsed policy: one frozen dataclass for each thing a policy file can say, each with its place (file and line).

Values are validated by `policies.load`; nothing here raises.
"""

from dataclasses import dataclass, field

from policies.language.basics import Labels, Profile, Selector, Severity, Who, WhoKind
from policies.language.evidence import AccessReview, Communication, Decision, Document, LogReview, Proof, ReviewedLine
from policies.language.inventory import Asset, Category, Confirmed, Consent, Erase, Logging, NotPersonal, Retention, Status, Where
from policies.language.law import Holidays, LegalPeriod, Notice
from policies.language.notify import About, By, MailSecurity, MailServer, Notify, Send, To
from policies.language.organisation import HouseRules, Organisation, ProviderSettings, ToolAsProcessing
from policies.language.people import AccountName, Client, Directory, Emergency, Party, Person, Purpose, Role, RoleSpan, Service, Transfer
from policies.language.rules import Allow, Forbid, Need, NeedKind, PolicyTest, Proposed, Require, RequireScope, Waiver

__all__ = [
    "About",
    "AccessReview",
    "AccountName",
    "Allow",
    "Asset",
    "By",
    "Category",
    "Client",
    "Communication",
    "Confirmed",
    "Consent",
    "Decision",
    "Directory",
    "Document",
    "Emergency",
    "Erase",
    "Forbid",
    "Holidays",
    "HouseRules",
    "Labels",
    "LegalPeriod",
    "LogReview",
    "Logging",
    "MailSecurity",
    "MailServer",
    "Need",
    "NeedKind",
    "NotPersonal",
    "Notice",
    "Notify",
    "Organisation",
    "Party",
    "Person",
    "Policy",
    "PolicyTest",
    "Profile",
    "Proof",
    "Proposed",
    "ProviderSettings",
    "Purpose",
    "Require",
    "RequireScope",
    "Retention",
    "ReviewedLine",
    "Role",
    "RoleSpan",
    "Selector",
    "Send",
    "Service",
    "Severity",
    "Status",
    "To",
    "ToolAsProcessing",
    "Transfer",
    "Waiver",
    "Where",
    "Who",
    "WhoKind",
]


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy folder, validated. `digest` is the SHA-256 of its files' canonical content, `files` their (name, text)."""

    digest: str
    folder: str
    files: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    organisation: Organisation | None = None
    house_rules: HouseRules = field(default_factory=HouseRules)
    tool_as_processing: ToolAsProcessing | None = None
    notify: Notify | None = None
    providers: tuple[ProviderSettings, ...] = ()
    store: str = ".toegang/runs"
    directory: Directory | None = None
    people: tuple[Person, ...] = ()
    services: tuple[Service, ...] = ()
    emergency: tuple[Emergency, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    roles: tuple[Role, ...] = ()
    processors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    on_behalf_of: tuple[Client, ...] = ()
    categories: tuple[Category, ...] = ()
    assets: tuple[Asset, ...] = ()
    notices: tuple[Notice, ...] = ()
    legal_periods: tuple[LegalPeriod, ...] = ()  # the organisation's own; `policies.law` adds those built in
    holidays: tuple[Holidays, ...] = ()
    allow: tuple[Allow, ...] = ()
    proposed: tuple[Proposed, ...] = ()  # they allow nothing
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
