"""The table renderer: which lines a reader finds, and that nothing in them acts on a terminal."""

from dataclasses import replace
from datetime import UTC, datetime

import click
import pytest

from audit.model.drift import Direction
from audit.model.facts import Coverage, CoverageStatus
from audit.model.paper import Report
from audit.model.report import CheckReport, DriftReport, ReachReport, WhyReport
from policies.language import Severity
from reports.table import Table, renderer
from tests.unit.reports import samples


def lines(report: Report, columns: int = 120) -> list[str]:
    return click.unstyle(Table(columns=columns).render(report)).split("\n")


def below(shown: list[str], start: str) -> list[str]:
    """The lines after the one that starts so, up to the next empty line at the margin of a block."""
    return shown[next(index for index, line in enumerate(shown) if line.startswith(start)) + 1 :]


def test_nothing_wrong_is_said_in_the_first_lines() -> None:
    shown = lines(samples.check())
    assert shown[0] == "The Shop · run 2026-11-23T02-00-00Z · as on 2026-11-23 · policy abababab"
    assert shown[2] == "COMPLIES: nothing differs from the policy"
    assert shown[4].startswith("Looked at 8 assets: 214 reaches, 19 persons with some. Exit code 0.")


def test_a_violation_tells_who_what_why_and_what_to_do() -> None:
    finding = samples.violation()
    shown = lines(samples.check(finding, since="2026-11-22T02-00-00Z", new=frozenset({finding.fingerprint})))
    assert shown[2:5] == ["DOES NOT COMPLY", "1 violation: 1 critical.", "New since run 2026-11-22T02-00-00Z: 1."]
    block = below(shown, "CRITICAL (1)")
    assert block[0].split() == ["new", "person:p21", "up", "to", "read", "(if)", "orders/labels", "F08", finding.fingerprint]
    assert block[1:5] == [
        "      p21 reads orders, which F08 forbids (policy.yaml:31) [A9]",
        "      if:  aws:SourceIp is 10.0.0.0/8",
        "      by:  person:p21 → user/p21 → group/dev → s3://gw-orders/* (and 1 other path)",
        "      do:  take p21 out of the group dev (owner: p19)",
    ]


def test_severities_come_worst_first_after_what_is_unknown() -> None:
    findings = (samples.violation(), samples.violation(severity=Severity.LOW), samples.unknown())
    shown = lines(samples.check(*findings))
    heads = [line for line in shown if line.startswith(("CANNOT", "CRITICAL", "LOW"))]
    assert heads == ["CANNOT TELL (1)", "CRITICAL (1)", "LOW (1)"]
    assert shown[3] == "2 violations: 1 critical, 1 low; 1 unknown."


def test_waived_findings_stand_apart_and_are_counted() -> None:
    shown = lines(samples.check(replace(samples.violation(), waived_by="W01")))
    assert shown[2:4] == ["COMPLIES: nothing differs from the policy", "1 waived."]
    assert "WAIVED for a while, still true, by W01 (1)" in shown
    assert not [line for line in shown if line.startswith("CRITICAL")]


def test_blind_spots_come_before_the_findings_and_each_gap_is_told_once() -> None:
    other = replace(samples.GAP, scope="s3://gw-other")
    told = samples.head(gaps=(samples.GAP, other), coverage=(samples.partial(), samples.partial(CoverageStatus.COMPLETE)))
    shown = lines(samples.check(samples.unknown(), samples.violation(), told=told))
    assert shown[2] == "DOES NOT COMPLY"
    block = below(shown, "BLIND SPOTS")
    assert block[:3] == [
        "  aws  s3  partial  aws://111122223333",
        "  ? s3://gw-other: GetBucketPolicy: AccessDenied",
        "    grant: s3:GetBucketPolicy",
    ]
    assert (
        shown.index(next(line for line in shown if line.startswith("BLIND"))) < shown.index("CANNOT TELL (1)") < shown.index("CRITICAL (1)")
    )
    assert sum("s3://gw-hr" in line for line in shown) == 1


def test_many_gaps_are_counted() -> None:
    gaps = tuple(replace(samples.GAP, scope=f"s3://b{number:02}") for number in range(20))
    assert "  … and 8 more; --format json has all" in lines(samples.check(told=samples.head(gaps=gaps)))


def test_a_collection_that_was_taken_up_says_how_old_its_first_facts_are() -> None:
    shown = lines(samples.check(told=replace(samples.head(), begun=datetime(2026, 11, 22, 23, 5, tzinfo=UTC))))
    assert any("first facts of 2026-11-22 23:05 UTC" in line for line in shown)


