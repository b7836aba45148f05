"""Small hand-made reports."""

from datetime import UTC, date, datetime

from audit.model.drift import Cause, CauseKind, Change, Direction, ReachChange
from audit.model.facts import Coverage, CoverageStatus, Gap, Principal, PrincipalKind, Verdict
from audit.model.finding import Finding, FindingKind, Outcome, fingerprint
from audit.model.head import Head
from audit.model.reach import Path, Reach, Step, StepKind, Subject, SubjectKind
from audit.model.report import CheckReport, DriftReport, ReachReport, WhyReport
from policies.errors import Place
from policies.language import Severity
from policies.levels import Level

READ = Level.FIND | Level.READ
GAP = Gap("aws", "s3", "s3://gw-hr", "GetBucketPolicy", "AccessDenied", "s3:GetBucketPolicy")


def head(
    run: str = "2026-11-23T02-00-00Z", text: str = "The Shop", *, gaps: tuple[Gap, ...] = (), coverage: tuple[Coverage, ...] = ()
) -> Head:
    return Head(run, datetime(2026, 11, 23, 2, tzinfo=UTC), date(2026, 11, 23), "ab" * 32, "0.1.0", text, coverage, gaps)


def partial(status: CoverageStatus = CoverageStatus.PARTIAL) -> Coverage:
    return Coverage("aws", "s3", "aws://111122223333", status)


def person(number: str) -> Subject:
    return Subject(SubjectKind.PERSON, number)


def path(text: str = "p21") -> Path:
    user, group = f"aws://111122223333/iam/user/{text}", "aws://111122223333/iam/group/dev"
    return (
        Step(StepKind.JOINED, f"person:{text}", user, "people.yaml:12:5 names it"),
        Step(StepKind.MEMBER, user, group, "the group's list of users"),
        Step(StepKind.GRANT, group, "s3://gw-orders/*", "policy Orders, statement 1", '{"Effect": "Allow"}', "aws:SourceIp is 10.0.0.0/8"),
        Step(StepKind.HOLDS, "s3://gw-orders/*", "orders", "inventory.yaml:4:3"),
    )


def violation(number: str = "p21", severity: Severity = Severity.CRITICAL, rule: str = "F08", text: str = "") -> Finding:
    return Finding(
        fingerprint=fingerprint(rule, "orders", "labels", person(number)),
        rule=rule,
        kind=FindingKind.FORBIDDEN,
        outcome=Outcome.VIOLATION,
        severity=severity,
        sentence=text or f"{number} reads orders, which {rule} forbids",
        remedy=text or f"take {number} out of the group dev",
        asset="orders",
        part="labels",
        subject=Subject(SubjectKind.PERSON, number),
        levels=READ,
        verdict=Verdict.IF,
        condition=text or "aws:SourceIp is 10.0.0.0/8",
        paths=(path(text or number), path("other")),
        place=Place(text or "policy.yaml", 31, 5),
        law=("A9", "cf. a decision of 2020"),
        owner=text or "p19",
    )


def unknown(text: str = "") -> Finding:
    gap = Gap("aws", "s3", text, text, text, text) if text else GAP
    return Finding(
        fingerprint=fingerprint("gap", "hr-files", "", None),
        rule="gap",
        kind=FindingKind.GAP,
        outcome=Outcome.UNKNOWN,
        severity=Severity.HIGH,
        sentence="Nobody can say who reaches hr-files",
        remedy="grant s3:GetBucketPolicy",
        asset="hr-files",
        scope=gap.scope,
        gap=gap,
    )


def check(*findings: Finding, since: str = "", new: frozenset[str] = frozenset(), told: Head | None = None) -> CheckReport:
    return CheckReport(told or head(), findings, 214, 19, 8, since, new)


def reach(text: str = "p21") -> Reach:
    return Reach(
        "orders",
        "",
        person(text),
        f"aws://1/iam/user/{text}",
        f"aws://1/iam/role/{text}",
        READ | Level.MANAGE,
        Verdict.IF,
        text,
        "",
        text,
        3,
    )


def reaches(*rows: tuple[Reach, tuple[str, ...]], gaps: tuple[Gap, ...] = (), text: str = "who reaches orders") -> ReachReport:
    named = tuple(Principal(row.account, "aws", PrincipalKind.ACCOUNT, text) for row, _ in rows)
    return ReachReport(head(), text, tuple(row for row, _ in rows), tuple(rules for _, rules in rows), named, gaps)


def why(*paths: tuple[Reach, Path], gaps: tuple[Gap, ...] = (), findings: tuple[Finding, ...] = ()) -> WhyReport:
    return WhyReport(head(), person("p21"), "orders", paths, findings, gaps)


def change(
    count: int = 1, text: str = "p23 joined the group dev", *, new: tuple[Finding, ...] = (), direction: Direction = Direction.GAINED
) -> Change:
    changed = tuple(
        ReachChange(direction, "orders", "", person(f"p{number:02}"), after=READ, verdict_after=Verdict.YES) for number in range(count)
    )
    return Change(Cause(CauseKind.MEMBERSHIP, "aws://1/iam/group/dev", text), changed, tuple(finding.fingerprint for finding in new))


def drift(*changes: Change, findings: tuple[Finding, ...] = (), before: Head | None = None, after: Head | None = None) -> DriftReport:
    return DriftReport(before or head("2026-11-22T02-00-00Z"), after or head(), changes, findings)
