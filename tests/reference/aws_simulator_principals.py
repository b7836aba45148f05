"""Who asks, and how the Principal or NotPrincipal element of a statement names them.

Source: IAM User Guide, "AWS JSON policy elements: Principal", "… NotPrincipal", "Permissions boundaries for IAM entities".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

SERVICE = re.compile(r"[^:/]+\.amazonaws\.com(\.cn)?")
KINDS = {
    "iam": (("user/", "user"), ("role/", "role"), ("saml-provider/", "provider"), ("oidc-provider/", "provider")),
    "sts": (("assumed-role/", "session"), ("federated-user/", "federated")),
}


class Named(Enum):
    """How a statement names the asker; what limits the grant differs."""

    SELF = "by its own ARN or name"
    EVERYONE = "as everyone"
    ORIGIN = "the role of a session or the user of a federated session, or a role itself"
    ACCOUNT = "by its account, which delegates to the account's own policies"


@dataclass(frozen=True)
class Asker:
    name: str
    kind: str  # user, role, session, federated, root, service, provider, anonymous
    account: str  # empty when no account's policies stand behind it

    @property
    def has_identity(self) -> bool:
        """Whether an account's policies (identity, boundary, session, SCP) stand behind it."""
        return self.kind not in ("service", "provider", "anonymous")

    @property
    def is_service_linked(self) -> bool:
        """ "Using service-linked roles": they have a path, and a name, of their own."""
        resource = self.name.split(":", 5)[-1]
        return resource.startswith(("role/aws-service-role/", "assumed-role/AWSServiceRoleFor"))


def asker(principal: str) -> Asker:
    parts = principal.split(":", 5)
    if len(parts) < 6:
        kind = "anonymous" if principal == "anonymous" else "service" if SERVICE.fullmatch(principal) else "provider"
        return Asker(principal, kind, "")
    if parts[5] == "root":
        return Asker(principal, "root", parts[4])
    kind = next((kind for start, kind in KINDS.get(parts[2], ()) if parts[5].startswith(start)), "user")
    return Asker(principal, kind, "" if kind == "provider" else parts[4])


def named(statement: Mapping[str, Any], who: Asker, *, bounded: bool) -> set[Named]:
    """How the statement of a resource-based policy names the asker; empty when it does not, or has neither element.

    A Deny with NotPrincipal always denies a principal that has a permissions boundary.
    """
    if "Principal" in statement:
        return {how for kind, name in _entries(statement["Principal"]) if (how := _how(kind, name, who))}
    if "NotPrincipal" not in statement:
        return set()
    if bounded and statement["Effect"] == "Deny":
        return {Named.EVERYONE}
    listed = any(_how(kind, name, who) for kind, name in _entries(statement["NotPrincipal"]))
    return set() if listed else {Named.EVERYONE}


def _entries(element: object) -> Iterator[tuple[str, str]]:
    for kind, names in element.items() if isinstance(element, Mapping) else [("AWS", element)]:
        yield from ((kind, name) for name in (names if isinstance(names, list) else [names]) if isinstance(name, str))


def _how(kind: str, name: str, who: Asker) -> Named | None:
    if kind != "AWS":
        fits_kind = {"Service": "service", "Federated": "provider"}.get(kind)
        idp = kind == "Federated" and who.kind == "service"  # cognito-identity.amazonaws.com is written as a service is
        return Named.SELF if name == who.name and (who.kind == fits_kind or idp or kind == "CanonicalUser") else None
    if set(name) == {"*"}:
        return Named.EVERYONE
    if who.account and re.fullmatch(rf"{who.account}|arn:[^:]+:iam::{who.account}:root", name):
        return Named.ACCOUNT
    if name == who.name and who.has_identity:
        return Named.ORIGIN if who.kind == "role" else Named.SELF
    return Named.ORIGIN if _is_origin(name, who) else None


def _is_origin(name: str, who: Asker) -> bool:
    """Whether the name is the ARN of the session's role (whose path the session's ARN leaves out) or of the federated user."""
    parts, own = name.split(":", 5), who.name.split(":", 5)
    if len(parts) < 6 or who.kind not in ("session", "federated") or parts[:5] != [*own[:2], "iam", *own[3:5]]:
        return False
    kind, _, path = parts[5].partition("/")
    wanted = own[5].split("/")[1]
    return path.rpartition("/")[2] == wanted and kind == "role" if who.kind == "session" else parts[5] == f"user/{wanted}"
