from datetime import date

import pytest

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


def fail(sink: MemorySink, name: str, inner: str = "") -> None:
    with sink.chapter(name) as chapter:
        chapter.add(LASTING)
        if inner:
            with chapter.chapter(inner) as inside:
                inside.add(ENDING)
            assert chapter.has(inner)
        raise KeyError(name)


def test_a_chapter_is_kept_whole_or_not_at_all():
    sink = MemorySink()
    with sink.chapter("a") as chapter:
        chapter.add(ENDING)
        assert (sink.has("a"), sink.all()) == (False, ())
    with pytest.raises(KeyError):
        fail(sink, "b")
    assert (sink.has("a"), sink.has("b"), sink.all()) == (True, False, (ENDING,))
    with pytest.raises(ValueError, match="open or done"), sink.chapter("a"):
        pass


def test_a_chapter_inside_another_stands_by_itself():
    sink = MemorySink()
    with pytest.raises(KeyError):
        fail(sink, "outer", "inner")
    assert sink.all() == (ENDING,)
