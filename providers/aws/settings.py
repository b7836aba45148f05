"""The settings under `providers: aws:` of a policy. Credentials are not among them: those come from boto3's own chain."""

import re
from typing import Literal

import msgspec

from audit.errors import ProviderError


class AwsSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to read in AWS, and how to get there.

    accounts: twelve-digit ids; empty: every account of the organisation, or the caller's own.
    audit_role: name of the role that is assumed in each account but the caller's own.
    regions: empty: every region that is enabled in the account.
    endpoint_url: for a sandbox on loopback.
    activity_data: `last_used_bucket` keeps when a user last signed in, as one of four spans; never a date.
    """

    accounts: tuple[str, ...] = ()
    audit_role: str = ""
    external_id: str = ""
    regions: tuple[str, ...] = ()
    profile: str = ""
    endpoint_url: str = ""
    activity_data: Literal["none", "last_used_bucket"] = "none"
    workers: int = 8
    max_attempts: int = 8
    timeout: int = 60  # seconds to wait for an answer


_SHAPES = (
    ("accounts", re.compile(r"[0-9]{12}"), "twelve digits, quoted"),
    ("regions", re.compile(r"[a-z]{2}(-[a-z]+)+-[0-9]"), "a region such as eu-west-1"),
    ("audit_role", re.compile(r"[\w+=,.@/-]{0,64}"), "the role's name, not its ARN"),
    ("external_id", re.compile(r"[\w+=,.@:/-]{0,1224}"), "letters, digits and + = , . @ : / -"),
    ("endpoint_url", re.compile(r"(https?://[^\s@]+)?"), "an address such as http://127.0.0.1:5000"),
)
_LIMITS = (("workers", 64), ("max_attempts", 20), ("timeout", 900))


def decode(text: str) -> AwsSettings:
    """The settings from JSON text, in which a policy's numbers are text too.

    Raises:
        ProviderError: naming what is wrong and what is expected.
    """
    try:
        settings = msgspec.json.decode(text, type=AwsSettings | None, strict=False) or AwsSettings()
    except msgspec.DecodeError as error:
        known = ", ".join(AwsSettings.__struct_fields__)
        raise ProviderError(f"the settings of provider aws are wrong: {error}", f"known settings: {known}") from error
    for field, shape, expected in _SHAPES:
        value = getattr(settings, field)
        for one in value if isinstance(value, tuple) else (value,):
            if not shape.fullmatch(one):
                raise ProviderError(f"the setting {field} of provider aws is wrong: {one!r}", f"write {expected}")
    for field, most in _LIMITS:
        if not 1 <= getattr(settings, field) <= most:
            raise ProviderError(f"the setting {field} of provider aws is out of range", f"write a number from 1 to {most}")
    return settings
