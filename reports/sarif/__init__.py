"""SARIF 2.1.0 (OASIS, with errata 01): findings for code scanning and other viewers of static analysis.

What GitHub does with it: its documentation, "SARIF support for code scanning" and "SARIF results exceed one or more limits".
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from audit.cli.text import safe
from audit.model.paper import Report
from reports.listed import listed
from reports.sarif.invocation import invocation
from reports.sarif.parts import Json
from reports.sarif.results import MOST_RESULTS, results
from reports.sarif.rules import MOST_RULES, rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Sarif:
    """The renderer: of a check every finding, of a drift the new ones. Compact, since a forge takes so many bytes and no more."""

    name: str = "sarif"
    extension: str = "sarif.json"
    whole: bool = False

    def render(self, report: Report) -> str:
        """The log, with one run. Raises UsageError for a report that lists no findings."""
        told = listed(report, self.name)
        known = rules(told)
        shown = results(told, [rule.id for rule in known])
        left_out = max(len(told.findings) - MOST_RESULTS, 0)
        run: dict[str, Json] = {
            "tool": {"driver": {"name": "Toegang", "version": told.head.tool_version, "rules": [rule.json for rule in known[:MOST_RULES]]}},
            "language": told.head.language,
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository that holds the policy."}}},
            "invocations": [invocation(told, left_out)],
            "results": list(shown),
            "properties": {
                "run": told.head.run,
                "as_of": told.head.as_of.isoformat(),
                "policy_digest": told.head.policy_digest,
                "left_out": [safe(system) for system in told.head.left_out],
            },
        }
        log: Json = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        return json.dumps(log, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")) + "\n"

    def schemas(self) -> Mapping[str, str]:
        """None of ours: OASIS has published it."""
        return {}


renderer = Sarif()
