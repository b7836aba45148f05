"""A checked run with as many findings as a large organisation has on its first night."""

from datetime import UTC, date, datetime

from audit.model.finding import Finding, FindingKind, Outcome, fingerprint
from audit.model.overview import Overview, ShownAsset, ShownReach, ShownRule, ShownSubject, Standing
from audit.model.reach import Path, Reach, Step, StepKind, Subject, SubjectKind
from audit.model.report import CheckReport
from policies.language import Severity
from policies.levels import Level
from tests.unit.reports import samples

READ = Level.FIND | Level.READ
NIGHT = datetime(2026, 10, 16, 2, 0, tzinfo=UTC)


def large(findings: int, assets: int = 100) -> CheckReport:
    """A report of that many findings, each of a person of its own, spread over the assets."""
    made = tuple(_finding(number, f"asset-{number % assets:03}") for number in range(findings))
    overview = Overview(
        subjects=tuple(ShownSubject(_person(number), Standing.STAFF, roles=("sales",)) for number in range(findings)),
        assets=tuple(
            ShownAsset(f"asset-{number:03}", f"data set {number}", "p00001", "art9" if number % 9 == 0 else "") for number in range(assets)
        ),
        rules=(ShownRule("F08", "Forbidden for any role: to read sick notes", "rules.yaml:4"),),
        reaches=tuple(_reach(number, f"asset-{number % assets:03}") for number in range(findings)),
        since=tuple((each.fingerprint, date(2026, 10, 1)) for each in made),
    )
    return CheckReport(
        samples.head(), made, findings, findings, assets, "2026-10-15T02-00-00Z", frozenset({made[0].fingerprint}), overview=overview
    )


def _person(number: int) -> Subject:
    return Subject(SubjectKind.PERSON, f"p{number:05}")


def _path(number: int, asset: str) -> Path:
    account, group = f"google://user/p{number:05}@shop.example", f"google://group/team-{number % 50}@shop.example"
    return (
        Step(StepKind.JOINED, f"person:p{number:05}", account, "the policy gives it"),
        Step(StepKind.MEMBER, account, group, "a member of the group"),
        Step(StepKind.GRANT, group, f"drive://file-{number % 500}", "drive role reader of the group"),
        Step(StepKind.HOLDS, f"drive://file-{number % 500}", asset, "the inventory says so"),
    )


def _reach(number: int, asset: str) -> ShownReach:
    account = f"google://user/p{number:05}@shop.example"
    return ShownReach(Reach(asset, "", _person(number), account, account, READ), (), (_print(number, asset),), _path(number, asset))


def _print(number: int, asset: str) -> str:
    return fingerprint("F08", asset, "", _person(number))


def _finding(number: int, asset: str) -> Finding:
    return Finding(
        fingerprint=_print(number, asset),
        rule="F08",
        kind=FindingKind.FORBIDDEN,
        outcome=Outcome.VIOLATION,
        severity=list(Severity)[number % 4],
        sentence=f"p{number:05} can find and read {asset}: F08: Forbidden for any role: to read sick notes",
        remedy=f"remove google://user/p{number:05}@shop.example from google://group/team-{number % 50}@shop.example",
        asset=asset,
        subject=_person(number),
        levels=READ,
        paths=(_path(number, asset),),
        law=("A9", "A5-1-f", "A32"),
        controls=("ISO 27001:2022 A.8.3", "SOC 2 CC6.1"),
        owner="p00001",
    )
