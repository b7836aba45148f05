"""What is left of somebody in Google Cloud: every policy that names an account, with the command of gcloud that takes it out.

After "Manage access to projects, folders, and organizations" (IAM) and "Set and manage IAM policies on buckets" (Cloud Storage).
"""

import json
from collections.abc import Iterator
from typing import Any

from audit.model.facts import Attachment, Document, Principal
from audit.model.residual import Look, Residual, ResidualKind, Traces
from providers.gcp.kinds import HIERARCHY, PROVIDER, AttachmentKind
from providers.offboarding import Maker, merged

_LISTS = {
    AttachmentKind.BUCKET_ACL: "the access control list of {}",
    AttachmentKind.DEFAULT_OBJECT_ACL: "the list for new objects of {}",
    AttachmentKind.OBJECT_ACL: "the access control list of {}",
    AttachmentKind.DATASET_ACCESS: "the access of {}",
    AttachmentKind.ROW_ACCESS_POLICY: "a row access policy of {}",
    AttachmentKind.SQL_USERS: "the users of {}",
}

LOOKS = (
    Look("projects, folders and their policies", "IAM > IAM, in each project", "resource-manager"),
    Look("buckets and their policies", "gcloud storage buckets get-iam-policy", "storage"),
    Look("datasets and tables", "BigQuery > Sharing > Permissions", "bigquery"),
    Look("keys of service accounts that they made", "IAM > Service accounts > Keys", "service-accounts"),
    Look("HMAC keys, API keys and tokens that they copied", "gcloud storage hmac list; APIs & Services > Credentials"),
)


def residuals(traces: Traces) -> tuple[Residual, ...]:
    """What is left: accounts are Google Workspace's, so that one that is gone there still stands in policies here."""
    return merged(_all(Maker(PROVIDER, traces)))


def _all(making: Maker) -> Iterator[Residual]:
    for account, attachment, document in making.traces.named:
        one = making.traces.principal(account)
        if one is None or not account.startswith("google://"):
            continue
        if attachment.kind == AttachmentKind.ALLOW_POLICY:
            yield from _bindings(making, one, attachment, document)
        elif attachment.kind in _LISTS:
            told = _LISTS[AttachmentKind(attachment.kind)].format(attachment.holder)
            yield making.of(account, ResidualKind.POLICY, attachment.holder, f"{told} names {one.email}", f"take {one.email} out of {told}")


def _bindings(making: Maker, one: Principal, attachment: Attachment, document: Document) -> Iterator[Residual]:
    body: dict[str, Any] = json.loads(document.body)
    for binding in body.get("bindings", ()):
        member = next((each for each in binding.get("members", ()) if each.rpartition(":")[2].lower() == one.email.lower()), "")
        if member:
            role, when = str(binding.get("role", "")), binding.get("condition") or {}
            told = f"has {role} on {_short(attachment.holder)}"
            end = f"{_command(attachment.holder)} --member={member} --role={role}"
            condition = str(when.get("title") or when.get("expression") or "")
            yield making.of(one.id, ResidualKind.POLICY, attachment.holder, told, end, condition=condition)


def _short(holder: str) -> str:
    return holder.removeprefix(HIERARCHY)


def _command(holder: str) -> str:
    """The command that takes a binding out of the policy of a resource."""
    if holder.startswith("gs://"):
        return f"gcloud storage buckets remove-iam-policy-binding {holder}"
    place = holder.removeprefix(HIERARCHY)
    kind, _, name = place.partition("/")
    if place != holder and kind in ("projects", "folders", "organizations"):
        verb = f"gcloud {kind}" if kind != "folders" else "gcloud resource-manager folders"
        return f"{verb} remove-iam-policy-binding {name}"
    return f"remove-iam-policy-binding on {holder}"
