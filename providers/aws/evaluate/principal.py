"""The Principal and NotPrincipal elements (IAM User Guide, "AWS JSON policy elements: Principal", "…: NotPrincipal")."""

import re
from collections.abc import Mapping
from enum import IntEnum

from providers.aws.evaluate.caller import Caller, CallerKind
from providers.aws.evaluate.formula import FALSE, TRUE, Atom, Formula, any_of
from providers.aws.evaluate.names import Principals, account_of

_SESSION = re.compile(r"arn:[^:]*:sts::(\d{12}):assumed-role/([^/]+)/(.+)")


class Naming(IntEnum):
    """How a policy names a caller; it matters to boundaries and to who else must allow."""

    DIRECT = 1  # the user, the session or everybody
    ROLE = 2  # the role's own ARN: its boundary still binds
    ACCOUNT = 3  # the caller's account, which decides for its own


def named(principals: Principals, caller: Caller, canonical: Mapping[str, str]) -> dict[Naming, Formula]:
    """By which names the element means the caller, each with what remains to be decided. `canonical`: S3's id of an account → account."""
    found: dict[Naming, Formula] = {}
    if principals.everybody and caller.kind is not CallerKind.SERVICE:
        found[Naming.DIRECT] = TRUE
    for kind, name in principals.names:
        naming, formula = _one(kind, name, caller, canonical)
        if formula is not FALSE:
            found[naming] = any_of(found.get(naming, FALSE), formula)
    return found


def _one(kind: str, name: str, caller: Caller, canonical: Mapping[str, str]) -> tuple[Naming, Formula]:
    match kind:
        case "Service":
            return Naming.DIRECT, _yes(caller.kind is CallerKind.SERVICE and caller.arn == name)
        case "Federated":
            return Naming.DIRECT, _yes(caller.kind is CallerKind.FEDERATION and caller.arn == name)
        case "CanonicalUser":
            return Naming.ACCOUNT, _yes(name == caller.arn or (bool(caller.account) and canonical.get(name) == caller.account))
        case _:
            account = account_of(name)
            return (Naming.ACCOUNT, _yes(account == caller.account)) if account else _by_arn(name, caller)


def _by_arn(name: str, caller: Caller) -> tuple[Naming, Formula]:
    if name and name in (caller.arn, caller.unique_id):
        return Naming.ROLE if caller.kind is CallerKind.ROLE else Naming.DIRECT, TRUE
    session = _SESSION.fullmatch(name)
    if session and caller.kind is CallerKind.ROLE and (session[1], session[2]) == (caller.account, caller.arn.rpartition("/")[2]):
        return Naming.DIRECT, Atom(f"the session is named {session[3]}", f"the session is not named {session[3]}")
    return Naming.DIRECT, FALSE


def spared(principals: Principals, caller: Caller, canonical: Mapping[str, str]) -> Formula:
    """Whether NotPrincipal leaves the caller alone. To be spared by a deny a user must be listed with its account, and a role with its session too."""
    found = named(principals, caller, canonical)
    if not found:
        return FALSE
    wanted = {Naming.ACCOUNT, Naming.DIRECT} | ({Naming.ROLE} if caller.kind is CallerKind.ROLE else set())
    if (
        caller.kind not in (CallerKind.USER, CallerKind.ROLE)
        or principals.everybody
        or (wanted <= set(found) and found[Naming.DIRECT] is TRUE)
    ):
        return TRUE
    return Atom(f"NotPrincipal spares {caller.arn}", f"NotPrincipal does not spare {caller.arn}")


def _yes(holds: bool) -> Formula:
    return TRUE if holds else FALSE
