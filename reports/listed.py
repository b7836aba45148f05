"""Findings for the formats that list nothing else, of a check or of a drift, by the names that people know."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.errors import Exit, UsageError
from audit.exit_code import coverage_lost, exit_code, new_findings
from audit.model.checked import CheckedRule
from audit.model.facts import Gap
from audit.model.finding import Finding, Outcome, fingerprint
from audit.model.head import Head
from audit.model.paper import Report
from audit.model.report import CheckReport, DriftReport
from audit.renaming import renamed
from policies.wording import Wording, wording
from reports.papers.words import asks


@dataclass(frozen=True, slots=True)
class Listed:
    """The findings that hold on the night of `head`: all of a check, the new ones of a drift, whose `gone` hold no more.

    `new` has the fingerprints of those that the run before had not; None where there is none to compare with. `lost` names the surfaces
    that are no longer read whole.
    """

    head: Head
    exit: Exit
    findings: tuple[Finding, ...]
    new: frozenset[str] | None
    rules: tuple[CheckedRule, ...] = ()
    waivers: tuple[tuple[str, str], ...] = ()
    gone: tuple[Finding, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def say(self) -> Wording:
        """The report's language."""
        return wording(self.head.language)

    def why_waived(self, finding: Finding) -> str:
        """The waiver that counts for a finding and why it stands; empty where none does."""
        reason = dict(self.waivers).get(finding.waived_by, "")
        return f"{finding.waived_by}: {reason}" if reason else finding.waived_by

    def what(self, finding: Finding) -> str:
        """What a finding's rule asks, in a sentence."""
        sentence = next((rule.sentence for rule in self.rules if rule.id == finding.rule), "")
        return sentence or asks(finding.kind, self.say)

    def other_gaps(self) -> tuple[Gap, ...]:
        """The gaps that no finding tells."""
        told = {finding.gap for finding in self.findings}
        return tuple(gap for gap in sorted(set(self.head.gaps)) if gap not in told)


def listed(report: Report, name: str, *, names: bool = True) -> Listed:
    """The findings of a report, by the names that people know unless a script is to have the ids.

    Raises UsageError for a report that lists none.
    """
    match report:
        case CheckReport():
            told = renamed(report, report.head.names) if names else report
            new = told.new if told.since else None
            return Listed(told.head, exit_code(told), told.findings, new, told.rules, told.waivers)
        case DriftReport():
            seen = renamed(report, report.after.names) if names else report
            fresh = new_findings(seen)
            gone = {fingerprint for change in seen.changes for fingerprint in change.findings_gone}
            return Listed(
                seen.after,
                exit_code(seen),
                fresh,
                frozenset(finding.fingerprint for finding in fresh),
                gone=tuple(finding for finding in seen.findings if finding.fingerprint in gone),
                lost=coverage_lost(seen.before, seen.after),
            )
        case _:
            raise UsageError(f"{name} shows a check or a drift, and no other report", "--format json shows this one")


def gap_fingerprint(gap: Gap) -> str:
    """What makes two nights' gaps the same one, where no finding tells it."""
    return fingerprint("gap", "", "", None, f"{gap.provider} {gap.surface} {gap.scope} {gap.operation}")


def gap_words(gap: Gap, say: Wording) -> str:
    """A gap in one sentence, with what to grant."""
    said = f"{gap.scope}: {gap.operation}: {gap.reason}" if gap.operation else f"{gap.scope}: {gap.reason}"
    grant = say("grant: {permission}", permission=gap.missing_permission) if gap.missing_permission else ""
    return say("Could not be read: {what}", what="; ".join(part for part in (said, grant) if part))


def sentence_of(finding: Finding, told: Listed) -> str:
    """What a finding says on one line: what is wrong or not known, what to do, and the waiver that counts."""
    say = told.say
    wrong = say("Nobody can tell: {what}", what=finding.sentence) if finding.outcome is Outcome.UNKNOWN else finding.sentence
    parts = [wrong]
    if finding.remedy:
        parts.append(say("What to do: {remedy}", remedy=finding.remedy))
    if finding.waived_by:
        parts.append(say("Waived for a while by {waiver}", waiver=told.why_waived(finding)))
    return ". ".join(part.rstrip(". ") for part in parts if part) + "."


def worst_first(told: Listed) -> Iterator[Finding]:
    """The findings, those that are open before those that are waived, violations before what nobody can tell, then notices."""
    ranks = {Outcome.VIOLATION: 0, Outcome.UNKNOWN: 1, Outcome.NOTICE: 2}
    yield from sorted(told.findings, key=lambda finding: (bool(finding.waived_by), ranks[finding.outcome]))
