"""What is written of acls, and of the grantees that need a word of their own."""

from dataclasses import replace

from audit.model.facts import Acl, Gap, Grant, Membership, MembershipKind, Principal, acl_id
from audit.runs.memory import MemoryFacts, MemorySink
from policies.levels import Level
from providers.microsoft365.directory import Directory, Group, User
from providers.microsoft365.files.ledger import Ledger, People
from providers.microsoft_api import names
from tests.unit.providers.microsoft365.files.worlds import number

TENANT, P02, G01 = number(9, 1), f"microsoft://user/{number(1, 2)}", f"microsoft://group/{number(2, 1)}"
USER, GROUP = User(P02, "p02@sample.example", number(1, 2)), Group(G01, "g01@sample.example", number(2, 1))
OWNED = (Membership(P02, G01, MembershipKind.OWNER), Membership(P02, G01, MembershipKind.MEMBER))


def people(*unread: Gap, domains: tuple[str, ...] = ("sample.example",)) -> People:
    """A directory of one user and one group."""
    found = Directory.of(TENANT, domains, [USER], [GROUP])
    return People.of(replace(found, unread=unread), OWNED)


def met(principal: str, *unread: Gap, site_groups: frozenset[str] = frozenset()) -> MemoryFacts:
    """What is said of a grantee."""
    sink = MemorySink()
    Ledger(sink, people(*unread), site_groups).meet([principal, principal])
    return sink.facts()


def test_equal_sets_of_grants_are_one_acl_that_is_written_once():
    sink = MemorySink()
    ledger = Ledger(sink, people())
    held = frozenset({Grant(P02, Level.READ), Grant(G01, Level.FIND)})
    assert ledger.acl(held) == ledger.acl(frozenset(list(held))) == acl_id(held)
    assert [each.id for each in sink.facts().acls()] == [acl_id(held)]
    assert ledger.grants(acl_id(held)) == held
    assert ledger.grants("other") == frozenset()
    assert Ledger(sink, people(), before={"a": held}).grants("a") == held


def test_an_acl_of_the_last_run_is_taken_over_with_what_is_said_of_its_grantees():
    sink = MemorySink()
    stranger = f"microsoft://group/{number(2, 9)}"
    Ledger(sink, people()).keep(Acl("a", (Grant(stranger, Level.READ),)))
    assert [each.id for each in sink.facts().acls()] == ["a"]
    assert [gap.scope for gap in sink.facts().gaps()] == [stranger]


def test_of_those_whom_the_directory_knows_nothing_is_said():
    for principal in (P02, G01, "microsoft://link/anyone", f"microsoft://domain/{TENANT}"):
        facts = met(principal)
        assert not list(facts.principals())
        assert not list(facts.gaps())


def test_a_user_whom_the_directory_does_not_know_was_deleted_if_it_knows_all():
    gone = f"microsoft://user/{number(1, 9)}"
    unread = Gap("microsoft365", "users", "microsoft://", "graph:users", "refused", "User.Read.All")
    assert [each.status for each in met(gone).principals()] == ["deleted"]
    assert [each.status for each in met(gone, unread).principals()] == ["active"]


def test_a_stranger_is_known_by_address():
    found = next(met("microsoft://user/x01@other.example").principals())
    assert (found.email, found.status, found.kind) == ("x01@other.example", "active", "account")


def test_a_group_that_is_not_listed_is_a_gap():
    stranger = f"microsoft://group/{number(2, 9)}"
    unread = Gap("microsoft365", "groups", "microsoft://", "graph:groups", "refused", "GroupMember.Read.All")
    facts = met(stranger, unread)
    assert [(gap.scope, gap.missing_permission) for gap in facts.gaps()] == [(stranger, "GroupMember.Read.All")]
    assert [each.kind for each in facts.principals()] == ["group"]


def test_owners_of_a_group_are_in_the_group_of_its_owners():
    facts = met(f"{G01}/owners")
    assert [(each.member, each.container, each.kind) for each in facts.memberships()] == [(P02, f"{G01}/owners", "member")]
    assert not list(facts.gaps())
    assert [gap.scope for gap in met(f"{G01}/owners", Gap("microsoft365", "groups", G01, "x", "hidden")).gaps()] == [f"{G01}/owners"]
    other = f"microsoft://group/{number(2, 9)}/owners"
    assert [gap.scope for gap in met(other).gaps()] == [other]


def test_a_group_of_a_site_that_was_not_read_is_a_gap():
    group = f"microsoft://site-group/{number(3, 1)}/3"
    facts = met(group)
    assert [(gap.scope, gap.missing_permission) for gap in facts.gaps()] == [(group, "certificate")]
    assert isinstance(next(facts.principals()), Principal)
    assert not list(met(group, site_groups=frozenset({group})).gaps())


def test_people_of_the_tenant_with_a_link_are_its_domain():
    assert [(each.kind, each.name) for each in met(names.tenant_link(TENANT).id).principals()] == [("domain", "sample.example")]


def test_without_the_domains_nobody_can_say_who_people_of_the_tenant_are():
    sink = MemorySink()
    Ledger(sink, people(domains=())).meet([names.tenant_link(TENANT).id])
    assert [each.kind for each in sink.facts().principals()] == ["group"]


def test_whom_nobody_knows_is_a_group():
    for principal in ("microsoft://claim/c:0x|other", "microsoft://permission/7"):
        assert [each.kind for each in met(principal).principals()] == ["group"]
