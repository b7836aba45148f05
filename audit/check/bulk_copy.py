"""How many can copy an asset in bulk: search and export are the way in which data go out by the thousand."""

from collections import Counter
from collections.abc import Iterable

from audit.check.bulk import in_bulk
from audit.check.found import Fault, Found, on_subject
from audit.check.wording import joined
from audit.check.world import World
from audit.model.finding import FindingKind, Outcome
from audit.model.reach import SubjectKind
from policies.language import Severity

_LARGE = frozenset({"10k-100k", "100k-1M"})  # and whatever else is above a million
_WORDS = {
    SubjectKind.PERSON: ("person", "people"),
    SubjectKind.SERVICE: ("service", "services"),
    SubjectKind.EMERGENCY: ("emergency account", "emergency accounts"),
    SubjectKind.PROCESSOR: ("processor", "processors"),
    SubjectKind.RECIPIENT: ("recipient", "recipients"),
    SubjectKind.PUBLIC: ("anyone at all", "anyone at all"),
    SubjectKind.COMPANY: ("everyone in the organisation", "everyone in the organisation"),
    SubjectKind.OUTSIDE: ("outsider that no party covers", "outsiders that no party covers"),
    SubjectKind.SHARED: ("shared account", "shared accounts"),
    SubjectKind.ORPHAN: ("account of nobody", "accounts of nobody"),
    SubjectKind.UNDECLARED: ("service or role that the policy does not name", "services and roles that the policy does not name"),
    SubjectKind.NOT_READ: ("group that was not read", "groups that were not read"),
}


def check(world: World) -> Iterable[Found]:
    """A notice for each asset of many people, or with data of Art. 9 or 10, with the number of those who can copy it in bulk, allowed or not."""
    for asset in world.assets.values():
        subjects = [access.subject for access in world.on(asset.id) if in_bulk(world, access)]
        if not subjects or not (is_large(asset.volume) or asset.id in world.special):
            continue
        people = sorted(subject.id for subject in subjects if subject.kind is SubjectKind.PERSON)
        counted = Counter(subject.kind for subject in subjects)
        told = joined([_count(kind, counted[kind]) for kind in SubjectKind if counted[kind]], "and")
        fault = Fault(
            kind=FindingKind.BULK_COPY,
            remedy="see whether each of them has to take all of it out, and give the others a search or a report instead",
            severity=Severity.LOW,
            place=asset.at,
        )
        said = ": ".join(filter(None, (f"{told} can copy {asset.id} in bulk", ", ".join(people))))
        yield on_subject(asset, None, fault, said, Outcome.NOTICE)


def is_large(volume: str) -> bool:
    """Whether a volume, as an inventory writes it, is of ten thousand people or more."""
    return volume in _LARGE or volume.lower().startswith(("1m", "over-1m", "over-10", "10m"))


def _count(kind: SubjectKind, number: int) -> str:
    one, more = _WORDS[kind]
    return one if one == more else f"{number} {one if number == 1 else more}"
