"""The settings that the providers reading Google share. Credentials are not among them, only the place of a key."""

import re
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from audit.errors import ProviderError


class GoogleSettings(msgspec.Struct, frozen=True):
    """How to get to Google.

    key_file: path of a service account's key; empty: Application Default Credentials (workload identity federation, an attached
        service account, `gcloud auth application-default login`).
    subject: address of the administrator to act as, by domain-wide delegation.
    endpoint_url: a sandbox on loopback: `https://HOST/x` is asked at `{endpoint_url}/HOST/x`.
    quota_project: the project that calls are charged to, where it is not the service account's own.
    """

    key_file: str = ""
    subject: str = ""
    endpoint_url: str = ""
    quota_project: str = ""
    workers: int = 8
    max_attempts: int = 8
    timeout: int = 60  # seconds to wait for an answer


Shape = tuple[str, re.Pattern[str], str]

ADDRESS = re.compile(r"([^\s@:/?#]+@[^\s@:/?#]+)?")
_SHAPES: tuple[Shape, ...] = (
    ("subject", ADDRESS, "an administrator's address such as audit@company.example"),
    (
        "endpoint_url",
        re.compile(r"(http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?)?"),
        "an address on loopback such as http://127.0.0.1:8080",
    ),
    ("quota_project", re.compile(r"([a-z][a-z0-9.:-]{4,61}[a-z0-9])?"), "a project's id"),
)
_LIMITS = (("workers", 64), ("max_attempts", 20), ("timeout", 900))

S = TypeVar("S", bound=GoogleSettings)


def decode(text: str, kind: type[S], provider: str, shapes: Iterable[Shape] = ()) -> S:
    """The settings of one provider from JSON text, in which a policy's numbers are text too.

    `shapes` are the provider's own fields of text (or tuples of text) with the pattern that each must fit, and what is expected in words.

    Raises:
        ProviderError: naming what is wrong and what is expected.
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
                raise ProviderError(f"the setting {field} of provider {provider} is wrong: {one!r}", f"write {expected}")
    for field, most in _LIMITS:
        if not 1 <= getattr(settings, field) <= most:
            raise ProviderError(f"the setting {field} of provider {provider} is out of range", f"write a number from 1 to {most}")
    return settings
