"""Crowds that nobody saw: whoever acts as somebody by what could not be read → facts.

Each is a group whose members are not known, and its id the scope of the gap that says why. What it leads to is in the dark, and nothing else.
"""

from collections.abc import Iterator

from audit.model.facts import Fact, Membership, MembershipKind, Principal, PrincipalKind
from providers.google_api.strangers import STRANGERS
from providers.google_workspace.directory import Directory, Group, User
from providers.google_workspace.kinds import PROVIDER

ADMINISTRATORS = "google://admin-role/unread"  # who has which admin role
CLIENTS = "google://app/unread"  # which clients have domain-wide delegation


def apps_of(user: User) -> str:
    """The applications that a user let in."""
    return f"{CLIENTS}/{user.directory_id or user.address}"


def joiners_of(group: Group) -> str:
    """Who may join a group."""
    return f"{group.id}/settings"


def administrators(directory: Directory) -> Iterator[Fact]:
    """An admin role may lead to every user and every group."""
    yield _crowd(ADMINISTRATORS, "the administrators")
    users = (user.id for user in directory.users if user.status != "deleted")
    for name in (*users, *(group.id for group in directory.groups)):
        yield Membership(ADMINISTRATORS, name, MembershipKind.ESCALATE, because="may have an admin role that leads there")


def clients(directory: Directory) -> Iterator[Fact]:
    """A client with domain-wide delegation acts as every user that is active."""
    yield _crowd(CLIENTS, "the clients with domain-wide delegation")
    for user in directory.users:
        if user.active:
            yield Membership(CLIENTS, user.id, MembershipKind.IMPERSONATE, because="may have domain-wide delegation")


def apps(user: User) -> Iterator[Fact]:
    """An application acts as the user who let it in."""
    yield _crowd(apps_of(user), f"the applications of user {user.directory_id}")
    yield Membership(apps_of(user), user.id, MembershipKind.DELEGATE, because="may have been let in")


def joiners(group: Group) -> Iterator[Fact]:
    """Who may join a group could make himself a member."""
    yield _crowd(joiners_of(group), f"whoever may join group {group.directory_id}")
    yield Membership(joiners_of(group), group.id, MembershipKind.ESCALATE, because="may be allowed to join")


def strangers() -> Iterator[Fact]:
    """Who acts as users that were not listed; which those are is worked out once everything is named."""
    yield _crowd(STRANGERS, "whoever acts as users that were not listed")


def _crowd(name: str, words: str) -> Principal:
    return Principal(name, PROVIDER, PrincipalKind.GROUP, words)
