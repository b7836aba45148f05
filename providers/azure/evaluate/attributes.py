"""Attributes that conditions ask about: their names in one form, and what is known of them.

"Actions and attributes for Azure role assignment conditions for Azure Blob Storage": the key of a tag is written in its own case, names are not.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from providers.azure.evaluate.abac import SOURCES, Reference

PATH, PREFIX = "blobs:path", "blobs:prefix"
_STORAGE = "microsoft.storage/storageaccounts/blobservices/containers/"
_KEY = re.compile(r"(@?(?P<source>\w+)\s*\[(?P<name>.*)\])", re.DOTALL)
_TAG = re.compile(r"(?P<before>.*[:/])(?P<key>[^:]*<\$key_case_sensitive\$>)$", re.DOTALL | re.IGNORECASE)
_BARE_TAG = re.compile(r".*/blobs/tags:[^:<&]+", re.DOTALL | re.IGNORECASE)
_MARK = "<$key_case_sensitive$>"
NOW = "utcnow"


@lru_cache(maxsize=16384)
def normal(name: str) -> str:
    """A name in its one form: lower case, but for the key of a tag."""
    plain = re.sub(r"[\\`](?=\$)", "", name.strip())
    tag = _TAG.match(plain)
    return tag["before"].lower() + tag["key"] if tag else plain.lower()


@lru_cache(maxsize=16384)
def keyed(key: str) -> tuple[str, str]:
    """The source and the name that a key of known attributes means; the source is empty where it has none. A tag is itself without its mark too."""
    found = _KEY.fullmatch(key.strip())
    source, name = ("", key)
    if found and found["source"].lower() in SOURCES:
        source, name = SOURCES[found["source"].lower()], found["name"]
    return source, normal(f"{name.strip()}{_MARK}" if _BARE_TAG.fullmatch(name.strip()) else name)


def lookup(attributes: Mapping[str, object], of: Reference) -> tuple[bool, object]:
    """Whether an attribute is known, and what it is: None for one that is known to be absent. A key with its source comes first."""
    name = normal(of.name)
    found: tuple[bool, object] = (False, None)
    for key, value in attributes.items():
        source, told = keyed(key)
        if name in (told, told.removesuffix(_MARK).lower()) and source in ("", of.source):
            found = (True, value)
            if source:
                break
    return found


def is_of(reference: Reference, name: str) -> bool:
    """Whether a reference is to the path of a blob, or to the prefix of a listing."""
    source = "Request" if name == PREFIX else "Resource"
    return reference.source == source and normal(reference.name) == f"{_STORAGE}{name}"


def is_now(reference: Reference) -> bool:
    """Whether a reference is to the moment of the request."""
    return reference.source == "Environment" and normal(reference.name) == NOW
