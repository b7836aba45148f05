"""The words for what an audit finds and shows, in the language of the reader: kinds of finding, weights, verdicts, levels, steps, subjects.

A table, a page, a notice and the documentation say the same thing by the same word. What a single finding says of itself is made by its check.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from audit.model.drift import CauseKind, Direction
from audit.model.facts import CoverageStatus, Verdict
from audit.model.finding import FindingKind, Outcome
from audit.model.overview import Standing
from audit.model.reach import StepKind, Subject, SubjectKind
from policies.language import Severity
from policies.levels import CONTENT, Level, highest, members, up_to
from policies.sentences import LEVELS
from policies.wording import Wording, msg


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a kind of finding is called, what it means, and what to do."""

    title: str
    meaning: str
    remedy: str


_KINDS: Mapping[FindingKind, _Kind] = {
    FindingKind.UNEXPLAINED: _Kind(
        msg("Unexplained access"),
        msg("Somebody can do something with personal data, and no rule of the policy allows it."),
        msg("Take the access away, or let an allow rule say it, decided by the owner of the data."),
    ),
    FindingKind.TOO_MUCH: _Kind(
        msg("More access than allowed"),
        msg("A rule allows this access, but less of it than somebody really has."),
        msg("Bring the access back to what the rule allows, or let an allow rule say more, decided by the owner of the data."),
    ),
    FindingKind.FORBIDDEN: _Kind(
        msg("Forbidden access"),
        msg("Somebody has access that the policy forbids, whatever else allows it."),
        msg("Take the access away, or have it waived for a while, decided by another than who asks."),
    ),
    FindingKind.REQUIREMENT: _Kind(
        msg("Requirement not met"),
        msg("The policy asks for something here, such as a second factor, a signature, a log or a retention rule, and it is not there."),
        msg("See to what the rule asks for."),
    ),
    FindingKind.LEAVER: _Kind(
        msg("Access after leaving"),
        msg("Somebody has left, and can still sign in or reach personal data."),
        msg("Block every account of this person today."),
    ),
    FindingKind.NOT_STARTED: _Kind(
        msg("Access before the first day"),
        msg("Somebody reaches personal data before the first working day."),
        msg("Keep the accounts blocked until the first working day."),
    ),
    FindingKind.PUBLIC: _Kind(
        msg("Open to anyone"),
        msg("Anyone, or anyone who signs in to the provider, reaches personal data."),
        msg("Withdraw what makes it public, and block public access of the store as a whole."),
    ),
    FindingKind.OUTSIDE_WITHOUT_AGREEMENT: _Kind(
        msg("Outsider without an agreement"),
        msg("Somebody of another organisation reaches personal data, and no agreement in force covers that."),
        msg("Take the access away, or enter the party under processors with an agreement in force."),
    ),
    FindingKind.ORPHAN_ACCOUNT: _Kind(
        msg("Account of nobody"),
        msg("No person or service of the policy has this account, so that nobody answers for it."),
        msg("Find out whose it is and name it in the policy; else block it."),
    ),
    FindingKind.SHARED_ACCOUNT: _Kind(
        msg("Account of several people"),
        msg("Several people sign in with one account, so that nobody can tell who did what."),
        msg("Give each of them an account of their own, and end the shared one."),
    ),
    FindingKind.AUDIENCE: _Kind(
        msg("Too many people"),
        msg("More people can open these data than they are meant for."),
        msg("Take the access from those who do not need it, or raise the limit with a reason."),
    ),
    FindingKind.ACCOUNT_COUNT: _Kind(
        msg("More accounts than people"),
        msg("There are more everyday accounts than people who should have one."),
        msg("Keep one everyday account for each person."),
    ),
    FindingKind.INACTIVE_ACCOUNT: _Kind(
        msg("Inactive account"),
        msg("Nobody has used this account for longer than the house rules allow."),
        msg("Disable the account, and delete it when nobody misses it."),
    ),
    FindingKind.LEAVER_MAILBOX: _Kind(
        msg("Mailbox of somebody who left"),
        msg("The mailbox of somebody who left is open to others, or is still there after the time that the house rules give."),
        msg("Take delegates and forwarding away, and delete the mailbox in time."),
    ),
    FindingKind.BEYOND_ITS_PART: _Kind(
        msg("Party beyond its part"),
        msg("A processor or recipient reaches data that it was not given."),
        msg("Take the access away, or widen its part if the agreement covers it."),
    ),
    FindingKind.NOTICE_PERIOD: _Kind(
        msg("Copying in bulk while leaving"),
        msg("Somebody who works out the notice period can copy these data in bulk."),
        msg("Take the access away, or confirm in a waiver that it is needed until the end."),
    ),
    FindingKind.BULK_COPY: _Kind(
        msg("Who can copy in bulk"),
        msg("So many can take all of these data out at once."),
        msg("See who has to, and give the others a search or a report instead."),
    ),
    FindingKind.COPY_IN_TEST: _Kind(
        msg("Personal data in test or development"),
        msg("Personal data lie where things are tried out."),
        msg("Make test data up, or anonymise them before they go there."),
    ),
    FindingKind.CONSENT_PROOF: _Kind(
        msg("Proof of consent"),
        msg("Consent must be shown, and its proofs lack a field, can't be seen, or can be changed."),
        msg("Complete the proofs, and keep them where nobody can alter what is there."),
    ),
    FindingKind.EMPTY_LOCATION: _Kind(
        msg("Place that holds nothing"),
        msg("The inventory names a place, and nothing is there."),
        msg("Correct the address, or take the place out of the inventory."),
    ),
    FindingKind.UNDECLARED_STORE: _Kind(
        msg("Undeclared store"),
        msg("A store lies in no asset of the inventory, and may hold personal data."),
        msg("Enter it in the inventory, or under not_personal when somebody has looked."),
    ),
    FindingKind.REVIEW: _Kind(
        msg("Not removed after a review"),
        msg("A review decided to remove this access, and it is still there after the time that the house rules give."),
        msg("Remove it now, or have it decided anew, by another than who has it."),
    ),
    FindingKind.GAP: _Kind(
        msg("Could not be read"),
        msg("Something was needed and could not be read, so that nobody can say who reaches the data."),
        msg("Grant the audit the permission that is missing."),
    ),
    FindingKind.WAIVER: _Kind(
        msg("Waiver to look at"),
        msg("A waiver does not count, or nothing needs it."),
        msg("Mend it, end it, or have it decided anew."),
    ),
}

