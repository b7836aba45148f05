"""Pure: policy documents to acls, one file for each concept."""

from collections.abc import Sequence
from dataclasses import replace

from audit.model.reach import Path
from audit.ports import Asked, Evaluated, Facts
from policies.locations import Location
from providers.gcp.evaluate import explain as explaining
from providers.gcp.evaluate.escalate.memberships import memberships
from providers.gcp.evaluate.unread import acting
from providers.gcp.evaluate.who_can import WhoCan
from providers.gcp.evaluate.world import World
from providers.google_api.strangers import of_strangers


def acls(facts: Facts, locations: Sequence[Location]) -> Evaluated:
    """Who reaches each location, who can act as which service account, and who could come to."""
    world = World(facts)
    asking = WhoCan(world)
    steps = tuple(dict.fromkeys(memberships(world)))
    found = tuple(acl for location in locations for acl in asking.located(location))
    named = {*(step.member for step in steps), *(grant.principal for acl in found for grant in acl.grants)}
    strangers = tuple(of_strangers(named, world.principals.values()))
    return Evaluated((*steps, *strangers), tuple(replace(acl, gaps=(*acl.gaps, *acting(world, steps, acl.grants))) for acl in found))


def explain(facts: Facts, wanted: Sequence[Asked]) -> tuple[Path, ...]:
    """For each question the steps from the principal to the resource, with what gives each; empty if it has none."""
    return explaining.explain(WhoCan(World(facts)), wanted)
