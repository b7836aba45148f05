"""The settings that the providers reading Microsoft share. Credentials are not among them, only where they are found."""

import re
from collections.abc import Iterable
from typing import Literal, TypeVar

import msgspec

from audit.errors import ProviderError


class MicrosoftSettings(msgspec.Struct, frozen=True):
    """How to get to Microsoft, and as which application.

    tenant: the tenant's id, or one of its domains.
    client_id: the application's id.
    certificate_file: path of a PEM file with the application's private key and certificate.
    secret_variable: name of the environment variable that holds the application's secret; the secret itself never stands in a policy.
    assertion_file: path of a token that another identity provider issues (workload identity federation); read anew for each sign-in.
    cloud: which of Microsoft's clouds the tenant is in.
    endpoint_url: a sandbox on loopback: `https://HOST/x` is asked at `{endpoint_url}/HOST/x`.
    ca_file: path of a PEM file with the authorities to trust in place of the usual ones.

    Without certificate, secret and assertion the environment is asked, in the variables that Azure Identity reads.
    """

    tenant: str = ""
    client_id: str = ""
    certificate_file: str = ""
    secret_variable: str = ""
    assertion_file: str = ""
    cloud: Literal["public", "government", "china"] = "public"
    endpoint_url: str = ""
    ca_file: str = ""
    workers: int = 8
    max_attempts: int = 8
    timeout: int = 60  # seconds to wait for an answer


Shape = tuple[str, re.Pattern[str], str]

_GUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
TENANT, CLIENT = re.compile(rf"({_GUID}|([a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+)?"), re.compile(rf"({_GUID})?")
_SHAPES: tuple[Shape, ...] = (
    ("tenant", TENANT, "the tenant's id, or a domain of it such as company.example"),
    ("client_id", CLIENT, "the application's id (Application (client) ID)"),
    ("secret_variable", re.compile(r"([A-Za-z_][A-Za-z0-9_]*)?"), "the name of an environment variable, not the secret"),
    (
        "endpoint_url",
        re.compile(r"(https://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?)?"),
        "an address on loopback such as https://127.0.0.1:8443",
    ),
)
_LIMITS = (("workers", 64), ("max_attempts", 20), ("timeout", 900))
_WAYS = ("certificate_file", "secret_variable", "assertion_file")

S = TypeVar("S", bound=MicrosoftSettings)


def decode(text: str, kind: type[S], provider: str, shapes: Iterable[Shape] = ()) -> S:
    """The settings of one provider from JSON text, in which a policy's numbers are text too.

    `shapes` are the provider's own fields of text (or tuples of text) with the pattern that each must fit, and what is expected in words.

    Raises:
        ProviderError: naming what is wrong and what is expected; a value that may be a secret is not repeated.
    """
    try:
        settings = msgspec.json.decode(text, type=kind | None, strict=False) or kind()
    except msgspec.DecodeError as error:
        known = ", ".join(kind.__struct_fields__)
        raise ProviderError(f"the settings of provider {provider} are wrong: {error}", f"known settings: {known}") from error
    for field, shape, expected in (*_SHAPES, *shapes):
        value = getattr(settings, field)
        for one in value if isinstance(value, tuple) else (value,):
            if not shape.fullmatch(one):
                said = "" if field == "secret_variable" else f": {one!r}"
                raise ProviderError(f"the setting {field} of provider {provider} is wrong{said}", f"write {expected}")
    for field, most in _LIMITS:
        if not 1 <= getattr(settings, field) <= most:
            raise ProviderError(f"the setting {field} of provider {provider} is out of range", f"write a number from 1 to {most}")
    ways = [field for field in _WAYS if getattr(settings, field)]
    if len(ways) > 1:
        raise ProviderError(f"the settings {' and '.join(ways)} of provider {provider} exclude each other", "keep one way to sign in")
    return settings
