"""`toegang test`."""

from collections.abc import Callable

from audit.cli.main import run
from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]


def test_expectations_that_are_met_are_0(office: Office, told: Told) -> None:
    assert run(["test", "--policy", str(office.policy)]) == Exit.COMPLIES
    assert told()[0] == "ok    finance works on invoices: invoices: change\n1 expectation, 0 not met\n"


def test_one_that_is_not_is_1_with_its_place(office: Office, told: Told) -> None:
    office.write(POLICY.replace("expect: {{invoices: change}}", "expect: {{invoices: none}}"))
    assert run(["test", "--policy", str(office.policy), "--as-of", "2026-11-23"]) == Exit.VIOLATIONS
    assert "FAIL  finance works on invoices: invoices: expected none, the rules give change (policy.yaml:" in told()[0]


def test_no_test_at_all_is_2(office: Office, told: Told) -> None:
    office.write(POLICY.partition("tests:")[0])
    assert run(["test", "--policy", str(office.policy)]) == Exit.USAGE
    assert "no tests" in told()[1]
