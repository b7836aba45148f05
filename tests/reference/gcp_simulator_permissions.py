"""What deny rules and boundary policies say of permissions.

Source: "Deny policies" ("Permission groups"), "Permissions supported in deny policies", "Principal access boundary policy enforcement version
permissions".
"""

import re

SERVICES = {"resourcemanager": "cloudresourcemanager"}  # others are called in deny policies as in roles
DEFAULT_VERSION = 4  # of "latest", and where none is said
BLOCKED: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {  # what each version blocks besides that before, and what not; excerpts
    1: (
        (
            "storage.googleapis.com/buckets.get",
            "storage.googleapis.com/buckets.setIamPolicy",
            "storage.googleapis.com/objects.get",
            "storage.googleapis.com/objects.delete",
            "pubsub.googleapis.com/*.*",
        ),
        ("pubsub.googleapis.com/*.getIamPolicy", "pubsub.googleapis.com/*.setIamPolicy", "pubsub.googleapis.com/subscriptions.consume"),
    ),
    2: (
        (
            "storage.googleapis.com/buckets.*",
            "storage.googleapis.com/objects.*",
            "iap.googleapis.com/*.*",
            "cloudresourcemanager.googleapis.com/*.*",
        ),
        (),
    ),
    3: (("iam.googleapis.com/serviceAccounts.*", "pubsub.googleapis.com/*.*"), ("iam.googleapis.com/serviceAccounts.getCertificateAs",)),
    4: (("secretmanager.googleapis.com/*.*",), ()),
}


def fits(pattern: str, permission: str) -> bool:
    """Whether a permission, as roles hold it, is meant by one, or a group of them, as deny rules write it."""
    service, _, rest = permission.partition(".")
    text = f"{SERVICES.get(service, service)}.googleapis.com/{rest}"
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".+"), text) is not None


def can_block(version: str | None, permission: str) -> bool:
    """Whether a boundary policy of an enforcement version can block a permission."""
    highest = DEFAULT_VERSION if version in (None, "latest") else int(version)
    return any(
        any(fits(one, permission) for one in blocked) and not any(fits(one, permission) for one in exceptions)
        for number, (blocked, exceptions) in BLOCKED.items()
        if number <= highest
    )
