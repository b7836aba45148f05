"""What the findings mean for the exit code."""

from collections.abc import Iterable

from audit.errors import Exit
from audit.model.finding import Finding, Outcome


def exit_code(findings: Iterable[Finding]) -> Exit:
    """Violations come before what nobody can tell; what is waived or only noted counts for nothing."""
    outcomes = {finding.outcome for finding in findings if not finding.waived_by}
    if Outcome.VIOLATION in outcomes:
        return Exit.VIOLATIONS
    return Exit.CANNOT_TELL if Outcome.UNKNOWN in outcomes else Exit.COMPLIES