def test_surfaces_that_are_not_supported_share_a_line() -> None:
    dark = tuple(Coverage("gcp", name, "google://", CoverageStatus.UNSUPPORTED) for name in ("alloydb", "bigtable"))
    shown = lines(samples.check(told=replace(samples.head(), coverage=dark)))
    assert [line.split() for line in shown if "unsupported" in line] == [["gcp", "alloydb,", "bigtable", "unsupported", "google://"]]


def test_what_was_left_out_is_said() -> None:
    shown = lines(samples.check(told=replace(samples.head(), left_out=("google", "microsoft"))))
    assert shown[3] == "Left out as asked: assets in google, microsoft. Nothing is said about them."


def test_of_many_alike_the_first_three_are_told_in_full_and_all_have_a_row() -> None:
    findings = tuple(samples.violation(f"p{number:02}") for number in range(10))
    shown = lines(samples.check(*findings))
    assert all(any(finding.fingerprint in line for line in shown) for finding in findings)
    assert sum(line.startswith("      do:") for line in shown) == 3
    assert "      7 more rows of this rule and asset; --format json has their words and paths" in shown


def test_a_cause_is_one_line_with_a_count() -> None:
    finding = samples.violation("p23")
    shown = lines(samples.drift(samples.change(431, new=(finding,)), findings=(finding,)))
    assert shown[0] == "The Shop · from run 2026-11-22T02-00-00Z · to run 2026-11-23T02-00-00Z · policy abababab"
    assert shown[2:4] == ["1 NEW VIOLATION", "1 cause. Reaches: 431 gained. Findings gone: 0."]
    block = below(shown, "membership: p23 joined the group dev")
    assert block[:2] == ["  aws://1/iam/group/dev: 431 reaches, 1 new and 0 gone findings", "  + person:p00  orders  up to read"]
    assert block[6] == "  … and 426 more"
    assert "NEW FINDINGS (1)" in shown


def test_no_change_says_so() -> None:
    assert lines(samples.drift())[2:4] == ["NO NEW VIOLATION", "Nothing changed."]


def test_what_is_no_longer_read_is_not_called_lost() -> None:
    before = samples.head(coverage=(samples.partial(CoverageStatus.COMPLETE),))
    shown = lines(samples.drift(samples.change(direction=Direction.NOT_OBSERVED), before=before))
    assert shown[2] == "CANNOT TELL: no new violation is known, but something could not be read"
    assert below(shown, "NO LONGER READ WHOLE")[0] == "  ? aws s3 aws://111122223333"
    assert any(line.startswith("  ? person:p00") for line in shown)


def test_a_level_that_changed_shows_both() -> None:
    shown = lines(samples.drift(samples.change(direction=Direction.CHANGED)))
    assert "  ~ person:p00  orders  none (None) is now up to read (yes)" in shown


def test_who_is_a_table_with_the_rule_that_allows_it() -> None:
    shown = lines(samples.reaches((samples.reach(), ("A03", "A04")), (samples.reach("p22"), ())), 140)
    assert shown[2] == "who reaches orders: 2 reaches"
    rows = below(shown, "───")
    assert rows[0].split()[:9] == ["person:p21", "-", "up", "to", "read,", "manage", "if", "A03,", "A04"]
    assert "not covered" in rows[1]


def test_what_does_not_repeat_the_name_that_was_asked() -> None:
    shown = lines(samples.reaches((samples.reach(), ()), text="what person:p21 reaches"))
    assert shown[4].split() == ["asset", "level", "verdict", "allowed", "by", "enters", "with"]


def test_statements_of_one_step_have_a_line_each() -> None:
    step = replace(samples.path()[2], evidence='{"Effect": "Allow"}\n{"Effect": "Deny"}')
    assert '       {"Effect": "Deny"}' in lines(samples.why((samples.reach(), (step,))))


def test_who_with_gaps_says_that_somebody_may_be_missing() -> None:
    shown = lines(samples.reaches(gaps=(samples.GAP,)))
    assert shown[2] == "who reaches orders: no reach found"
    assert shown[-2] == "1 gap in what was asked about: the answer may lack a reach. Exit code 3."


