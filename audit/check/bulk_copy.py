"""How many can copy an asset in bulk: search and export are the way in which data go out by the thousand."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from audit.check.bulk import in_bulk
from audit.check.found import Fault, Found, on_subject
from audit.check.world import World
from audit.model.finding import FindingKind, Outcome
from audit.model.reach import SubjectKind
from policies.language import Severity
from policies.wording import Wording

_LARGE = frozenset({"10k-100k", "100k-1M"})  # and whatever else is above a million
_Count = Callable[[Wording, int], str]
_COUNTS: Mapping[SubjectKind, _Count] = {
    SubjectKind.PERSON: lambda say, count: say.many("{count} person", "{count} people", count),
    SubjectKind.SERVICE: lambda say, count: say.many("{count} service", "{count} services", count),
    SubjectKind.EMERGENCY: lambda say, count: say.many("{count} emergency account", "{count} emergency accounts", count),
    SubjectKind.PROCESSOR: lambda say, count: say.many("{count} processor", "{count} processors", count),
    SubjectKind.RECIPIENT: lambda say, count: say.many("{count} recipient", "{count} recipients", count),
    SubjectKind.PUBLIC: lambda say, _: say("anyone at all"),
    SubjectKind.COMPANY: lambda say, _: say("everyone in the organisation"),
    SubjectKind.OUTSIDE: lambda say, count: say.many(
        "{count} outsider that no party covers", "{count} outsiders that no party covers", count
    ),
    SubjectKind.SHARED: lambda say, count: say.many("{count} shared account", "{count} shared accounts", count),
    SubjectKind.ORPHAN: lambda say, count: say.many("{count} account of nobody", "{count} accounts of nobody", count),
    SubjectKind.UNDECLARED: lambda say, count: say.many(
        "{count} service or role that the policy does not name", "{count} services and roles that the policy does not name", count
    ),
    SubjectKind.NOT_READ: lambda say, count: say.many("{count} group that was not read", "{count} groups that were not read", count),
}


def check(world: World) -> Iterable[Found]:
    """A notice for each asset of many people, or with data of Art. 9 or 10, with the number of those who can copy it in bulk, allowed or not."""
    say = world.say
    for asset in world.assets.values():
        subjects = [access.subject for access in world.on(asset.id) if in_bulk(world, access)]
        if not subjects or not (is_large(asset.volume) or asset.id in world.special):
            continue
        people = sorted(subject.id for subject in subjects if subject.kind is SubjectKind.PERSON)
        counted = Counter(subject.kind for subject in subjects)
        told = say.both(_COUNTS[kind](say, counted[kind]) for kind in SubjectKind if counted[kind])
        fault = Fault(
            kind=FindingKind.BULK_COPY,
            remedy=say("see whether each of them has to take all of it out, and give the others a search or a report instead"),
            severity=Severity.LOW,
            place=asset.at,
        )
        said = say("{who} can copy {asset} in bulk", who=told, asset=asset.id)
        if people:
            said = say("{sentence}: {why}", sentence=said, why=", ".join(people))
        yield on_subject(asset, None, fault, said, Outcome.NOTICE)


def is_large(volume: str) -> bool:
    """Whether a volume, as an inventory writes it, is of ten thousand people or more."""
    return volume in _LARGE or volume.lower().startswith(("1m", "over-1m", "over-10", "10m"))
