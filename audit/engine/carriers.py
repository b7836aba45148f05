"""Which resources carry some acls, by kind: one GROUP BY over the resources, never a look at each."""

from collections.abc import Collection

from audit.engine.resources import resources_of
from audit.model.residual import Carried
from audit.ports import Facts
from audit.runs.text import escape, unescape

# A thing is somebody's by the end of its id (a mailbox), or by an attribute that says so. Names are compared once for each folder, never for each file.
_QUERY = """
WITH folders AS MATERIALIZED (
  SELECT acl, provider, kind, parent, count(*) AS count, min(id) AS resource, arg_min(name, id) AS name,
    CASE WHEN split_part(id, '/', -1) IN (SELECT unnest($names)) THEN split_part(id, '/', -1) ELSE '' END AS last,
    CASE WHEN len(attributes) = 0 THEN [] ELSE [each.value for each in attributes if each.key IN ('owner', 'data_owner')] END AS owners
  FROM resources WHERE acl IN (SELECT unnest($acls)) GROUP BY ALL
), above AS (
  SELECT id, min(acl) AS acl FROM resources
  WHERE acl IN (SELECT unnest($acls)) AND id IN (SELECT parent FROM folders WHERE parent <> '') GROUP BY id
)
SELECT folders.acl, provider, kind, sum(count)::BIGINT, min(resource), arg_min(name, resource), coalesce(above.acl, '') AS above,
  list_sort(list_intersect(list_prepend(last, owners), $names)) AS called
FROM folders LEFT JOIN above ON above.id = folders.parent
GROUP BY folders.acl, provider, kind, coalesce(above.acl, ''), called
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
