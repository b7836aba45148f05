"""`toegang who ASSET`."""

from collections.abc import Callable

import pytest

from audit.errors import Exit
from tests.unit.audit.cli.conftest import Office

Told = Callable[[], tuple[str, str]]


def test_it_names_who_and_the_rule(office: Office, told: Told) -> None:
    office.night(20, "violation")
    assert office.toegang("who", "invoices") == Exit.COMPLIES
    rows = {line.split()[0]: line for line in told()[0].split("\n") if line.startswith("person:")}
    assert "not covered" in rows["person:p01"]
    assert " A1 " in rows["person:p02"]


def test_with_a_gap_it_is_3(office: Office) -> None:
    office.night(20, "gap")
    assert office.toegang("who", "invoices") == Exit.CANNOT_TELL


@pytest.mark.parametrize("asset", ["invoicez", "payslips"])
def test_an_asset_that_nobody_knows_is_2(asset: str, office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("who", asset) == Exit.USAGE
    assert "invoices" in told()[1]
