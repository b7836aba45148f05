"""Who moves: what of the old role is left, per path, with the day it should have gone (SOC 2 CC6.3)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from audit.check.access import Access, Desk, Entry
from audit.check.who import words_of
from audit.check.world import World, see
from audit.errors import Exit
from audit.model.facts import Gap, Verdict
from audit.model.reach import Reach, Subject, SubjectKind
from audit.people.accounts import Accounts, accounts_of
from audit.people.missing import Missing, Reached, missing, rules_for
from audit.people.opens import Opened, opened
from audit.people.whom import changes
from audit.pipeline import Held
from policies.language import Person
from policies.levels import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """What an old role gave and is still there: the roles that ended, the last day on which they gave it, and the ways."""

    roles: tuple[str, ...]
    last: date
    opens: tuple[Opened, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """Somebody whose roles changed, on `days`; `missing` is what the roles of the day give and is not there."""

    person: str
    days: tuple[date, ...]
    roles: tuple[str, ...]
    accounts: Accounts
    left: tuple[Over, ...]
    missing: tuple[Missing, ...]
    gaps: tuple[Gap, ...]

    @property
    def exit(self) -> Exit:
        """1 while something of an old role is left for certain or under a condition, 3 where it can't be told, else 0."""
        verdicts = {each.verdict for over in self.left for each in over.opens}
        if verdicts - {Verdict.UNKNOWN}:
            return Exit.VIOLATIONS
        return Exit.CANNOT_TELL if verdicts or (self.days and self.gaps) else Exit.COMPLIES


def movers(held: Held, people: tuple[Person, ...]) -> tuple[Mover, ...]:
    """What is left of the old roles of each. Raises RunError for a run that can't be read."""
    world = see(held.plan.policy, held.run, held.resolved, held.as_of, held.providers)
    accounts, reached = accounts_of(held, people), Reached.on(held)
    return tuple(_mover(held, world, person, accounts[person.id], reached) for person in people)


def _mover(held: Held, world: World, person: Person, accounts: Accounts, reached: Reached) -> Mover:
    subject = Subject(SubjectKind.PERSON, person.id)
    days = tuple(day for day in changes(person) if day <= held.as_of)
    found = defaultdict[date, list[tuple[Reach, Level]]](list)
    given: set[str] = set()
    for access in world.access:
        if access.subject == subject:
            for last, hit in _left(world, access, days):
                found[last].append(hit)
    for last in (day - timedelta(days=1) for day in days):
        given |= {asset for rule in rules_for(world, person, last) for asset in rule.which}
    now = person.roles_on(held.as_of)
    return Mover(
        person=person.id,
        days=days,
        roles=tuple(sorted(now)),
        accounts=accounts,
        left=tuple(
            Over(roles=tuple(sorted(person.roles_on(last) - now)), last=last, opens=opened(held, found[last])) for last in sorted(found)
        ),
        missing=tuple(sorted(missing(world, reached.of(person), person, held.as_of))) if days else (),
        gaps=tuple(sorted({gap for asset, gap in world.gaps if asset in given})),
    )


def _left(world: World, access: Access, days: tuple[date, ...]) -> Iterator[tuple[date, tuple[Reach, Level]]]:
    """The levels that nothing allows today and a rule allowed on the day before a change: the latest such day."""
    for entry in access.entries:
        more = Level(entry.reach.levels & ~entry.allowed)
        for day in reversed(days):
            last = day - timedelta(days=1)
            then = Level(more & _allowed(world, entry, last))
            if then:
                yield last, (entry.reach, then)
                more &= ~then


def _allowed(world: World, entry: Entry, on: date) -> Level:
    """What the rules of that day gave by this way."""
    desk = Desk(world.roster, world.rules.allow, world.identities.principal, on)
    reach = entry.reach
    words = words_of(world.roster, reach.subject, world.identities.principal(reach.account), on)
    return desk.permitted(reach.asset, reach.part, words, reach.principal)[1]
