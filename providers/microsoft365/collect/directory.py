"""Users and groups, by their delta: in full, or what has changed since the last run on top of what that knew."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from audit.model.facts import Principal
from providers.microsoft365.normalise import groups as group_facts
from providers.microsoft365.normalise import users as user_facts
from providers.microsoft365.normalise.groups import Related
from providers.microsoft365.normalise.values import guid
from providers.microsoft365.operations import (
    DELETED_USERS,
    GRAPH,
    GROUP,
    GROUPS_DELTA,
    ORGANIZATION,
    REGISTRATION,
    SPONSORS,
    USER,
    USERS,
    USERS_DELTA,
)
from providers.microsoft_api import names
from providers.microsoft_api.reader import Answer, Asked, Reader
from providers.parts import each, malformed, rows_of

_GONE = ("Request_ResourceNotFound",)
_OF_USER, _OF_GROUP = user_facts.FIELDS, group_facts.FIELDS.removesuffix(",members,owners")
SIGN_INS = ("lastSignInDateTime", "lastNonInteractiveSignInDateTime", "lastSuccessfulSignInDateTime")
_LARGE = "odata.maxpagesize=999"
_MOST = "999"  # what a page can hold


@dataclass(frozen=True, slots=True)
class _Again:
    """How one of a listing is read by itself."""

    operation: str
    fields: str
    made: Callable[[Answer], Principal]


_USER_AGAIN = _Again(USER, _OF_USER, user_facts.principal)
_GROUP_AGAIN = _Again(GROUP, _OF_GROUP, group_facts.principal)


@dataclass(slots=True)
class State:
    """Users, or groups with who is in them, by id. `link`: from where to go on next time, empty when not everything could be read."""

    principals: dict[str, Principal] = field(default_factory=dict)
    related: dict[str, dict[Related, None]] = field(default_factory=dict)
    link: str = ""


def organization(reader: Reader) -> Answer:
    """The tenant; nothing when it could not be read."""
    return next(iter(reader.items(GRAPH, ORGANIZATION, select="id,displayName,verifiedDomains")), {})


def users(reader: Reader, start: str = "", known: State | None = None) -> State:
    """Every user that is not deleted. With `start`, what has changed since, on top of what was known."""
    state = State(dict(known.principals)) if known and start else State()
    told = (
        reader.delta(GRAPH, USERS_DELTA, start=start, prefer=_LARGE)
        if start
        else reader.delta(GRAPH, USERS_DELTA, select=_OF_USER, prefer=_LARGE)
    )
    list(each(reader, told.items, lambda row: _user(reader, state, row)))
    if told.expired and start:
        return users(reader)
    state.link = told.link
    return state


def groups(reader: Reader, start: str = "", known: State | None = None) -> State:
    """Every group with its members and owners. With `start`, what has changed since, on top of what was known."""
    state = State()
    if known and start:
        state = State(dict(known.principals), {name: dict(related) for name, related in known.related.items()})
    select = group_facts.FIELDS
    told = (
        reader.delta(GRAPH, GROUPS_DELTA, start=start, prefer=_LARGE)
        if start
        else reader.delta(GRAPH, GROUPS_DELTA, select=select, prefer=_LARGE)
    )
    list(each(reader, told.items, lambda row: _group(reader, state, row)))
    if told.expired and start:
        return groups(reader)
    for name in sorted(state.related.keys() - state.principals.keys()):  # told of by nothing but who is in it
        _reread(reader, state, name, _GROUP_AGAIN)
    state.link = told.link
    return state


def deleted(reader: Reader) -> Iterator[Principal]:
    """Users that were deleted in the last 30 days."""
    fields = _OF_USER + ",deletedDateTime"
    rows = reader.items(GRAPH, DELETED_USERS, select=fields, top=_MOST)
    yield from each(reader, rows, lambda row: user_facts.principal(row, deleted=True))


def activity(reader: Reader) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """When each user last signed in, by directory id. Pages hold 500 at most (page "List users", signInActivity)."""
    rows = reader.items(GRAPH, USERS, select="id,signInActivity", top="500")
    yield from each(reader, rows, lambda row: (guid(row, "id"), row.get("signInActivity") or {}))


def sponsors(number: str) -> Asked:
    """Who answers for a guest (page "List sponsors")."""
    return Asked(SPONSORS, path={"id": number}, query={"select": "id"}, about=names.user(number).id, none=_GONE)


def sponsor(row: Answer) -> str:
    """The id of a user or a group that does."""
    number = guid(row, "id")
    return (names.group(number) if str(row.get("@odata.type", "")).lower().endswith(".group") else names.user(number)).id


def registered(reader: Reader) -> Iterator[tuple[str, bool]]:
    """Who is registered for multifactor authentication, by directory id."""
    rows = reader.items(GRAPH, REGISTRATION, select="id,isMfaRegistered", top=_MOST)
    yield from each(reader, rows, _registered)


def _registered(row: Answer) -> tuple[str, bool]:
    if not isinstance(row["isMfaRegistered"], bool):
        raise TypeError("isMfaRegistered is neither true nor false")
    return guid(row, "id"), row["isMfaRegistered"]


def _user(reader: Reader, state: State, row: Answer) -> None:
    name = names.user(guid(row, "id")).id
    if "@removed" in row:
        state.principals.pop(name, None)
    elif "userPrincipalName" in row:
        state.principals[name] = user_facts.principal(row)
    else:
        _reread(reader, state, name, _USER_AGAIN)


def _group(reader: Reader, state: State, row: Answer) -> None:
    name = names.group(guid(row, "id")).id
    if "@removed" in row:
        state.principals.pop(name, None)
        state.related.pop(name, None)
        return
    if "displayName" in row:
        state.principals.update((name, made) for made in each(reader, [row], group_facts.principal, about=name))
    elif name in state.principals and row.keys() & set(_OF_GROUP.split(",")) - {"id"}:
        _reread(reader, state, name, _GROUP_AGAIN)
    related = state.related.setdefault(name, {})
    for relation, kind in group_facts.RELATIONS.items():
        for told in each(reader, _entries(reader, row, f"{relation}@delta", name), partial(group_facts.change, kind=kind), about=name):
            if told and told[1]:
                related[told[0]] = None
            elif told:
                related.pop(told[0], None)


def _entries(reader: Reader, row: Answer, key: str, name: str) -> tuple[Any, ...]:
    """What is told of members or owners. Where nothing is, the key is left out."""
    if key in row and row[key] is None:
        malformed(reader, TypeError(f"{key} is null"), about=name)
    return rows_of(reader, row, key, about=name)


def _reread(reader: Reader, state: State, name: str, way: _Again) -> None:
    """One of which a change told only a part (page "Use delta query …", section "Resource representation in the delta query response")."""
    row = reader.ask(GRAPH, way.operation, path={"id": name.rpartition("/")[2]}, select=way.fields, about=name, none=_GONE)
    if row:
        state.principals.update((name, made) for made in each(reader, [row], way.made, about=name))
    elif row is not None:
        state.principals.pop(name, None)
        state.related.pop(name, None)
