"""What someone can really do, after everything, and the path that gives it."""

from dataclasses import dataclass
from enum import StrEnum

from audit.model.facts import Verdict
from policies.levels import Level


class SubjectKind(StrEnum):
    """What the entry of a path is in the policy's words."""

    PERSON = "person"
    SERVICE = "service"
    EMERGENCY = "emergency"
    PROCESSOR = "processor"
    RECIPIENT = "recipient"
    PUBLIC = "public"  # anyone, anyone with the link, any user of the provider
    COMPANY = "company"  # everyone in the organisation
    OUTSIDE = "outside"  # of another organisation that no party of the policy covers
    SHARED = "shared"  # an account that several people use
    ORPHAN = "orphan"  # a human account that joins to nobody
    UNDECLARED = "undeclared"  # a service or role that the policy does not name
    NOT_READ = "not-read"  # nobody can say who: a gap


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """Who reaches: `person:p21`, `service:shop-app`, `orphan:aws://…/iam/user/x`; `id` is empty for public and company."""

    kind: SubjectKind
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else str(self.kind)


@dataclass(frozen=True, slots=True, order=True)
class Reach:
    """One subject's reach of one part of an asset, by one account and one grantee.

    `part` is the narrowed location a rule speaks of, empty for the rest of the asset. `account` is the principal the subject
    enters with, `principal` the one the grant names (the same where the grant is direct). `resource` is a witness, `count` how many.
    """

    asset: str
    part: str
    subject: Subject
    account: str
    principal: str
    levels: Level
    verdict: Verdict = Verdict.YES
    condition: str = ""
    acl: str = ""
    resource: str = ""
    count: int = 1


class StepKind(StrEnum):
    """What carries a path one step on."""

    JOINED = "joined"  # the person has this account
    MEMBER = "member"
    OWNER = "owner"
    ASSUME = "assume"
    IMPERSONATE = "impersonate"
    ELIGIBLE = "eligible"
    DELEGATE = "delegate"
    ESCALATE = "escalate"
    GRANT = "grant"  # a statement, permission, link or key that gives the level
    HOLDS = "holds"  # the resource lies in the asset


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One step: from `source` to `target`, what gives it in words, and the statement or setting itself as evidence."""

    kind: StepKind
    source: str
    target: str
    because: str
    evidence: str = ""
    condition: str = ""


Path = tuple[Step, ...]
