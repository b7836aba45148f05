"""What was read from a provider: never changed, one dataclass for each table of a run.

Ids are URIs, the same every night: `aws://123456789012/iam/role/etl`, `s3://bucket/key`. Names for people go in `name`.
Attributes and labels are sorted tuples of (key, text); a fact that is not known has no entry.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from policies.levels import EVERYTHING, Level

Pairs = tuple[tuple[str, str], ...]


def pairs(values: dict[str, str]) -> Pairs:
    """A mapping as the sorted, hashable form that facts hold."""
    return tuple(sorted(values.items()))


class PrincipalKind(StrEnum):
    """What a grant can name."""

    ACCOUNT = "account"  # a human signs in with it
    GROUP = "group"
    ROLE = "role"  # taken on by others
    SERVICE = "service"  # no human signs in with it
    LINK = "link"
    DOMAIN = "domain"  # all of another organisation, account or identity provider
    EVERYONE = "everyone"


PUBLIC = "everyone://public"  # anyone, without signing in
AUTHENTICATED = "everyone://authenticated"  # any signed-in user of the provider, so anyone who cares to sign up


@dataclass(frozen=True, slots=True, order=True)
class Principal:
    """Anything a grant can name. `status` is active, disabled or deleted; attributes such as mfa, created, last_used."""

    id: str
    provider: str
    kind: PrincipalKind
    name: str
    email: str = ""
    status: str = "active"
    attributes: Pairs = ()

    def attribute(self, key: str) -> str:
        """The attribute's text, empty when it is not known."""
        return next((value for name, value in self.attributes if name == key), "")


class MembershipKind(StrEnum):
    """How a member comes to act as its container."""

    MEMBER = "member"
    OWNER = "owner"
    ASSUME = "assume"
    IMPERSONATE = "impersonate"
    ELIGIBLE = "eligible"
    DELEGATE = "delegate"
    ESCALATE = "escalate"


class Verdict(StrEnum):
    """How sure a reach is: `if` keeps a condition, `unknown` names a gap."""

    YES = "yes"
    IF = "if"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Membership:
    """`member` can act as `container`, perhaps only under a condition, perhaps until a day.

    It may be good for some resources only (`only`: how their ids begin; empty: for all), and for some levels only.
    """

    member: str
    container: str
    kind: MembershipKind
    condition: str = ""
    until: date | None = None
    verdict: Verdict = Verdict.YES
    because: str = ""  # what gives it, for people: `trust policy of etl, statement 1`
    evidence: str = ""  # the statement or setting itself, as JSON text
    only: tuple[str, ...] = ()
    levels: Level = EVERYTHING


@dataclass(frozen=True, slots=True, order=True)
class Resource:
    """A thing with access rules of its own. `acl` is the id of its interned grants, empty where the provider evaluates documents.

    Attributes named `measure:…` say whether a measure is on (`true`, `false`; absent: not known); `owner` and `data_owner` whose it is.
    """

    id: str
    provider: str
    kind: str
    name: str
    parent: str = ""
    acl: str = ""
    labels: Pairs = ()
    attributes: Pairs = ()
    size: int | None = None
    modified: str = ""

    def attribute(self, key: str) -> str:
        """The attribute's text, empty when it is not known."""
        return next((value for name, value in self.attributes if name == key), "")

    def label(self, key: str) -> str:
        """The label's (tag's) text, empty when there is none."""
        return next((value for name, value in self.labels if name == key), "")


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """A principal and the exact levels it has. `source` says through which mechanism (`identity`, `resource`, `acl`, …)."""

    principal: str
    levels: Level
    source: str = ""
    condition: str = ""
    until: date | None = None
    verdict: Verdict = Verdict.YES


def acl_id(grants: frozenset[Grant]) -> str:
    """The content hash of a set of grants: equal sets have one id, whatever order they were read in."""
    return sha256("".join(sorted(map(_canonical, grants))).encode()).hexdigest()[:32]


def _canonical(grant: Grant) -> str:
    """A grant as quoted text, so that no character in a name can make two sets of grants look like one."""
    until = grant.until.isoformat() if grant.until else ""
    return ascii((grant.principal, int(grant.levels), grant.source, grant.condition, until, str.__str__(grant.verdict)))


@dataclass(frozen=True, slots=True, order=True)
class Acl:
    """An interned set of grants."""

    id: str
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True, order=True)
class Document:
    """A policy or setting as the provider gave it, once: `id` is the SHA-256 of `body` (canonical JSON text where it parses)."""

    id: str
    kind: str
    body: str


def document(kind: str, body: str) -> Document:
    """A document with its content address."""
    return Document(sha256(f"{kind}\n{body}".encode("utf-8", "surrogatepass")).hexdigest(), kind, body)


@dataclass(frozen=True, slots=True, order=True)
class Attachment:
    """Which document holds for which principal, resource, account or unit, under which name. `kind` as the provider's room says."""

    holder: str
    document: str
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A fact that was needed and could not be read. `scope` is the URI of what it darkens; `reason` is for people."""

    provider: str
    surface: str
    scope: str
    operation: str
    reason: str
    missing_permission: str = ""


class CoverageStatus(StrEnum):
    """How much of a surface was read."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    DENIED = "denied"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True, order=True)
class Coverage:
    """How much of one surface (say `s3`) was read in one scope (an account, an account's region, a site)."""

    provider: str
    surface: str
    scope: str
    status: CoverageStatus


Fact = Principal | Membership | Resource | Acl | Document | Attachment | Gap | Coverage
