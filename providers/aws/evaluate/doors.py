"""Access points: other doors to a bucket, with policies of their own.

S3 User Guide, "Configuring IAM policies for using access points": the door must let the caller in, and the bucket what comes through the door.
"""

from dataclasses import dataclass, replace

from providers.aws import kinds
from providers.aws.evaluate.answers import NOBODY, Answers, any_answer, both, either, opposite, said
from providers.aws.evaluate.authorize import Authorizer, Request
from providers.aws.evaluate.principal import Naming
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.targets import target
from providers.aws.evaluate.world import World
from providers.formula import TRUE, Atom


@dataclass(frozen=True, slots=True)
class Door:
    """An access point as what is asked for first, and the bucket as it looks behind it."""

    target: Target
    behind: Target
    in_network: bool

    def request(self, request: Request) -> Request:
        """A request to the bucket as it is asked at the door."""
        key = request.resource.removeprefix(self.behind.arn)
        return Request(request.action, f"{self.target.arn}/object{key}" if key else self.target.arn, request.chosen)


def doors_of(world: World, bucket: Target) -> tuple[Door, ...]:
    """The access points of a bucket; none of what is no bucket."""
    return tuple(_door(target(world, door), bucket) for door in world.doors.get(bucket.id, ()))


def _door(point: Target, bucket: Target) -> Door:
    origin = point.resource.attribute(kinds.NETWORK_ORIGIN) if point.resource else ""
    keys = {
        **bucket.keys,
        "s3:dataaccesspointaccount": (point.account,),
        "s3:dataaccesspointarn": (point.arn,),
        "s3:accesspointnetworkorigin": (origin,),
    }
    return Door(replace(point, keys={**point.keys, **keys}), replace(bucket, keys=keys), origin == "VPC")


def through_doors(authorizer: Authorizer, doors: tuple[Door, ...], request: Request, who: int) -> Answers:
    """Who may do what is requested through one of the bucket's access points."""
    return any_answer(_through(authorizer, door, request, who) for door in doors)


def _through(authorizer: Authorizer, door: Door, request: Request, who: int) -> Answers:
    at_door, bucket = door.request(request), door.behind
    granted = _granted(authorizer, door, request, at_door, who)
    if not granted:
        return NOBODY
    may = granted.may
    forbidden = either(authorizer.denied(bucket, request, may), authorizer.denied(door.target, at_door, may))
    inside = said(Atom("the request comes from the access point's own network") if door.in_network else TRUE, may)
    return both(both(granted, inside), both(authorizer.ceilings(bucket, request, may), opposite(forbidden, may)))


def _granted(authorizer: Authorizer, door: Door, request: Request, at_door: Request, who: int) -> Answers:
    callers, bucket = authorizer.callers, door.behind
    into_door = authorizer.let_in(door.target, at_door, who)
    by_name = both(any_answer(into_door.values()), any_answer(authorizer.let_in(bucket, request, who).values()))
    home = callers.accounts.get(bucket.account, 0) & who if bucket.account else 0
    asking = home | by_name.may
    own = NOBODY
    limit = NOBODY
    for one, known in ((at_door, request.known(bucket)), (request, request.known(bucket))):
        own = either(own, callers.identity.applies(one.action, one.resource, known, asking & ~callers.free))
        limit = either(limit, callers.limit(one.action, one.resource, known, asking))
    own = both(Answers(own.yes | (asking & callers.free), own.open), limit)
    direct = into_door.get(Naming.DIRECT, NOBODY).may
    named = either(by_name.only(direct), both(by_name, limit))
    at_home = either(named, own.only(~callers.free | any_answer(into_door.values()).may))
    return either(at_home.only(home), both(own, by_name).only(who & ~home))
