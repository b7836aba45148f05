"""More people than an asset is meant for: its own limit, and that of the house for data of Art. 9 and 10."""

from collections.abc import Iterable, Iterator

from audit.check.found import Fault, Found, on_subject
from audit.check.world import World
from audit.model.finding import FindingKind
from audit.model.reach import SubjectKind
from policies.errors import Place
from policies.language import Asset, Severity
from policies.levels import CONTENT, Level


def check(world: World) -> Iterable[Found]:
    """One finding for each asset whose content more people can read, change or share than its smallest limit says, allowed or not."""
    for asset in world.assets.values():
        limits = sorted(_limits(world, asset), key=lambda limit: limit[0])
        hits = {
            access.subject.id: [(entry.reach, levels) for entry in access.entries if (levels := entry.reach.levels & CONTENT & ~Level.FIND)]
            for access in world.on(asset.id)
            if access.subject.kind is SubjectKind.PERSON
        }
        people = sorted(person for person, found in hits.items() if found)
        if limits and len(people) > limits[0][0]:
            at_most, words, place = limits[0]
            fault = Fault(
                kind=FindingKind.AUDIENCE,
                remedy=f"take it from {len(people) - at_most} of them, or raise the limit with a reason",
                severity=Severity.HIGH if asset.id in world.special else Severity.MEDIUM,
                place=place,
            )
            said = f"{len(people)} people can open the content of {asset.id}, and {words} {at_most}: {', '.join(people)}"
            yield Found(on_subject(asset, None, fault, said).finding, tuple(hit for person in people for hit in hits[person]))


def _limits(world: World, asset: Asset) -> Iterator[tuple[int, str, Place]]:
    if asset.max_people is not None:
        yield asset.max_people, "its max_people is", asset.at
    if asset.id in world.special:
        rules = world.policy.house_rules
        yield rules.small_audience_for_special, "the house's small_audience_for_special is", rules.at
