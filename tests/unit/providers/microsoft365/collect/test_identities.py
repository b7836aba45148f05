"""Users and groups by their delta: what has changed gives the same facts as reading everything."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model.facts import CoverageStatus, MembershipKind
from audit.ports import Facts
from providers.microsoft365.kinds import AttachmentKind
from providers.sandbox.microsoft import edits
from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.microsoft.world import Raw, World
from tests.unit.providers.microsoft365.tenant import (
    ADMINS,
    GUEST,
    HR,
    P01,
    P02,
    P03,
    P05,
    SECRET,
    Company,
    covered,
    gaps,
    group,
    group_row,
    principal,
    small_world,
    steps,
    user,
    user_row,
)

NIGHT = timedelta(days=1)


def told(facts: Facts) -> dict[str, list[object]]:
    """The facts but for from where to go on: a link is new each time, and its age is that of the run."""
    cursors = {each.id for each in facts.documents() if each.kind == AttachmentKind.CURSOR}
    return {
        "principals": list(facts.principals()),
        "memberships": list(facts.memberships()),
        "gaps": list(facts.gaps()),
        "coverage": list(facts.coverage()),
        "documents": [each for each in facts.documents() if each.id not in cursors],
        "attachments": [each for each in facts.attachments() if each.document not in cursors],
    }


def listings(company: Company) -> set[str]:
    """How users and groups were asked for: whether from the start."""
    calls = [call for call in company.server.calls("graph") if call.operation in ("users/delta", "groups/delta")]
    return {call.operation for call in calls if "$select" in call.values}


def test_a_night_without_changes_asks_for_nothing_anew(company: Company) -> None:
    then = company.read()
    company.server.log.clear()
    now = company.read(then, later=NIGHT)
    assert listings(company) == set()
    assert told(now) == told(company.read(later=NIGHT))


def rename(world: World) -> None:
    edits.put_user(world, {"id": P01, "displayName": "p01 renamed", "accountEnabled": False})


def newcomer(world: World) -> None:
    edits.put_user(world, user_row(P05, "p05"))
    join(world, HR, P05)


def join(world: World, to: str, name: str, *, owner: bool = False) -> None:
    """Nobody joins what is gone, nor joins when gone."""
    edits.join(world, world.groups[to]["id"], world.users[name]["id"], owner=owner)


EDITS: tuple[Callable[[World], None], ...] = (
    rename,
    newcomer,
    lambda world: edits.delete_user(world, P01),
    lambda world: edits.delete_user(world, P02, forever=True),
    lambda world: edits.restore_user(world, P01),
    lambda world: join(world, ADMINS, GUEST),
    lambda world: join(world, HR, P02, owner=True),
    lambda world: edits.leave(world, HR, P01),
    lambda world: edits.leave(world, HR, P03, owner=True),
    lambda world: edits.put_group(world, {"id": HR, "displayName": "people", "mail": "people@sample.example"}),
    lambda world: edits.put_group(world, group_row(SECRET, "new", groupTypes=["Unified"])),
    lambda world: join(world, SECRET, P03),
    lambda world: edits.delete_group(world, ADMINS),
    lambda world: edits.delete_group(world, SECRET),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.integers(0, len(EDITS) - 1), max_size=4), min_size=1, max_size=3), st.integers(1, 3))
def test_what_has_changed_gives_the_facts_of_a_whole_reading(nights: list[list[int]], page: int) -> None:
    with TemporaryDirectory() as folder, MicrosoftServer(small_world()) as server:
        company = Company(server, Path(folder))
        server.shorten_pages(page)
        facts = company.read()
        for number, night in enumerate(nights, start=1):
            for edit in night:
                with suppress(KeyError, ValueError):  # what is gone can't be changed
                    EDITS[edit](server.world)
            facts = company.read(facts, later=number * NIGHT)
            assert told(facts) == told(company.read(later=number * NIGHT))


def test_a_link_that_expired_is_a_whole_reading_and_no_gap(company: Company) -> None:
    then = company.read()
    rename(company.world)
    edits.forget_changes(company.world)
    company.server.log.clear()
    now = company.read(then, later=NIGHT)
    assert listings(company) == {"users/delta", "groups/delta"}
    assert not gaps(now)
    assert principal(now, user(P01)).status == "disabled"


@pytest.mark.parametrize(("days", "whole"), [(6, set()), (6.5, {"users/delta", "groups/delta"})])
def test_a_link_older_than_six_days_is_not_tried(company: Company, days: float, whole: set[str]) -> None:
    then = company.read()
    company.server.log.clear()
    company.read(then, later=timedelta(days=days))
    assert listings(company) == whole


def test_a_night_that_failed_keeps_no_link_and_revokes_nobody(company: Company) -> None:
    then = company.read()
    edits.leave(company.world, HR, P01)
    company.server.fail("graph", "groups/delta", status=500, times=0)
    now = company.read(then, later=NIGHT)
    assert [one.member for one in steps(now, to=group(HR), kind=MembershipKind.MEMBER)] == [group(ADMINS), user(P01)]
    assert {gap.scope for gap in gaps(now)} >= {"microsoft://", group(HR), group(ADMINS)}
    assert covered(now)["groups"] is CoverageStatus.PARTIAL
    company.server.heal()
    company.server.log.clear()
    assert not gaps(company.read(now, later=2 * NIGHT))
    assert listings(company) == {"groups/delta"}


def test_a_page_that_never_comes_is_a_gap_in_each_group(company: Company) -> None:
    company.server.shorten_pages(1)
    company.server.fail("graph", "groups/delta", status=500, times=0, page=2)
    found = company.read()
    listed = {one.id for one in found.principals() if one.id.startswith("microsoft://group/")}
    assert listed
    assert {gap.scope for gap in gaps(found)} >= listed


def test_users_that_were_not_listed_are_a_crowd_that_nobody_saw(company: Company) -> None:
    for permission in ("User.Read.All", "Directory.Read.All"):
        company.server.withdraw("graph", permission)
    found = company.read()
    assert {gap.missing_permission for gap in gaps(found, "microsoft://user/unread")} == {"User.Read.All"}
    assert principal(found, "microsoft://user/unread").kind == "group"
    assert covered(found)["users"] is CoverageStatus.DENIED


def hidden_world(company: Company) -> None:
    company.world.groups[SECRET] = group_row(SECRET, "council", groupTypes=["Unified"], visibility="HiddenMembership")
    company.world.members[SECRET] = [P01]


def test_hidden_members_are_a_gap_on_that_group_without_the_permission_for_them(company: Company) -> None:
    hidden_world(company)
    company.server.withdraw("graph", "Member.Read.Hidden")
    found = company.read()
    (gap,) = gaps(found, group(SECRET))
    assert gap.missing_permission == "Member.Read.Hidden"
    assert covered(found)["groups"] is CoverageStatus.COMPLETE
    assert covered(found)["hidden-members"] is CoverageStatus.DENIED


def test_hidden_members_come_in_full_once_the_permission_is_there(company: Company) -> None:
    hidden_world(company)
    company.server.withdraw("graph", "Member.Read.Hidden")
    then = company.read()
    company.server.heal()
    now = company.read(then, later=NIGHT)
    assert [one.member for one in steps(now, to=group(SECRET), kind=MembershipKind.MEMBER)] == [user(P01)]
    assert not gaps(now)


def test_a_deleted_user_stays_known_as_deleted(company: Company) -> None:
    edits.delete_user(company.world, P03)
    found = company.read()
    assert principal(found, user(P03)).status == "deleted"
    assert principal(found, user(P03)).email == "p03@sample.example"


def test_domains_begin_with_the_default_one(company: Company) -> None:
    company.read()
    assert company.directory.domains[0] == "sample.example"


def entries(found: Facts) -> Iterator[str]:
    yield from (gap.reason for gap in found.gaps())


def test_a_malformed_user_is_a_gap_and_leaves_its_neighbours_alone(company: Company) -> None:
    company.world.users[P02] = Raw({"id": P02, "userPrincipalName": 7})
    found = company.read()
    assert any("userPrincipalName" in reason for reason in entries(found))
    assert principal(found, user(P01)).name == "p01"
    assert covered(found)["users"] is CoverageStatus.PARTIAL
