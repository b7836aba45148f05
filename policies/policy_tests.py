"""The policy's own tests: what the rules give, asked before any scan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policies.language import Person, Policy, PolicyTest, Who, WhoKind
from policies.levels import LADDER, Level, highest
from policies.permits import allowed, forbidden


@dataclass(frozen=True, slots=True)
class TestResult:
    """One expectation of one test: an asset (or `asset/part`), the level expected and the one that the rules give."""

    __test__ = False  # no test of ours, whatever its name makes pytest think

    test: PolicyTest
    asset: str
    expected: Level
    given: Level

    @property
    def passed(self) -> bool:
        """Whether the rules give what was expected."""
        return self.given == self.expected


def run(policy: Policy, on: date) -> tuple[TestResult, ...]:
    """Every expectation of every test, in the order of the files, with the rules that are in force on a day."""
    return tuple(
        TestResult(test, cell, expected, given(policy, test.who, cell, expected, on))
        for test in policy.tests
        for cell, expected in test.expect
    )


def given(policy: Policy, who: Who, cell: str, expected: Level, on: date) -> Level:
    """The highest level on the ladder that somebody has on an asset or `asset/part`, forbids taken away; `manage` where that is expected."""
    asset, _, part = cell.partition("/")
    words = frozenset(who_words(policy, who, on))
    left = allowed(policy, words, asset, part, on)[1] & ~forbidden(policy, words, asset)
    if expected is Level.MANAGE:
        return left & Level.MANAGE
    return highest(Level(left & sum(LADDER)))


def who_words(policy: Policy, who: Who, on: date) -> Iterator[Who]:
    """Every who-word that names whom a rule or a test names: a person has roles, a role is held by people."""
    yield who
    yield Who(WhoKind.ALL)
    match who.kind:
        case WhoKind.PERSON:
            person = next((person for person in policy.people if person.id == who.name), None)
            yield from _person(person, on) if person else ()
        case WhoKind.ROLE | WhoKind.EVERYONE_IN_COMPANY | WhoKind.LEAVERS:
            yield Who(WhoKind.PEOPLE)
        case WhoKind.SERVICE:
            yield Who(WhoKind.SERVICES)
        case WhoKind.PROCESSOR | WhoKind.RECIPIENT:
            yield from (Who(_PLURAL[who.kind]), Who(WhoKind.OUTSIDE))
        case WhoKind.ANYONE:
            yield Who(WhoKind.OUTSIDE)
        case _:
            return


_PLURAL = {WhoKind.PROCESSOR: WhoKind.PROCESSORS, WhoKind.RECIPIENT: WhoKind.RECIPIENTS}


def _person(person: Person, on: date) -> Iterator[Who]:
    if person.has_left(on):
        yield Who(WhoKind.LEAVERS)
    elif not person.not_yet_started(on):
        yield Who(WhoKind.PEOPLE)
        yield from (Who(WhoKind.ROLE, role) for role in sorted(person.roles_on(on)))
    if person.of:
        yield Who(WhoKind.OUTSIDE)
