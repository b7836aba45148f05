"""Users → facts. Fields after the pages "user resource type", "List deletedItems (directory objects)" and "userRegistrationDetails resource type".

What a night adds of other reports (activity, multifactor authentication) is put on top, so that a user who has not changed is the same fact
whether read tonight or taken over from the last run.
"""

from collections.abc import Mapping
from dataclasses import replace

from audit.model.facts import Principal, pairs
from providers.microsoft365 import kinds
from providers.microsoft365.directory import User
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.normalise.values import day, flag, guid, text, yes
from providers.microsoft_api import names
from providers.values import Answer, present, texts

FIELDS = "id,displayName,userPrincipalName,mail,accountEnabled,userType,createdDateTime,proxyAddresses,otherMails,onPremisesSyncEnabled"
NIGHTLY = frozenset({kinds.MFA, kinds.MFA_REGISTERED, kinds.MFA_DEMANDED, kinds.LAST_USED, kinds.ADMIN, kinds.SPONSORS})
"""Attributes that are worked out anew each night."""

_SMTP = "smtp:"


def principal(row: Answer, *, deleted: bool = False) -> Principal:
    """A user as a principal. Raises what `MALFORMED` names for a row without an id."""
    number, upn, mail = guid(row, "id"), text(row, "userPrincipalName").lower(), text(row, "mail").lower()
    created = day(row.get("createdDateTime"))
    if deleted:  # the name of a deleted user begins with the id
        upn = upn.removeprefix(number.replace("-", ""))
    address = mail or (upn if "@" in upn else "")
    known = {
        kinds.DIRECTORY_ID: number,
        kinds.UPN: upn if upn != address else "",
        kinds.ALIASES: " ".join(_aliases(row, address)),
        kinds.CREATED: created.isoformat() if created else "",
        kinds.GUEST: "true" if text(row, "userType").lower() == "guest" else "",
        kinds.SYNCED: yes(row.get("onPremisesSyncEnabled")),
    }
    status = "deleted" if deleted else "disabled" if row.get("accountEnabled") is False else "active"
    made = names.user(number)
    return Principal(made.id, PROVIDER, made.kind, text(row, "displayName") or address or number, address, status, pairs(present(known)))


def user(known: Principal) -> User:
    """What everything that is read later must know of a user."""
    return User(
        known.id,
        known.email,
        known.attribute(kinds.DIRECTORY_ID),
        known.attribute(kinds.UPN) or known.email,
        known.status,
        guest=known.attribute(kinds.GUEST) == "true",
        aliases=tuple(known.attribute(kinds.ALIASES).split()),
    )


def is_user(known: Principal) -> bool:
    """Whether a principal of a run is a user of the directory, and not somebody whom another surface named."""
    return known.provider == PROVIDER and known.id == names.user(known.attribute(kinds.DIRECTORY_ID) or "-").id


def plain(known: Principal) -> Principal:
    """A user of the last run without what that night added."""
    return replace(known, attributes=tuple(pair for pair in known.attributes if pair[0] not in NIGHTLY))


def adorned(known: Principal, added: Mapping[str, str]) -> Principal:
    """A user with what this night adds."""
    return replace(known, attributes=pairs({**dict(known.attributes), **present(added)}))


def mfa(registered: bool | None, demanded: bool | None) -> dict[str, str]:
    """Whether multifactor authentication stands before a sign-in: the user is registered for it, and it is demanded. Empty for what is not known."""
    both = "false" if False in (registered, demanded) else "true" if registered and demanded else ""
    return {kinds.MFA: both, kinds.MFA_REGISTERED: flag(registered), kinds.MFA_DEMANDED: flag(demanded)}


def _aliases(row: Answer, address: str) -> tuple[str, ...]:
    """Other addresses: those that mail reaches, and those of a guest's own."""
    reached = (one[len(_SMTP) :] for one in texts(row.get("proxyAddresses")) if one.lower().startswith(_SMTP))
    listed = {one.lower() for one in (*reached, *texts(row.get("otherMails"))) if "@" in one and " " not in one}
    return tuple(sorted(listed - {address}))
