"""The sample company's Google as a world for the sandbox's server."""

from providers.sandbox.company import Company
from providers.sandbox.google.world import World
from providers.sandbox.seed.drive import make_drive
from providers.sandbox.seed.google_cloud import make_google_cloud
from providers.sandbox.seed.workspace import make_workspace

_CHANGES = 1_000  # of a night: tokens of an earlier one lie before its first


def world_of(company: Company, night: int = 0) -> World:
    """Makes the world of a night."""
    world = World(first_change=night * _CHANGES)
    make_workspace(company["workspace"], world)
    make_drive(company["workspace"], world)
    make_google_cloud(company["google_cloud"], world)
    return world
