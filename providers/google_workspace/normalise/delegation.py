"""Clients that act for users → facts: domain-wide delegation, and applications that a user let in.

Google has no API for domain-wide delegation (page "Control API access with domain-wide delegation", Google Workspace Admin Help): the clients are
those that the settings declare, and those that the admin log has seen authorised. Its events after the page "Admin Audit Activity Events - Domain
Settings" (Reports API).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.model.facts import Fact, Membership, MembershipKind
from providers.google_api import names
from providers.google_workspace import kinds
from providers.google_workspace.directory import Directory, User
from providers.google_workspace.kinds import PROVIDER
from providers.google_workspace.normalise.scopes import Opened, acting, opened
from providers.google_workspace.normalise.values import Answer, canonical, kept, present, texts, yes
from providers.google_workspace.settings import DelegatedClient

AUTHORISED, REMOVED = "AUTHORIZE_API_CLIENT_ACCESS", "REMOVE_API_CLIENT_ACCESS"
_TOKEN = ("anonymous", "clientId", "displayText", "nativeApp", "scopes")


@dataclass(frozen=True, slots=True, order=True)
class Authorised:
    """A client that the admin log has seen authorised and not removed since; `day` is that of the event."""

    client_id: str
    scopes: tuple[str, ...]
    day: str


def declared(client: DelegatedClient, directory: Directory) -> Iterator[Fact]:
    """A client that the settings name: it can act as every user that is active, within its scopes."""
    name = names.service_account(client.service_account) if client.service_account else names.app(client.client_id)
    yield name.principal(PROVIDER, **present({kinds.DIRECTORY_ID: client.client_id}))
    evidence = canonical({"client_id": client.client_id, "scopes": sorted(client.scopes)})
    yield from _acting(name.id, client.scopes, directory, f"domain-wide delegation of client {client.client_id}", evidence)


def seen(client: Authorised, directory: Directory) -> Iterator[Fact]:
    """A client that the log alone tells of."""
    name = names.app(client.client_id)
    yield name.principal(PROVIDER)
    because = f"the admin log of {client.day} gives client {client.client_id} domain-wide delegation; the setting delegated_clients does not name it"
    evidence = canonical({"client_id": client.client_id, "scopes": list(client.scopes), "day": client.day})
    yield from _acting(name.id, client.scopes, directory, because, evidence)


def authorised(activities: Iterable[Answer]) -> tuple[Authorised, ...]:
    """What is left of the log's events, played in the order in which they happened."""
    held: dict[str, Authorised] = {}
    for moment, event in sorted(_events(activities), key=lambda pair: pair[0]):
        told = _parameters(event)
        client = next(iter(told.get("API_CLIENT_NAME", ())), "")
        if event.get("name") == REMOVED:
            held.pop(client, None)
        elif event.get("name") == AUTHORISED and client:
            scopes = {scope for text in told.get("API_SCOPES", ()) for scope in text.replace(",", " ").split()}
            held[client] = Authorised(client, tuple(sorted(scopes)), moment[:10])
    return tuple(held[client] for client in sorted(held))


def token(row: Answer, user: User) -> Iterator[Fact]:
    """An application that a user let in. One that only knows who signs in reaches nothing."""
    name = names.app(str(row["clientId"]), str(row.get("displayText") or ""))
    yield name.principal(PROVIDER, **present({kinds.UNREGISTERED: yes(row.get("anonymous"))}))
    scopes = opened(texts(row.get("scopes"))) if row.get("scopes") else Opened(unknown=("that were not told",))
    yield from acting(
        name.id, user, MembershipKind.DELEGATE, scopes, because=f"{user.address} let in {name.name}", evidence=kept(row, _TOKEN)
    )


def _acting(service: str, scopes: Iterable[str], directory: Directory, because: str, evidence: str) -> Iterator[Membership]:
    """Every active user can be acted as; Google gives no token for the others."""
    told = opened(scopes)
    for user in directory.users:
        if user.active:
            yield from acting(service, user, MembershipKind.IMPERSONATE, told, because=because, evidence=evidence)


def _events(activities: Iterable[Answer]) -> Iterator[tuple[str, Answer]]:
    for activity in activities:
        for event in activity.get("events") or ():
            yield str(activity["id"]["time"]), event


def _parameters(event: Answer) -> Mapping[str, tuple[str, ...]]:
    """The event's parameters; a list is written in `multiValue`."""
    return {
        str(one.get("name")): texts(one.get("multiValue")) or ((str(one["value"]),) if "value" in one else ())
        for one in event.get("parameters") or ()
    }
