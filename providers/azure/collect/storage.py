"""Storage accounts with everything that says who gets in, and the containers, shares, queues and tables in them; never a key, never content."""

from collections.abc import Iterator

from providers.azure.collect.raw import Place, Raw, arm_of, asked, listed, named, raws, whole
from providers.azure.kinds import blob, uri
from providers.azure.operations import (
    BLOB_LOGS,
    BLOB_SERVICE,
    CONTAINERS,
    LIFECYCLE,
    QUEUES,
    SHARES,
    STORAGE_ACCOUNTS,
    TABLES,
)
from providers.microsoft_api.reader import Answer, Reader
from providers.parts import streamed
from providers.values import part, text

_NONE = (
    "404",
    "FeatureNotSupportedForAccount",
    "OperationNotSupportedOnAccount",
    "OperationNotAllowedOnKind",
)  # an account of another sort
_PARTS = (("blob-container", CONTAINERS, "blob"), ("file-share", SHARES, "file"), ("queue", QUEUES, "queue"), ("table", TABLES, "table"))


def collect(reader: Reader, place: Place) -> Iterator[Raw]:
    """Every account of a subscription, and what lies in each."""
    found = listed(reader, STORAGE_ACCOUNTS, path={"id": place.id})
    yield from streamed(reader, found, lambda row: _account(reader, place, row))


def _account(reader: Reader, place: Place, row: Answer) -> Iterator[Raw]:
    arm = arm_of(row)
    path, about = {"scope": arm}, uri(arm)
    further = {
        "blobs": asked(reader, BLOB_SERVICE, about=about, none=_NONE, path=path),
        "lifecycle": asked(reader, LIFECYCLE, about=about, none=_NONE, path=path),
        "logs": whole(reader, BLOB_LOGS, about=about, none=_NONE, path=path),
    }
    account = Raw("storage-account", place, row, {key: told for key, told in further.items() if told is not None})
    yield account
    for kind, call, service in _PARTS:
        if _offers(row, service):
            inside = listed(reader, call, about=about, none=_NONE, path=path)
            if kind == "blob-container" and part(row, "properties").get("isHnsEnabled") not in (None, False):
                yield from streamed(reader, inside, lambda one: _of_lake(reader, account, one), about=about)
            else:
                yield from raws(kind, place, inside, account=account)


def _of_lake(reader: Reader, account: Raw, row: Answer) -> Iterator[Raw]:
    """A container with folders of their own ("Access control lists in Azure Data Lake Storage")."""
    reason = "its files and folders may have access control lists of their own, which Azure Resource Manager does not tell"
    reader.gap("access control lists of files", reason, about=blob(named(account.body, "name"), named(row, "name")))
    yield Raw("blob-container", account.place, row, {"account": account})


def _offers(row: Answer, service: str) -> bool:
    """Whether an account has a service at all: it has an address then ("Storage Accounts - List", primaryEndpoints)."""
    endpoints = part(row, "properties", "primaryEndpoints")
    return not endpoints or bool(text(endpoints, service))
