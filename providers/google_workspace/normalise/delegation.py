"""Clients that act for users → facts: domain-wide delegation, and applications that a user let in.

Google has no API for domain-wide delegation (page "Control API access with domain-wide delegation", Google Workspace Admin Help): the clients are
those that the settings declare, and those that the admin log has seen authorised. Its events after the page "Admin Audit Activity Events - Domain
Settings" (Reports API).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.model.facts import Fact, Membership, MembershipKind
from providers.google_api import names
from providers.google_workspace import kinds
from providers.google_workspace.directory import Directory, User
from providers.google_workspace.kinds import PROVIDER
from providers.google_workspace.normalise.scopes import acting, opened
from providers.google_workspace.normalise.values import named, text, yes
from providers.google_workspace.settings import DelegatedClient
from providers.values import Answer, Each, canonical, entries, kept, present, texts

UNTOLD = "that were not told"  # stands for scopes that an answer should name
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


def authorised(activities: Iterable[Answer], each: Each[Any] = map) -> tuple[Authorised, ...]:
    """What is left of the log's events, played in the order in which they happened. `each` goes through the log."""
    held: dict[str, Authorised] = {}
    events = (event for found in each(lambda activity: tuple(_events(activity)), activities) for event in found)
    for moment, name, client, scopes in sorted(events):
        if name == REMOVED:
            held.pop(client, None)
        elif name == AUTHORISED:
            held[client] = Authorised(client, scopes or (UNTOLD,), moment[:10])
    return tuple(held[client] for client in sorted(held))


def token(row: Answer, user: User) -> Iterator[Fact]:
    """An application that a user let in. One that only knows who signs in reaches nothing."""
    name = names.app(named(row, "clientId"), str(row.get("displayText") or ""))
    yield name.principal(PROVIDER, **present({kinds.UNREGISTERED: yes(row.get("anonymous"))}))
    listed = row.get("scopes")
    told = texts(listed)
    whole = bool(told) and all(isinstance(scope, str) for scope in listed or ())
    yield from acting(
        name.id,
        user,
        MembershipKind.DELEGATE,
        opened(told if whole else (*told, UNTOLD)),
        because=f"{user.address} let in {name.name}",
        evidence=kept(row, _TOKEN),
    )


def _acting(service: str, scopes: Iterable[str], directory: Directory, because: str, evidence: str) -> Iterator[Membership]:
    """Every active user can be acted as; Google gives no token for the others."""
    told = opened(scopes)
    for user in directory.users:
        if user.status == "active":
            yield from acting(service, user, MembershipKind.IMPERSONATE, told, because=because, evidence=evidence)


def _events(activity: Answer) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """When, what, which client and which scopes."""
    for event in entries(activity, "events"):
        if (name := named(event, "name")) in (AUTHORISED, REMOVED):
            told = _parameters(event)
            client = next(iter(told.get("API_CLIENT_NAME", ())), "")
            if not client:
                raise ValueError("the event does not say which client it is about")
            scopes = {scope for words in told.get("API_SCOPES", ()) for scope in words.replace(",", " ").split()}
            yield str(activity["id"]["time"]), name, client, tuple(sorted(scopes))


def _parameters(event: Answer) -> Mapping[str, tuple[str, ...]]:
    """The event's parameters; a list is written in `multiValue`."""
    return {
        named(one, "name"): texts(entries(one, "multiValue")) or ((text(one, "value"),) if "value" in one else ())
        for one in entries(event, "parameters")
    }
