"""The registry of static checks; each check's own cases stand in tests/scenarios/policies/refused.yaml."""

from datetime import date

import pytest

from policies.errors import Place
from policies.language import Allow, Asset, Forbid, HouseRules, Person, Policy, Profile, Role, RoleSpan, Selector, Who, WhoKind
from policies.levels import Level
from policies.static_checks import check

AT = Place("a.yaml", 3, 5)
STARTER = HouseRules(profile=Profile.STARTER)
ROLE = Who(WhoKind.ROLE, "finance")


def policy(rule: Allow, *, roles: tuple[RoleSpan, ...] = (), purposes: tuple[str, ...] = ("selling",)) -> Policy:
    asset = Asset("mail", AT, owner="p01", purposes=("selling",), legal_basis=(("selling", "A6-1-b"),))
    return Policy(
        "",
        "",
        house_rules=STARTER,
        people=(Person("p01", AT, roles=roles),),
        roles=(Role("finance", AT, purposes=purposes),),
        assets=(asset,),
        allow=(rule,),
    )


def test_a_check_is_left_out_where_what_it_reads_is_broken():
    found = Policy("", "", house_rules=STARTER, forbid=(Forbid("F1", (ROLE,), Level.READ, Selector(categories=("x",)), AT),))
    assert [str(problem.place) for problem in check(found)] == ["a.yaml:3:5"]
    assert check(found, frozenset({"assets"})) == ()


def test_manage_is_not_held_against_the_asset_s_purposes_but_against_the_role_s():
    manage = Allow("A1", (ROLE,), Level.MANAGE, ("mail",), AT, purpose="running")
    read = Allow("A1", (ROLE,), Level.READ, ("mail",), AT, purpose="running")
    assert check(policy(manage, purposes=("running",))) == ()
    assert "does not work for" in check(policy(manage))[0].message
    assert "is not kept for" in check(policy(read, purposes=("running",)))[0].message


@pytest.mark.parametrize(("until", "profits"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)])
def test_the_decider_s_roles_are_those_of_the_day(until: date, profits: bool):
    rule = Allow("A1", (ROLE,), Level.READ, ("mail",), AT, decided_by="p01", decided_on=date(2026, 7, 1))
    assert bool(check(policy(rule, roles=(RoleSpan("finance", until=until),)))) is profits


def test_an_end_in_the_past_is_no_error():
    rule = Allow("A1", (ROLE,), Level.READ, ("mail",), AT, decided_on=date(2001, 1, 1), until=date(2001, 2, 1))
    assert check(policy(rule)) == ()
