"""Who of the principals is a user of a Cloud SQL database, by his own name.

Cloud SQL documentation, "IAM authentication" (the flag that turns it on; user names: an address, of a service account without
`.gserviceaccount.com` in PostgreSQL; groups).
"""

from collections.abc import Iterator, Mapping

from audit.model.facts import Gap, Resource
from providers.formula import TRUE, Atom, Formula
from providers.gcp import kinds
from providers.gcp.evaluate.entries import not_understood
from providers.gcp.evaluate.member import member
from providers.gcp.evaluate.world import World, rows, word
from providers.gcp.kinds import PROVIDER, AttachmentKind
from providers.holding import Holding

_GROUPS = frozenset({"CLOUD_IAM_GROUP"})
_ONES = frozenset({"CLOUD_IAM_USER", "CLOUD_IAM_SERVICE_ACCOUNT", "CLOUD_IAM_GROUP_USER", "CLOUD_IAM_GROUP_SERVICE_ACCOUNT"})
_FEDERATED = frozenset({"CLOUD_IAM_WORKFORCE_IDENTITY"})
_NOT_GOOGLES = frozenset({"", "BUILT_IN", "ENTRAID_USER", "ACTIVE_DIRECTORY_USER"})  # without a type it is the database's own


def users(world: World, instance: Resource) -> Holding:
    """The principals that are users of an instance; none where principals can't sign in as themselves."""
    if instance.attribute(kinds.IAM_AUTHENTICATION) == "false":
        return {}
    return {(name, ""): TRUE for held in world.held(instance.id, AttachmentKind.SQL_USERS) for name in _named(world, held.body)}


def unread_users(world: World, instance: Resource) -> Gap | None:
    """The gap in which users of an instance lie, where they were not read, or not all of them are understood."""
    if instance.attribute(kinds.IAM_AUTHENTICATION) == "false":
        return None
    if held := world.held(instance.id, AttachmentKind.SQL_USERS):
        told = all(_is_understood(row) for one in held for row in one.body.get("items") or ())
        return None if told else not_understood(instance.id, AttachmentKind.SQL_USERS, "some of its users are of a kind that is not known")
    gap = next((gap for gap in world.gaps_on([instance.id], "sql") if "users" in gap.operation), None)
    return gap or Gap(PROVIDER, "sql", instance.id, "sql.users.list", "the database's users were not read", "cloudsql.users.list")


def unread(gap: Gap) -> Formula:
    """Whether a caller is a user of a database whose users were not read."""
    return Atom(f"the caller is a user of the database, which could not be read ({gap.operation})", gap=True)


def _named(world: World, body: Mapping[str, object]) -> Iterator[str]:
    for row in rows(body.get("items")):
        kind, name = word(row, "type"), word(row, "iamEmail") or word(row, "name")
        if kind in _GROUPS:
            yield world.addressed("group", name).id
        elif kind in _ONES:
            yield world.addressed("user", f"{name}.gserviceaccount.com" if name.endswith(".iam") else name).id
        elif kind in _FEDERATED:
            yield member(name).id


def _is_understood(row: object) -> bool:
    """Whether it is known who of Google's principals a user of the database is, if any."""
    if not isinstance(row, dict) or not isinstance(row.get("type") or "", str):
        return False
    kind, name = word(row, "type"), word(row, "iamEmail") or word(row, "name")
    if kind in _FEDERATED:
        return name.startswith("principal://")
    return kind in _NOT_GOOGLES or (kind in _GROUPS | _ONES and bool(name))
