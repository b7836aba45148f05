"""Requests held against roles and deny assignments."""

from dataclasses import replace

import pytest

from providers.azure.evaluate.authorize import Assignment, Decision, Request, World, authorize, failures
from providers.azure.evaluate.condition import Asking
from providers.azure.evaluate.deny import EVERYONE, DenyAssignment
from providers.azure.evaluate.roles import PermissionSet, RoleDefinition
from providers.formula import FALSE, TRUE, Atom, text

ROLE = RoleDefinition("r", "1", (PermissionSet(("*/read",)), PermissionSet(("*/write",), condition="@Request[a] BoolEquals true")))
GIVEN = Assignment("p01", ROLE, "/subscriptions/abc", "r")
DENY = DenyAssignment("lock", "/subscriptions/abc", (PermissionSet(("*",)),), (("SystemDefined", EVERYONE),))


def request(action: str = "a.b/c/read", **attributes: object) -> Request:
    return Request("p01", "/subscriptions/abc/resourcegroups/x", Asking(action, attributes), lambda name: TRUE if name == "p01" else FALSE)


@pytest.mark.parametrize(
    ("world", "decision"),
    [
        (World((GIVEN,)), Decision.ALLOW),
        (World(), Decision.IMPLICIT),
        (World((replace(GIVEN, principal="p02"),)), Decision.IMPLICIT),
        (World((replace(GIVEN, scope="/subscriptions/abcd"),)), Decision.IMPLICIT),
        (World((replace(GIVEN, role=None),)), Decision.CONDITIONAL),
        (World((replace(GIVEN, role=RoleDefinition("r", "1", unclear=True)),)), Decision.CONDITIONAL),
        (World((replace(GIVEN, role=replace(ROLE, unclear=True)),)), Decision.ALLOW),
        (World((replace(GIVEN, condition="@Request[b] BoolEquals true"),)), Decision.CONDITIONAL),
        (World((replace(GIVEN, counts=Atom("it counts")),)), Decision.CONDITIONAL),
        (World((GIVEN,), (DENY,)), Decision.EXPLICIT),
        (World((), (DENY,)), Decision.EXPLICIT),
        (World((GIVEN,), (replace(DENY, only_here=True),)), Decision.ALLOW),
        (World((GIVEN,), (replace(DENY, exclude_principals=(("User", "p01"),)),)), Decision.ALLOW),
        (World((GIVEN,), (replace(DENY, condition="@Request[b] BoolEquals true"),)), Decision.CONDITIONAL),
    ],
)
def test_the_decision(world: World, decision: Decision):
    assert authorize(request(), world).decision is decision


def test_one_assignment_without_a_condition_is_enough():
    world = World((replace(GIVEN, condition="@Request[b] BoolEquals true"), GIVEN))
    assert authorize(request(), world).formula is TRUE


def test_each_set_of_permissions_keeps_its_own_condition():
    assert authorize(request("a.b/c/write", a=True), World((GIVEN,))).decision is Decision.ALLOW
    assert authorize(request("a.b/c/write", a=False), World((GIVEN,))).decision is Decision.IMPLICIT
    assert text(authorize(request("a.b/c/write"), World((GIVEN,))).formula) == "@Request[a] BoolEquals true"


def test_the_grounds_are_those_that_are_about_the_request():
    ruling = authorize(request("a.b/c/write", a=False), World((GIVEN, replace(GIVEN, principal="p02")), (DENY, replace(DENY, scope="/x"))))
    assert [(one.denies, one.what, one.formula) for one in ruling.grounds] == [
        (True, "deny assignment 'lock'", TRUE),
        (False, "r for p01", FALSE),
    ]
    assert ruling.grounds[1].conditions == ("@Request[a] BoolEquals true",)


def test_why_a_condition_can_not_be_read():
    (ground,) = authorize(request(), World((replace(GIVEN, condition="what"),))).grounds
    assert len(failures(ground)) == 1