def test_why_shows_each_step_with_what_gives_it() -> None:
    shown = lines(samples.why((samples.reach(), samples.path())))
    block = below(shown, "Path 1 of 1: up to read, manage (if) of orders")
    assert block[1:10] == [
        "  person:p21",
        "  ├─ has the account aws://111122223333/iam/user/p21",
        "  │    people.yaml:12:5 names it",
        "  ├─ is a member of aws://111122223333/iam/group/dev",
        "  │    the group's list of users",
        "  ├─ is granted access to s3://gw-orders/*",
        "  │    policy Orders, statement 1",
        "  │    if aws:SourceIp is 10.0.0.0/8",
        '  │    {"Effect": "Allow"}',
    ]
    assert block[10] == "  └─ which lies in orders"


def test_why_without_a_path_is_honest() -> None:
    assert lines(samples.why())[-2] == "The asset was read whole. Exit code 0."
    assert lines(samples.why(gaps=(samples.GAP,)))[-2] == "1 gap in this asset: nobody can say that there is none. Exit code 3."


@pytest.mark.parametrize("columns", [80, 100, 120, 140])
def test_no_line_is_wider_than_asked(columns: int) -> None:
    long = "aws://111122223333/iam/role/" + "a-rather-long-path/" * 12
    finding = samples.violation(text=long)
    every: tuple[Report, ...] = (
        samples.check(finding, samples.unknown(long), told=samples.head(gaps=(replace(samples.GAP, scope=long),))),
        samples.drift(samples.change(text=long, new=(finding,)), findings=(finding,)),
        samples.why((samples.reach(long), samples.path(long))),
        samples.reaches((samples.reach(long), ("A03",))),
    )
    assert all(len(line) <= columns for report in every for line in lines(report, columns))


def test_the_renderer_takes_the_width_of_the_terminal_and_has_no_schema() -> None:
    assert renderer.render(samples.check()).endswith("\n")
    assert renderer.schemas() == {}


def told_in(language: str, report: Report) -> Report:
    match report:
        case DriftReport():
            return replace(report, before=replace(report.before, language=language), after=replace(report.after, language=language))
        case CheckReport() | ReachReport() | WhyReport():
            return replace(report, head=replace(report.head, language=language))
        case _:
            return report


def test_the_frames_are_in_the_language_of_the_head() -> None:
    finding = samples.violation()
    report = samples.check(finding, samples.unknown(), replace(finding, waived_by="W01"), since="2026-11-22T02-00-00Z")
    dutch, french = (lines(told_in(language, report)) for language in ("nl", "fr"))
    assert dutch[:5] == [
        "The Shop · momentopname 2026-11-23T02-00-00Z · stand op 2026-11-23 · beleid abababab",
        "",
        "NIET IN ORDE",
        "1 overtreding: 1 kritiek; 1 onbekend; 1 met ontheffing.",
        "Nieuw sinds momentopname 2026-11-22T02-00-00Z: niets.",
    ]
    assert "KRITIEK (1)" in dutch
    assert "    persoon p21  tot en met inzien (als)  orders/labels  F08  " + finding.fingerprint in dutch
    assert "      doe: take p21 out of the group dev (eigenaar: p19)" in dutch
    assert french[2:4] == ["NON CONFORME", "1 infraction : 1 critique; 1 inconnu; 1 sous dérogation."]
    assert "CRITIQUE (1)" in french
    assert "      à faire : take p21 out of the group dev (propriétaire : p19)" in french


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_no_line_of_a_frame_stays_english(language: str) -> None:
    gaps = (samples.GAP,)
    reports = (
        samples.check(),
        samples.check(samples.unknown(), told=samples.head(gaps=gaps, coverage=(samples.partial(),))),
        samples.drift(samples.change(7, new=(samples.violation(),)), findings=(samples.violation(),)),
        samples.drift(before=samples.head(coverage=(samples.partial(CoverageStatus.COMPLETE),))),
        samples.reaches((samples.reach(), ()), (samples.reach("p22"), ("A01",)), gaps=gaps, text="?"),
        samples.why((samples.reach(), samples.path()), gaps=gaps, findings=(samples.violation(),)),
        samples.why(gaps=gaps),
        samples.why(),
    )
    words = {"run", "of", "nothing", "exit", "policy", "asset", "reach", "reaches", "found", "has", "read", "what", "new"}
    for report in reports:
        given = {word for line in lines(told_in("en", report)) for word in line.lower().split()}
        assert given & words
        shown = [line for line in lines(told_in(language, report)) if not any(text in line for text in FROM_ELSEWHERE)]
        assert [line for line in shown if words & set(line.lower().split())] == []


FROM_ELSEWHERE = (
    "Nobody can say",
    "reads orders",
    "list of users",
    "out of the group",
    "joined the group",
    "policy Orders",
)  # what others said
