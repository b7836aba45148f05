"""Every kind of report as a paper, in every language, and as tables."""

import csv
import io
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from audit.model.drift import Direction
from audit.model.finding import FindingKind
from audit.model.paper import Bullets, Heading, Paper, Paragraph, Report, Table, Tone
from audit.model.reach import SubjectKind
from audit.plugins import renderer
from policies.wording import wording
from reports.papers import paper_of, tables_of
from reports.papers.words import asks, whom
from tests.unit.reports import checked, samples


def headings(report: Report) -> list[str]:
    return [part.text for part in paper_of(report).parts if isinstance(part, Heading)]


def said(paper: Paper) -> str:
    return "\n".join(part.text for part in paper.parts if isinstance(part, Paragraph | Heading))


def table(report: Report, name: str) -> Table:
    return next(part for part in paper_of(report).parts if isinstance(part, Table) and part.name == name)


def test_a_check_says_its_verdict_what_could_not_be_read_and_every_finding():
    paper = paper_of(checked.check())
    assert paper.parts[0] == Paragraph("It does not comply.", Tone.WARNING)
    assert headings(checked.check()) == [
        "What could not be read",
        "Nobody can tell (1)",
        "Violations (1)",
        "Waived for a while, still true (1)",
        "Remarks (1)",
    ]
    assert "1 violation (1 critical); 1 question that nobody can answer; 1 waived. New since run 2026-11-22T02-00-00Z: 1." in said(paper)
    (row,) = table(checked.check(), "Violations").rows
    assert row[:5] == ("critical, new", "p21", "up to read", "orders/labels", "F08 (policy.yaml:31)")
    assert row[5] == "p21 reads orders, which F08 forbids [A9]. by person:p21 → user/p21 → group/dev → s3://gw-orders/*"
    assert row[6] == "take p21 out of the group dev (owner: p19)"


def test_where_all_is_well_it_says_so():
    paper = paper_of(samples.check())
    assert paper.parts[0] == Paragraph("It complies: nothing differs from the policy.")
    assert headings(samples.check()) == []


def test_gaps_and_surfaces_are_told_once():
    paper = paper_of(checked.check())
    assert paper.head is not None
    assert (paper.head.gaps, paper.head.coverage) == ((), ())
    assert len(table(checked.check(), "gaps").rows) == 2
    assert table(checked.check(), "surfaces").rows == (("aws", "s3", "aws://111122223333", "partial"),)


def test_what_was_left_out_is_told():
    told = paper_of(samples.check(told=replace(samples.head(), left_out=("azure", "google"))))
    assert "Left out as asked: assets in azure and google. Nothing is said about them." in said(told)


def test_a_drift_counts_what_each_cause_did_and_shows_every_reach():
    report = checked.drift()
    assert headings(report) == [
        "No longer read whole",
        "What could not be read",
        "What changed, by cause",
        "New findings (1)",
        "Findings that are gone (1)",
    ]
    assert table(report, "causes").rows == (
        ("membership", "p23 joined the group dev", "aws://1/iam/group/dev", "2", "-", "-", "-", "1", "1"),
    )
    assert table(report, "reaches").rows[0] == ("gained", "p00", "orders", "-", "up to read (yes)", "p23 joined the group dev")
    assert Bullets(("aws s3 aws://111122223333",)) in paper_of(report).parts


def test_what_was_not_observed_is_not_called_gone():
    report = samples.drift(samples.change(direction=Direction.NOT_OBSERVED))
    assert table(report, "reaches").rows[0][4] == "?"
    assert paper_of(report).exit == 3


def test_a_drift_of_nothing():
    assert "Nothing changed." in said(paper_of(samples.drift()))


def test_who_reaches_is_a_row_for_each_reach_with_the_rules():
    report = samples.reaches((samples.reach(), ("A03",)), (samples.reach("p22"), ()), gaps=(samples.GAP,))
    assert [row[4] for row in table(report, "reaches").rows] == ["A03", "not covered"]
    assert headings(report) == ["What the answer may lack"]
    assert paper_of(report).title == "Who reaches orders"


