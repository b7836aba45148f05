"""Directory API: administrators' roles, which privileges contain others, and who has which role."""

from collections.abc import Iterator

from providers.google_api.reader import Answer, Reader
from providers.google_workspace.collect.directory import API


def roles(reader: Reader, customer: str) -> Iterator[Answer]:
    """Every role with its privileges."""
    yield from reader.items(API, "roles.list", "items", customer=customer, maxResults=100)


def privileges(reader: Reader, customer: str) -> Iterator[Answer]:
    """The tree of privileges that the tenant knows."""
    yield from reader.items(API, "privileges.list", "items", customer=customer)


def assignments(reader: Reader, customer: str) -> Iterator[Answer]:
    """Who has which role; those by way of a group are closed later."""
    yield from reader.items(API, "roleAssignments.list", "items", customer=customer, maxResults=200)
