"""The answer to `why PERSON ASSET`: each path step by step, with the statement that gives the step."""

import json

from audit.conditions import condition_words
from audit.exit_code import exit_code
from audit.model.reach import Path, Reach, Step
from audit.model.report import WhyReport
from audit.saying import level_words, step_words, subject_in_short
from policies.wording import Wording, msg, wording
from reports.table.findings import blocks
from reports.table.head import blind_spots, exit_words, left_out, title
from reports.table.layout import bold, dim, heading, paragraph
from reports.table.words import certain, place

_BRANCH, _LAST, _DOWN, _END = "├─ ", "└─ ", "│    ", "     "


def why_lines(report: WhyReport, columns: int) -> list[str]:
    """The whole answer."""
    say, number = wording(report.head.language), len(report.paths)
    found = say.many("{count} path", "{count} paths", number) if number else say("no reach found")
    text = msg("{subject} and {asset}: {answer}")
    asked = paragraph(say(text, subject=subject_in_short(report.subject, say), asset=report.asset, answer=found), columns)
    lines = [*title(report.head, columns), "", *map(bold, asked), *left_out(report.head, columns), ""]
    lines += blind_spots((), report.gaps, columns, say)
    for place_of_it, (reach, path) in enumerate(report.paths, 1):
        lines += [*_path(say("Path {number} of {all}", number=place_of_it, all=number), reach, path, columns, say), ""]
    if report.findings:
        lines += [heading(say("WHAT THE POLICY SAYS OF IT"), len(report.findings)), *blocks(report.findings, columns, say)]
    return lines + _foot(report, columns, say)


def _path(name: str, reach: Reach, path: Path, columns: int, say: Wording) -> list[str]:
    can, where = f"{level_words(reach.levels, say)}{certain(reach.verdict, say)}", place(reach.asset, reach.part)
    gives = say("{path}: {levels} of {asset}", path=name, levels=can, asset=where)
    lines = [bold(line) for line in paragraph(gives, columns)]
    if reach.condition:
        lines += paragraph(say("if {condition}", condition=condition_words(reach.condition, say)), columns, "  ", "     ")
    start = path[0].source if path else subject_in_short(reach.subject, say)
    lines += paragraph(start, columns, "  ")
    for index, step in enumerate(path, 1):
        lines += _step(step, columns, say, last=index == len(path))
    return lines


def _step(step: Step, columns: int, say: Wording, *, last: bool) -> list[str]:
    under = f"  {_END if last else _DOWN}"
    lines = paragraph(f"{step_words(step.kind, say)} {step.target}", columns, f"  {_LAST if last else _BRANCH}", under)
    told = (step.because, say("if {condition}", condition=condition_words(step.condition, say)) if step.condition else "")
    lines += [line for text in told if text for line in paragraph(text, columns, under)]
    return lines + [dim(line) for statement in step.evidence.splitlines() for line in paragraph(_spaced(statement), columns, under)]


def _spaced(statement: str) -> str:
    """A JSON statement with room between its parts, so that lines break there; anything else as it is."""
    try:
        return json.dumps(json.loads(statement), ensure_ascii=False)
    except (ValueError, RecursionError):
        return statement


def _foot(report: WhyReport, columns: int, say: Wording) -> list[str]:
    doubt = ""
    if not report.paths and report.gaps:
        doubt = say.many(
            "{count} gap in this asset: nobody can say that there is none.",
            "{count} gaps in this asset: nobody can say that there is none.",
            len(report.gaps),
        )
    elif not report.paths:
        doubt = say("The asset was read whole.")
    told = (doubt, exit_words(exit_code(report), say))
    return [dim(line) for line in paragraph(" ".join(filter(None, told)), columns)]
