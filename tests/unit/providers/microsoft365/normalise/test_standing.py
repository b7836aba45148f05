"""Who stands where among users."""

import pytest

from audit.model.facts import Membership, MembershipKind
from providers.microsoft365.directory import Directory, Group
from providers.microsoft365.normalise.crowds import ADMINISTRATORS
from providers.microsoft365.normalise.roles import Given, Held
from providers.microsoft365.normalise.standing import standing
from providers.microsoft_api.strangers import GROUPS

INNER, OUTER = "microsoft://group/inner", "microsoft://group/outer"
AN, BO, CY, DI = (f"microsoft://user/{name}" for name in ("an", "bo", "cy", "di"))
DIRECTORY = Directory.of("t", (), (), (Group(INNER, "", "inner"), Group(OUTER, "", "outer", role_assignable=True)))
STANDS = standing(
    [
        Membership(AN, INNER, MembershipKind.MEMBER),
        Membership(INNER, OUTER, MembershipKind.MEMBER),
        Membership(OUTER, INNER, MembershipKind.MEMBER),
        Membership(BO, OUTER, MembershipKind.OWNER),
    ],
    [Given(OUTER, Held("role")), Given(CY, Held("other"), eligible=True)],
    DIRECTORY,
    [INNER],
)


def test_groups_and_roles_come_over_any_number_of_groups_and_a_loop_ends() -> None:
    assert STANDS.groups(AN) == {INNER, OUTER}
    assert STANDS.roles_of(AN) == {"role"}


def test_an_owner_is_in_no_group_but_is_guarded() -> None:
    assert STANDS.groups(BO) == STANDS.roles_of(BO) == frozenset()
    assert {BO, INNER} == STANDS.guarded


def test_who_may_activate_a_role_administers_something_and_has_no_role() -> None:
    assert STANDS.roles_of(CY) == frozenset()
    assert [STANDS.is_admin(name) for name in (AN, BO, CY, DI)] == [True, None, True, None]


@pytest.mark.parametrize(
    ("dark", "told"), [(INNER, None), (OUTER, None), (GROUPS, None), (ADMINISTRATORS, None), ("microsoft://group/x", False)]
)
def test_whoever_may_be_in_a_group_with_a_role_may_administer_something(dark: str, *, told: bool | None) -> None:
    stands = standing([Membership(INNER, OUTER, MembershipKind.MEMBER)], [Given(OUTER, Held("role"))], DIRECTORY, [dark])
    assert (stands.is_admin(DI), stands.is_admin(INNER)) == (told, True)


def test_groups_of_which_not_all_is_known_are_told() -> None:
    assert STANDS.dark == {INNER}
