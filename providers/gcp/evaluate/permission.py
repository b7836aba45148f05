"""Names of permissions: as roles hold them (`storage.objects.get`) and as deny and boundary policies do (`storage.googleapis.com/objects.get`).

IAM documentation, "Deny policies" (permission groups) and "Permissions supported in deny policies".
"""

import re
from functools import lru_cache

_DOMAIN = ".googleapis.com"
_NAMED_OTHERWISE = {"resourcemanager": "cloudresourcemanager"}  # services whose domain is not the first word of their permissions
_PERMISSION = re.compile(r"[a-zA-Z][\w-]*(\.[a-zA-Z][\w-]*){2,}")
_DENIED = re.compile(r"(?P<service>[\w-]+(\.[\w-]+)+)/(?P<resource>\*|[\w.-]+?)(\.(?P<verb>\*|[\w-]+))?")


def is_permission(text: str) -> bool:
    """Whether a text has the form `service.resource.verb`."""
    return _PERMISSION.fullmatch(text) is not None


def is_denied_permission(text: str) -> bool:
    """Whether a text has the form `service.fqdn/resource.verb`, or that of a group: `resource.*`, `*.verb`, `*.*`."""
    found = _DENIED.fullmatch(text)
    return found is not None and (found["verb"] is not None or found["resource"] == "*")


def as_role_has_it(permission: str) -> str:
    """The permission as roles hold it; a name that is already of that form stays."""
    service, slash, rest = permission.partition("/")
    if not slash:
        return permission
    word = service.removesuffix(_DOMAIN)
    return f"{next((ours for ours, theirs in _NAMED_OTHERWISE.items() if theirs == word), word)}.{rest}"


@lru_cache(maxsize=65536)
def matches(pattern: str, permission: str) -> bool:
    """Whether a permission or permission group of a deny policy names a permission as roles hold it."""
    service, _, named = pattern.partition("/")
    word, _, rest = permission.partition(".")
    if service.removesuffix(_DOMAIN) not in (word, _NAMED_OTHERWISE.get(word, word)):
        return False
    if named == "*":
        return True
    resource, _, verb = named.rpartition(".")
    ours, _, does = rest.rpartition(".")
    return resource in ("*", ours) and verb in ("*", does)
