"""The answer to `why PERSON ASSET`: each path step by step, with the statement that gives the step."""

import json

from audit.cli.text import plural
from audit.exit_code import exit_code
from audit.model.reach import Path, Reach, Step, StepKind
from audit.model.report import WhyReport
from reports.table.findings import blocks
from reports.table.head import blind_spots, left_out, title
from reports.table.layout import bold, dim, heading, paragraph
from reports.table.words import certain, levels, place

_VERBS = {
    StepKind.JOINED: "has the account",
    StepKind.MEMBER: "is a member of",
    StepKind.OWNER: "owns",
    StepKind.ASSUME: "can take on",
    StepKind.IMPERSONATE: "can act as",
    StepKind.ELIGIBLE: "can activate",
    StepKind.DELEGATE: "acts for",
    StepKind.ESCALATE: "could let himself into",
    StepKind.GRANT: "is granted access to",
    StepKind.HOLDS: "which lies in",
}

_BRANCH, _LAST, _DOWN, _END = "├─ ", "└─ ", "│    ", "     "


def why_lines(report: WhyReport, columns: int) -> list[str]:
    """The whole answer."""
    found = plural(len(report.paths), "path") if report.paths else "no reach found"
    asked = paragraph(f"{report.subject} and {report.asset}: {found}", columns)
    lines = [*title(report.head, columns), "", *map(bold, asked), *left_out(report.head, columns), ""]
    lines += blind_spots((), report.gaps, columns)
    for number, (reach, path) in enumerate(report.paths, 1):
        lines += [*_path(f"Path {number} of {len(report.paths)}", reach, path, columns), ""]
    if report.findings:
        lines += [heading("WHAT THE POLICY SAYS OF IT", len(report.findings)), *blocks(report.findings, columns)]
    return lines + _foot(report, columns)


def _path(name: str, reach: Reach, path: Path, columns: int) -> list[str]:
    gives = f"{name}: {levels(reach.levels)}{certain(reach.verdict)} of {place(reach.asset, reach.part)}"
    lines = [bold(line) for line in paragraph(gives, columns)]
    if reach.condition:
        lines += paragraph(f"if {reach.condition}", columns, "  ", "     ")
    start = path[0].source if path else str(reach.subject)
    lines += paragraph(start, columns, "  ")
    for index, step in enumerate(path, 1):
        lines += _step(step, index == len(path), columns)
    return lines


def _step(step: Step, last: bool, columns: int) -> list[str]:
    under = f"  {_END if last else _DOWN}"
    lines = paragraph(f"{_VERBS[step.kind]} {step.target}", columns, f"  {_LAST if last else _BRANCH}", under)
    told = (step.because, f"if {step.condition}" if step.condition else "")
    lines += [line for text in told if text for line in paragraph(text, columns, under)]
    return lines + [dim(line) for statement in step.evidence.splitlines() for line in paragraph(_spaced(statement), columns, under)]


def _spaced(statement: str) -> str:
    """A JSON statement with room between its parts, so that lines break there; anything else as it is."""
    try:
        return json.dumps(json.loads(statement), ensure_ascii=False)
    except (ValueError, RecursionError):
        return statement


def _foot(report: WhyReport, columns: int) -> list[str]:
    doubt = ""
    if not report.paths:
        doubt = (
            f"{plural(len(report.gaps), 'gap')} in this asset: nobody can say that there is none. "
            if report.gaps
            else "The asset was read whole. "
        )
    return [dim(line) for line in paragraph(f"{doubt}Exit code {int(exit_code(report))}.", columns)]
