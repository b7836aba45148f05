"""`toegang validate`."""

from collections.abc import Callable

from audit.cli.main import run
from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]


def test_a_policy_that_is_right_is_counted(office: Office, told: Told) -> None:
    assert run(["validate", "--policy", str(office.policy)]) == Exit.COMPLIES
    assert told()[0] == "1 file, 1 rule, 1 asset: valid\n"


def test_a_place_that_its_provider_does_not_understand_is_2_at_its_line(office: Office, told: Told) -> None:
    office.write(POLICY.replace("paper://cabinet/invoices", "drawer 3"))
    assert run(["validate", "--policy", str(office.policy)]) == Exit.USAGE
    err = told()[1]
    assert "policy.yaml:1" in err
    assert "a cabinet is written paper://cabinet/NAME" in err
