"""Scopes: what lies above what, from a resource through its group, subscription and management groups to the root.

"Understand scope for Azure RBAC": what is assigned at a scope holds for all below it. Names fit in either case, and by whole segments.
"""

from collections.abc import Iterator, Mapping

ROOT = "/"
_GROUPS = ("providers", "microsoft.management", "managementgroups")


def normal(scope: str) -> str:
    """A scope in its one form: lower case, `/` before each segment and none at the end."""
    return ROOT + "/".join(part for part in scope.strip().lower().split("/") if part)


def is_management_group(scope: str) -> bool:
    """Whether a scope is a management group."""
    return normal(scope).startswith(f"/{'/'.join(_GROUPS)}/")


def management_group(name: str) -> str:
    """The scope of a management group."""
    return f"/{'/'.join(_GROUPS)}/{name.lower()}"


def subscription(scope: str) -> str:
    """The subscription that a scope lies in; empty for one that lies in none."""
    parts = normal(scope).split("/")
    return f"/subscriptions/{parts[2]}" if parts[1] == "subscriptions" and len(parts) > 2 else ""


def ancestors(scope: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """A scope and all above it, nearest first, the root last. `parents` gives the one above a subscription or management group; a cycle ends."""
    found = dict.fromkeys(_segments(normal(scope)))
    top = next(reversed(found), "")
    while (top := normal(parents.get(top, ROOT))) != ROOT and top not in found:
        found[top] = None
    return (*found, ROOT)


def covers(assigned: str, scope: str, parents: Mapping[str, str]) -> bool:
    """Whether what is assigned at one scope holds for another."""
    return normal(assigned) in ancestors(scope, parents)


def _segments(scope: str) -> Iterator[str]:
    """A scope and those it lies in, down to its subscription or management group."""
    parts = scope.strip("/").split("/") if scope != ROOT else []
    least = 4 if tuple(parts[:3]) == _GROUPS else 2
    yield from (ROOT + "/".join(parts[:length]) for length in range(len(parts), min(least, len(parts)) - 1, -1) if length)
