"""Whom a nightly run looks at."""

from datetime import date

import pytest

from audit.errors import UsageError
from audit.people.whom import changes, joining, leaving, moving, person
from tests.unit.audit.people.worlds import TODAY, policy

PEOPLE = """
p02: {email: p02@shop.example, aliases: [an@shop.example]}
gone: {ends: 2024-01-31}
said: {status: left}
today: {ends: 2026-11-23}
notice: {status: notice}
soon: {ends: 2026-12-24}
later: {ends: 2026-12-25}
old: {starts: 2026-10-22}
new: {starts: 2026-10-23}
next: {starts: 2026-12-24}
far: {starts: 2026-12-25}
brief: {starts: 2026-11-01, ends: 2026-11-02}
moved: {starts: 2025-01-01, roles: [{role: warehouse, from: 2025-01-01, until: 2026-11-22}, {role: developer, from: 2026-11-23}]}
moves: {roles: [{role: warehouse, until: 2026-11-23}, {role: developer, from: 2026-11-24}]}
once: {roles: [{role: warehouse, until: 2025-10-22}, {role: developer, from: 2025-10-23}]}
last-year: {roles: [{role: warehouse, until: 2025-10-23}, {role: developer, from: 2025-10-24}]}
left-moved: {ends: 2026-11-20, roles: [{role: warehouse, until: 2026-11-01}, {role: developer, from: 2026-11-02}]}
"""


@pytest.mark.parametrize("name", ["p02", "person:p02", "P02", "AN@shop.example", "p02@shop.example"])
def test_a_person_is_meant_by_id_or_address(name: str):
    assert person(policy(PEOPLE), name).id == "p02"


def test_nobody_is_refused_with_the_nearest():
    with pytest.raises(UsageError) as raised:
        person(policy(PEOPLE), "p2")
    assert "did you mean p02" in raised.value.remedy


def test_who_left_is_in_notice_or_leaves_within_a_month_is_leaving():
    found = [each.id for each in leaving(policy(PEOPLE), TODAY)]
    assert found == ["gone", "said", "today", "notice", "soon", "brief", "left-moved"]


def test_whose_first_day_lies_within_a_month_is_joining_unless_they_left():
    assert [each.id for each in joining(policy(PEOPLE), TODAY)] == ["new", "next"]


def test_whose_roles_changed_within_the_longest_rule_is_moving_unless_they_left():
    assert [each.id for each in moving(policy(PEOPLE), TODAY)] == ["moved", "last-year"]


@pytest.mark.parametrize(
    ("roles", "days"),
    [
        pytest.param("[developer]", [], id="always the same"),
        pytest.param("[{role: developer, from: 2026-03-01}]", [], id="the first role is no change"),
        pytest.param("[{role: warehouse, until: 2026-02-28}, {role: developer, from: 2026-03-01}]", ["2026-03-01"], id="one for another"),
        pytest.param("[developer, {role: warehouse, from: 2026-03-01}]", ["2026-03-01"], id="one more"),
        pytest.param("[developer, {role: warehouse, until: 2026-02-28}]", ["2026-03-01"], id="one less"),
        pytest.param("[{role: developer, until: 2026-02-28}]", ["2026-03-01"], id="none any more"),
        pytest.param(
            "[{role: developer, until: 2026-02-28}, {role: warehouse, from: 2026-03-10}]", ["2026-03-01"], id="a gap is one change"
        ),
        pytest.param("[{role: developer, until: 2026-02-28}, {role: developer, from: 2026-03-01}]", [], id="the same again"),
    ],
)
def test_changes_are_the_first_days_of_other_roles(roles: str, days: list[str]):
    one = person(policy(f"p24: {{roles: {roles}}}"), "p24")
    assert list(changes(one)) == list(map(date.fromisoformat, days))


def test_the_first_day_of_work_is_no_change():
    roles = "roles: [developer, {role: warehouse, from: 2026-03-01}]"
    assert changes(person(policy(f"p24: {{starts: 2026-03-01, {roles}}}"), "p24")) == ()


def test_an_empty_name_means_nobody():
    with pytest.raises(UsageError, match="nobody on the roster"):
        person(policy("p03: {roles: [developer]}"), "")
