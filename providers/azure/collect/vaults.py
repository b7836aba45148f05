"""Key vaults with their access policies, and which secrets and keys there are; never a value.

Pages "Vaults - List By Subscription", "Secrets - List" and "Keys - List" of the management API. It has no list of certificates: each has a secret of
the same name, which holds its private key.
"""

from collections.abc import Iterator

from providers.azure.collect.raw import Place, Raw, arm_of, listed, raws, whole
from providers.azure.kinds import uri
from providers.azure.operations import KEYS, LOGS, SECRETS, VAULTS
from providers.microsoft_api.reader import Answer, Reader
from providers.parts import streamed


def collect(reader: Reader, place: Place) -> Iterator[Raw]:
    """Every vault of a subscription, and what lies in each."""
    yield from streamed(reader, listed(reader, VAULTS, path={"id": place.id}), lambda row: _vault(reader, place, row))


def _vault(reader: Reader, place: Place, row: Answer) -> Iterator[Raw]:
    arm = arm_of(row)
    about = uri(arm)
    logs = whole(reader, LOGS, about=about, path={"scope": arm})
    vault = Raw("key-vault", place, row, {} if logs is None else {"logs": logs})
    yield vault
    for kind, call in (("secret", SECRETS), ("vault-key", KEYS)):
        inside = listed(reader, call, about=about, path={"scope": arm})
        yield from raws(kind, place, inside, vault=vault)
