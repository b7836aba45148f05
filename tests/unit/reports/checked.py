"""A check with something of everything: a violation, a question, a waived finding, a notice, gaps, surfaces, rules that passed."""

from dataclasses import replace

from audit.model.checked import CheckedRule
from audit.model.facts import Coverage, CoverageStatus, Gap
from audit.model.finding import FindingKind, Outcome
from audit.model.report import CheckReport, DriftReport
from policies.errors import Place
from policies.language import Severity
from tests.unit.reports import samples

OTHER = Gap("google", "drive", "drive://0A", "files.list", "no manager", "")
HEAD = replace(
    samples.head(gaps=(samples.GAP, OTHER), coverage=(samples.partial(), Coverage("aws", "iam", "aws://1", CoverageStatus.COMPLETE))),
    policy="privacy/assets.yaml",
)
VIOLATION = samples.violation()
UNKNOWN = samples.unknown()
WAIVED = replace(samples.violation("p22", Severity.MEDIUM, "R01"), waived_by="W01", controls=("SOC 2 CC6.1",))
NOTICE = replace(
    samples.violation("p23", Severity.LOW, "bulk-copy"), kind=FindingKind.BULK_COPY, outcome=Outcome.NOTICE, place=None, asset="hr-files"
)
RULES = (
    CheckedRule(
        "F08",
        FindingKind.FORBIDDEN,
        "Forbidden for the role development: to read orders",
        Place("policy.yaml", 31, 5),
        ("orders", "hr-files"),
    ),
    CheckedRule(
        "R01", FindingKind.REQUIREMENT, "Everybody must sign in with a second factor", Place("policy.yaml", 40), ("orders",), ("A32",)
    ),
    CheckedRule("public", FindingKind.PUBLIC, assets=("orders", "hr-files", "leads")),
    CheckedRule("gap", FindingKind.GAP, assets=("orders", "hr-files", "leads")),
    CheckedRule("orphan-account", FindingKind.ORPHAN_ACCOUNT),
)


def check() -> CheckReport:
    return CheckReport(
        HEAD,
        (VIOLATION, UNKNOWN, WAIVED, NOTICE),
        214,
        19,
        3,
        since="2026-11-22T02-00-00Z",
        new=frozenset({VIOLATION.fingerprint}),
        rules=RULES,
        waivers=(("W01", "a key was ordered; until 2026-12-31"),),
    )


def drift() -> DriftReport:
    """One new violation, one that is gone, and a surface that was read whole before."""
    gone = samples.violation("p09", rule="F01")
    change = replace(samples.change(2, new=(VIOLATION,)), findings_gone=(gone.fingerprint,))
    before = replace(HEAD, run="2026-11-22T02-00-00Z", gaps=(), coverage=(samples.partial(CoverageStatus.COMPLETE),))
    return samples.drift(change, findings=(VIOLATION, gone), before=before, after=HEAD)