_SEVERITIES = {
    Severity.CRITICAL: msg("critical"),
    Severity.HIGH: msg("high"),
    Severity.MEDIUM: msg("medium"),
    Severity.LOW: msg("low"),
}

_OUTCOMES = {Outcome.VIOLATION: msg("violation"), Outcome.UNKNOWN: msg("unknown"), Outcome.NOTICE: msg("notice")}

_VERDICTS = {Verdict.YES: msg("yes"), Verdict.IF: msg("if"), Verdict.UNKNOWN: msg("unknown")}

_STANDINGS = {
    Standing.STAFF: msg("staff"),
    Standing.NOT_STARTED: msg("not started yet"),
    Standing.LEAVING: msg("about to leave"),
    Standing.LEFT: msg("has left"),
    Standing.SERVICE: msg("service"),
    Standing.PROCESSOR: msg("processor"),
    Standing.OUTSIDE: msg("outside the organisation"),
    Standing.PUBLIC: msg("anyone"),
    Standing.UNKNOWN: msg("nobody knows who"),
}

_CAUSES = {
    CauseKind.GRANT: msg("grant"),
    CauseKind.MEMBERSHIP: msg("membership"),
    CauseKind.RESOURCE: msg("resource"),
    CauseKind.PERSON: msg("person"),
    CauseKind.POLICY: msg("policy"),
    CauseKind.INVENTORY: msg("inventory"),
    CauseKind.WAIVER_ENDED: msg("waiver-ended"),
    CauseKind.COVERAGE: msg("coverage"),
    CauseKind.TOOL_VERSION: msg("tool-version"),
}

_DIRECTIONS = {
    Direction.GAINED: msg("gained"),
    Direction.LOST: msg("lost"),
    Direction.CHANGED: msg("changed"),
    Direction.NOT_OBSERVED: msg("not observed"),
}

_COVERAGES = {
    CoverageStatus.COMPLETE: msg("complete"),
    CoverageStatus.PARTIAL: msg("partial"),
    CoverageStatus.DENIED: msg("denied"),
    CoverageStatus.UNSUPPORTED: msg("unsupported"),
}

