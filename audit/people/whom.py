"""Whom a nightly run looks at: everybody whose dates changed lately, or of whom something may be left."""

from collections.abc import Iterator
from datetime import date, timedelta

from audit.errors import UsageError
from audit.plugins import nearest
from policies.language import Person, Policy

RECENTLY = timedelta(days=31)


def named(policy: Policy, name: str) -> Person | None:
    """The person of the roster that a number or an address means, however it is written; None for somebody who is not on it."""
    wanted = name.strip().lower().removeprefix("person:")
    for each in policy.people:
        if wanted in (each.id.lower(), *(address.lower() for address in (each.email, *each.aliases) if address)):
            return each
    return None


def person(policy: Policy, name: str) -> Person:
    """The same; raises UsageError, with the nearest, for somebody who is not on it."""
    if found := named(policy, name):
        return found
    raise UsageError(f"nobody on the roster is {name}", nearest(name, tuple(one.id for one in policy.people)))


def leaving(policy: Policy, on: date) -> tuple[Person, ...]:
    """Everybody who has left, and whoever is in notice: what is left of a leaver is left until it is gone."""
    return tuple(
        each for each in policy.people if each.has_left(on) or each.status == "notice" or (each.ends and each.ends <= on + RECENTLY)
    )


def joining(policy: Policy, on: date) -> tuple[Person, ...]:
    """Everybody whose first day lies within a month, before or after: what is missing is told until it is there."""
    return tuple(each for each in policy.people if each.starts and abs(each.starts - on) <= RECENTLY and not each.has_left(on))


def moving(policy: Policy, on: date) -> tuple[Person, ...]:
    """Everybody whose roles changed within the longest time that a rule may hold: what an old one left is told until it is gone."""
    since = policy.house_rules.max_allow_period.before(on)
    return tuple(each for each in policy.people if not each.has_left(on) and any(since < day <= on for day in changes(each)))


def changes(person: Person) -> tuple[date, ...]:
    """The first days of other roles than the day before, in order; the first day of work is none."""
    days = sorted({day for span in person.roles for day in _edges(span.since, span.until)})
    return tuple(day for day in days if day != person.starts and _differs(person, day))


def _differs(person: Person, day: date) -> bool:
    before = person.roles_on(day - timedelta(days=1))
    return bool(before) and before != person.roles_on(day)


def _edges(since: date | None, until: date | None) -> Iterator[date]:
    if since is not None:
        yield since
    if until is not None and until < date.max:
        yield until + timedelta(days=1)
