"""Virtual machines that act as somebody, and the identities that can be given to one: who runs commands on the one acts as the other."""

from collections.abc import Iterator

from providers.azure.collect.raw import Place, Raw, listed, raws
from providers.azure.operations import MACHINES, MANAGED_IDENTITIES
from providers.microsoft_api.reader import Reader


def collect(reader: Reader, place: Place) -> Iterator[Raw]:
    """The managed identities of a subscription, then its machines."""
    for kind, call in (("managed-identity", MANAGED_IDENTITIES), ("virtual-machine", MACHINES)):
        yield from raws(kind, place, listed(reader, call, path={"id": place.id}))
