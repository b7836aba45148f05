"""Decisions on one caller at a time: for those that a caller could make of itself, who stand in no set of callers."""

from providers.aws.evaluate.authorize import Authorizer, Request
from providers.aws.evaluate.caller import Caller
from providers.aws.evaluate.callers import Callers
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.world import World
from providers.formula import Formula
from providers.kept import kept


@kept
def alone(world: World, caller: Caller) -> Authorizer:
    """The decisions on a caller's requests; it has the first place."""
    return Authorizer(Callers((caller,), world.canonical))


def decide(world: World, caller: Caller, target: Target, request: Request) -> Formula:
    """What must hold for the request to be allowed."""
    return alone(world, caller).decide(target, request, 1).of(1)


def has_a_say(world: World, caller: Caller, action: str) -> bool:
    """Whether some policy of the caller's own allows the action on anything."""
    return bool(alone(world, caller).callers.identity.says(action))
