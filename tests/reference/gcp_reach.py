"""Who reaches the objects of a bucket, the slow and obvious way: each person against each object, by sets of permissions.

It knows users, groups, the domain and everybody; conditions on the beginning of names; deny rules with exceptions. Nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policies.levels import Level

PEOPLE = (*(f"p0{number}@shop.example" for number in range(1, 6)), "x@other.example")
OBJECTS = tuple(f"{folder}/{name}" for folder in ("a", "b", "c") for name in ("1", "x/2"))
LEVELS = {"storage.objects.get": Level.READ, "storage.objects.create": Level.CHANGE, "storage.buckets.setIamPolicy": Level.MANAGE}
_PLACES = ("gs://b", "projects/p", "folders/2", "organizations/1")
World = Mapping[str, Any]


@dataclass(frozen=True)
class Reach:
    """A person who can do something on some object of a location."""

    person: str
    level: Level


def reached(world: World, start: str) -> frozenset[Reach]:
    """Everybody's reach of the objects whose names begin with `start`."""
    return frozenset(_reached(world, [name for name in OBJECTS if name.startswith(start)]))


def _reached(world: World, names: list[str]) -> Iterator[Reach]:
    for person in PEOPLE:
        for permission, level in LEVELS.items():
            asked: Iterable[str | None] = [None] if level is Level.MANAGE else names
            if any(_allowed(world, person, permission, name) and not _denied(world, person, permission) for name in asked):
                yield Reach(person, level)


def _allowed(world: World, person: str, permission: str, name: str | None) -> bool:
    bindings = (one for place in _PLACES for one in world["policies"].get(place, ()))
    return any(
        permission in one["can"].split()
        and _fits(one.get("if", ""), name)
        and any(belongs(world, person, member) for member in one["members"])
        for one in bindings
    )


def _fits(condition: str, name: str | None) -> bool:
    if not condition:
        return True
    begins = condition.partition("'")[2].rpartition("'")[0]
    told = "projects/_/buckets/b" + (f"/objects/{name}" if name else "")
    return told.startswith(begins) != condition.startswith("!")


def _denied(world: World, person: str, permission: str) -> bool:
    rules = (rule for place in _PLACES for rule in world["deny"].get(place, ()))
    service, _, rest = permission.partition(".")
    return any(
        f"{service}.googleapis.com/{rest}" in rule["deniedPermissions"]
        and any(belongs(world, person, member) for member in rule["deniedPrincipals"])
        and not any(belongs(world, person, member) for member in rule.get("exceptionPrincipals", ()))
        for rule in rules
    )


def belongs(world: World, person: str, member: str) -> bool:
    """Whether a person is one that a member means."""
    if member in ("allUsers", "principalSet://goog/public:all"):
        return True
    kind, _, name = member.partition(":")
    if kind in ("principal", "principalSet"):
        kind, name = {"subject": "user", "group": "group"}[member.split("/")[3]], member.split("/")[4]
    match kind:
        case "domain":
            return person.endswith(f"@{name}")
        case "group":
            return person in _everybody(world, name, frozenset())
        case _:
            return person == name


def _everybody(world: World, group: str, seen: frozenset[str]) -> frozenset[str]:
    if group in seen:
        return frozenset()
    found: set[str] = set()
    for one in world["groups"].get(group, ()):
        kind, _, name = one.partition(":")
        found |= _everybody(world, name, seen | {group}) if kind == "group" else {name}
    return frozenset(found)
