"""The parts that a SARIF log is made of: messages, places, weights."""

import re

from audit.cli.text import safe
from audit.model.finding import Finding, Outcome
from policies.errors import Place
from policies.language import Severity
from reports.places import uri

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

LONGEST = 8000  # signs of a message: a viewer has to show it
_LINK = re.compile(r"\[(?=[^\]]*\]\()")  # what a viewer would take for an embedded link (SARIF 2.1.0, 3.11.6)

_LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
_SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "2.5"}  # GitHub's bands: 9, 7 and 4


def message(text: str) -> dict[str, Json]:
    """A plain message, of which nothing is a link."""
    shown = _LINK.sub(r"\\[", safe(text))
    return {"text": shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"}


def physical(place: Place) -> dict[str, Json]:
    """A line of a policy file."""
    return {
        "artifactLocation": {"uri": uri(place.file), "uriBaseId": "SRCROOT"},
        "region": {"startLine": place.line, "startColumn": place.column},
    }


def level(finding: Finding) -> str:
    """How a viewer marks it. What nobody can tell is a warning: silence is no consent."""
    match finding.outcome:
        case Outcome.VIOLATION:
            return _LEVELS[finding.severity]
        case Outcome.UNKNOWN:
            return "warning"
        case Outcome.NOTICE:
            return "none"  # beside any kind but `fail` (SARIF 2.1.0, 3.27.10)


def score(severity: Severity) -> str:
    """A number from 0 to 10, as GitHub sorts alerts by (`security-severity`)."""
    return _SCORES[severity]
