"""Deny policies."""

import pytest

from providers.formula import FALSE, TRUE, text
from providers.gcp.evaluate.caller import caller
from providers.gcp.evaluate.cel import Attributes
from providers.gcp.evaluate.condition import Asking
from providers.gcp.evaluate.deny import read_deny
from providers.gcp.evaluate.groups import Groups
from providers.gcp.evaluate.member import member

AN = caller(member("user:an@shop.example"), Groups())
RULE = {
    "deniedPrincipals": ["principalSet://goog/public:all"],
    "exceptionPrincipals": ["principal://goog/subject/eva@shop.example"],
    "deniedPermissions": ["storage.googleapis.com/objects.*"],
    "exceptionPermissions": ["storage.googleapis.com/objects.list"],
    "denialCondition": {"title": "prod", "expression": "resource.matchTag('2/env', 'prod')"},
}


def test_a_policy_as_the_api_gives_it():
    policy = read_deny({"name": "policies/x/denypolicies/guard", "uid": "1", "rules": [{"description": "d", "denyRule": RULE}]})
    (rule,) = policy.rules
    assert (policy.name, rule.label, policy.notes) == ("guard", "rule 1 of 'guard'", ())
    assert rule.names("storage.objects.get")
    assert not rule.names("storage.objects.list")
    assert not rule.names("storage.buckets.get")
    assert rule.condition is not None
    assert rule.condition.label == "condition 'prod'"


def test_whom_a_rule_hits():
    (rule,) = read_deny({"rules": [{"denyRule": RULE}]}).rules
    assert rule.hits(AN) is TRUE
    assert rule.hits(caller(member("user:eva@shop.example"), Groups())) is FALSE


def test_what_a_rule_stops_hangs_on_its_condition():
    (rule,) = read_deny({"rules": [{"denyRule": RULE}]}).rules
    assert text(rule.denies("storage.objects.get", AN, Asking(Attributes()))) == "the tag 2/env is prod"
    assert rule.denies("storage.objects.get", AN, Asking(Attributes(tags={"2/env": "prod"}))) is TRUE
    assert rule.denies("storage.objects.get", AN, Asking(Attributes(tags={}))) is FALSE
    assert rule.denies("storage.objects.list", AN, Asking(Attributes(tags={"2/env": "prod"}))) is FALSE


def test_a_rule_of_nobody_or_nothing():
    policy = read_deny({"rules": [{"denyRule": {}}, {"denyRule": {"deniedPrincipals": ["principalSet://goog/public:all"]}}]}, "mine")
    assert [rule.denies("storage.objects.get", AN, Asking(Attributes())) for rule in policy.rules] == [FALSE, FALSE]
    assert policy.name == "mine"


def test_a_name_that_is_no_permission_is_noted():
    (note,) = read_deny({"rules": [{"denyRule": {"deniedPermissions": ["storage.objects.get"]}}]}).notes
    assert "storage.objects.get names no permission" in note


@pytest.mark.parametrize("wrong", [{"rules": [{}]}, {"rules": [{"denyRule": {"deniedPermissions": "x"}}]}, {"rules": 1}])
def test_what_is_no_policy_says_where(wrong: dict[str, object]):
    with pytest.raises(ValueError, match=r"at `\$.rules|required field"):
        read_deny(wrong)
