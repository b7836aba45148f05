"""What is left of somebody in Azure: every assignment that names an account, with the command of the Azure CLI that takes it away.

After "Remove Azure role assignments", "Assign a Key Vault access policy", "Configure Microsoft Entra authentication with Azure SQL" and "Data plane role-based access control in Azure
Cosmos DB" (Microsoft Learn).
"""

import json
from collections.abc import Iterator
from typing import Any

from audit.model.facts import Attachment, Document, Principal
from audit.model.residual import Look, Residual, ResidualKind, Traces
from providers.azure.kinds import PROVIDER, AttachmentKind
from providers.offboarding import Maker, merged

_ASSIGNED = {
    AttachmentKind.ROLE_ASSIGNMENT: ("has a role on {scope}", "az role assignment delete --ids {id}"),
    AttachmentKind.ELIGIBILITY: (
        "may activate a role on {scope}",
        "Privileged Identity Management > Azure resources > Assignments > Remove ({id})",
    ),
    AttachmentKind.ACTIVATION: (
        "has a role that ends on {scope}",
        "Privileged Identity Management > Azure resources > Assignments > Remove ({id})",
    ),
    AttachmentKind.CLASSIC_ADMINISTRATOR: (
        "is a classic administrator of {scope}",
        "Subscriptions > Access control (IAM) > Classic administrators > Remove",
    ),
    AttachmentKind.ACCESS_POLICIES: (
        "an access policy of {scope} names them",
        "az keyvault delete-policy --name {name} --object-id {object}",
    ),
    AttachmentKind.SQL_ADMINISTRATORS: ("administers the databases of {scope}", "az sql server ad-admin delete --server {name}"),
    AttachmentKind.COSMOS_ASSIGNMENT: ("has a data role on {scope}", "az cosmosdb sql role assignment delete --account-name {name}"),
}

LOOKS = (
    Look("role assignments", "az role assignment list --all --assignee …", "role-assignments"),
    Look("roles that may be activated", "Privileged Identity Management > Azure resources", "privileged-identity-management"),
    Look("access policies of vaults", "Key Vault > Access policies", "key-vault"),
    Look("administrators of databases", "SQL server > Microsoft Entra ID", "sql"),
    Look("shared access signatures and keys of storage accounts that they copied", "Storage account > Access keys > Rotate key"),
)


def residuals(traces: Traces) -> tuple[Residual, ...]:
    """What is left: accounts are Microsoft 365's, so that one that is gone there may still stand in assignments here."""
    return merged(_all(Maker(PROVIDER, traces)))


def _all(making: Maker) -> Iterator[Residual]:
    for account, attachment, document in making.traces.named:
        one = making.traces.principal(account)
        if one is not None and attachment.kind in _ASSIGNED and account.startswith("microsoft://"):
            yield _assigned(making, one, attachment, document)


def _assigned(making: Maker, one: Principal, attachment: Attachment, document: Document) -> Residual:
    told, end = _ASSIGNED[AttachmentKind(attachment.kind)]
    body: dict[str, Any] = json.loads(document.body)
    scope = attachment.holder
    names = {
        "scope": scope,
        "id": str(body.get("id") or attachment.name),
        "name": scope.rpartition("/")[2],
        "object": one.attribute("directory_id"),
    }
    condition = str((body.get("properties") or {}).get("condition") or "")
    kind = ResidualKind.ADMINISTRATION if attachment.kind == AttachmentKind.ELIGIBILITY else ResidualKind.POLICY
    what = f"{scope}#{attachment.name}" if attachment.name else scope
    return making.of(one.id, kind, what, told.format(**names), end.format(**names), condition=condition)
