"""Who of the principals is a user of a Cloud SQL database, by his own name.

Cloud SQL documentation, "IAM authentication" (the flag that turns it on; user names: an address, of a service account without
`.gserviceaccount.com` in PostgreSQL; groups).
"""

from collections.abc import Iterator, Mapping

from audit.model.facts import Gap, Resource
from providers.formula import TRUE, Atom, Formula
from providers.gcp import kinds
from providers.gcp.evaluate.holders import Holding
from providers.gcp.evaluate.world import World, rows
from providers.gcp.kinds import PROVIDER, AttachmentKind

_GROUPS = frozenset({"CLOUD_IAM_GROUP"})
_ONES = frozenset({"CLOUD_IAM_USER", "CLOUD_IAM_SERVICE_ACCOUNT", "CLOUD_IAM_GROUP_USER", "CLOUD_IAM_GROUP_SERVICE_ACCOUNT"})


def users(world: World, instance: Resource) -> Holding:
    """The principals that are users of an instance; none where principals can't sign in as themselves."""
    if instance.attribute(kinds.IAM_AUTHENTICATION) == "false":
        return {}
    return {(name, ""): TRUE for held in world.held(instance.id, AttachmentKind.SQL_USERS) for name in _named(world, held.body)}


def unread_users(world: World, instance: Resource) -> Gap | None:
    """The gap in which the users of an instance lie, where they were not read."""
    if world.held(instance.id, AttachmentKind.SQL_USERS) or instance.attribute(kinds.IAM_AUTHENTICATION) == "false":
        return None
    told = next((gap for gap in world.gaps_on([instance.id], "sql") if "users" in gap.operation), None)
    return told or Gap(PROVIDER, "sql", instance.id, "sql.users.list", "the database's users were not read", "cloudsql.users.list")


def unread(gap: Gap) -> Formula:
    """Whether a caller is a user of a database whose users were not read."""
    return Atom(f"the caller is a user of the database, which could not be read ({gap.operation})", gap=True)


def _named(world: World, body: Mapping[str, object]) -> Iterator[str]:
    for row in rows(body.get("items")):
        kind, name = str(row.get("type", "")), str(row.get("iamEmail") or row.get("name") or "")
        if kind in _GROUPS:
            yield world.addressed("group", name).id
        elif kind in _ONES:
            yield world.addressed("user", f"{name}.gserviceaccount.com" if name.endswith(".iam") else name).id
