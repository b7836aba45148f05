"""Applications that reach content by themselves → facts: who is let in to which kind of content, at which levels.

Each kind of content has a crowd, a group of the applications that reach all of it. Every mailbox, calendar, file, site and channel grants its crowd
the same, so that no acl changes when an application is given a permission: its membership of the crowd does, and that says which levels.
Whoever adds a secret to an application comes by it to what the application reaches.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.model.facts import Fact, Grant, Membership, MembershipKind, Principal, PrincipalKind, Verdict
from policies.levels import EVERYTHING, Level
from providers.microsoft365.directory import AppPermission, Directory, ServicePrincipal
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.normalise.opened import LIMITABLE, Opening, Opens, opened

SOURCE = "application-permission"
APIS = {
    "00000003-0000-0000-c000-000000000000": "Microsoft Graph",
    "00000002-0000-0ff1-ce00-000000000000": "Office 365 Exchange Online",
    "00000003-0000-0ff1-ce00-000000000000": "Office 365 SharePoint Online",
}
"""The APIs whose permissions open content that is read here, by the ids of their applications (page "Verify first-party Microsoft applications")."""


@dataclass(frozen=True, slots=True, order=True)
class Reach:
    """What one application reaches of a kind of content. `limitable`: only what an application access policy can take away."""

    opens: Opens
    levels: Level
    condition: str
    verdict: Verdict
    because: str
    limitable: bool = False


def crowd(opens: Opens) -> str:
    """The id of the crowd of a kind of content."""
    return f"microsoft://applications/{opens}"


def grants_of(opens: Opens) -> frozenset[Grant]:
    """What everything of a kind grants applications: the same whatever they were given."""
    return frozenset({Grant(crowd(opens), EVERYTHING, SOURCE)})


def facts(directory: Directory, kinds: Iterable[Opens]) -> Iterator[Fact]:
    """The crowds of these kinds, with the applications that are in them."""
    wanted = tuple(kinds)
    yield from crowds(wanted)
    for service in directory.services:
        yield from members(service, (one for one in reached(service) if one.opens in wanted))


def crowds(kinds: Iterable[Opens]) -> Iterator[Principal]:
    """The crowds of these kinds."""
    for opens in kinds:
        yield Principal(crowd(opens), PROVIDER, PrincipalKind.GROUP, f"applications that reach {opens} by themselves")


def members(service: ServicePrincipal, reaches: Iterable[Reach]) -> Iterator[Membership]:
    """How an application is in the crowds."""
    for one in reaches:
        yield Membership(
            service.id, crowd(one.opens), MembershipKind.MEMBER, one.condition, None, one.verdict, one.because, levels=one.levels
        )


def unseen(unread: str) -> Iterator[Membership]:
    """A crowd that nobody saw may reach everything: `unread` stands for the applications whose permissions could not be read."""
    for opens in Opens:
        yield Membership(unread, crowd(opens), MembershipKind.MEMBER, because="may have a permission that reaches it")


def reached(service: ServicePrincipal) -> tuple[Reach, ...]:
    """What an application reaches by itself, sorted; a permission that is not known may open anything."""
    levels: dict[tuple[Opening, bool], Level] = {}
    words: dict[tuple[Opening, bool], set[str]] = {}
    for permission in service.permissions:
        for one in _opened(permission):
            key = Opening(one.opens, Level.NONE, one.condition), permission.value in LIMITABLE
            levels[key] = levels.get(key, Level.NONE) | one.levels
            words.setdefault(key, set()).add(_told(permission))
    known = (
        Reach(one.opens, levels[one, limitable], one.condition, Verdict.IF if one.condition else Verdict.YES, _because(said), limitable)
        for (one, limitable), said in words.items()
    )
    return tuple(sorted((*known, *_doubtful(service))))


def _doubtful(service: ServicePrincipal) -> Iterator[Reach]:
    unknown = sorted({_told(permission) for permission in service.permissions if _is_unknown(permission)})
    if unknown:
        doubt = f"what the permission {', '.join(unknown)} opens is not known"
        yield from (Reach(opens, EVERYTHING, doubt, Verdict.UNKNOWN, _because(unknown)) for opens in Opens)


def _opened(permission: AppPermission) -> tuple[Opening, ...]:
    return (opened(permission.value) or ()) if permission.resource in APIS else ()


def _is_unknown(permission: AppPermission) -> bool:
    return permission.resource in APIS and opened(permission.value) is None


def _told(permission: AppPermission) -> str:
    return f"{permission.value or permission.role} of {APIS[permission.resource]}"


def _because(told: Iterable[str]) -> str:
    return f"application permission {', '.join(sorted(told))}"
