"""What was not read, and which places of Workspace it leaves in the dark. Who reaches them are facts already: acls were read as they are."""

from collections.abc import Iterator, Sequence

from audit.model.facts import Gap
from audit.model.reach import Path
from audit.ports import Asked, Evaluated, Facts, LocatedAcl
from policies.locations import Location
from providers.google_api import names
from providers.google_api.strangers import of_strangers
from providers.google_workspace.drive.unseen import touching
from providers.google_workspace.kinds import DATA_OWNER, PROVIDER, TENANT, ResourceKind
from providers.google_workspace.locate import KINDS

_SURFACES = {ResourceKind.MAILBOX: "gmail", ResourceKind.CALENDAR: "calendar"}


def acls(facts: Facts, locations: Sequence[Location]) -> Evaluated:
    """For each location that a gap really touches, the gaps, and who may act as users that were not listed. Grants come with the resources."""
    mine = [location for location in locations if location.kind in KINDS]
    drive = [location for location in mine if location.pattern.startswith("drive://")]
    found = (*touching(facts, drive), *_by_address(facts, [location for location in mine if location not in drive]))
    dark = tuple(LocatedAcl(location, location.pattern, frozenset(), gaps) for location, gaps in found)
    return Evaluated(tuple(of_strangers(_named(facts), facts.principals())), dark)


def explain(_facts: Facts, wanted: Sequence[Asked]) -> tuple[Path, ...]:
    """Nothing to add: grants on files, mailboxes and calendars are facts."""
    return tuple(() for _ in wanted)


def _named(facts: Facts) -> Iterator[str]:
    """Whoever is in a group or has a role, or is let in to something."""
    yield from (each.member for each in facts.memberships())
    yield from (grant.principal for acl in facts.acls() for grant in acl.grants)


def _by_address(facts: Facts, locations: Sequence[Location]) -> Iterator[tuple[Location, tuple[Gap, ...]]]:
    """Mailboxes and calendars."""
    gaps = [gap for gap in facts.gaps() if gap.provider == PROVIDER]
    if not gaps or not locations:
        return
    wanted = {location.pattern for location in locations}
    owners = {each.id: each.attribute(DATA_OWNER) for each in facts.resources() if each.id in wanted}
    for location in locations:
        if found := tuple(sorted({gap for gap in gaps if _touches(gap, location, owners)})):
            yield location, found


def _touches(gap: Gap, location: Location, owners: dict[str, str]) -> bool:
    """Whether a gap is about the mailbox or calendar itself, about its owner's, or about everybody's; one that was not met may be anybody's."""
    if gap.scope == location.pattern:
        return True
    surface = _SURFACES[ResourceKind(location.kind)]
    if gap.surface != surface:
        return gap.surface == "users" and gap.scope == TENANT and location.pattern not in owners
    address = location.pattern.rpartition("/")[2]
    holders = {names.user(address).id, owners.get(location.pattern, "")}
    if gap.scope in holders or gap.scope == TENANT:
        return True
    return location.kind == ResourceKind.CALENDAR and location.pattern not in owners and gap.scope.startswith("google://user/")
