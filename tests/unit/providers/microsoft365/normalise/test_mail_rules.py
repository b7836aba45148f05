from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from audit.model.facts import Grant, Verdict
from policies.levels import Level
from providers.microsoft365.normalise.mail_rules import OUTBOUND, forwarding, inbox_rule, no_auto_forward, transport_rule, words
from tests.unit.providers.microsoft365.normalise.mail import AN, BO, recipients

READS = Level.FIND | Level.READ
OUT = "microsoft://user/box@out.example"


def _rule(**more: Any) -> Mapping[str, Any]:
    return {"id": "1", "isEnabled": True, "actions": {"forwardTo": [{"emailAddress": {"address": "p02@sample.example"}}]}} | more


def test_no_forwarding():
    assert list(forwarding({"ForwardingAddress": None, "ForwardingSmtpAddress": ""}, recipients())) == []


def test_forwarding_to_a_colleague():
    assert list(forwarding({"ForwardingAddress": "Person Two"}, recipients())) == [Grant(BO.id, READS, "forwarding")]


def test_forwarding_to_the_outside_needs_a_policy_that_lets_it():
    row = {"ForwardingSmtpAddress": "smtp:box@out.example", "DeliverToMailboxAndForward": True}
    assert list(forwarding(row, recipients())) == [Grant(OUT, READS, "forwarding", OUTBOUND, None, Verdict.IF)]


def test_of_two_addresses_the_one_within_wins():
    row = {"ForwardingAddress": "p02", "ForwardingSmtpAddress": "smtp:box@out.example"}
    assert [grant.principal for grant in forwarding(row, recipients())] == [BO.id]


def test_whom_a_name_means_may_not_be_known():
    (found,) = forwarding({"ForwardingAddress": "Twin"}, recipients())
    assert found.verdict is Verdict.UNKNOWN


def test_a_rule_without_conditions_takes_all_mail():
    assert list(inbox_rule(_rule(), recipients())) == [Grant(BO.id, READS, "inbox-rule")]


@pytest.mark.parametrize("action", ["forwardTo", "forwardAsAttachmentTo", "redirectTo"])
def test_each_way_to_send_on(action: str):
    row = _rule(actions={action: [{"emailAddress": {"address": "box@out.example"}}]})
    assert list(inbox_rule(row, recipients())) == [Grant(OUT, READS, "inbox-rule", OUTBOUND, None, Verdict.IF)]


def test_a_rule_that_sends_nothing_on():
    assert list(inbox_rule(_rule(actions={"moveToFolder": "x", "delete": True}), recipients())) == []


@pytest.mark.parametrize(
    ("more", "condition"),
    [
        ({"conditions": {"subjectContains": ["offer", "order"]}}, "mail with the subject offer or order"),
        ({"conditions": {"fromAddresses": [{"emailAddress": {"address": "a@b.example"}}]}}, "mail from a@b.example"),
        ({"conditions": {"hasAttachments": True, "senderContains": ["p1"]}}, "mail from a sender like p1 and with an attachment"),
        ({"conditions": {"telepathy": ["x"]}}, "mail with telepathy x"),
        ({"exceptions": {"subjectContains": ["private"]}}, "not mail with the subject private"),
        ({"isEnabled": False}, "the rule is switched on"),
    ],
)
def test_what_mail_a_rule_takes(more: Mapping[str, Any], condition: str):
    assert list(inbox_rule(_rule(**more), recipients())) == [Grant(BO.id, READS, "inbox-rule", condition, None, Verdict.IF)]


def test_whether_a_rule_is_on_may_not_be_told():
    (found,) = inbox_rule(_rule(isEnabled=None), recipients())
    assert found.verdict is Verdict.UNKNOWN


def test_a_rule_that_names_nobody_is_an_error():
    with pytest.raises(ValueError, match="does not name"):
        list(inbox_rule(_rule(actions={"forwardTo": [{}]}), recipients()))


def test_a_rule_of_the_tenant():
    row = {"Name": "journal", "State": "Enabled", "Mode": "Enforce", "BlindCopyTo": ["box@out.example", "p01@sample.example"]}
    condition = "the transport rule journal takes the mail"
    assert set(transport_rule(row, recipients())) == {
        Grant(principal, READS, "transport-rule", condition, None, Verdict.IF) for principal in (OUT, AN.id)
    }


@pytest.mark.parametrize("more", [{"State": "Disabled"}, {"Mode": "Audit"}, {"BlindCopyTo": None}])
def test_rules_of_the_tenant_that_send_nothing(more: Mapping[str, Any]):
    row = {"Name": "journal", "State": "Enabled", "Mode": "Enforce", "BlindCopyTo": "p01@sample.example"}
    assert list(transport_rule(row | more, recipients())) == []


OUTSIDE = Grant(OUT, READS, "inbox-rule", OUTBOUND, None, Verdict.IF)


@pytest.mark.parametrize(
    ("found", "whole", "told"),
    [
        ([], True, "true"),
        ([], False, ""),
        ([OUTSIDE], True, "false"),
        ([OUTSIDE], False, "false"),
        ([Grant(BO.id, READS, "forwarding")], True, "true"),
        ([Grant(BO.id, READS, "forwarding", "who?", None, Verdict.UNKNOWN)], True, ""),
        ([replace(OUTSIDE, condition=f"the rule is switched on and {OUTBOUND}")], True, "true"),
        ([Grant(OUT, READS, "transport-rule", "c", None, Verdict.IF)], True, "true"),
    ],
)
def test_whether_nothing_goes_to_the_outside_by_itself(found: list[Grant], whole: bool, told: str):
    assert no_auto_forward(found, whole=whole) == told


@pytest.mark.parametrize(("told", "read"), [(None, ()), ("a", ("a",)), (["b", "a"], ("a", "b"))])
def test_names(told: object, read: tuple[str, ...]):
    assert words(told) == read


@pytest.mark.parametrize("told", [1, [1], {"a": 1}])
def test_what_is_no_name_is_an_error(told: object):
    with pytest.raises(ValueError, match="no list of names"):
        words(told)
