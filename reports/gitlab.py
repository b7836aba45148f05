"""GitLab's Code Quality report: findings in the widget of a merge request and on the lines of the policy.

Source: GitLab's documentation, "Code Quality", "Code Quality report format": an array of objects, each with description, check_name, fingerprint,
severity (info, minor, major, critical, blocker) and location.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.cli.text import safe
from audit.model.finding import Finding, Outcome
from audit.model.paper import Report
from policies.errors import Place
from policies.language import Severity
from reports.listed import Listed, gap_fingerprint, gap_words, listed, sentence_of
from reports.places import place_of, start

Json = dict[str, "str | int | Json"]

_SEVERITIES = {Severity.CRITICAL: "blocker", Severity.HIGH: "critical", Severity.MEDIUM: "major", Severity.LOW: "minor"}
_NOWHERE = Place("policy.yaml")  # GitLab wants a file; the policy of a report made by hand may have none


@dataclass(frozen=True, slots=True)
class GitLab:
    """The renderer. What is waived, or only noted, is `info`."""

    name: str = "gitlab"
    extension: str = "codequality.json"
    whole: bool = False

    def render(self, report: Report) -> str:
        """The whole list. Raises UsageError for a report that lists no findings."""
        return json.dumps(list(_entries(listed(report, self.name))), ensure_ascii=True, sort_keys=True, indent=2) + "\n"

    def schemas(self) -> Mapping[str, str]:
        """None: GitLab says what an entry has."""
        return {}


def _entries(told: Listed) -> Iterator[Json]:
    for finding in told.findings:
        place = place_of(finding, told.head) or _NOWHERE
        yield _entry(sentence_of(finding, told), finding.rule, finding.fingerprint, _severity(finding), place)
    for gap in told.other_gaps():
        yield _entry(gap_words(gap, told.say), "gap", gap_fingerprint(gap), "info", start(told.head) or _NOWHERE)


def _severity(finding: Finding) -> str:
    return "info" if finding.waived_by or finding.outcome is Outcome.NOTICE else _SEVERITIES[finding.severity]


def _entry(description: str, check: str, fingerprint: str, severity: str, place: Place) -> Json:
    return {
        "description": safe(description),
        "check_name": safe(check),
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": place.file, "lines": {"begin": place.line}},
    }


renderer = GitLab()
