"""Pure: role assignments and what counts beside them, to acls; one file for each concept."""

from collections.abc import Sequence
from dataclasses import replace

from audit.model.reach import Path
from audit.ports import Asked, Evaluated, Facts
from policies.locations import Location
from providers.azure.evaluate import explain as explaining
from providers.azure.evaluate.identities import memberships
from providers.azure.evaluate.unread import acting, crowded
from providers.azure.evaluate.who_can import WhoCan
from providers.azure.evaluate.world import World
from providers.microsoft_api.strangers import of_strangers


def acls(facts: Facts, locations: Sequence[Location]) -> Evaluated:
    """Who reaches each location, who could act as the identity of a machine, and who may act as somebody that the directory does not list."""
    world = World(facts)
    asking = WhoCan(world)
    found = [acl for location in locations for acl in asking.located(location)]
    acts = tuple(dict.fromkeys(memberships(world)))
    named = (*(step.member for step in acts), *(grant.principal for acl in found for grant in acl.grants))
    return Evaluated(
        (*acts, *of_strangers(named, world.principals.values())),
        tuple(replace(acl, gaps=(*acl.gaps, *acting(world, acl.grants), *crowded(world, acl.resource))) for acl in found),
    )


def explain(facts: Facts, wanted: Sequence[Asked]) -> tuple[Path, ...]:
    """For each question the steps from the principal to the resource, with what gives each; empty if it has none."""
    return explaining.explain(WhoCan(World(facts)), wanted)
