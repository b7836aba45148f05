"""One thing that is not as the policy says."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from audit.model.facts import Gap, Verdict
from audit.model.reach import Path, Subject
from policies.errors import Place
from policies.language import Severity
from policies.levels import Level


class Outcome(StrEnum):
    """What a finding does to the exit code: a violation gives 1, an unknown 3, a notice nothing."""

    VIOLATION = "violation"
    UNKNOWN = "unknown"
    NOTICE = "notice"


class FindingKind(StrEnum):
    """The kinds of finding; a finding's `rule` names the policy rule where one is behind it, the kind itself otherwise."""

    UNEXPLAINED = "unexplained"  # no rule allows it
    TOO_MUCH = "too-much"  # a rule allows less
    FORBIDDEN = "forbidden"
    REQUIREMENT = "requirement"
    LEAVER = "leaver"
    NOT_STARTED = "not-started"
    PUBLIC = "public"
    OUTSIDE_WITHOUT_AGREEMENT = "outside-without-agreement"
    ORPHAN_ACCOUNT = "orphan-account"
    SHARED_ACCOUNT = "shared-account"
    AUDIENCE = "audience"  # more people than the asset is meant for
    ACCOUNT_COUNT = "account-count"  # more accounts than people
    INACTIVE_ACCOUNT = "inactive-account"
    LEAVER_MAILBOX = "leaver-mailbox"
    BEYOND_ITS_PART = "beyond-its-part"  # a party outside reaches what it was not given
    NOTICE_PERIOD = "notice-period"  # somebody who is leaving can copy in bulk
    BULK_COPY = "bulk-copy"  # how many can
    COPY_IN_TEST = "copy-in-test"
    CONSENT_PROOF = "consent-proof"
    EMPTY_LOCATION = "empty-location"
    UNDECLARED_STORE = "undeclared-store"
    REVIEW = "review"  # still there after a review decided to remove it
    GAP = "gap"
    WAIVER = "waiver"  # lapsed, malformed, unused or decided by the one who asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding, with the whole path and the rule with its place.

    `sentence` says what is wrong in words, `remedy` what to do. `waived_by` is the id of the waiver that counts, empty otherwise.
    """

    fingerprint: str
    rule: str
    kind: FindingKind
    outcome: Outcome
    severity: Severity
    sentence: str
    remedy: str
    asset: str = ""
    part: str = ""
    subject: Subject | None = None
    levels: Level = Level.NONE
    verdict: Verdict = Verdict.YES
    condition: str = ""
    scope: str = ""  # the account, store, waiver or document it is about, where it is not a reach
    paths: tuple[Path, ...] = ()
    gap: Gap | None = None
    place: Place | None = None
    law: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    waived_by: str = ""
    owner: str = ""


def fingerprint(rule: str, asset: str, part: str, subject: Subject | None, scope: str = "") -> str:
    """What makes two nights' findings the same one: the rule and what it is about; not the level, the path or the words."""
    identity = "\x1f".join((rule, asset, part, str(subject or ""), scope))
    return sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]


_SEVERITY_ORDER = {Severity.CRITICAL: 0, Severity.HIGH: 1, Severity.MEDIUM: 2, Severity.LOW: 3}


def order(finding: Finding) -> tuple[int, str, str, str, str]:
    """The one sort of findings: worst first, then rule, asset, subject, fingerprint."""
    return (_SEVERITY_ORDER[finding.severity], finding.rule, finding.asset, str(finding.subject or ""), finding.fingerprint)
