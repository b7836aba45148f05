"""No asset is open to anyone, unless an allow rule says so in as many words."""

from collections.abc import Iterable

from audit.check.found import AND, Fault, Found, on_access
from audit.check.world import World
from audit.model.finding import FindingKind
from audit.model.reach import SubjectKind
from policies.language import Severity


def check(world: World) -> Iterable[Found]:
    """One finding for each asset that anyone, or anyone who signs in to the provider, reaches."""
    for access in world.access:
        if access.subject.kind is SubjectKind.PUBLIC:
            over = ((entry.reach, entry.reach.levels & ~entry.allowed) for entry in access.entries)
            if hits := tuple((reach, levels) for reach, levels in over if levels):
                fault = Fault(
                    kind=FindingKind.PUBLIC,
                    remedy=world.say("block public access of the store as a whole"),
                    beside=AND,
                    severity=Severity.CRITICAL,
                    place=access.asset.at,
                )
                yield on_access(access, hits, fault, world.say("personal data are not for the public"), world.say)
