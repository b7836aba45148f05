"""Mailbox settings, of the user that is acted as and no other. Source: "Gmail API" reference, "Managing delegates" and "Handling errors"."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import Refused, not_found
from providers.sandbox.google.calls import Behaviour, Behaviours, Call, Listing
from providers.sandbox.google.world import Object


def _mailbox(call: Call) -> str:
    address = call.caller.subject
    if not address:
        raise Refused(400, "failedPrecondition", "Precondition check failed.")  # a service account has no mailbox
    if call["userId"].lower() not in ("me", address):
        raise Refused(403, "forbidden", f"Delegation denied for {address}")
    if call.world.users[address].get("isMailboxSetup") is False:
        raise Refused(400, "failedPrecondition", "Mail service not enabled")
    return address


def _list(kind: str, field: str) -> Behaviour:
    def settings(call: Call) -> Listing:
        held: Mapping[str, list[Object]] = getattr(call.world, field)
        return Listing(kind, held.get(_mailbox(call), []))

    return settings


def _auto_forwarding(call: Call) -> Mapping[str, Any]:
    return call.world.auto_forwarding.get(_mailbox(call), {"enabled": False})


def _send_as(call: Call) -> Listing:
    address = _mailbox(call)
    primary: Object = {"sendAsEmail": address, "isPrimary": True, "isDefault": True}
    held = call.world.send_as.get(address, [])
    return Listing("sendAs", held if any(each.get("isPrimary") for each in held) else [primary, *held])


def _profile(call: Call) -> Mapping[str, Any]:
    return {"emailAddress": _mailbox(call)}


def _no_mail(_call: Call) -> Mapping[str, Any]:
    raise not_found("The sandbox has no mail: an audit reads none.")


GMAIL: Behaviours = {
    "users.getProfile": _profile,
    "users.messages.list": _no_mail,
    "users.settings.delegates.list": _list("delegates", "delegates"),
    "users.settings.forwardingAddresses.list": _list("forwardingAddresses", "forwarding_addresses"),
    "users.settings.filters.list": _list("filter", "filters"),
    "users.settings.getAutoForwarding": _auto_forwarding,
    "users.settings.sendAs.list": _send_as,
}
