"""Any report as a paper: what it says in headings, sentences and tables, for every format that lays papers out."""

from typing import assert_never

from audit.errors import UsageError
from audit.model.paper import Paper, Report, Table
from audit.model.report import CheckReport, DriftReport, ReachReport, WhyReport
from audit.renaming import renamed
from policies.wording import wording
from reports.papers.blind import blind_tables
from reports.papers.check import check_paper
from reports.papers.drift import drift_paper
from reports.papers.reach import reach_paper
from reports.papers.sheets import drift_sheets, finding_sheet, ticked
from reports.papers.why import why_paper


def paper_of(report: Report) -> Paper:
    """The report as a paper to read, in its own language and by the names that people know."""
    match report:
        case CheckReport():
            return check_paper(renamed(report, report.head.names), wording(report.head.language))
        case DriftReport():
            return drift_paper(renamed(report, report.after.names), wording(report.after.language))
        case ReachReport():
            return reach_paper(renamed(report, report.head.names), wording(report.head.language))
        case WhyReport():
            return why_paper(renamed(report, report.head.names), wording(report.head.language))
        case Paper():
            return renamed(report, report.head.names) if report.head else report
        case _:
            assert_never(report)


def tables_of(report: Report) -> tuple[Table, ...]:
    """The report as tables for a spreadsheet, with every detail that a cell can hold; of a paper also what is to be ticked, as the first.

    Raises UsageError for a paper without any.
    """
    tables = _tables(report)
    if not tables:
        raise UsageError("this report has no table", "--format markdown or json shows it")
    return tables


def _tables(report: Report) -> tuple[Table, ...]:
    match report:
        case CheckReport():
            told, say = renamed(report, report.head.names), wording(report.head.language)
            return (finding_sheet(told.findings, told.new, say), *blind_tables(told.head.coverage, told.head.gaps, say))
        case DriftReport():
            compared, say = renamed(report, report.after.names), wording(report.after.language)
            return (*drift_sheets(compared, say), *blind_tables(compared.after.coverage, compared.after.gaps, say))
        case WhyReport():
            whole = paper_of(report)
            findings = renamed(report, report.head.names).findings
            listed = tuple(part for part in whole.parts if isinstance(part, Table))
            return (*listed, *((finding_sheet(findings, frozenset(), wording(report.head.language)),) if findings else ()))
        case ReachReport():
            return tuple(part for part in paper_of(report).parts if isinstance(part, Table))
        case Paper():
            paper = paper_of(report)
            return (*ticked(paper), *(part for part in paper.parts if isinstance(part, Table)))
        case _:
            assert_never(report)
