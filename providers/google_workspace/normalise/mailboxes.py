"""A mailbox and who reads it → facts: its owner, delegates, whoever mail is forwarded to, and administrators of Gmail.

Fields after the pages "REST Resource: users.settings.delegates", "…forwardingAddresses", "AutoForwarding", "…filters" and "…sendAs" (Gmail API).
Forwarding by a routing rule of the tenant is no user's setting and is not among them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.model.facts import Acl, Fact, Grant, Resource, Verdict, acl_id, pairs
from policies.levels import CONTENT, Level
from providers.google_api import names
from providers.google_workspace import kinds
from providers.google_workspace.directory import Directory, User
from providers.google_workspace.kinds import PROVIDER, ResourceKind
from providers.google_workspace.normalise.values import flag, named
from providers.values import Answer, Each, nested, present

READS = Level.FIND | Level.READ
_DELEGATES = READS | Level.CHANGE  # reads, sends and deletes
_WORDS = (("from", "from"), ("to", "to"), ("subject", "with the subject"), ("query", "that match"), ("negatedQuery", "that do not match"))
_SIZES = {"larger": "larger than", "smaller": "smaller than"}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """What Gmail said of one mailbox; empty for what was not read or is not there."""

    delegates: tuple[Answer, ...] = ()
    addresses: tuple[Answer, ...] = ()
    forwarding: Answer | None = None
    filters: tuple[Answer, ...] = ()
    send_as: tuple[Answer, ...] = ()


def mailbox(user: User, settings: MailSettings, directory: Directory, each: Each[Any] = map) -> Iterator[Fact]:
    """The mailbox with its acl. `each` goes through what was listed."""
    grants = frozenset(_grants(user, settings, directory, each))
    acl = Acl(acl_id(grants), tuple(sorted(grants)))
    others = sorted({*each(lambda one: str(one.get("sendAsEmail") or "").lower(), settings.send_as)} - {"", user.address})
    yield acl
    known = present({kinds.SEND_AS: " ".join(others)})
    yield Resource(names.mailbox(user.address), PROVIDER, ResourceKind.MAILBOX, user.address, acl=acl.id, attributes=pairs(known))


def _grants(user: User, settings: MailSettings, directory: Directory, each: Each[Any]) -> Iterator[Grant]:
    yield Grant(user.id, CONTENT, "owner")
    yield from (Grant(role, Level.MANAGE, "admin-role") for role in directory.administrators.mailboxes)
    yield from filter(None, each(lambda row: _delegate(row, directory), settings.delegates))
    yield from filter(None, each(lambda row: _filter(row, directory), settings.filters))
    everything = [*filter(None, each(lambda row: _everything(row, directory), [settings.forwarding]))]
    yield from everything
    sure = {grant.principal for grant in everything if grant.verdict is Verdict.YES}
    yield from (grant for grant in each(lambda row: _address(row, directory), settings.addresses) if grant.principal not in sure)


def _delegate(row: Answer, directory: Directory) -> Grant | None:
    delegate, status = directory.principal(named(row, "delegateEmail")), str(row.get("verificationStatus") or "")
    match status:
        case "accepted":
            return Grant(delegate, _DELEGATES, "delegate")
        case "rejected" | "expired":
            return None
        case "pending":
            return Grant(delegate, _DELEGATES, "delegate", "the delegate accepts", None, Verdict.IF)
        case _:
            doubt = f"what the status {status or 'that was not told'} of the delegation means is not known"
            return Grant(delegate, _DELEGATES, "delegate", doubt, None, Verdict.UNKNOWN)


def _everything(told: Answer | None, directory: Directory) -> Grant | None:
    """Where all mail goes."""
    if not told or told.get("enabled") is None or flag(told["enabled"]) == "false":
        return None
    to = directory.principal(named(told, "emailAddress"))
    if flag(told["enabled"]) == "true":
        return Grant(to, READS, "forwarding")
    return Grant(to, READS, "forwarding", "whether forwarding is switched on is not known", None, Verdict.UNKNOWN)


def _filter(row: Answer, directory: Directory) -> Grant | None:
    """Where some mail goes."""
    action = nested(row, "action")
    if action.get("forward") is None:
        return None
    told = f"mail {_criteria(nested(row, 'criteria'))}"
    return Grant(directory.principal(named(action, "forward")), READS, "filter", told, None, Verdict.IF)


def _address(row: Answer, directory: Directory) -> Grant:
    """Where mail would go once somebody switches it on."""
    return Grant(directory.principal(named(row, "forwardingEmail")), READS, "forwarding", _not_yet(row), None, Verdict.IF)


def _not_yet(row: Answer) -> str:
    switched = "forwarding to the address is switched on"
    return switched if row.get("verificationStatus") == "accepted" else f"the address is confirmed and {switched}"


def _criteria(criteria: Mapping[str, object]) -> str:
    """What mail a filter takes, in words."""
    told = [f"{words} {criteria[key]}" for key, words in _WORDS if criteria.get(key)]
    if criteria.get("hasAttachment"):
        told.append("with an attachment")
    if criteria.get("size"):
        told.append(f"{_SIZES.get(str(criteria.get('sizeComparison')), 'of about')} {criteria['size']} bytes")
    return " and ".join(told) or "of any kind"
