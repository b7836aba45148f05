"""Answers that are kept as they were given → facts: who received a leaver's files, and what the tenant allows."""

from collections.abc import Iterator

from audit.model.facts import Attachment, Fact, document
from providers.google_api import names
from providers.google_workspace.directory import Directory
from providers.google_workspace.kinds import AttachmentKind
from providers.google_workspace.normalise.values import named
from providers.values import Answer, canonical


def data_transfer(row: Answer, directory: Directory) -> Iterator[Fact]:
    """A transfer of ownership, on the old owner. Fields after the page "REST Resource: transfers" (Data Transfer API)."""
    old, new = (directory.holder(named(row, field)) or names.user(named(row, field)).id for field in ("oldOwnerUserId", "newOwnerUserId"))
    body = document(AttachmentKind.DATA_TRANSFER, canonical(_without_etag(row)))
    yield body
    yield Attachment(old, body.id, AttachmentKind.DATA_TRANSFER, new)


def tenant_setting(row: Answer, directory: Directory) -> Iterator[Fact]:
    """A setting of the tenant, on the customer. Fields after the page "REST Resource: policies" (Cloud Identity API)."""
    body = document(AttachmentKind.TENANT_SETTING, canonical(row))
    yield body
    yield Attachment(directory.everybody(), body.id, AttachmentKind.TENANT_SETTING, named(row["setting"], "type"))


def _without_etag(row: Answer) -> dict[str, object]:
    return {key: value for key, value in row.items() if key not in ("etag", "kind")}
