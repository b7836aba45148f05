"""Slow and obvious: what would Azure answer to one request, and what is left open when not everything is known?

By the steps of "How Azure RBAC determines if a user has access to a resource". Roles are written out as sets of whole actions, scopes are compared as
texts, groups grow until nothing changes. What is not known is a fact that is guessed: the case is decided for every way in which the facts may turn out.
A case is plain data: see `azure_cases`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.reference.azure_simulator_conditions import Asked, UnreadError, holds
from tests.reference.guessing import Guess, decision, each_way

Case = Mapping[str, Any]
EVERYONE = "00000000-0000-0000-0000-000000000000"
GROUPS = "/providers/microsoft.management/managementgroups/"
OTHERS = ("Microsoft.Sql/servers/read", "Microsoft.Sql/servers/write", "Microsoft.Authorization/roleAssignments/write")


def decide(case: Case, *, open_context: bool = False) -> str:
    """Allow, ExplicitDeny, ImplicitDeny or Conditional."""
    return decision(decisions(case, open_context=open_context))


def decisions(case: Case, *, open_context: bool = False) -> Iterator[str]:
    """The decision for every way in which the facts that it takes may turn out."""
    return each_way(lambda guess: _decided(case, guess, open_context=open_context))


def result(case: Case) -> bool | str:
    """What a condition alone comes to: true, false or undecided; unread for one that is beyond this reference."""
    asked = Asked(case.get("action", ""), case.get("suboperation"), case.get("attributes", {}))
    try:
        found = frozenset(each_way(lambda guess: holds(case["condition"], asked, guess)))
    except UnreadError:
        return "unread"
    return min(found) if len(found) == 1 else "undecided"


def _decided(case: Case, guess: Guess, *, open_context: bool) -> str:
    request = case["request"]
    told = request.get("suboperation", request.get("attributes", {}).get("subOperation"))
    asked = Asked(request["action"], told if told is not None or open_context else "", request.get("attributes", {}), request["scope"])
    who, within = _within(case, guess, open_context=open_context)
    for one in map(flat, case.get("deny", ())):
        if _applies(one, case) and _hits(one, who, within) and _allows(one, request, asked, guess):
            return "ExplicitDeny"
    for one in map(flat, case.get("assignments", ())):
        holder = str(one.get("principalid") or one.get("objectid") or one.get("principal")).lower()
        if within(holder) and _covers(one, case) and _gives(one, case, asked, guess):
            return "Allow"
    return "ImplicitDeny"


def _within(case: Case, guess: Guess, *, open_context: bool) -> tuple[str, Callable[[str], bool]]:
    """Who asks, and whether he is somebody, or in a group of that name: groups grow until nothing changes."""
    asks = case["request"]["principal"]
    who = (asks["id"] if isinstance(asks, dict) else asks).lower()
    groups = {name.lower(): {_id(one) for one in _members(held)} for name, held in case.get("groups", {}).items()}
    ours = {who}
    while grown := {name for name, members in groups.items() if members & ours} - ours:
        ours |= grown

    def within(name: str) -> bool:
        if name in ours:
            return True
        return open_context and _loose(name, groups) and guess(f"{who} is in {name}")

    return who, within


def _loose(name: str, groups: Mapping[str, set[str]]) -> bool:
    """Whether a name may hold others that nobody told of."""
    seen: set[str] = set()
    left = {name}
    while left:
        one = left.pop()
        seen.add(one)
        if one not in groups:
            return True
        left |= groups[one] - seen
    return False


def _members(held: object) -> list[Any]:
    return held["members"] if isinstance(held, dict) else list(held)  # type: ignore[call-overload]


def _id(one: Any) -> str:
    return str(one["id"] if isinstance(one, dict) else one).lower()


def _hits(deny: Mapping[str, Any], who: str, within: Callable[[str], bool]) -> bool:
    def named(key: str) -> list[str]:
        return [str(flat(one).get("id") or flat(one).get("objectid")).lower() for one in deny.get(key) or ()]

    return any(one == EVERYONE or within(one) for one in named("principals")) and not any(within(one) for one in named("excludeprincipals"))


def _applies(deny: Mapping[str, Any], case: Case) -> bool:
    here = _plain(deny["scope"]) == _plain(case["request"]["scope"])
    return here if deny.get("donotapplytochildscopes") else _covers(deny, case)


def _covers(one: Mapping[str, Any], case: Case) -> bool:
    """Whether the request lies at a scope, below it by its text, or below a management group by the hierarchy."""
    told = one.get("scope") or str(one["id"]).lower().partition("/providers/microsoft.authorization/")[0]
    at, asked = _plain(told), _plain(case["request"]["scope"])
    places, below = {asked}, dict(_parents(case))
    top = re.match(r"(/subscriptions/[^/]+|/providers/microsoft.management/managementgroups/[^/]+)", asked + "/")
    step = top[1] if top else ""
    while step and step not in places - {asked}:
        places.add(step)
        step = below.get(step, "")
    return (
        any(f"{place}/".startswith(at if at.endswith("/") else f"{at}/") for place in places) if not at.startswith(GROUPS) else at in places
    )


def _parents(case: Case) -> Iterator[tuple[str, str]]:
    here = _plain(case["request"]["scope"]).split("/")

    def place(name: str) -> str:
        if "/" in name:
            return _plain(name)
        return f"/subscriptions/{name.lower()}" if here[2:3] == [name.lower()] else f"{GROUPS}{name.lower()}"

    for one in case.get("hierarchy", ()):
        if not isinstance(one, dict) or not isinstance(one.get("parent"), str):
            raise UnreadError("another form of hierarchy")
        yield place(one["id"]), place(one["parent"])


def _plain(scope: str) -> str:
    return "/" + scope.lower().strip("/")


def _gives(assignment: Mapping[str, Any], case: Case, asked: Asked, guess: Guess) -> bool:
    label = str(assignment.get("roledefinitionname") or assignment.get("role") or "").lower()
    if "administrator" in label and set(label.split(";")) & {"serviceadministrator", "accountadministrator", "coadministrator"}:
        return not case["request"].get("data") and guess("classic administrators count")
    role = next((one for one in _roles(case) if _is(one, assignment)), None)
    if role is None:
        return guess(f"{assignment.get('roledefinitionid') or label} permits it") and _under(assignment, asked, guess)
    return _allows(role, case["request"], asked, guess) and _under(assignment, asked, guess)


def _roles(case: Case) -> list[Mapping[str, Any]]:
    told = case.get("roles", [])
    return [flat({"roleName": name, **one}) for name, one in told.items()] if isinstance(told, dict) else list(map(flat, told))


def _is(role: Mapping[str, Any], assignment: Mapping[str, Any]) -> bool:
    ours = {str(role.get(key) or "").lower().rpartition("/")[2] for key in ("rolename", "name", "id")} - {""}
    theirs = (assignment.get("roledefinitionid"), assignment.get("roledefinitionname"), assignment.get("role"))
    return any(str(one).lower().rpartition("/")[2] in ours for one in theirs if one)


def _allows(entry: Mapping[str, Any], request: Mapping[str, Any], asked: Asked, guess: Guess) -> bool:
    """Whether some set of permissions has the action among those that it comes to, under its condition."""
    sets = [flat(one) for one in entry["permissions"]] if "permissions" in entry else [entry]
    prefix = "data" if request.get("data") else ""
    universe = {one.lower() for one in (*OTHERS, request["action"])}
    action = request["action"].lower()
    held = [one for one in sets if action in _all(one, f"{prefix}actions", universe) - _all(one, f"not{prefix}actions", universe)]
    own = "permissions" in entry and entry.get("principals") is not None  # the condition of a deny assignment as a whole
    return any(_under(one, asked, guess) for one in held) and (not own or _under(entry, asked, guess))


def _all(one: Mapping[str, Any], key: str, universe: set[str]) -> set[str]:
    """The actions that some patterns come to."""
    shapes = [".*".join(map(re.escape, pattern.lower().split("*"))) for pattern in one.get(key) or ()]
    return {action for action in universe if any(re.fullmatch(shape, action) for shape in shapes)}


def _under(one: Mapping[str, Any], asked: Asked, guess: Guess) -> bool:
    return holds(one.get("condition") or "true", asked, guess)


def flat(entry: Any) -> Mapping[str, Any]:
    """An entry by its keys in lower case, with those of its properties."""
    told = entry if isinstance(entry, dict) else {"id": entry}
    return {key.lower(): value for each in (told, told.get("properties") or {}) for key, value in each.items()}
