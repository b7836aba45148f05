"""The settings under `providers: gcp:` of a policy. Credentials are not among them, only the place of a key."""

import re

from providers.gcp.kinds import PROVIDER
from providers.google_api import settings as google_settings
from providers.google_api.settings import GoogleSettings


class GcpSettings(GoogleSettings, frozen=True, forbid_unknown_fields=True):
    """What to read in Google Cloud, and how to get there.

    organization: `organizations/123`; empty: every organisation that is found, and projects that are in none.
    projects: ids; empty: every active project that is found.
    object_acls: read the access control list of every object in buckets without uniform access; one call for each thousand objects.
    """

    organization: str = ""
    projects: tuple[str, ...] = ()
    object_acls: bool = False


_SHAPES = (
    ("organization", re.compile(r"(organizations/[0-9]+)?"), "organizations/ and its number, as in organizations/123456789012"),
    (
        "projects",
        re.compile(r"([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]"),
        "a project's id, not its number or name",
    ),
)


def decode(text: str) -> GcpSettings:
    """The settings from JSON text, in which a policy's numbers are text too.

    Raises:
        ProviderError: naming what is wrong and what is expected.
    """
    return google_settings.decode(text, GcpSettings, PROVIDER, _SHAPES)
