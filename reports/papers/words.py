"""How single things are said in a paper, beside the words that every report has: what a check asks, whom a finding is about."""

from dataclasses import replace

from audit.model.finding import Finding, FindingKind
from audit.model.reach import Subject
from audit.naming import short
from audit.saying import subject_words
from policies.wording import Wording, msg

_KINDS = {
    FindingKind.UNEXPLAINED: msg("Nobody reaches data that no rule lets them reach"),
    FindingKind.TOO_MUCH: msg("Nobody can do more with data than a rule lets them"),
    FindingKind.FORBIDDEN: msg("Nobody does what a rule forbids"),
    FindingKind.REQUIREMENT: msg("What a rule requires is there"),
    FindingKind.LEAVER: msg("Who has left reaches nothing"),
    FindingKind.NOT_STARTED: msg("Who has not started yet reaches nothing"),
    FindingKind.PUBLIC: msg("Nothing is open to anyone"),
    FindingKind.OUTSIDE_WITHOUT_AGREEMENT: msg("Nobody outside reaches data without an agreement in force"),
    FindingKind.ORPHAN_ACCOUNT: msg("Every account of a person belongs to somebody on the roster"),
    FindingKind.SHARED_ACCOUNT: msg("No account is used by several people"),
    FindingKind.AUDIENCE: msg("No more people reach data than it is meant for"),
    FindingKind.ACCOUNT_COUNT: msg("There are no more accounts than people"),
    FindingKind.INACTIVE_ACCOUNT: msg("No account is left that nobody uses"),
    FindingKind.LEAVER_MAILBOX: msg("The mailbox of who left is closed in time"),
    FindingKind.BEYOND_ITS_PART: msg("A party outside reaches no more than it was given"),
    FindingKind.NOTICE_PERIOD: msg("Who is leaving cannot copy data in bulk"),
    FindingKind.BULK_COPY: msg("It is known who can copy data in bulk"),
    FindingKind.COPY_IN_TEST: msg("No copy of real data lies in a test environment"),
    FindingKind.CONSENT_PROOF: msg("Proof of consent is kept"),
    FindingKind.EMPTY_LOCATION: msg("Every place of the inventory is there"),
    FindingKind.UNDECLARED_STORE: msg("Every store of personal data is in the inventory"),
    FindingKind.REVIEW: msg("What a review decided to remove is gone"),
    FindingKind.GAP: msg("Everything that matters could be read"),
    FindingKind.WAIVER: msg("Every waiver counts, and is needed"),
}


def asks(kind: FindingKind, say: Wording) -> str:
    """What a kind of check asks, as it is when all is well: `Nothing is open to anyone`."""
    return say(_KINDS[kind])


def whom(subject: Subject, say: Wording) -> str:
    """Somebody who reaches, by the end of a long id."""
    return subject_words(replace(subject, id=short(subject.id)), say)


def about(finding: Finding, say: Wording) -> str:
    """Whom or what a finding is about: the subject, else what a gap darkens, else the account, store, waiver or document."""
    if finding.subject:
        return whom(finding.subject, say)
    return short(finding.gap.scope if finding.gap else finding.scope) or "-"


def within(asset: str, part: str) -> str:
    """An asset, with the part of it that is meant."""
    return f"{asset}/{part}" if part else asset or "-"
