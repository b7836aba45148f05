"""The sample company's Microsoft 365 and Azure as a world for the sandbox's server."""

from providers.sandbox.company import Company
from providers.sandbox.microsoft.world import World
from providers.sandbox.seed.azure import make_azure
from providers.sandbox.seed.entra import Auditor, make_entra
from providers.sandbox.seed.exchange import make_exchange
from providers.sandbox.seed.sharepoint import make_sharepoint

_CHANGES = 1_000  # of a night: tokens of an earlier one lie before its first


def microsoft_of(company: Company, auditor: Auditor, night: int = 0) -> World:
    """Makes the world of a night; `auditor` is the application that reads."""
    world = World(first_change=night * _CHANGES)
    make_entra(company["microsoft"], world, auditor)
    make_sharepoint(company["microsoft"], world)
    make_exchange(company["microsoft"], world)
    make_azure(company["azure"], world)
    return world
