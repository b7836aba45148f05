"""Which resources carry some acls, by kind: one GROUP BY over the resources, never a look at each."""

from collections.abc import Collection

from audit.engine.resources import resources_of
from audit.model.residual import Carried
from audit.ports import Facts
from audit.runs.text import escape, unescape

# A thing is somebody's by the end of its id (a mailbox), by a label (the root of a drive) or by an attribute that says so.
_QUERY = """
WITH held AS NOT MATERIALIZED (
  SELECT id, parent, acl, provider, kind, name, list_concat(
    [split_part(id, '/', -1)], [each.value for each in labels],
    [each.value for each in attributes if each.key IN ('owner', 'data_owner')]) AS words
  FROM resources WHERE acl IN (SELECT unnest($acls))
), above AS (
  SELECT id, min(acl) AS acl FROM held WHERE id IN (SELECT parent FROM held WHERE parent <> '') GROUP BY id
)
SELECT held.acl, provider, kind, count(*), min(held.id), arg_min(name, held.id), coalesce(above.acl, '') AS above,
  list_sort(list_intersect(words, $names)) AS called
FROM held LEFT JOIN above ON above.id = held.parent
GROUP BY held.acl, provider, kind, coalesce(above.acl, ''), called
"""


def carriers(facts: Facts, acls: Collection[str], names: Collection[str] = ()) -> tuple[Carried, ...]:
    """The resources that carry each of the acls, sorted; those that are called by one of `names` by themselves.

    Raises RunError for a run that can't be read.
    """
    if not acls:
        return ()
    asked = {"acls": sorted(acls), "names": sorted(map(escape, names)) or ["/"]}  # no word has a slash
    with resources_of(facts) as engine:
        found = engine.execute(_QUERY, asked).fetchall()
    return tuple(
        sorted(
            Carried(acl, unescape(provider), unescape(kind), count, unescape(resource), unescape(name), above, tuple(map(unescape, called)))
            for acl, provider, kind, count, resource, name, above, called in found
        )
    )
