"""A finding on a measure that is worked out from reach shows the ways that break it."""

from audit.model.reach import StepKind
from policies.language import NeedKind, RequireScope
from tests.unit.audit.resolve.worlds import grant, user

from .worlds import P20, READ, asset, bucket, developer, found, granted, may, needs, world

R11 = needs(NeedKind.DECLARED_MEASURES_IN_FORCE, scope=RequireScope.ASSETS)


def _paths(*facts: object, measure: str = "mfa") -> list[list[str]]:
    """Where the paths of the findings on a measure start, and with which account they go on."""
    policy = world(developer(), developer("p21"), assets=(asset(measures=(measure,)),), allow=(may(),), require=(R11,))
    held = granted(grant(P20.id, READ), grant(user("p21").id, READ))
    return [
        [f"{step.source} {step.target}" for path in finding.paths for step in path[:1] if step.kind is StepKind.JOINED]
        for finding in found(policy, held, *facts)
        if finding.scope == measure
    ]


def test_only_the_ways_of_who_has_no_mfa_are_shown():
    p21 = user("p21", mfa="false")
    assert _paths(P20, p21) == [[f"person:p21 {p21.id}"]]


def test_where_nobody_can_tell_the_ways_of_whom_it_is_not_known_are_shown():
    assert _paths(P20, user("p21")) == [[f"person:p21 {user('p21').id}"]]


def test_what_is_off_speaks_before_what_nobody_knows():
    p21 = user("p21", mfa="false")
    assert _paths(user("p20"), p21) == [[f"person:p21 {p21.id}"]]


def test_a_measure_of_the_store_itself_has_no_path():
    assert _paths(P20, bucket(encryption_at_rest="false"), measure="encryption-at-rest") == [[]]