_STEPS = {
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

_SUBJECTS = {
    SubjectKind.PERSON: "{name}",
    SubjectKind.SERVICE: msg("the service {name}"),
    SubjectKind.EMERGENCY: msg("the emergency account {name}"),
    SubjectKind.PROCESSOR: msg("the processor {name}"),
    SubjectKind.RECIPIENT: msg("the recipient {name}"),
    SubjectKind.PUBLIC: msg("anyone"),
    SubjectKind.COMPANY: msg("everyone in the organisation"),
    SubjectKind.OUTSIDE: msg("{name}, of another organisation"),
    SubjectKind.SHARED: msg("the shared account {name}"),
    SubjectKind.ORPHAN: msg("the account {name}, which joins to nobody"),
    SubjectKind.UNDECLARED: msg("{name}, which the policy does not name"),
    SubjectKind.NOT_READ: msg("{name}, of which nobody can say who it is"),
}

_IN_SHORT = {
    SubjectKind.PERSON: msg("person:{name}"),
    SubjectKind.SERVICE: msg("service:{name}"),
    SubjectKind.EMERGENCY: msg("emergency:{name}"),
    SubjectKind.PROCESSOR: msg("processor:{name}"),
    SubjectKind.RECIPIENT: msg("recipient:{name}"),
    SubjectKind.PUBLIC: msg("public"),
    SubjectKind.COMPANY: msg("company"),
    SubjectKind.OUTSIDE: msg("outside:{name}"),
    SubjectKind.SHARED: msg("shared:{name}"),
    SubjectKind.ORPHAN: msg("orphan:{name}"),
    SubjectKind.UNDECLARED: msg("undeclared:{name}"),
    SubjectKind.NOT_READ: msg("not-read:{name}"),
}


def title(kind: FindingKind, say: Wording) -> str:
    """A kind of finding in a few words: `Access after leaving`."""
    return say(_KINDS[kind].title)


def meaning(kind: FindingKind, say: Wording) -> str:
    """What a kind of finding means, in one sentence."""
    return say(_KINDS[kind].meaning)


def remedy(kind: FindingKind, say: Wording) -> str:
    """What to do about a kind of finding, in one sentence; a finding's own remedy says it of the case."""
    return say(_KINDS[kind].remedy)


def severity_word(severity: Severity, say: Wording) -> str:
    """How bad: `critical`."""
    return say(_SEVERITIES[severity])


def outcome_word(outcome: Outcome, say: Wording) -> str:
    """What a finding does to the exit code: `violation`."""
    return say(_OUTCOMES[outcome])


def verdict_word(verdict: Verdict, say: Wording) -> str:
    """How sure a reach is: `yes`, `if`, `unknown`."""
    return say(_VERDICTS[verdict])


def level_word(level: Level, say: Wording) -> str:
    """One level as a verb: `change`."""
    return say(LEVELS[level])


def level_words(levels: Level, say: Wording) -> str:
    """The exact set in few words: a whole ladder is `up to change`, anything else is listed; `none` for the empty set."""
    content = Level(levels & CONTENT)
    top = highest(content)
    whole = top > Level.FIND and content == up_to(top)
    ladder = [say("up to {level}", level=level_word(top, say))] if whole else [level_word(each, say) for each in members(content)]
    latent = [level_word(Level.MANAGE, say)] if levels & Level.MANAGE else []
    return ", ".join(ladder + latent) or say("none")


def listed_levels(levels: Level, say: Wording) -> str:
    """The exact set, each by its word: `find, read`; `none` for the empty set."""
    return ", ".join(level_word(each, say) for each in members(levels)) or say("none")


def standing_word(standing: Standing, say: Wording) -> str:
    """Where a subject stands: `staff`, `has left`."""
    return say(_STANDINGS[standing])


def cause_word(kind: CauseKind, say: Wording) -> str:
    """Why reach differs: `membership`."""
    return say(_CAUSES[kind])


def direction_word(direction: Direction, say: Wording) -> str:
    """What happened to a reach: `gained`; `not observed` is never `lost`."""
    return say(_DIRECTIONS[direction])


def coverage_word(status: CoverageStatus, say: Wording) -> str:
    """How much of a surface was read: `partial`."""
    return say(_COVERAGES[status])


def step_words(kind: StepKind, say: Wording) -> str:
    """What stands between the two ends of a step: `is a member of`."""
    return say(_STEPS[kind])


def subject_words(subject: Subject, say: Wording) -> str:
    """A subject as a sentence names it: a person by the id alone, `the service shop-app`, `anyone`. Shorten a long id before (`naming.short`)."""
    return say(_SUBJECTS[subject.kind], name=subject.id)


def subject_in_short(subject: Subject, say: Wording) -> str:
    """A subject in a column: `service:shop-app`, `public`."""
    return say(_IN_SHORT[subject.kind], name=subject.id)
