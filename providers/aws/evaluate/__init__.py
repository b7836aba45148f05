"""Pure: policy documents to acls, one file for each concept."""

from collections.abc import Sequence

from audit.model.reach import Path
from audit.ports import Asked, Evaluated, Facts
from policies.locations import Location
from providers.aws.evaluate import explain as explaining
from providers.aws.evaluate.assume import assumptions
from providers.aws.evaluate.escalate.memberships import escalations
from providers.aws.evaluate.unread import everywhere
from providers.aws.evaluate.who_can import WhoCan
from providers.aws.evaluate.world import World


def acls(facts: Facts, locations: Sequence[Location]) -> Evaluated:
    """Who reaches each location, who can take on which role, and who could become whom."""
    world = World(facts)
    asking = WhoCan(world)
    found = tuple(acl for location in locations for acl in asking.located(location))
    memberships = tuple(dict.fromkeys((*assumptions(world, asking.authorizer), *escalations(world, asking.authorizer))))
    return Evaluated(memberships, found, everywhere(world))


def explain(facts: Facts, wanted: Sequence[Asked]) -> tuple[Path, ...]:
    """For each question the steps from the grantee to the resource, with the statement that gives each; empty if it has none."""
    return explaining.explain(WhoCan(World(facts)), wanted)
