"""What is left of somebody in Google Cloud: every policy that names an account, with the command that takes it out.

After "Manage access to projects, folders, and organizations", "Policy binding" and "Policies with deleted principals" (IAM), "Set and manage IAM policies on buckets"
(Cloud Storage) and the pages of `remove-iam-policy-binding` in the references of gcloud and bq.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from audit.model.facts import Attachment, Document, Principal, Verdict
from audit.model.residual import Look, Residual, ResidualKind, Traces
from audit.resolve.names import words_in
from providers.gcp.kinds import HIERARCHY, PROVIDER, AttachmentKind
from providers.offboarding import Maker, merged
from providers.values import part, text

_LISTS = {
    AttachmentKind.BUCKET_ACL: (
        "the access control list of {holder}",
        "gcloud storage buckets update {holder} --remove-acl-grant=user-{email}",
    ),
    AttachmentKind.DEFAULT_OBJECT_ACL: (
        "the list for new objects of {holder}",
        "gcloud storage buckets update {holder} --remove-default-object-acl-grant=user-{email}",
    ),
    AttachmentKind.OBJECT_ACL: (
        "the access control list of {holder}",
        "gcloud storage objects update {holder} --remove-acl-grant=user-{email}",
    ),
    AttachmentKind.DATASET_ACCESS: ("the access list of {holder}", "BigQuery > {holder} > Sharing > Permissions > {email} > Remove"),
    AttachmentKind.ROW_ACCESS_POLICY: (
        "the row access policy {document} of {holder}",
        "CREATE OR REPLACE ROW ACCESS POLICY {document} without {email}",
    ),
    AttachmentKind.SQL_USERS: ("the list of users of {holder}", "gcloud sql users delete {email} --instance={name}"),
}
_COMMANDS = {  # by what stands before the name of a resource: the command, and the options that take the parts of the path after it
    "cloudresourcemanager.googleapis.com/projects": ("gcloud projects", ()),
    "cloudresourcemanager.googleapis.com/folders": ("gcloud resource-manager folders", ()),
    "cloudresourcemanager.googleapis.com/organizations": ("gcloud organizations", ()),
    "secretmanager.googleapis.com/secrets": ("gcloud secrets", ("project",)),
    "iam.googleapis.com/serviceAccounts": ("gcloud iam service-accounts", ("project",)),
    "pubsub.googleapis.com/topics": ("gcloud pubsub topics", ("project",)),
    "pubsub.googleapis.com/subscriptions": ("gcloud pubsub subscriptions", ("project",)),
    "cloudkms.googleapis.com/keyRings": ("gcloud kms keyrings", ("project", "location")),
    "cloudkms.googleapis.com/cryptoKeys": ("gcloud kms keys", ("project", "location", "keyring")),
    "spanner.googleapis.com/instances": ("gcloud spanner instances", ("project",)),
    "spanner.googleapis.com/databases": ("gcloud spanner databases", ("project", "instance")),
}
_FOLDERS = {
    "project": "projects",
    "location": "locations",
    "keyring": "keyRings",
    "instance": "instances",
}  # where the options stand in a path

LOOKS = (
    Look("projects, folders and their policies", "IAM > IAM, in each project", "resource-manager"),
    Look("buckets and their policies", "gcloud storage buckets get-iam-policy", "storage"),
    Look("datasets and tables", "BigQuery > Sharing > Permissions", "bigquery"),
    Look("service accounts that they may act as", "gcloud iam service-accounts get-iam-policy", "service-accounts"),
    Look("secrets that name them", "gcloud secrets get-iam-policy", "secrets"),
    Look(
        "keys of service accounts that they made, and other keys and tokens that they copied",
        "IAM > Service accounts > Keys; APIs & Services > Credentials",
    ),
    Look("HMAC keys for buckets", "gcloud storage hmac list"),
    Look("secrets that no asset of the inventory names and that they could read", "gcloud secrets list"),
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
            told, end = _LISTS[AttachmentKind(attachment.kind)]
            holder = attachment.holder
            names = {"holder": holder, "name": holder.rpartition("/")[2], "document": attachment.name, "email": one.email}
            yield making.of(account, ResidualKind.POLICY, holder, f"{told.format(**names)} names {one.email}", end.format(**names))


def _bindings(making: Maker, one: Principal, attachment: Attachment, document: Document) -> Iterator[Residual]:
    body: Any = json.loads(document.body)
    for binding in body.get("bindings") or ():
        members = [each for each in binding.get("members") or () if _is(each, one)]
        for member in members:
            role, when = text(binding, "role"), part(binding, "condition")
            condition = text(when, "title") or text(when, "expression")
            yield making.of(
                one.id,
                ResidualKind.POLICY,
                attachment.holder,
                f"has {role} on {_short(attachment.holder)}",
                _command(attachment.holder, member, role, conditional=bool(when)),
                verdict=Verdict.IF if condition else Verdict.YES,
                condition=condition,
            )


def _is(member: object, one: Principal) -> bool:
    """Whether a member is the account, by any of its addresses; one that was deleted is written with a number after it."""
    addresses = {one.email.lower(), *one.attribute("aliases").lower().split()} - {""}
    return isinstance(member, str) and not addresses.isdisjoint(words_in(member))


def _short(holder: str) -> str:
    return holder.removeprefix(HIERARCHY)


def _command(holder: str, member: str, role: str, *, conditional: bool) -> str:
    """The command that takes a binding out of the policy of a resource; of one that holds under a condition gcloud must be told."""
    binding = f"--member='{member}' --role='{role}'"
    if holder.startswith("bigquery://"):
        return f"bq remove-iam-policy-binding {binding} {holder.removeprefix('bigquery://').replace('/', ':', 1).replace('/', '.')}"
    binding += " --all" if conditional else ""
    if holder.startswith("gs://"):
        place = "managed-folders" if holder.count("/") > 2 else "buckets"
        return f"gcloud storage {place} remove-iam-policy-binding {holder} {binding}"
    named = _named(holder)
    return f"{named} {binding}" if named else f"take {member} out of {role} in the policy of {holder}"


def _named(holder: str) -> str:
    """The command and the name of a resource, `google://secretmanager.googleapis.com/projects/p/secrets/s`; empty for a kind without one."""
    service, *parts = holder.partition("://")[2].split("/")
    if len(parts) < 2 or (command := _COMMANDS.get(f"{service}/{parts[-2]}")) is None:
        return ""
    words, options = command
    above: Mapping[str, str] = dict(zip(parts[0:-2:2], parts[1:-2:2], strict=False))
    told = " ".join(f"--{option}={above.get(_FOLDERS[option], '…')}" for option in options)
    return f"{words} remove-iam-policy-binding {parts[-1]}{' ' if told else ''}{told}"
