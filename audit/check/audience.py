"""More people than an asset is meant for: its own limit, and that of the house for data of Art. 9 and 10.

Of the latter the rules are counted too: what a whole role may open by its profession alone is too much before anybody opens it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.check.found import Fault, Found, on_subject
from audit.check.who import words_of
from audit.check.world import World
from audit.model.finding import FindingKind
from audit.model.reach import Subject, SubjectKind
from policies.errors import Place
from policies.language import Asset, Person, Severity, Who
from policies.levels import CONTENT, Level
from policies.permits import in_force, names
from policies.wording import Wording, msg


@dataclass(frozen=True, slots=True)
class _Limit:
    """How many people at most, in whose words, and where that is written."""

    at_most: int
    text: str
    place: Place

    def said(self, say: Wording) -> str:
        return say(self.text, at_most=self.at_most)


def check(world: World) -> Iterable[Found]:
    """One finding for each asset whose content more people can read, change or share than its smallest limit says, allowed or not.

    Where no more than that can, one for each with data of Art. 9 or 10 that the rules let more people open.
    """
    for asset in world.assets.values():
        limits = sorted(_limits(world, asset), key=lambda limit: limit.at_most)
        hits = {
            access.subject.id: [(entry.reach, levels) for entry in access.entries if (levels := entry.reach.levels & CONTENT & ~Level.FIND)]
            for access in world.on(asset.id)
            if access.subject.kind is SubjectKind.PERSON
        }
        people = sorted(person for person, found in hits.items() if found)
        if limits and len(people) > limits[0].at_most:
            limit, say = limits[0], world.say
            remedy = say("take it from {number} of them, or raise the limit with a reason", number=len(people) - limit.at_most)
            limited, listed = limit.said(say), ", ".join(people)
            said = say.many(
                "{count} person can open the content of {asset}, and {limit}: {people}",
                "{count} people can open the content of {asset}, and {limit}: {people}",
                len(people),
                asset=asset.id,
                limit=limited,
                people=listed,
            )
            fault = _fault(world, asset, remedy, limit.place)
            yield Found(on_subject(asset, None, fault, said).finding, tuple(hit for person in people for hit in hits[person]))
        elif limits and asset.id in world.special:
            yield from _allowed(world, asset, limits[0])


def _allowed(world: World, asset: Asset, limit: _Limit) -> Iterator[Found]:
    say = world.say
    rules = [
        rule for rule in world.policy.allow if asset.id in rule.which and in_force(rule, world.as_of) and rule.may & CONTENT & ~Level.FIND
    ]
    people = sorted(person.id for person in world.policy.people if any(names(rule.who, _words(world, person)) for rule in rules))
    if len(people) > limit.at_most:
        remedy = say("let the rules name fewer people or a smaller role, or raise the limit with a reason")
        limited, listed, by = limit.said(say), ", ".join(people), ", ".join(sorted(rule.id for rule in rules))
        said = say.many(
            "the rules ({rules}) let {count} person open the content of {asset}, and {limit}: {people}",
            "the rules ({rules}) let {count} people open the content of {asset}, and {limit}: {people}",
            len(people),
            rules=by,
            asset=asset.id,
            limit=limited,
            people=listed,
        )
        fault = _fault(world, asset, remedy, limit.place, "allowed")
        yield on_subject(asset, None, fault, said)


def _words(world: World, person: Person) -> frozenset[Who]:
    return words_of(world.roster, Subject(SubjectKind.PERSON, person.id), None, world.as_of)


def _fault(world: World, asset: Asset, remedy: str, place: Place, scope: str = "") -> Fault:
    severity = Severity.HIGH if asset.id in world.special else Severity.MEDIUM
    return Fault(kind=FindingKind.AUDIENCE, remedy=remedy, severity=severity, place=place, scope=scope)


def _limits(world: World, asset: Asset) -> Iterator[_Limit]:
    if asset.max_people is not None:
        yield _Limit(asset.max_people, msg("its max_people is {at_most}"), asset.at)
    if asset.id in world.special:
        rules = world.policy.house_rules
        yield _Limit(rules.small_audience_for_special, msg("the house's small_audience_for_special is {at_most}"), rules.at)
