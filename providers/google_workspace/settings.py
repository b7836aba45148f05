"""The settings under `providers: google_workspace:` of a policy. Credentials are not among them, only the place of a key."""

import re
from typing import Literal

import msgspec

from audit.errors import ProviderError
from providers.google_api.settings import GoogleSettings
from providers.google_api.settings import decode as decoded


class DelegatedClient(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A client with domain-wide delegation, as the Admin console lists it: no API does.

    client_id: the number under "Client ID". service_account: the address of the service account behind it, if there is one.
    """

    client_id: str
    scopes: tuple[str, ...]
    service_account: str = ""


class WorkspaceSettings(GoogleSettings, frozen=True, forbid_unknown_fields=True):
    """What to read in Google Workspace, and how to get there.

    customer: the tenant; `my_customer` is that of the administrator who is acted as.
    oauth_tokens, app_passwords, tenant_settings: surfaces that ask for more than reading, or for a super administrator: read when switched on.
    delegated_clients: the clients with domain-wide delegation. An empty list says that there are none; no list, that nobody said.
    activity_data: `last_used_bucket` keeps when a user last signed in, as one of four spans; never a date.
    full_every: days after which all of Drive is read anew, instead of what changed.
    """

    customer: str = "my_customer"
    oauth_tokens: bool = False
    app_passwords: bool = False
    tenant_settings: bool = False
    delegated_clients: tuple[DelegatedClient, ...] | None = None
    activity_data: Literal["none", "last_used_bucket"] = "none"
    full_every: int = 7


_CUSTOMER = ("customer", re.compile(r"my_customer|C[0-9a-z]+"), "my_customer or an id such as C01abc (Admin console, Account settings)")
_CLIENT_ID = re.compile(r"[0-9]{10,}|[0-9]+-[0-9a-z]+\.apps\.googleusercontent\.com")
_SCOPE = re.compile(r"[a-z]+:[^\s,]+")


def decode(text: str) -> WorkspaceSettings:
    """The settings from JSON text, in which a policy's numbers are text too.

    Raises:
        ProviderError: naming what is wrong and what is expected.
    """
    settings = decoded(text, WorkspaceSettings, "google_workspace", (_CUSTOMER,))
    for client in settings.delegated_clients or ():
        if not _CLIENT_ID.fullmatch(client.client_id):
            raise _wrong(f"{client.client_id!r} is no client ID", "write the number that the Admin console shows, quoted")
        if not client.scopes or not all(map(_SCOPE.fullmatch, client.scopes)):
            raise _wrong(f"the scopes of {client.client_id} are wrong", "write whole scopes such as https://www.googleapis.com/auth/drive")
        if client.service_account and "@" not in client.service_account:
            raise _wrong(f"{client.service_account!r} is no service account", "write its address")
    if not 1 <= settings.full_every <= 90:
        raise ProviderError("the setting full_every of provider google_workspace is out of range", "write a number from 1 to 90")
    return settings


def _wrong(what: str, remedy: str) -> ProviderError:
    return ProviderError(f"the setting delegated_clients of provider google_workspace is wrong: {what}", remedy)
