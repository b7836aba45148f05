"""What formats that show papers alone say of another report."""

from audit.errors import UsageError
from audit.model.paper import Paper, Report


def paper_of(report: Report, name: str) -> Paper:
    """The paper; raises UsageError for a report that is none."""
    if isinstance(report, Paper):
        return report
    raise UsageError(f"{name} shows no report of this kind", "--format table or json does")
