"""The settings under `providers: azure:` of a policy. Credentials are not among them, only the place of a certificate."""

import re

from providers.azure.kinds import PROVIDER
from providers.microsoft_api import settings as microsoft_settings
from providers.microsoft_api.settings import MicrosoftSettings


class AzureSettings(MicrosoftSettings, frozen=True, forbid_unknown_fields=True):
    """What to read in Azure, and how to get there.

    subscriptions: ids; empty: every subscription that is found.
    """

    subscriptions: tuple[str, ...] = ()


_SHAPES = (("subscriptions", re.compile(r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "a subscription's id, not its name"),)


def decode(text: str) -> AzureSettings:
    """The settings from JSON text, in which a policy's numbers are text too.

    Raises:
        ProviderError: naming what is wrong and what is expected.
    """
    return microsoft_settings.decode(text, AzureSettings, PROVIDER, _SHAPES)
