"""Who is in which set of principals."""

import pytest

from audit.model.facts import PUBLIC, Gap, Membership, MembershipKind, Principal, PrincipalKind
from providers.azure.evaluate.belonging import Belonging
from providers.formula import FALSE, TRUE, Atom, text

A, B, C = (f"microsoft://user/{name}" for name in "abc")
OUTER, INNER, OTHER, UNREAD = (f"microsoft://group/{name}" for name in ("outer", "inner", "other", "unread"))
M, OWNER, E = MembershipKind.MEMBER, MembershipKind.OWNER, MembershipKind.ELIGIBLE


def belonging(*rows: Membership, unread: tuple[str, ...] = (UNREAD,)) -> Belonging:
    known = {name: Principal(name, "microsoft365", PrincipalKind.GROUP, name[-5:]) for name in (OUTER, INNER, OTHER, UNREAD)}
    return Belonging(rows, known, {name: Gap("microsoft365", "groups", name, "members", "denied") for name in unread})


NESTED = belonging(Membership(A, OUTER, M), Membership(INNER, OUTER, M), Membership(B, INNER, M), Membership(C, OUTER, OWNER))


@pytest.mark.parametrize(
    ("who", "crowd", "expected"),
    [
        (A, A, TRUE),
        (A, B, FALSE),
        (A, PUBLIC, TRUE),
        (OUTER, PUBLIC, TRUE),
        (A, OUTER, TRUE),
        (B, OUTER, TRUE),
        (B, INNER, TRUE),
        (A, INNER, FALSE),
        (C, OUTER, FALSE),
        (INNER, OUTER, TRUE),
        (OUTER, INNER, None),
        (OUTER, OTHER, FALSE),
        (OUTER, A, None),
        (OTHER, A, FALSE),
        (A, UNREAD, None),
        (UNREAD, A, None),
        ("microsoft://service-principal/x", OUTER, FALSE),
    ],
)
def test_a_set_lies_in_another_or_not_or_in_part(who: str, crowd: str, expected: object):
    assert NESTED.within(who, crowd) == expected


def test_a_group_is_taken_apart_where_it_is_hit_in_part():
    assert set(NESTED.parts(OUTER, [INNER])) == {A, INNER}
    assert list(NESTED.parts(OUTER, [OTHER])) == [OUTER]
    assert list(NESTED.parts(A, [INNER])) == [A]


def test_what_can_t_be_taken_apart_keeps_the_question():
    held = belonging(Membership(A, UNREAD, M))
    assert list(held.parts(UNREAD, [INNER, A])) == [UNREAD, A]
    asked = held.belongs(B, UNREAD)
    assert isinstance(asked, Atom)
    assert asked.gap
    assert "denied" in text(asked)


def test_groups_that_hold_each_other():
    held = belonging(Membership(OUTER, INNER, M), Membership(INNER, OUTER, M), Membership(A, INNER, M))
    assert held.within(A, OUTER) == TRUE
    assert set(held.parts(OUTER, [A])) == {A}
    assert held.leaves(OUTER) == {A}


def test_a_membership_to_activate_is_a_condition():
    held = belonging(Membership(A, OUTER, E, "the membership in outer is activated"))
    assert held.within(A, OUTER) == Atom("the membership in outer is activated")


def test_a_group_that_nothing_describes_is_in_the_dark():
    assert belonging().within(A, "microsoft://group/unmet") is None


def test_keepers_are_owners():
    assert [one.member for one in NESTED.keepers(OUTER)] == [C]


def test_what_two_sets_have_in_common():
    assert NESTED.common(OUTER, INNER) == {INNER: TRUE}
    assert NESTED.common(A, B) == {}
    overlap = belonging(Membership(A, OUTER, M), Membership(B, OUTER, M), Membership(B, OTHER, M), Membership(C, OTHER, M))
    assert overlap.common(OUTER, OTHER) == {B: TRUE}
