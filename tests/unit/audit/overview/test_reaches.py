from audit.check.world import see
from audit.model.overview import ShownReach
from audit.overview.reaches import shown_reaches
from policies.levels import Level
from tests.unit.audit.people.worlds import READ, aws, held, policy, user
from tests.unit.audit.resolve.worlds import OWN

SAID = policy(
    "p02: {roles: [developer], accounts: {aws: p02}}\np03: {accounts: {aws: p03}}",
    "allow:\n  - {id: A1, who: role:developer, may: read, which: orders}\n",
)
WORLD = held(SAID, user("p02"), user("p03"), providers=(aws((f"{OWN}/iam/user/p02", READ), (f"{OWN}/iam/user/p03", READ | Level.MANAGE)),))


def shown(most: int = 10) -> tuple[tuple[ShownReach, ...], int]:
    seen = see(SAID, WORLD.run, WORLD.resolved, WORLD.as_of, WORLD.providers)
    return shown_reaches(WORLD, (entry for access in seen.access for entry in access.entries), most)


def test_each_reach_has_its_rules_its_findings_and_its_way() -> None:
    (allowed, not_allowed), left_out = shown()
    assert (allowed.reach.subject.id, allowed.allowed, allowed.findings) == ("p02", ("A1",), ())
    assert (not_allowed.reach.subject.id, not_allowed.allowed) == ("p03", ())
    about = {each.fingerprint for each in WORLD.findings if each.subject == not_allowed.reach.subject and each.asset}
    assert set(not_allowed.findings) == about != set()
    assert allowed.path[0].source == "person:p02"
    assert allowed.path[-1].target == "orders"
    assert left_out == 0


def test_where_there_are_too_many_paths_those_with_a_finding_are_worked_out() -> None:
    (allowed, not_allowed), left_out = shown(most=1)
    assert (allowed.path, left_out) == ((), 1)
    assert not_allowed.path
