"""Who could give himself permissions on everything below a place: by its policy, or by a role that he has and may edit.

IAM documentation, "Manage access to projects, folders, and organizations"; "Create and manage custom roles" (`iam.roles.update`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from providers.formula import TRUE
from providers.gcp.evaluate.asked import nowhere, place
from providers.gcp.evaluate.entries import named, policy_entries
from providers.gcp.evaluate.holders import holding
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import HIERARCHY
from providers.holding import Holding, shared
from providers.kept import kept


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Who could take a way, the permission that he needs for it, where, and what he does in words."""

    who: Holding
    permission: str
    place: str
    words: str


@kept
def granting(world: World, chain: tuple[str, ...]) -> tuple[Way, ...]:
    """The ways to permissions on whatever has all of `chain` above it."""
    return tuple(way for name in chain for way in _at(world, name))


@kept
def _at(world: World, name: str) -> tuple[Way, ...]:
    return tuple(way for way in (*_by_policy(world, name), *_by_roles(world, name)) if way.who)


def _by_policy(world: World, name: str) -> Iterator[Way]:
    """Who could edit the policy of a place; that of a resource is among its levels."""
    if name.startswith(HIERARCHY):
        permission = f"resourcemanager.{name.removeprefix(HIERARCHY).partition('/')[0]}.setIamPolicy"
        yield Way(held_at(world, name, permission), permission, name, f"could edit the policy of {named(name)}")


def _by_roles(world: World, name: str) -> Iterator[Way]:
    """Who could edit a custom role that he has there."""
    for entry in policy_entries(world, name):
        home, custom, _ = entry.role.partition("/roles/")
        if custom:
            given: Holding = {(one, entry.source): TRUE for one in entry.principals}
            editors = held_at(world, f"{HIERARCHY}{home}", "iam.roles.update")
            who = shared(world, given, editors)
            yield Way(who, "iam.roles.update", f"{HIERARCHY}{home}", f"could edit {entry.role}, which it has on {named(name)}")


@kept
def held_at(world: World, name: str, permission: str) -> Holding:
    """Who holds a permission on a project, folder or organisation."""
    chain = world.chain(name)
    entries = (entry for above in chain for entry in policy_entries(world, above))
    return holding(world, entries, chain, permission, place(world, name) if permission.startswith("resourcemanager.") else nowhere(world))
