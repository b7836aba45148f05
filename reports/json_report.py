"""Every detail as JSON, in a versioned form of its own: what a script can rely on whatever happens to the model.

Canonical: sorted keys, two spaces, one line break at the end, ASCII only (so a terminal escape in a name stays an escape). Nothing of the
moment of writing is in it: the same run held against the same policy gives the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import assert_never

from audit.exit_code import exit_code
from audit.model.paper import Paper, Report
from audit.model.report import CheckReport, DriftReport, ReachReport, WhyReport
from reports.json_papers import paper
from reports.json_papers import schemas as of_papers
from reports.json_parts import Json, change, finding, gap, head, path, reach, subject

SCHEMAS = ("check", "drift", "reach", "why", "parts")


@dataclass(frozen=True, slots=True)
class JsonReport:
    """The renderer; each kind of report has its format's name and version in `format` and its schema in `json_schema`."""

    name: str = "json"
    extension: str = "json"
    whole: bool = False

    def render(self, report: Report) -> str:
        """The whole report."""
        document = {**_body(report), "exit_code": int(exit_code(report))}
        return json.dumps(document, ensure_ascii=True, allow_nan=False, sort_keys=True, indent=2) + "\n"

    def schemas(self) -> Mapping[str, str]:
        """The JSON Schemas (2020-12) of the reports, by name."""
        folder = files("reports") / "json_schema"
        return {name: (folder / f"{name}.json").read_text("utf-8") for name in SCHEMAS} | of_papers()


def _body(report: Report) -> dict[str, Json]:
    match report:
        case CheckReport():
            return _check(report)
        case DriftReport():
            return _drift(report)
        case ReachReport():
            return _reach(report)
        case WhyReport():
            return _why(report)
        case Paper():
            return paper(report)
        case _:
            assert_never(report)


def _check(report: CheckReport) -> dict[str, Json]:
    """What is new since another run is left to drift: it would tie the bytes to what else lies in the store."""
    return {
        "format": "toegang/check/1",
        "head": head(report.head),
        "findings": [finding(each) for each in report.findings],
        "counts": {"reaches": report.reaches, "persons": report.persons, "assets": report.assets},
    }


def _drift(report: DriftReport) -> dict[str, Json]:
    return {
        "format": "toegang/drift/1",
        "before": head(report.before),
        "after": head(report.after),
        "changes": [change(each) for each in report.changes],
        "findings": [finding(each) for each in report.findings],
    }


def _reach(report: ReachReport) -> dict[str, Json]:
    names = {each.id: each.name for each in report.principals}
    return {
        "format": "toegang/reach/1",
        "head": head(report.head),
        "question": report.question,
        "reaches": [{**reach(each), "allowed_by": list(rules)} for each, rules in zip(report.reaches, report.allowed, strict=True)],
        "names": dict(names),
        "gaps": [gap(each) for each in report.gaps],
    }


def _why(report: WhyReport) -> dict[str, Json]:
    return {
        "format": "toegang/why/1",
        "head": head(report.head),
        "subject": subject(report.subject),
        "asset": report.asset,
        "paths": [{"reach": reach(found), "steps": path(steps)} for found, steps in report.paths],
        "findings": [finding(each) for each in report.findings],
        "gaps": [gap(each) for each in report.gaps],
    }


renderer = JsonReport()
