from audit.model.facts import Gap
from audit.model.overview import MatrixCell
from audit.overview.matrix import matrix
from policies.levels import Level
from tests.unit.audit.people.worlds import READ, TODAY, aws, held, policy, user
from tests.unit.audit.resolve.worlds import OWN

CHANGE = READ | Level.CHANGE
RULES = """
allow:
  - {id: A1, who: role:developer, may: change, which: orders}
  - {id: A2, who: person:p03, may: read, which: orders}
forbid:
  - {id: F1, who: role:developer, may: change, which: orders, severity: high}
"""
SAID = policy(
    "p02: {roles: [developer], accounts: {aws: p02}}\np03: {roles: [warehouse], accounts: {aws: p03}}\np04: {roles: [warehouse]}", RULES
)


def cells(*granted: tuple[str, Level], dark: frozenset[str] = frozenset()) -> dict[str, MatrixCell]:
    world = held(SAID, user("p02"), user("p03"), providers=(aws(*granted),))
    found = matrix(SAID, world.resolved.reaches, world.findings, dark, TODAY)
    assert {cell.asset for cell in found} <= {"orders"}
    return {cell.role: cell for cell in found}


def test_what_the_rules_give_less_what_they_forbid() -> None:
    assert cells()["developer"] == MatrixCell("developer", "orders", READ, Level.NONE)
    assert "warehouse" not in cells()  # a rule for a person gives its role nothing


def test_what_its_people_can_do_and_how_many_break_a_rule() -> None:
    found = cells((f"{OWN}/iam/user/p02", CHANGE), (f"{OWN}/iam/user/p03", READ))
    assert found["developer"] == MatrixCell("developer", "orders", READ, CHANGE, people=1, beyond=1)
    assert found["warehouse"] == MatrixCell("warehouse", "orders", Level.NONE, READ, people=1, beyond=0)


def test_what_was_not_read_is_not_certain_and_never_empty() -> None:
    found = cells(dark=frozenset({"orders"}))
    assert {role: cell.unsure for role, cell in found.items()} == {"owner": True, "developer": True, "warehouse": True}


def test_a_gap_of_another_asset_darkens_nothing() -> None:
    assert Gap("aws", "s3", "x", "y", "z")
    assert not cells(dark=frozenset({"letters"}))["developer"].unsure
