from datetime import date

from audit.model.facts import Acl, Grant, Membership, MembershipKind, Principal, PrincipalKind, Resource
from audit.runs.memory import MemoryFacts, MemorySink
from policies.levels import Level

LASTING = Membership("a", "b", MembershipKind.MEMBER)
ENDING = Membership("a", "b", MembershipKind.MEMBER, until=date(2026, 1, 1))


def test_facts_are_sorted_and_each_once_whatever_is_not_known():
    facts = MemoryFacts((ENDING, LASTING, ENDING, Resource("r", "p", "k", "n", size=1), Resource("r", "p", "k", "n")))
    assert list(facts.memberships()) == [LASTING, ENDING]
    assert [resource.size for resource in facts.resources()] == [None, 1]
    assert list(facts.gaps()) == []


def test_an_acl_is_kept_once_by_its_id():
    grants = (Grant("p", Level.READ), Grant("q", Level.READ))
    assert [acl.id for acl in MemoryFacts((Acl("x", grants), Acl("x", grants[::-1]))).acls()] == ["x"]


def test_a_sink_gives_what_it_was_given():
    sink = MemorySink()
    sink.add(LASTING, Principal("p", "aws", PrincipalKind.ROLE, "p"))
    assert list(sink.facts().memberships()) == [LASTING]
    assert [each.id for each in sink.facts().principals()] == ["p"]
