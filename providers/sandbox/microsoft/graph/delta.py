"""`/users/delta` and `/groups/delta`: everything at first, then what has changed; a group's members come in pieces, in any order.

Sources: "Use delta query to track changes in Microsoft Graph data", "Get incremental changes for groups" ("Paging through members in a large group"),
"group: delta", "user: delta".
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from providers.sandbox.google.objects import Object, like
from providers.sandbox.microsoft import pages
from providers.sandbox.microsoft.answers import Refused, bad_request
from providers.sandbox.microsoft.graph import filters
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.directory import members_of
from providers.sandbox.microsoft.graph.projection import projected
from providers.sandbox.microsoft.graph.routes import Route
from providers.sandbox.microsoft.world import World

_ALL_AT_ONCE = 1000  # members of a group in one piece
_RELATIONS = {"members": "member", "owners": "owner"}
Key = tuple[bool, str, int]  # whether a later piece, the object's id, the piece


@dataclass(frozen=True, slots=True)
class DeltaPage:
    """One page of a delta: rows as they are shown, the link that follows, the page's number, and where to start over."""

    rows: Sequence[Object]
    links: Mapping[str, str]
    page: int
    fresh: str


@dataclass(frozen=True, slots=True)
class _State:
    """What a token holds. `since`: the first change that it tells, -1: everything there is; `until`: the first that it does not tell."""

    since: int
    until: int
    after: Key | None = None
    page: int = 1
    select: tuple[str, ...] = ()
    filter: str = ""


def _give(call: Call) -> DeltaPage:
    state = _state(call)
    fresh = f"{call.base}{call.route.template}"
    if 0 <= state.since < call.world.first_change:
        raise expired("syncStateNotFound", fresh + "?$deltatoken=")
    rows = _Rows(call, state)
    keys = rows.keys()
    start = 0 if state.after is None else bisect_right(keys, state.after)
    end = start + _size(call)
    shown = tuple(rows.row(key) for key in keys[start:end])
    if end < len(keys):
        following = _State(state.since, state.until, keys[end - 1], state.page + 1, state.select, state.filter)
        link = {"@odata.nextLink": f"{fresh}?$skiptoken={_token(call.route, following)}"}
    else:
        done = _State(state.until, 0, select=state.select, filter=state.filter)
        link = {"@odata.deltaLink": f"{fresh}?$deltatoken={_token(call.route, done)}"}
    return DeltaPage(shown, link, state.page, fresh + "?$deltatoken=")


def expired(code: str, fresh: str) -> Refused:
    """What a token is told whose records are gone: start over at this link."""
    return Refused(410, code, "The sync state generation is not found; continuing from it is not possible.", (("Location", fresh),))


def _state(call: Call) -> _State:
    last = call.world.last_change
    delta, skip = call.query.given.get("$deltatoken", ""), call.query.skip_token
    if not delta and not skip:
        select = tuple(dict.fromkeys((*call.query.select, *call.query.expand))) if call.query.select else ()
        return _State(-1, last, select=select, filter=call.query.given.get("$filter", ""))
    if call.query.select or call.query.expand:
        raise bad_request("Query options are encoded in the token, and not given again.")
    if delta == "latest":
        return _State(last, last)
    held = pages.unseal(delta or skip, (call.route.template,))
    if held is None or (not skip and held[2] is not None):
        raise bad_request("Badly formed token.", "Directory_BadToken")
    since, until, after, page, select, text = held
    return _State(since, until if skip else last, tuple(after) if after else None, page, tuple(select), text)


def _token(route: Route, state: _State) -> str:
    return pages.seal([state.since, state.until, state.after, state.page, state.select, state.filter], (route.template,))


def _size(call: Call) -> int:
    asked = call.route.size
    for word in call.headers.get("prefer", "").split(","):
        name, _, number = word.strip().partition("=")
        if name.strip() == "odata.maxpagesize" and number.strip().isdigit():
            asked = min(max(int(number), 1), call.route.most)
    return min(asked, call.page_size or asked)


