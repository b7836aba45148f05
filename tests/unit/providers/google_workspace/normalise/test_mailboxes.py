from dataclasses import replace

import pytest

from audit.model.facts import Acl, Grant, Verdict, acl_id
from policies.levels import CONTENT, Level
from providers.google_workspace.normalise.mailboxes import MailSettings, mailbox
from tests.unit.providers.google_workspace.tenant import AN, BO, DIRECTORY, RUN_BY, TEAM, only, resource

READS = Level.FIND | Level.READ
OWNER = Grant(AN.id, CONTENT, "owner")
OUT = "google://user/box@out.example"


def _grants(directory=DIRECTORY, **settings: object) -> set[Grant]:
    facts = list(mailbox(AN, MailSettings(**settings), directory))
    acl = only(facts, Acl)
    assert resource(facts).acl == acl.id == acl_id(frozenset(acl.grants))
    return set(acl.grants) - {OWNER}


def test_a_mailbox_is_its_owners():
    facts = list(mailbox(AN, MailSettings(send_as=({"sendAsEmail": AN.address}, {"sendAsEmail": "Help@shop.example"})), DIRECTORY))
    made = resource(facts)
    assert (made.id, made.kind, made.name) == ("google://mailbox/p01@shop.example", "mailbox", "p01@shop.example")
    assert made.attributes == (("send_as", "help@shop.example"),)
    assert set(only(facts, Acl).grants) == {OWNER}


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        ("accepted", Verdict.YES),
        ("pending", Verdict.IF),
        ("rejected", None),
        ("expired", None),
        ("dreamt", Verdict.UNKNOWN),
        ("", Verdict.UNKNOWN),
    ],
)
def test_delegates(status: str, verdict: Verdict | None):
    found = _grants(delegates=({"delegateEmail": "P02@shop.example", "verificationStatus": status},))
    assert {(one.principal, one.levels, one.source, one.verdict) for one in found} == (
        {(BO.id, READS | Level.CHANGE, "delegate", verdict)} if verdict else set()
    )


def test_a_group_can_be_a_delegate():
    (found,) = _grants(delegates=({"delegateEmail": TEAM.address, "verificationStatus": "accepted"},))
    assert found.principal == TEAM.id


def test_all_mail_is_forwarded():
    addresses = ({"forwardingEmail": "Box@out.example", "verificationStatus": "accepted"},)
    found = _grants(forwarding={"enabled": True, "emailAddress": "box@out.example"}, addresses=addresses)
    assert found == {Grant(OUT, READS, "forwarding")}


@pytest.mark.parametrize(
    "forwarding", [{"enabled": False, "emailAddress": "box@out.example"}, {"emailAddress": "box@out.example"}, {}, None]
)
def test_forwarding_that_is_off_forwards_nothing(forwarding: dict[str, object] | None):
    assert _grants(forwarding=forwarding) == set()


def test_an_address_that_is_not_used_yet_could_be():
    rows = (
        {"forwardingEmail": "box@out.example", "verificationStatus": "accepted"},
        {"forwardingEmail": "new@out.example", "verificationStatus": "pending"},
    )
    assert _grants(addresses=rows) == {
        Grant(OUT, READS, "forwarding", "forwarding to the address is switched on", None, Verdict.IF),
        Grant(
            "google://user/new@out.example",
            READS,
            "forwarding",
            "the address is confirmed and forwarding to the address is switched on",
            None,
            Verdict.IF,
        ),
    }


@pytest.mark.parametrize(
    ("criteria", "text"),
    [
        ({"from": "bank.example", "subject": "payslip"}, "mail from bank.example and with the subject payslip"),
        ({"hasAttachment": True, "size": 9, "sizeComparison": "larger"}, "mail with an attachment and larger than 9 bytes"),
        ({"size": 9}, "mail of about 9 bytes"),
        ({"to": "hr@shop.example", "negatedQuery": "spam"}, "mail to hr@shop.example and that do not match spam"),
        ({}, "mail of any kind"),
        (None, "mail of any kind"),
    ],
)
def test_a_filter_forwards_some_mail(criteria: dict[str, object] | None, text: str):
    found = _grants(
        filters=({"id": "f1", "criteria": criteria, "action": {"forward": "box@out.example"}}, {"id": "f2", "action": {}}, {"id": "f3"})
    )
    assert found == {Grant(OUT, READS, "filter", text, None, Verdict.IF)}


def test_administrators_of_mail_could_let_themselves_in():
    found = _grants(directory=replace(DIRECTORY, administrators=RUN_BY))
    assert found == {Grant("google://admin-role/2", Level.MANAGE, "admin-role")}
