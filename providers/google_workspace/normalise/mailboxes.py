"""A mailbox and who reads it → facts: its owner, delegates, whoever mail is forwarded to, and administrators of Gmail.

Fields after the pages "REST Resource: users.settings.delegates", "…forwardingAddresses", "AutoForwarding", "…filters" and "…sendAs" (Gmail API).
Forwarding by a routing rule of the tenant is no user's setting and is not among them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.model.facts import Acl, Fact, Grant, Resource, Verdict, acl_id, pairs
from policies.levels import CONTENT, Level
from providers.google_api import names
from providers.google_workspace import kinds
from providers.google_workspace.directory import Directory, User
from providers.google_workspace.kinds import PROVIDER, ResourceKind
from providers.google_workspace.normalise.values import Answer, flag, present

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


def mailbox(user: User, settings: MailSettings, directory: Directory) -> Iterator[Fact]:
    """The mailbox with its acl."""
    grants = frozenset(_grants(user, settings, directory))
    acl = Acl(acl_id(grants), tuple(sorted(grants)))
    others = sorted({str(one.get("sendAsEmail") or "").lower() for one in settings.send_as} - {"", user.address})
    yield acl
    known = present({kinds.SEND_AS: " ".join(others)})
    yield Resource(names.mailbox(user.address), PROVIDER, ResourceKind.MAILBOX, user.address, acl=acl.id, attributes=pairs(known))


def _grants(user: User, settings: MailSettings, directory: Directory) -> Iterator[Grant]:
    yield Grant(user.id, CONTENT, "owner")
    yield from (Grant(role, Level.MANAGE, "admin-role") for role in directory.administrators.mailboxes)
    for row in settings.delegates:
        yield from _delegate(row, directory)
    yield from _forwarding(settings, directory)


def _delegate(row: Answer, directory: Directory) -> Iterator[Grant]:
    delegate, status = directory.principal(str(row["delegateEmail"])), str(row.get("verificationStatus") or "")
    match status:
        case "accepted":
            yield Grant(delegate, _DELEGATES, "delegate")
        case "rejected" | "expired":
            return
        case "pending":
            yield Grant(delegate, _DELEGATES, "delegate", "the delegate accepts", None, Verdict.IF)
        case _:
            doubt = f"what the status {status or 'that was not told'} of the delegation means is not known"
            yield Grant(delegate, _DELEGATES, "delegate", doubt, None, Verdict.UNKNOWN)


def _forwarding(settings: MailSettings, directory: Directory) -> Iterator[Grant]:
    """Where all mail goes, where some goes, and where it would go once somebody switches it on."""
    told = settings.forwarding or {}
    everything = str(told.get("emailAddress") or "").lower() if flag(told.get("enabled")) == "true" else ""
    if everything:
        yield Grant(directory.principal(everything), READS, "forwarding")
    for row in settings.filters:
        action = row.get("action") or {}
        if to := action.get("forward"):
            yield Grant(directory.principal(str(to)), READS, "filter", f"mail {_criteria(row.get('criteria') or {})}", None, Verdict.IF)
    for row in settings.addresses:
        address = str(row["forwardingEmail"]).lower()
        if address != everything:
            yield Grant(directory.principal(address), READS, "forwarding", _not_yet(row), None, Verdict.IF)


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
