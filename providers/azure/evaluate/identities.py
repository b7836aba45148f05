"""Who could act as an identity: by commands on a machine that has it, by giving it to a machine, by an identity provider of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.model.facts import Membership, MembershipKind, Resource
from providers.azure import kinds
from providers.azure.evaluate.asked import Asked
from providers.azure.evaluate.condition import Asking
from providers.azure.evaluate.entries import Entry, entries
from providers.azure.evaluate.escalate import ACTING, Acting
from providers.azure.evaluate.holders import holding
from providers.azure.evaluate.world import World
from providers.azure.kinds import AttachmentKind, ResourceKind
from providers.formula import FALSE, Formula, outcomes
from providers.holding import Holding, shared, united
from providers.kept import kept
from providers.microsoft_api.names import service_principal
from providers.microsoft_api.strangers import GROUPS


def memberships(world: World) -> Iterator[Membership]:
    """Who could act as which identity, with what gives it; where not all of that was read, a crowd could act as any.

    It takes two roles to give an identity to a machine: who has them through two groups is not known where groups were not listed.
    """
    crowds = [crowd for crowd in (kinds.MACHINES, GROUPS) if crowd in world.principals]
    for one in world.principals.values() if crowds else ():
        if one.attribute("type") == _MANAGED:
            words = "may act as the machine that has this identity"
            yield from (Membership(crowd, one.id, MembershipKind.IMPERSONATE, because=words) for crowd in crowds)
    for resource in sorted(world.resources.values()):
        told = resource.attribute(kinds.IDENTITIES).split()
        for way in ACTING.get(ResourceKind(resource.kind), ()) if told else ():
            for (who, _), formula in _holding(world, resource, way).items():
                entry = giving(world, resource, way.action, who)
                words = way.words.format(name=resource.name)
                step = Membership(
                    who, "", way.kind, because=f"{words}: {entry.because}" if entry else words, evidence=entry.evidence if entry else ""
                )
                yield from _each(step, (service_principal(one).id for one in told), formula)


_MANAGED = "ManagedIdentity"  # what Entra ID calls them ("servicePrincipal resource type")


def _holding(world: World, resource: Resource, way: Acting) -> Holding:
    chain = world.chain(resource.id)
    given = [entry for place in chain for entry in entries(world, place)]
    held = holding(world, given, chain, way.action, Asked(Asking(action=way.action)), data=False)
    return shared(world, held, _anywhere(world, way.also)) if way.also else held


@kept
def _anywhere(world: World, action: str) -> Holding:
    """Who has an action on some scope, wherever."""
    places = sorted({held.holder for kind in _ASSIGNING for held in world.every(kind)})
    given = (one for place in places for one in entries(world, place))
    return united(((one.principal, one.source), one.gives(action, Asking(action=action), data=False)) for one in given)


_ASSIGNING = (AttachmentKind.ROLE_ASSIGNMENT, AttachmentKind.ELIGIBILITY)


def _each(step: Membership, identities: Iterable[str], formula: Formula) -> Iterator[Membership]:
    for identity in identities:
        for found in outcomes(formula) if identity != step.member else ():
            yield replace(step, container=identity, condition=found.condition, until=found.until, verdict=found.verdict)


def giving(world: World, resource: Resource, action: str, who: str) -> Entry | None:
    """The assignment that gives somebody an action on a resource: one that names him before one that names a group he is in."""
    given = (one for place in world.chain(resource.id) for one in entries(world, place))
    fitting = [one for one in given if one.gives(action, Asking(action=action), data=False) is not FALSE]
    named = (one for one in fitting if one.principal == who)
    through = (one for one in fitting if world.belonging.within(who, one.principal) not in (None, FALSE))
    return next(named, None) or next(through, None)
