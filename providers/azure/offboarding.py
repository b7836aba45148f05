"""What is left of somebody in Azure: every assignment that names an account, with the command of the Azure CLI that takes it away.

After "Remove Azure role assignments", "Assign Azure resource roles in Privileged Identity Management", "Assign a Key Vault access policy", "Configure Microsoft Entra
authentication with Azure SQL" and "Connect to Azure Cosmos DB for NoSQL using role-based access control and Microsoft Entra ID" (Microsoft Learn).
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from audit.model.facts import Attachment, Document, Principal, Verdict
from audit.model.residual import Look, Residual, ResidualKind, Traces
from audit.resolve.closure import ACTIVATE
from providers.azure.evaluate.world import day_of
from providers.azure.kinds import PROVIDER, ROOT, AttachmentKind, arm_id
from providers.offboarding import Maker, merged
from providers.values import part, text

_PIM = "Privileged Identity Management > Azure resources > {scope} > Assignments > {list} > Remove"
_ASSIGNED = {
    AttachmentKind.ROLE_ASSIGNMENT: ("has a role on {scope}", "az role assignment delete --ids {id}"),
    AttachmentKind.ELIGIBILITY: ("may activate a role on {scope}", _PIM.replace("{list}", "Eligible assignments")),
    AttachmentKind.ACTIVATION: ("has a role on {scope}", _PIM.replace("{list}", "Active assignments")),
    AttachmentKind.CLASSIC_ADMINISTRATOR: (
        "is a classic administrator of {scope}",
        "Subscriptions > {name} > Access control (IAM) > Classic administrators > Remove",
    ),
    AttachmentKind.ACCESS_POLICIES: (
        "an access policy of {scope} names them",
        "az keyvault delete-policy --name {name} --object-id {object}",
    ),
    AttachmentKind.SQL_ADMINISTRATORS: (
        "administers the databases of {scope}",
        "az sql server ad-admin delete --resource-group {group} --server {name}, or create for another administrator",
    ),
    AttachmentKind.COSMOS_ASSIGNMENT: (
        "has a role on the data of {scope}",
        "az cosmosdb sql role assignment delete --resource-group {group} --account-name {name} --role-assignment-id {document}",
    ),
}
_KINDS = {
    "managementgroups": "management group",
    "servers": "SQL server",
    "databaseaccounts": "Cosmos account",
    "storageaccounts": "storage account",
}

LOOKS = (
    Look("role assignments", "az role assignment list --all --assignee …", "role-assignments"),
    Look("roles that may be activated", "Privileged Identity Management > Azure resources", "privileged-identity-management"),
    Look("access policies of vaults", "Key Vault > Access policies", "key-vault"),
    Look("administrators of databases", "SQL server > Microsoft Entra ID", "sql"),
    Look("roles on the data of Cosmos DB", "az cosmosdb sql role assignment list", "cosmos"),
    Look("shared access signatures, and keys of storage accounts, that they copied", "az storage account keys renew"),
    Look("secrets that no asset of the inventory names and that they could read", "Key Vault > Secrets"),
)


def residuals(traces: Traces) -> tuple[Residual, ...]:
    """What is left: accounts are Microsoft 365's, so that one that is gone there may still stand in assignments here."""
    return merged(_all(Maker(PROVIDER, traces)))


def _all(making: Maker) -> Iterator[Residual]:
    named = [(account, attachment, _body(document)) for account, attachment, document in making.traces.named]
    ends = {_origin(body): _end(body) for _, attachment, body in named if attachment.kind == AttachmentKind.ACTIVATION}
    assigned = {text(body, "id").lower() for _, attachment, body in named if attachment.kind == AttachmentKind.ROLE_ASSIGNMENT}
    for account, attachment, body in named:
        one = making.traces.principal(account)
        known = _origin(body) in assigned  # told as the role assignment that it is
        if one is not None and attachment.kind in _ASSIGNED and not known and _is_about(body, attachment, one):
            yield _assigned(making, one, attachment, body, ends.get(text(body, "id").lower()) or _end(body))


def _body(document: Document) -> Mapping[str, Any]:
    try:
        body = json.loads(document.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _origin(body: Mapping[str, Any]) -> str:
    return text(part(body, "properties"), "originRoleAssignmentId").lower()


def _rows(body: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = body.get(key)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def _is_about(body: Mapping[str, Any], attachment: Attachment, one: Principal) -> bool:
    """Whether an assignment is the account's own. A condition, or a role that was given to somebody else, may name it too."""
    number = one.attribute("directory_id").lower()
    match attachment.kind:
        case AttachmentKind.ACCESS_POLICIES:
            told = [text(row, "objectId") for row in _rows(body, "accessPolicies")]
        case AttachmentKind.SQL_ADMINISTRATORS:
            told = [text(row, "sid") for row in _rows(body, "value")]
        case AttachmentKind.CLASSIC_ADMINISTRATOR:
            number, told = one.email.lower(), [text(part(body, "properties"), "emailAddress")]
        case _:
            told = [text(part(body, "properties"), "principalId")]
    return bool(number) and number in (each.lower() for each in told)


def _end(body: Mapping[str, Any]) -> date | None:
    return day_of(text(part(body, "properties"), "endDateTime"))


def _assigned(making: Maker, one: Principal, attachment: Attachment, body: Mapping[str, Any], until: date | None) -> Residual:
    told, end = _ASSIGNED[AttachmentKind(attachment.kind)]
    holder, parts = attachment.holder, arm_id(attachment.holder).strip("/").split("/")
    names = {
        "scope": _place(holder),
        "name": parts[-1],
        "group": parts[3] if len(parts) > 3 else "…",
        "id": text(body, "id") or attachment.name,
        "document": attachment.name,
        "object": one.attribute("directory_id"),
    }
    eligible = attachment.kind == AttachmentKind.ELIGIBILITY
    asked = text(part(body, "properties"), "condition")
    return making.of(
        one.id,
        ResidualKind.ADMINISTRATION if eligible else ResidualKind.POLICY,
        f"{holder}#{attachment.name}" if attachment.name else holder,
        told.format(**names),
        end.format(**names),
        verdict=Verdict.IF if eligible or asked else Verdict.YES,
        condition=" and ".join(filter(None, (ACTIVATE if eligible else "", asked))),
        until=until,
    )


def _place(holder: str) -> str:
    """A scope as people name it; a subscription by its id, which has a name elsewhere."""
    if holder == ROOT:
        return "the root of the tenant"
    parts = arm_id(holder).strip("/").split("/")
    if len(parts) == 2:
        return f"the subscription {holder}"
    kind = "resource group" if len(parts) == 4 and parts[0] == "subscriptions" else _KINDS.get(parts[-2], parts[-2].removesuffix("s"))
    return f"the {kind} {parts[-1]}"
