"""What the rules of a role give, and what of it is not there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.check.who import words_of
from audit.check.world import World
from audit.model.facts import Verdict
from audit.model.reach import Reach, Subject, SubjectKind
from audit.people.opens import by_person
from audit.pipeline import Held
from policies.language import Allow, Person, Who, WhoKind
from policies.levels import CONTENT, Level, highest, up_to, words
from policies.permits import forbidden, holds, in_force
from policies.sentences import sentence

_OF_THE_ROLE = frozenset({WhoKind.ROLE, WhoKind.PERSON, WhoKind.PEOPLE, WhoKind.ALL})


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """Access that a rule gives and nobody found: the levels that lack. `known` is false where not all of the asset was read."""

    asset: str
    part: str
    levels: str
    rule: str
    sentence: str
    known: bool


def called(world: World, person: Person, day: date) -> frozenset[Who]:
    """The policy's words for a person on a day."""
    return words_of(world.roster, Subject(SubjectKind.PERSON, person.id), None, day)


def rules_for(world: World, person: Person, day: date) -> Iterator[Allow]:
    """The allow rules in force that name the person or a role of that day."""
    words_ = called(world, person, day)
    for rule in world.policy.allow:
        named = [who for who in rule.who if who.kind in _OF_THE_ROLE and who in words_]
        if named and in_force(rule, day):
            yield rule


@dataclass(frozen=True, slots=True)
class Reached:
    """What is reached, by person, and what everybody of the organisation reaches."""

    by_person: Mapping[str, Sequence[Reach]]
    by_all: tuple[Reach, ...]

    @classmethod
    def on(cls, held: Held) -> "Reached":
        """Looks at every reach once."""
        return cls(by_person(held), tuple(each for each in held.resolved.reaches if each.subject.kind is SubjectKind.COMPANY))

    def of(self, person: Person) -> tuple[Reach, ...]:
        """What a person reaches, alone or with everybody of the organisation."""
        return (*self.by_person.get(person.id, ()), *(() if person.of else self.by_all))


def missing(world: World, reached: Sequence[Reach], person: Person, day: date) -> Iterator[Missing]:
    """What the rules of a day give a person of the assets in sight, no forbid takes away, and is not reached.

    Where the reach is unknown, nobody knows that it is missing.
    """
    dark, who = {asset for asset, _ in world.gaps}, called(world, person, day)
    for rule in rules_for(world, person, day):
        for asset in sorted(set(rule.which) & world.assets.keys()):
            theirs = [reach for reach in reached if reach.asset == asset and holds(rule.part, reach.part)]
            sure = _united(reach.levels for reach in theirs if reach.verdict is not Verdict.UNKNOWN)
            if lacking := Level(_lacking(rule.may, sure) & ~forbidden(world.policy, who, asset)):
                perhaps = lacking & _united(reach.levels for reach in theirs)
                known = asset not in dark and not perhaps
                yield Missing(asset, rule.part, words(lacking), rule.id, sentence(rule, world.policy), known)


def _united(levels: Iterable[Level]) -> Level:
    united = Level.NONE
    for level in levels:
        united |= level
    return united


def _lacking(may: Level, reached: Level) -> Level:
    """What lacks up to a level: on the ladder whatever stands above the highest that is there; who reads has found."""
    if may is Level.MANAGE:
        return Level(may & ~reached)
    return Level(up_to(may) & ~up_to(highest(Level(reached & CONTENT))))
