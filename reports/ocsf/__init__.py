"""OCSF 1.6.0, one event a line: for a SIEM or a data lake.

Findings are of the class Compliance Finding (2003); who reaches what is of IAM Analysis Finding (2008), which 1.6 has added. Ids are those of the
providers, as in JSON; names stand beside them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from audit.errors import UsageError
from audit.model.paper import Paper, Report
from audit.model.report import CheckReport, DriftReport, ReachReport, WhyReport
from reports.listed import listed
from reports.ocsf.access import accesses, why
from reports.ocsf.finding import closed, findings, gaps
from reports.ocsf.parts import Json, clean


@dataclass(frozen=True, slots=True)
class Ocsf:
    """The renderer."""

    name: str = "ocsf"
    extension: str = "ocsf.jsonl"
    whole: bool = False

    def render(self, report: Report) -> str:
        """The events. Raises UsageError for a paper."""
        return "".join(f"{json.dumps(clean(event), ensure_ascii=True, sort_keys=True)}\n" for event in _events(report, self.name))

    def schemas(self) -> Mapping[str, str]:
        """None of ours: schema.ocsf.io has them."""
        return {}


def _events(report: Report, name: str) -> Iterator[Json]:
    match report:
        case CheckReport() | DriftReport():
            told = listed(report, name, names=False)
            yield from findings(told)
            yield from closed(told)
            yield from gaps(told.other_gaps(), told.head)
        case ReachReport():
            yield from accesses(report)
            yield from gaps(report.gaps, report.head)
        case WhyReport():
            yield from why(report)
            yield from gaps(report.gaps, report.head)
        case Paper():
            raise UsageError("ocsf shows findings and reaches, and no papers", "--format json shows this")
        case _:
            assert_never(report)


renderer = Ocsf()
