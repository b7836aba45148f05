from dataclasses import replace
from datetime import date

from audit.model.facts import Membership, MembershipKind
from audit.overview.ends import ends_soon
from audit.runs.memory import MemoryFacts
from tests.unit.audit.people.worlds import policy

ON = date(2026, 11, 1)
SAID = policy(
    "p02: {ends: 2026-11-30, roles: [developer]}\np03: {ends: 2026-12-02}\np04: {ends: 2026-10-31}",
    "allow:\n  - {id: A1, who: role:developer, may: read, which: orders, until: 2026-12-01}\n"
    "  - {id: A2, who: role:owner, may: read, which: orders, until: 2026-12-02}\n",
)


def test_from_today_to_the_thirtieth_day_and_no_further() -> None:
    found = [(str(each.on), each.kind, each.id) for each in ends_soon(SAID, MemoryFacts(()), ON)]
    assert found == [("2026-11-30", "person", "p02"), ("2026-12-01", "allow", "A1")]


def test_a_membership_that_ends_is_told_with_its_group() -> None:
    member = Membership("google://user/p02", "google://group/dev", MembershipKind.MEMBER, until=date(2026, 11, 1))
    found = ends_soon(policy(""), MemoryFacts((member, replace(member, until=None))), ON)
    assert [(str(each.on), each.kind, each.id, each.about) for each in found] == [
        ("2026-11-01", "membership", "google://user/p02", ("google://group/dev",))
    ]
