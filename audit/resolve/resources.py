"""Resources by their ids, without a look at the others."""

from collections.abc import Collection

from audit.engine.resources import resources_of
from audit.model.facts import Resource
from audit.ports import Facts
from audit.runs.text import escape, unescape

_QUERY = "SELECT id, provider, kind, name, parent, modified FROM resources WHERE id IN (SELECT unnest(?))"


def described(facts: Facts, ids: Collection[str]) -> tuple[Resource, ...]:
    """What the resources are: id, provider, kind, name, parent and when they changed; sorted. Raises RunError for a run that can't be read."""
    if not ids:
        return ()
    with resources_of(facts) as engine:
        found = engine.execute(_QUERY, [sorted(map(escape, ids))]).fetchall()
    rows = (map(unescape, row) for row in found)
    return tuple(sorted(Resource(one, by, kind, name, above, modified=changed) for one, by, kind, name, above, changed in rows))
