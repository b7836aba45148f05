"""The sample company over two nights: a plan for a customer's erasure, the scope of a breach, the register, and a review from pack to finding."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from policies.load import load
from tests.scenarios.command import Answer, answer

NIGHT_ONE, NIGHT_TWO = "2026-10-15T02-00-00Z", "2026-10-16T02-00-00Z"
OWNER = "p14"


def ask(folder: Path, *words: str, store: bool = True) -> tuple[int, dict[str, Any]]:
    kept = ("--store", str(folder / "runs")) if store else ()
    told = answer([*words, "--format", "json", "--policy", str(folder / "policy"), *kept])
    return told.code, json.loads(told.out)


def test_an_erasure_plan_names_every_store_of_the_customer_and_keeps_the_invoices_with_their_ground(demo: tuple[Path, Answer]):
    _, told = ask(demo[0], "erasure", "customer", "--received", "2026-10-31", "--known-by", "email")
    places = {place["asset"]: place for place in told["request"]["places"]}
    policy = load(demo[0] / "policy")
    theirs = {asset.id: asset for asset in policy.assets if "customer" in asset.subjects}
    assert set(places) == set(theirs)
    assert all(len(places[name]["stores"]) == len(asset.where) for name, asset in theirs.items())
    invoices = places["order-documents"]
    assert invoices["exception"] == "A17-3-b"
    assert "be-vat" in " ".join(invoices["laws"])
    assert invoices["kept_until"] == "2036-12-31"
    assert (told["request"]["answer_by"], told["request"]["extendable_to"]) == ("2026-11-30", "2027-02-01")


def test_the_scope_of_a_breach_says_which_night_was_blind_and_what_could_not_be_read(demo: tuple[Path, Answer]):
    code, told = ask(demo[0], "breach", "return-forms", "--from", "2026-10-14", "--to", "2026-10-16")
    found = told["breach"]
    assert (code, found["blind"]) == (3, [["2026-10-14", "2026-10-14"]])
    dark = {run["run"]: sorted({gap["scope"] for gap in run["gaps"]}) for run in found["runs"]}
    assert dark == {NIGHT_ONE: [], NIGHT_TWO: ["s3://gw-return-forms"]}


def test_the_register_lacks_nothing_that_is_required(demo: tuple[Path, Answer]):
    code, told = ask(demo[0], "register", store=False)
    assert (code, [each for each in told["register"]["missing"] if each["required"]]) == (0, [])
    assert {each["id"].partition("/")[0] for each in told["register"]["activities"]} >= {
        asset.id for asset in load(demo[0] / "policy").assets
    }


@pytest.fixture(scope="module")
def company(demo: tuple[Path, Answer], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    for name in ("policy", "runs"):
        shutil.copytree(demo[0] / name, folder / name)
    return folder


def test_a_review_goes_from_pack_to_finding(company: Path):
    """Of the first night everything is kept but what one person has; that is still there on the second."""
    where = ("--policy", str(company / "policy"), "--store", str(company / "runs"))
    pack = company / "pack.xlsx"
    made = answer(["review", "--owner", OWNER, "--run", NIGHT_ONE, "--language", "en", "--format", "xlsx", "--output", str(pack), *where])
    assert made.code in (0, 3), made.err
    removed = fill_in(pack)
    evidence = company / "policy" / "review.yaml"
    read = answer(["review", "--read", str(pack), "--evidence", str(evidence), "--today", "2026-10-15", "--language", "en", *where])
    assert evidence.exists(), read.out + read.err
    reviewed = load(company / "policy").access_reviews[-1]
    assert {line.id for line in reviewed.lines if str(line.decision) == "remove"} == removed
    told = json.loads(answer(["check", "--as-of", "2026-10-30", "--format", "json", *where]).out)
    assert {each["subject"]["id"] for each in told["findings"] if each["rule"] == "review"} == {"p17"}


def fill_in(pack: Path) -> set[str]:
    """Decides about each line, as the columns are called; gives the lines that are to go."""
    book, removed = load_workbook(pack), set[str]()
    for sheet in book.worksheets:
        heads = {str(cell.value).lower(): cell.column for cell in sheet[1]}
        if "decision" not in heads:
            continue
        for row in range(2, sheet.max_row + 1):
            who, line = (str(sheet.cell(row, heads[name]).value) for name in ("who", "line"))
            gone = who == "p17"
            removed |= {line} if gone else set()
            told = {
                "decision": "remove" if gone else "keep",
                "reason": "works in accounting" if gone else "",
                "decided by": "p01",
                "decided on": "2026-10-15",
            }
            for name, value in told.items():
                sheet.cell(row, heads[name]).value = value
    book.save(pack)
    return removed
