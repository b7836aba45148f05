"""The sample company's mailboxes as rows of Exchange's cmdlets: who has which, and who else opens it."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.microsoft.world import Object, World
from providers.sandbox.seed.entra import at, guid


def make_exchange(said: Mapping[str, Any], world: World) -> None:
    """A mailbox for each user of the shop; the delegates and forwarding of those that are described."""
    domain = said["domain"]
    rows = {cmdlet: world.exchange.setdefault(cmdlet, []) for cmdlet in ("Get-Mailbox", "Get-MailboxPermission", "Get-RecipientPermission")}
    for name, about in said["users"].items():
        if about.get("guest"):
            continue
        told = said["mailboxes"].get(name, {})
        rows["Get-Mailbox"].append(_mailbox(name, told, domain))
        rows["Get-MailboxPermission"].append(_right(name, "NT AUTHORITY\\SELF", ["FullAccess", "ReadPermission"]))
        rows["Get-MailboxPermission"] += [_right(name, _who(one, said), ["FullAccess"]) for one in told.get("full_access", ())]
        rows["Get-RecipientPermission"].append(
            {"Identity": name, "Trustee": "NT AUTHORITY\\SELF", "AccessRights": ["SendAs"], "IsInherited": False}
        )
    world.exchange["Get-OrganizationConfig"] = [{"Identity": domain, "AuditDisabled": False}]
    for cmdlet in ("Get-TransportRule", "Get-ApplicationAccessPolicy", "Get-ManagementRoleAssignment", "Get-MailboxFolderPermission"):
        world.exchange.setdefault(cmdlet, [])


def _mailbox(name: str, told: Mapping[str, Any], domain: str) -> Object:
    address = at(name, domain)
    forwards = told.get("forwards_to")
    return {
        "Identity": name,
        "Alias": name,
        "DisplayName": name,
        "PrimarySmtpAddress": address,
        "UserPrincipalName": address,
        "ExternalDirectoryObjectId": guid("user", name),
        "RecipientTypeDetails": "SharedMailbox" if told.get("shared") else "UserMailbox",
        "EmailAddresses": [f"SMTP:{address}"],
        "ForwardingSmtpAddress": f"smtp:{forwards}" if forwards else None,
        "ForwardingAddress": None,
        "DeliverToMailboxAndForward": True,
        "GrantSendOnBehalfTo": [],
        "AuditEnabled": True,
    }


def _right(name: str, who: str, rights: list[str]) -> Object:
    return {"Identity": name, "User": who, "AccessRights": rights, "IsInherited": False, "Deny": False}


def _who(name: str, said: Mapping[str, Any]) -> str:
    """How Exchange names a delegate: by the address."""
    return at(name, said["domain"])
