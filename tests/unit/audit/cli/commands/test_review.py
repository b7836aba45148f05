"""`toegang review`: a pack is made, filled in, read back; what was decided becomes evidence; the check finds the removal that did not happen."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]

WITH_DECIDERS = POLICY.replace("profile: starter", "profile: starter, deciders: [finance], review_every: P1M").replace(
    "tests:", "require:\n  - {{id: R1, for_assets: all, need: {{access_review: recorded}}}}\ntests:"
)
FILLED = {"p01": ("verwijderen", "=no longer needed", "p02", "2026-11-20"), "p02": ("keep", "", "p01", "2026-11-20")}
TODAY = ("--today", "2026-11-25")


@pytest.fixture
def reviewed(office: Office) -> Office:
    office.write(WITH_DECIDERS)
    office.night(20, "violation")
    return office


def fill_xlsx(path: Path) -> None:
    book = load_workbook(path)
    for row in book.worksheets[1].iter_rows(min_row=2):
        for cell, text in zip(row[-4:], FILLED[str(row[2].value)], strict=True):
            cell.value, cell.data_type = text, "s"
    book.save(path)


def fill_csv(path: Path) -> None:
    lines = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    filled = [(*row[:-4], *FILLED[row[2]]) if len(row) > 4 and row[2] in FILLED else row for row in lines]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(filled)  # as Excel saves it in Belgium


FORMS = {"xlsx": fill_xlsx, "csv": fill_csv}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_removal_that_did_not_happen_is_found_and_the_one_that_did_is_not(
    form: str, language: str, reviewed: Office, told: Told
) -> None:
    pack, evidence = reviewed.folder / f"pack.{form}", reviewed.policy / "review.yaml"
    making = ("review", "--owner", "p01", "--format", form, "--output", str(pack), "--language", language)
    assert reviewed.toegang(*making) == Exit.COMPLIES
    FORMS[form](pack)
    assert reviewed.toegang("review", "--read", str(pack), "--evidence", str(evidence), *TODAY) == Exit.COMPLIES
    assert "2026-11-27" in told()[0]  # gone by then

    reviewed.night(27, "violation")
    reviewed.toegang("check", "--format", "json")
    assert "review" not in rules(told())  # there was time until then
    reviewed.night(28, "violation")
    assert reviewed.toegang("check", "--format", "json") == Exit.VIOLATIONS
    found = rules(told())
    assert "=no longer needed" in found["review"]
    reviewed.night(29, "fine")
    assert reviewed.toegang("check") == Exit.COMPLIES  # gone, and reviewed in time, as R1 asks


def rules(told: tuple[str, str]) -> dict[str, str]:
    return {finding["rule"]: finding["sentence"] for finding in json.loads(told[0])["findings"]}


def test_before_the_review_the_rule_that_asks_for_it_is_broken(reviewed: Office, told: Told) -> None:
    reviewed.toegang("check", "--format", "json")
    assert "R1" in rules(told())


def test_a_pack_for_a_script(reviewed: Office, told: Told) -> None:
    assert reviewed.toegang("review", "--owner", "P01@shop.example", "--format", "json") == Exit.COMPLIES
    lines = json.loads(told()[0])["review"]["lines"]
    assert [(line["subject"], line["levels"], line["may_decide"]) for line in lines] == [
        ("person:p01", ["find", "read", "change"], ["p02"]),
        ("person:p02", ["find", "read", "change"], ["p01"]),
    ]


def test_a_pack_with_a_gap_is_3(reviewed: Office) -> None:
    reviewed.night(21, "gap")
    assert reviewed.toegang("review", "--owner", "p01") == Exit.CANNOT_TELL


def test_what_is_not_decided_is_1_and_leaves_no_evidence(reviewed: Office, told: Told) -> None:
    pack, evidence = reviewed.folder / "pack.csv", reviewed.policy / "review.yaml"
    reviewed.toegang("review", "--owner", "p01", "--format", "csv", "--output", str(pack))
    assert reviewed.toegang("review", "--read", str(pack), *TODAY) == Exit.VIOLATIONS
    assert "not decided, or it does not count: 2" in told()[0]
    assert reviewed.toegang("review", "--read", str(pack), "--evidence", str(evidence), *TODAY) == Exit.USAGE
    assert not evidence.exists()


def test_evidence_is_not_written_over(reviewed: Office, told: Told) -> None:
    pack, evidence = reviewed.folder / "pack.xlsx", reviewed.folder / "review.yaml"
    reviewed.toegang("review", "--owner", "p01", "--format", "xlsx", "--output", str(pack))
    fill_xlsx(pack)
    evidence.write_text("mine")
    assert reviewed.toegang("review", "--read", str(pack), "--evidence", str(evidence), *TODAY) == Exit.USAGE
    assert "is there already" in told()[1]
    assert evidence.read_text() == "mine"


def test_a_pack_of_another_policy_is_refused(reviewed: Office, told: Told) -> None:
    pack = reviewed.folder / "pack.csv"
    reviewed.toegang("review", "--owner", "p01", "--format", "csv", "--output", str(pack))
    text = pack.read_text()
    line = next(each for each in text.splitlines() if each.startswith("policy,"))
    pack.write_text(text.replace(line, "policy," + "0" * 64 + ",x"))
    assert reviewed.toegang("review", "--read", str(pack), *TODAY) == Exit.USAGE
    assert "make a new pack" in told()[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "--owner PERSON, or --read FILE"),
        (("--owner", "p01", "--evidence", "x.yaml"), "--owner PERSON, or --read FILE"),
        (("--owner", "p02"), "owners now: p01"),
        (("--owner", "p01", "--run", "2026-01-01T02-00-00Z"), "has no run"),
    ],
)
def test_what_can_not_be_is_2(words: tuple[str, ...], says: str, reviewed: Office, told: Told) -> None:
    assert reviewed.toegang("review", *words) == Exit.USAGE
    assert says in told()[1]