def test_no_reach_is_said_and_with_gaps_it_is_no_proof():
    assert "No reach was found." in said(paper_of(samples.reaches()))
    doubtful = said(paper_of(samples.why(gaps=(samples.GAP,))))
    assert "the answer may lack a reach" in doubtful
    assert "Everything that was asked about could be read." not in doubtful
    assert "Everything that was asked about could be read." in said(paper_of(samples.why()))


def test_why_is_a_table_for_each_way_step_by_step():
    report = samples.why((samples.reach(), samples.path()), findings=(samples.violation(),))
    assert headings(report) == ["Path 1 of 1: up to read, manage of orders", "What the policy says of it"]
    steps = table(report, "Path 1 of 1").rows
    assert [row[2] for row in steps] == ["has the account", "is a member of", "is granted access to", "which lies in"]
    assert steps[2][6] == '{"Effect": "Allow"}'


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_each_language_has_words_of_its_own(language: str):
    head = replace(checked.HEAD, language=language)
    reports: tuple[Report, ...] = (
        replace(checked.check(), head=head),
        replace(checked.drift(), after=head),
        replace(samples.why((samples.reach(), samples.path())), head=head),
    )
    for report in reports:
        told, english = said(paper_of(report)), said(paper_of(_english(report)))
        assert paper_of(report).language == language
        assert not set(told.splitlines()) & {line for line in english.splitlines() if " " in line}


def _english(report: Report) -> Report:
    match report:
        case Paper():
            return report
        case _ if hasattr(report, "after"):
            return replace(report, after=replace(report.after, language="en"))
        case _:
            return replace(report, head=replace(report.head, language="en"))  # type: ignore[union-attr]


def test_names_that_people_know_stand_in_for_ids():
    named = replace(checked.check(), head=replace(checked.HEAD, names=(("s3://gw-orders/*", "“orders”"),)))
    assert "“orders”" in table(named, "Violations").rows[0][5]


def test_a_spreadsheet_has_every_detail_of_a_finding_and_the_gaps():
    rows = list(csv.DictReader(io.StringIO(str(renderer("csv").render(checked.check())).split("\r\n\r\n")[0])))
    first = rows[0]
    assert (first["outcome"], first["new"], first["rule"], first["fingerprint"]) == (
        "violation",
        "new",
        "F08",
        checked.VIOLATION.fingerprint,
    )
    assert first["place in the policy"] == "policy.yaml:31"
    assert rows[2]["waived by"] == "W01"
    book = load_workbook(BytesIO(bytes(renderer("xlsx").render(checked.drift()))))  # type: ignore[arg-type]
    assert [sheet.title for sheet in book.worksheets] == ["causes", "reaches", "findings", "gaps", "surfaces"]


@pytest.mark.parametrize(
    ("report", "names"),
    [
        (samples.check(), ["findings"]),
        (samples.reaches((samples.reach(), ())), ["reaches"]),
        (
            samples.why((samples.reach(), samples.path()), findings=(samples.violation(),)),
            ["Path 1 of 1", "What the policy says of it", "findings"],
        ),
    ],
)
def test_each_report_has_its_tables(report: Report, names: list[str]):
    assert [each.name for each in tables_of(report)] == names


def test_every_kind_of_check_and_every_subject_has_its_words():
    say = wording("en")
    assert all(asks(kind, say) for kind in FindingKind)
    assert all(whom(replace(samples.person("x"), kind=kind), say) for kind in SubjectKind)


@pytest.mark.parametrize("name", ["csv", "html", "markdown", "xlsx", "github-summary"])
def test_every_format_for_papers_shows_every_report(name: str):
    for report in (
        checked.check(),
        checked.drift(),
        samples.reaches((samples.reach(), ())),
        samples.why((samples.reach(), samples.path())),
    ):
        assert renderer(name).render(report)
