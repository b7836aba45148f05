"""Data Transfer, Reports and Cloud Identity APIs: what was transferred, who was let in for the whole domain, and what the tenant allows."""

from collections.abc import Iterator

from providers.google_api.reader import Answer, Reader
from providers.google_workspace.normalise.delegation import AUTHORISED, REMOVED

_ENTRY = "nextPageToken,items(id/time,events(name,parameters(name,value,multiValue)))"  # not which administrator did it


def data_transfers(reader: Reader, customer: str) -> Iterator[Answer]:
    """Every transfer of a user's files to another."""
    yield from reader.items("admin.datatransfer_v1", "transfers.list", "dataTransfers", maxResults=500, **_whose(customer))


def delegations(reader: Reader, customer: str) -> Iterator[Answer]:
    """The admin log's entries on clients with domain-wide delegation, as far back as it goes."""
    for event in (AUTHORISED, REMOVED):
        yield from reader.items(
            "admin.reports_v1",
            "activities.list",
            "items",
            userKey="all",
            applicationName="admin",
            eventName=event,
            maxResults=1000,
            fields=_ENTRY,
            **_whose(customer),
        )


def tenant_settings(reader: Reader, customer: str) -> Iterator[Answer]:
    """The settings that administrators and Google made for the tenant."""
    narrowed = {} if customer == "my_customer" else {"filter": f'customer == "customers/{customer}"'}
    yield from reader.items("cloudidentity.v1", "policies.list", "policies", pageSize=100, **narrowed)


def _whose(customer: str) -> dict[str, str]:
    """These APIs take a customer's own id; without one they answer for the administrator's tenant."""
    return {} if customer == "my_customer" else {"customerId": customer}
