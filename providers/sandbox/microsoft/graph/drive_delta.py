"""`/drives/{id}/root/delta`: every item at first, then what was added, changed, moved, shared or deleted, with the folders above it.

Sources: "driveItem: delta", "Best practices for discovering files and detecting changes at scale" (the words of the header Prefer).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from providers.sandbox.google.objects import Object, like
from providers.sandbox.microsoft import pages
from providers.sandbox.microsoft.answers import bad_request
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.delta import DeltaPage, expired
from providers.sandbox.microsoft.graph.files import with_facet
from providers.sandbox.microsoft.graph.projection import projected
from providers.sandbox.microsoft.graph.routes import Route
from providers.sandbox.microsoft.world import Change, World

_SHARED = "@microsoft.graph.sharedChanged"  # of files alone: a folder comes without it


@dataclass(frozen=True, slots=True)
class _State:
    """What a token holds. `since`: the first change that it tells, -1: everything there is; `until`: the first that it does not tell.

    start, seen: where the page begins, as it was counted before that change.
    """

    since: int
    until: int
    start: int = 0
    seen: int = 0
    page: int = 1
    select: tuple[str, ...] = ()
    top: int = 0


def _give(call: Call) -> DeltaPage:
    drive = call.one(call.world.drives)["id"]
    state = _state(call, drive)
    link = f"{call.base}drives/{drive}/root/delta"
    fresh = (
        f"{link}?token={_token(drive, _State(-1, call.world.last_change, seen=call.world.last_change, select=state.select, top=state.top))}"
    )
    if 0 <= state.since < call.world.first_change or state.until < call.world.first_change:
        raise expired("resyncChangesApplyDifferences", fresh)
    names = _all(call.world, drive) if state.since < 0 else _changed(call, drive, state)
    start = max(state.start - _gone(call.world, drive, state.seen), 0) if state.since < 0 else state.start
    asked = state.top or call.route.size
    end = start + min(asked, call.page_size or asked)
    shared = {change.id for change in _between(call.world, drive, state) if change.kind == "sharing"}
    rows = tuple(_row(call, drive, name, state, told=name in shared) for name in names[start:end])
    if end < len(names):
        following = _State(state.since, state.until, end, call.world.last_change, state.page + 1, state.select, state.top)
        return DeltaPage(rows, {"@odata.nextLink": f"{link}?token={_token(drive, following)}"}, state.page, fresh)
    done = _State(state.until, state.until, select=state.select, top=state.top)
    return DeltaPage(rows, {"@odata.deltaLink": f"{link}?token={_token(drive, done)}"}, state.page, fresh)


def _state(call: Call, drive: str) -> _State:
    last, token = call.world.last_change, call.query.given.get("token", "")
    if token in ("", "latest"):
        return _State(last if token else -1, last, seen=last, select=call.query.select, top=call.query.top)
    held = pages.unseal(token, (drive,))
    if held is None:
        raise bad_request("The provided token is not valid.", "invalidRequest")
    since, until, start, seen, page, select, top = held
    is_first = since >= 0 and start == 0
    return _State(since, last if is_first else until, start, seen, page, tuple(select), top)


def _token(drive: str, state: _State) -> str:
    return pages.seal([state.since, state.until, state.start, state.seen, state.page, state.select, state.top], (drive,))


def _all(world: World, drive: str) -> Sequence[str]:
    return world.derive(("items", drive), lambda its: _ordered(its, drive))


def _ordered(world: World, drive: str) -> Sequence[str]:
    """As they came, which is mostly a folder before what is in it; or in no order, which stays when an item goes."""
    names = world.items.get(drive, {})
    return tuple(sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest()) if world.shuffled else names)


def _gone(world: World, drive: str, seen: int) -> int:
    """How many items may have gone since the page before: this one begins so much earlier, so that none is passed over."""
    later = world.changes[max(seen - world.first_change, 0) :]
    return len({change.id for change in later if change.of == drive and change.kind in ("item", "gone")})


def _between(world: World, drive: str, state: _State) -> Sequence[Change]:
    if state.since < 0:
        return ()
    first = world.first_change
    return tuple(
        each for each in world.changes[state.since - first : state.until - first] if each.of == drive and each.kind in ("item", "sharing")
    )


def _changed(call: Call, drive: str, state: _State) -> Sequence[str]:
    """The changed items, each after the folders above it, which have not changed themselves."""
    items = call.world.items.get(drive, {})
    alone = "deltaexcludeparent" in call.headers
    names: dict[str, None] = {}
    for change in _between(call.world, drive, state):
        line = [change.id]
        while not alone and (above := items.get(line[-1], {}).get("parentReference", {}).get("id")) is not None:
            line.append(above)
        names.update(dict.fromkeys(reversed(line)))
    return tuple(names)


def _row(call: Call, drive: str, name: str, state: _State, *, told: bool) -> Object:
    item = call.world.items.get(drive, {}).get(name)
    if item is None:
        return {
            "@odata.type": "#microsoft.graph.driveItem",
            "id": name,
            "deleted": {"state": "deleted"},
            "parentReference": {"driveId": drive},
        }
    made = with_facet(call.world, drive, item, hierarchical=call.prefers("hierarchicalsharing"))
    notes = {_SHARED: "True"} if told and "file" in item and call.prefers("deltashowsharingchanges") else {}
    return like(item, {**projected(made, "driveItem", state.select, nulls=False), **notes})


DRIVE_DELTAS: tuple[Route, ...] = (
    Route(
        "drives/{id}/root/delta",
        "driveItem",
        _give,
        size=200,
        most=5000,
        bounded=False,
        is_delta=True,
        parameters=frozenset({"token", "$top"}),
    ),
)
