"""What ends soon: rules, waivers, agreements, and the people and memberships whose end is known."""

from collections.abc import Iterator
from datetime import date

from audit.gdpr.agreements.endings import endings
from audit.model.overview import ShownEnd
from audit.ports import Facts
from policies.language import Policy
from policies.periods import Period

SOON = Period.parse("P30D")
PERSON, MEMBERSHIP = "person", "membership"


def ends_soon(policy: Policy, facts: Facts, on: date, within: Period = SOON) -> tuple[ShownEnd, ...]:
    """What ends from today to the end of the period, by day. What is over already is a finding where it matters.

    Raises RunError for a run that can't be read.
    """
    last = within.after(on)
    found = (*_of_policy(policy, on, within), *_people(policy), *_memberships(facts))
    return tuple(sorted(each for each in found if on <= each.on <= last))


def _of_policy(policy: Policy, on: date, within: Period) -> Iterator[ShownEnd]:
    for each in endings(policy, on, within):
        if each.on:
            yield ShownEnd(each.on, each.kind, each.id, each.about, each.place)


def _people(policy: Policy) -> Iterator[ShownEnd]:
    for person in policy.people:
        if person.ends:
            yield ShownEnd(person.ends, PERSON, person.id, tuple(sorted(span.role for span in person.roles)), str(person.at))


def _memberships(facts: Facts) -> Iterator[ShownEnd]:
    for each in facts.memberships():
        if each.until:
            yield ShownEnd(each.until, MEMBERSHIP, each.member, (each.container,))
