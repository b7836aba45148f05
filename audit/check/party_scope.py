"""A party outside the organisation reaches its declared part, and no more (Art. 28(3), 30(1)(d))."""

from collections.abc import Iterable

from audit.check.access import Access
from audit.check.found import OR, Fault, Found, on_access, weighed
from audit.check.world import World
from audit.model.finding import FindingKind
from audit.model.reach import SubjectKind
from policies.language import Party, Severity, Who, WhoKind
from policies.parties import is_tied
from policies.wording import msg

_PROCESSOR = msg("the declared part of the processor {party} is {part}")
_RECIPIENT = msg("the declared part of the recipient {party} is {part}")
_REMEDY = msg("if the agreement covers it, add {asset} to `assets:` of {party} with a rule that allows it")


def check(world: World) -> Iterable[Found]:
    """One finding for each asset that a party, or somebody who works for it, reaches and that is not among those it was given."""
    say = world.say
    for access in world.access:
        found = _party(world, access)
        if found is None or is_tied(*found, access.asset):
            continue
        who, party = found
        fault = Fault(
            kind=FindingKind.BEYOND_ITS_PART,
            remedy=say(_REMEDY, asset=access.asset.id, party=party.id),
            beside=OR,
            severity=weighed(Severity.HIGH, access.asset, world),
            place=party.at,
        )
        part = ", ".join(party.assets) or say("nothing of that kind")
        why = say(_PROCESSOR if who.kind is WhoKind.PROCESSOR else _RECIPIENT, party=party.id, part=part)
        yield on_access(access, tuple((entry.reach, entry.reach.levels) for entry in access.entries), fault, why, say)


def _party(world: World, access: Access) -> tuple[Who, Party] | None:
    """The processor or recipient that a subject is or works for."""
    person = world.roster.person(access.subject)
    if person is None and access.subject.kind not in (SubjectKind.PROCESSOR, SubjectKind.RECIPIENT):
        return None
    name = person.of if person else access.subject.id
    if party := world.roster.processors.get(name):
        return Who(WhoKind.PROCESSOR, name), party
    return (Who(WhoKind.RECIPIENT, name), world.roster.recipients[name]) if name in world.roster.recipients else None
