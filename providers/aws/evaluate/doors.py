"""Access points: other doors to a bucket, with policies of their own.

S3 User Guide, "Configuring IAM policies for using access points": the door must let the caller in, and the bucket what comes through the door.
"""

from dataclasses import replace
from functools import lru_cache

from providers.aws import kinds
from providers.aws.evaluate.authorize import Request, allowed, ceilings, denied, let_in_by
from providers.aws.evaluate.caller import Caller
from providers.aws.evaluate.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate
from providers.aws.evaluate.principal import Naming
from providers.aws.evaluate.target import Target, target
from providers.aws.evaluate.world import World


@lru_cache(maxsize=4096)
def doors_of(world: World, bucket: Target) -> tuple[Target, ...]:
    """The access points of a bucket; none of what is no bucket."""
    return tuple(target(world, door) for door in world.doors.get(bucket.id, ()))


def through_doors(world: World, caller: Caller, bucket: Target, request: Request) -> Formula:
    """What must hold for the request to be allowed through one of the bucket's access points."""
    return any_of(*(_through(world, caller, bucket, door, request) for door in doors_of(world, bucket)))


def _through(world: World, caller: Caller, bucket: Target, door: Target, request: Request) -> Formula:
    key = request.resource.removeprefix(bucket.arn)
    at_door = Request(request.action, f"{door.arn}/object{key}" if key else door.arn, request.chosen)
    origin = door.resource.attribute(kinds.NETWORK_ORIGIN) if door.resource else ""
    behind = replace(
        bucket,
        keys={
            **bucket.keys,
            "s3:dataaccesspointaccount": (door.account,),
            "s3:dataaccesspointarn": (door.arn,),
            "s3:accesspointnetworkorigin": (origin,),
        },
    )
    opened = replace(door, keys={**door.keys, **behind.keys})
    context = request.context(caller, behind)
    into_door = let_in_by(world, caller, opened, at_door, context)
    into_bucket = let_in_by(world, caller, behind, request, context)
    own = TRUE if caller.identity is None else any_of(*(allowed(caller.identity, one, context) for one in (at_door, request)))
    limit = any_of(*(allowed(caller.boundary, one, context) for one in (at_door, request))) if caller.boundary else TRUE
    both = all_of(any_of(*into_door.values()), any_of(*into_bucket.values()))
    if caller.account == bucket.account and caller.account:
        by_name = all_of(both, TRUE if Naming.DIRECT in into_door else limit)
        granted = any_of(by_name, all_of(own, limit) if into_door or caller.identity else FALSE)
    else:
        granted = all_of(own, limit, both)
    if granted is FALSE:
        return FALSE
    forbidden = any_of(denied(world, caller, behind, request, context), denied(world, caller, opened, at_door, context))
    inside = Atom("the request comes from the access point's own network") if origin == "VPC" else TRUE
    return all_of(granted, inside, ceilings(caller, behind, request, context), negate(forbidden))
