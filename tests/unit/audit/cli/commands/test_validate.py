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


def test_what_still_waits_for_a_decision_is_counted(office: Office, told: Told) -> None:
    proposal = "proposed:\n  - {{id: P1, who: role:owner, may: read, which: invoices, because: seen}}\n"
    office.write(POLICY.replace("    owner: p01\n", "") + proposal)
    assert run(["validate", "--policy", str(office.policy)]) == Exit.COMPLIES
    _, proposed, ownerless = told()[0].splitlines()
    assert proposed == "1 proposed rule still to decide, from P1 on (policy.yaml:21:5): until then they allow nothing"
    assert ownerless.startswith("1 asset without an owner, from invoices on (policy.yaml:12:3)")
