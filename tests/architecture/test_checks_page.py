"""docs/checks.md says what audit/check/catalogue.py says: neither more nor less; docs/consent.md names only checks that there are."""

import re
from pathlib import Path

import pytest

from audit.check.catalogue import DECISIONS, OPEN_STAFF_DATA, grounds
from audit.check.registry import BUILT_IN
from audit.model.finding import FindingKind
from policies.language import NeedKind

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "checks.md").read_text("utf-8")
KINDS = (*FindingKind, *NeedKind, OPEN_STAFF_DATA)


def table(title: str) -> dict[str, list[str]]:
    """The rows of the table under a heading, by their first cell."""
    section = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in section.splitlines() if line.startswith("|")]
    return {row[0]: row for row in rows[2:]}


def named(cell: str) -> set[str]:
    return set(re.findall(r"`([\w-]+)`", cell))


def behind(source: str) -> set[str]:
    """The kinds that cite a decision or a control."""
    return {str(kind) for kind in KINDS if source in (*grounds(kind).decisions, *grounds(kind).controls)}


DECIDED, CONTROLS, CHECKS = table("Decisions of the authorities"), table("Standards"), table("The checks")


def test_every_decision_has_its_row():
    assert list(DECIDED) == [f"D{number:02}" for number in range(1, 21)]


@pytest.mark.parametrize("name", DECIDED)
def test_a_decision_is_behind_the_checks_that_its_row_names(name: str):
    row = DECIDED[name]
    if name in DECISIONS:
        assert DECISIONS[name].startswith(row[1])
        assert named(row[2]) == behind(DECISIONS[name])
        assert named(row[2])
    else:
        assert row[2] == "none"
        assert row[4], "a decision that no check answers says why"


def test_every_control_has_its_row():
    assert set(CONTROLS) == {control for kind in KINDS for control in grounds(kind).controls}


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_is_behind_the_checks_that_its_row_names(control: str):
    assert named(CONTROLS[control][1]) == behind(control)


def test_every_check_is_on_the_page_with_its_source_and_its_test():
    there = {kind for row in CHECKS.values() for kind in named(row[0])}
    assert there == {str(kind) for kind in KINDS} - {FindingKind.REQUIREMENT, OPEN_STAFF_DATA}
    for row in CHECKS.values():
        (source,) = re.findall(r"`(audit/check/\w+\.py)`", row[2])
        test = source.replace("audit/check/", "tests/unit/audit/check/test_")
        assert (ROOT / source).exists()
        assert (ROOT / test).exists() or "require_" in source


def test_what_can_be_switched_off_is_built_in():
    for kind in (FindingKind.GAP, FindingKind.WAIVER):
        (row,) = (row for row in CHECKS.values() if kind in named(row[0]))
        assert "can't be switched off" in row[1]
    assert {str(kind) for kind, _ in BUILT_IN} <= {kind for row in CHECKS.values() for kind in named(row[0])}


def test_the_guide_on_consent_names_only_what_holds_it():
    rows = [
        line.strip("| ").split(" | ") for line in (ROOT / "docs" / "consent.md").read_text("utf-8").splitlines() if line.startswith("| ")
    ]
    held = [row for row in rows[1:] if not row[2].startswith("nothing")]
    assert len(held) >= len(rows) / 2
    for row in held:
        known = named(row[2]) & {str(kind) for kind in KINDS}
        assert known or "the loader" in row[2] or "the inventory" in row[2]
