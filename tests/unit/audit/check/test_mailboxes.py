"""Whose mailbox it is, and who else opens it."""

from audit.check.mailboxes import mailboxes_of
from audit.model.facts import Acl, Gap, Grant, Resource, Verdict, acl_id
from audit.runs.memory import MemoryFacts
from policies.levels import CONTENT, Level

BOX, OWNER, OTHER = "google://mailbox/p25@shop.example", "google://user/p25@shop.example", "google://user/p14@shop.example"
READS = Level.FIND | Level.READ
OWNERS = {OWNER: "p25"}


def facts(*grants: Grant, kind: str = "mailbox", gaps: tuple[Gap, ...] = ()) -> MemoryFacts:
    acl = Acl(acl_id(frozenset(grants)), grants)
    return MemoryFacts((acl, Resource(BOX, "g", kind, "p25", acl=acl.id), *gaps))


def test_a_mailbox_is_its_owner_s_with_those_who_open_it():
    told = facts(
        Grant(OWNER, CONTENT, "owner"), Grant(OTHER, READS, "delegate"), Grant("google://admin-role/1", Level.MANAGE, "admin-role")
    )
    (box,) = mailboxes_of(told, OWNERS)
    assert (box.person, [grant.principal for grant in box.others], box.unread) == ("p25", [OTHER], "")


def test_what_reads_every_mailbox_is_no_matter_of_this_one():
    told = facts(Grant(OWNER, CONTENT, "owner"), Grant("microsoft://applications/mailboxes", CONTENT, "application-permission"))
    assert [box.others for box in mailboxes_of(told, OWNERS)] == [()]


def test_one_that_was_made_a_shared_one_is_still_the_leaver_s():
    told = facts(Grant(OWNER, CONTENT, "owner"), Grant(OTHER, READS, "full-access", "x", None, Verdict.UNKNOWN), kind="shared-mailbox")
    assert [len(box.others) for box in mailboxes_of(told, OWNERS)] == [1]


def test_mailboxes_of_others_are_left_out():
    assert mailboxes_of(facts(Grant(OTHER, CONTENT, "owner"), Grant(OWNER, READS, "delegate")), OWNERS) == ()
    assert mailboxes_of(facts(Grant(OWNER, CONTENT, "owner")), {}) == ()


def test_what_was_not_read_of_one_or_of_all_is_kept():
    for scope in (BOX, "google://mailbox/"):
        gap = Gap("g", "gmail", scope, "settings", "nobody may act as a suspended account")
        assert [box.unread for box in mailboxes_of(facts(Grant(OWNER, CONTENT, "owner"), gaps=(gap,)), OWNERS)] == [gap.reason]
