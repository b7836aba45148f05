"""How single things are said in a paper: levels, subjects, weights, ways."""

from audit.model.facts import Verdict
from audit.model.finding import Finding, FindingKind, Outcome
from audit.model.reach import StepKind, Subject, SubjectKind
from audit.naming import short
from policies.language import Severity
from policies.levels import CONTENT, Level, highest, members, up_to
from policies.sentences import LEVELS
from policies.wording import Wording, msg

SEVERITIES = {
    Severity.CRITICAL: msg("critical"),
    Severity.HIGH: msg("high"),
    Severity.MEDIUM: msg("medium"),
    Severity.LOW: msg("low"),
}

OUTCOMES = {Outcome.VIOLATION: msg("violation"), Outcome.UNKNOWN: msg("unknown"), Outcome.NOTICE: msg("notice")}

VERDICTS = {Verdict.YES: msg("yes"), Verdict.IF: msg("on a condition"), Verdict.UNKNOWN: msg("not known")}

KINDS = {
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

_SUBJECTS = {
    SubjectKind.PERSON: "{name}",
    SubjectKind.SERVICE: msg("the service {name}"),
    SubjectKind.EMERGENCY: msg("the emergency account {name}"),
    SubjectKind.PROCESSOR: msg("the processor {name}"),
    SubjectKind.RECIPIENT: msg("the recipient {name}"),
    SubjectKind.PUBLIC: msg("anyone"),
    SubjectKind.COMPANY: msg("everyone in the company"),
    SubjectKind.OUTSIDE: msg("{name}, of another organisation"),
    SubjectKind.SHARED: msg("the shared account {name}"),
    SubjectKind.ORPHAN: msg("the account {name}, which joins to nobody"),
    SubjectKind.UNDECLARED: msg("{name}, which the policy does not name"),
    SubjectKind.NOT_READ: msg("somebody who could not be read: {name}"),
}

STEPS = {
    StepKind.JOINED: msg("has the account"),
    StepKind.MEMBER: msg("is a member of"),
    StepKind.OWNER: msg("owns"),
    StepKind.ASSUME: msg("can take on"),
    StepKind.IMPERSONATE: msg("can act as"),
    StepKind.ELIGIBLE: msg("can activate"),
    StepKind.DELEGATE: msg("acts for"),
    StepKind.ESCALATE: msg("could let himself into"),
    StepKind.GRANT: msg("is granted access to"),
    StepKind.HOLDS: msg("which lies in"),
}


def levels(seen: Level, say: Wording) -> str:
    """The exact set in few words: a whole ladder is `up to change`, anything else is listed; a dash for none."""
    content = Level(seen & CONTENT)
    top = highest(content)
    if top > Level.FIND and content == up_to(top):
        ladder = say("up to {level}", level=say(LEVELS[top]))
    else:
        ladder = ", ".join(say(LEVELS[level]) for level in members(content) if level in LEVELS)
    latent = say(LEVELS[Level.MANAGE]) if seen & Level.MANAGE else ""
    return ", ".join(part for part in (ladder, latent) if part) or "-"


def whom(subject: Subject, say: Wording) -> str:
    """Somebody who reaches, by the end of a long id."""
    text = _SUBJECTS[subject.kind]
    return subject.id if subject.kind is SubjectKind.PERSON else say(text, name=short(subject.id))


def about(finding: Finding, say: Wording) -> str:
    """Whom or what a finding is about: the subject, else what a gap darkens, else the account, store, waiver or document."""
    if finding.subject:
        return whom(finding.subject, say)
    return short(finding.gap.scope if finding.gap else finding.scope) or "-"


def within(asset: str, part: str) -> str:
    """An asset, with the part of it that is meant."""
    return f"{asset}/{part}" if part else asset or "-"