class _Rows:
    """The rows of one round, each by its key."""

    def __init__(self, call: Call, state: _State) -> None:
        self._call = call
        self._state = state
        self._kind = call.route.type
        self._objects = call.world.users if self._kind == "user" else call.world.groups
        self._test = filters.parse(state.filter).test if state.filter else None
        self._chunk = call.page_size or _ALL_AT_ONCE
        wanted = state.select or ("members",)
        self._relations = tuple(name for name in _RELATIONS if name in wanted and self._kind == "group")
        kinds = {self._kind, *(_RELATIONS[name] for name in self._relations)}
        first = call.world.first_change
        between = call.world.changes[max(state.since - first, 0) : state.until - first] if state.since >= 0 else ()
        self._changes = tuple(change for change in between if change.kind in kinds)
        self._moved: dict[tuple[str, str], dict[str, None]] = {}  # kind and holder -> who came or went
        for change in self._changes:
            self._moved.setdefault((change.kind, change.of), {})[change.id] = None

    def keys(self) -> list[Key]:
        """Every row's key, in the order of the rows: first of every object its first piece, then what is left."""
        names = self._objects if self._state.since < 0 else dict.fromkeys(change.of or change.id for change in self._changes)
        asked = (name for name in names if self._test is None or self._test({"id": name}))
        return sorted((piece > 0, name, piece) for name in asked for piece in range(self._pieces(name)))

    def row(self, key: Key) -> Object:
        """An object as it is now, or that it is gone; with one piece of what its relations tell."""
        _, name, piece = key
        item = self._objects.get(name)
        if item is None:
            reason = "changed" if name in self._call.world.deleted else "deleted"  # one that is soft-deleted can come back
            return {"id": name, "@removed": {"reason": reason}}
        made = projected(item, self._kind, self._state.select, nulls=False)
        for relation in self._relations:
            about = self._about(name, relation)[piece * self._chunk : (piece + 1) * self._chunk]
            if about:
                made[f"{relation}@delta"] = [self._told(each, name, relation) for each in about]
        return like(item, made)

    def _pieces(self, name: str) -> int:
        if name not in self._objects:
            return 1
        longest = max((len(self._about(name, relation)) for relation in self._relations), default=0)
        return max(-(-longest // self._chunk), 1)

    def _held(self, name: str, relation: str) -> Sequence[str]:
        return members_of(self._call, name) if relation == "members" else self._call.world.owners.get(name, ())

    def _about(self, name: str, relation: str) -> Sequence[str]:
        """Of whom a relation tells: of all at first, then of who came and who went. Of a hidden membership nothing is told."""
        held = self._held(name, relation)
        if relation == "members" and not held and self._call.world.members.get(name):
            return ()
        return held if self._state.since < 0 else tuple(self._moved.get((_RELATIONS[relation], name), ()))

    def _told(self, member: str, name: str, relation: str) -> Object:
        """One entry of a relation. At first every one is there."""
        is_there = self._state.since < 0 or member in self._held(name, relation)
        return _named(self._call.world, member) | ({} if is_there else {"@removed": {"reason": "deleted"}})


def _named(world: World, name: str) -> Object:
    found = world.find(name)
    deleted = str(world.deleted.get(name, {}).get("@odata.type", "#microsoft.graph.user"))
    return {"@odata.type": deleted if found is None else f"#microsoft.graph.{found[0]}", "id": name}


def _route(kind: str, **more: Any) -> Route:
    tokens = frozenset({"$skiptoken", "$deltatoken"})
    return Route(f"{kind}s/delta", kind, _give, is_directory=True, is_delta=True, parameters=tokens, filters=frozenset({"id"}), **more)


DELTAS: tuple[Route, ...] = (
    _route("user"),
    _route("group", expands={"members": lambda _call, _item: ()}),
)
