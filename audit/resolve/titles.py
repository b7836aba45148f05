"""What people call resources whose ids tell them nothing, as a file of Drive."""

from collections.abc import Collection, Mapping

from audit.ports import Facts
from audit.resolve.resources import described


def titles(facts: Facts, ids: Collection[str]) -> Mapping[str, str]:
    """The names of resources by id, of those that have one. Raises RunError for a run that can't be read."""
    return {resource.id: resource.name for resource in described(facts, ids) if resource.name}
