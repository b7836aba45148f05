from audit.model.facts import Acl, Grant, Verdict
from policies.levels import Level
from tests.unit.providers.google_workspace.conftest import Company

AN, BOX = "google://user/p01@shop.example", "google://mailbox/p01@shop.example"
READS = Level.FIND | Level.READ


def _acl(facts, resource: str = BOX) -> Acl:
    (found,) = [one for one in facts.resources() if one.id == resource]
    return next(acl for acl in facts.acls() if acl.id == found.acl)


def _others(facts) -> set[Grant]:
    return {grant for grant in _acl(facts).grants if grant.source != "owner"}


def test_everything_that_lets_others_read(company: Company):
    world, address = company.world, "p01@shop.example"
    world.delegates[address] = [{"delegateEmail": "p02@shop.example", "verificationStatus": "accepted"}]
    world.forwarding_addresses[address] = [{"forwardingEmail": "box@out.example", "verificationStatus": "accepted"}]
    world.auto_forwarding[address] = {"enabled": True, "emailAddress": "box@out.example", "disposition": "leaveInInbox"}
    world.filters[address] = [{"id": "f1", "criteria": {"subject": "payslip"}, "action": {"forward": "other@out.example"}}]
    world.send_as[address] = [{"sendAsEmail": "help@shop.example", "verificationStatus": "accepted"}]
    facts = company.collect()
    assert _others(facts) == {
        Grant("google://user/p02@shop.example", READS | Level.CHANGE, "delegate"),
        Grant("google://user/box@out.example", READS, "forwarding"),
        Grant("google://user/other@out.example", READS, "filter", "mail with the subject payslip", None, Verdict.IF),
    }
    (box,) = [one for one in facts.resources() if one.id == BOX]
    assert box.attribute("send_as") == "help@shop.example"


def test_a_user_without_a_mailbox_has_none_and_that_is_no_gap(company: Company):
    company.world.users["p01@shop.example"]["isMailboxSetup"] = False
    company.server.fail("gmail.v1", status=400, reason="failedPrecondition", subject="p02@shop.example")
    facts = company.collect()
    assert {one.id for one in facts.resources() if one.kind == "mailbox"} == {"google://mailbox/p03@shop.example"}
    assert not [gap for gap in facts.gaps() if gap.surface == "gmail"]


def test_one_setting_that_can_not_be_read_leaves_the_others(company: Company):
    company.world.delegates["p01@shop.example"] = [{"delegateEmail": "p02@shop.example", "verificationStatus": "accepted"}]
    company.server.fail("gmail.v1", "users.settings.filters.list", status=500, subject="p01@shop.example")
    facts = company.collect()
    assert [(gap.scope, gap.operation) for gap in facts.gaps()] == [(AN, "gmail.v1:users.settings.filters.list")]
    assert {grant.source for grant in _others(facts)} == {"delegate"}
