"""Papers for the formats that show nothing else: by the names that people know; of a spreadsheet all that is a table."""

from collections.abc import Iterator

from audit.errors import UsageError
from audit.model.paper import Checklist, Heading, Paper, Report, Table
from audit.renaming import renamed


def paper_of(report: Report, name: str) -> Paper:
    """The paper; raises UsageError for a report that is none."""
    if not isinstance(report, Paper):
        raise UsageError(f"{name} shows no report of this kind", "--format table or json does")
    return renamed(report, report.head.names) if report.head else report


def tables_of(report: Report, name: str) -> tuple[Table, ...]:
    """The tables of a paper; before them, as one table, all that is to be ticked, under its headings. Raises UsageError for a paper without any."""
    paper = paper_of(report, name)
    ticked = tuple(_ticked(paper))
    listed = Table(("under", "done", "what", "how"), ticked, "list") if ticked else None
    tables = tuple(part for part in (listed, *paper.parts) if isinstance(part, Table))
    if not tables:
        raise UsageError("this report has no table", "--format markdown or json shows it")
    return tables


def _ticked(paper: Paper) -> Iterator[tuple[str, str, str, str]]:
    under: dict[int, str] = {}
    for part in paper.parts:
        match part:
            case Heading():
                under = {level: text for level, text in under.items() if level < part.level} | {part.level: part.text}
            case Checklist():
                for item in part.items:
                    yield " > ".join(under[level] for level in sorted(under)), "x" if item.done else "", item.text, "; ".join(item.details)
            case _:
                pass
