"""The settings under `providers: microsoft365:` of a policy. Credentials are not among them, only where they are found."""

from typing import Literal

from audit.errors import ProviderError
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.mail_operations import OPERATIONS as MAIL
from providers.microsoft365.operations import DIRECTORY
from providers.microsoft_api import settings as microsoft_settings
from providers.microsoft_api.settings import MicrosoftSettings


class Microsoft365Settings(MicrosoftSettings, frozen=True, forbid_unknown_fields=True):
    """What to read in Microsoft 365, and how to get there.

    activity_data: `last_used_bucket` keeps when a user last signed in, as one of four spans; never a date.
    without: surfaces that are switched off, such as `group-eligibility`; what they decide is in the dark.
    full_every: days after which all files are read anew, instead of what changed.
    """

    activity_data: Literal["none", "last_used_bucket"] = "none"
    without: tuple[str, ...] = ()
    full_every: int = 28


def decode(text: str) -> Microsoft365Settings:
    """The settings from JSON text, in which a policy's numbers are text too.

    Raises:
        ProviderError: naming what is wrong and what is expected.
    """
    settings = microsoft_settings.decode(text, Microsoft365Settings, PROVIDER)
    known = sorted({operation.surface for operation in (*DIRECTORY, *MAIL)})
    if unknown := sorted(set(settings.without) - set(known)):
        raise ProviderError(
            f"the setting without of provider {PROVIDER} names {', '.join(unknown)}, which can't be left out",
            f"write some of {', '.join(known)}",
        )
    if not 1 <= settings.full_every <= 90:
        raise ProviderError(f"the setting full_every of provider {PROVIDER} is out of range", "write a number from 1 to 90")
    return settings
