"""A mailbox's calendars and who sees them → facts: one resource for all calendars of a user.

Roles after the pages "calendarPermission resource type" and "Create calendarPermission": a delegate with the role `write` or above changes events, and
receives invitations. The entry `My Organization`, which has no address, is for everybody of the tenant. Who opens the whole mailbox opens the calendars.
"""

import binascii
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from audit.model.facts import PUBLIC, Fact, Grant, Resource, Verdict
from policies.levels import CONTENT, Level
from providers.microsoft365.kinds import PROVIDER, ResourceKind
from providers.microsoft365.normalise.mail_rules import READS
from providers.microsoft365.normalise.mailboxes import Mailbox, acl_of
from providers.microsoft365.normalise.opened import Opens
from providers.microsoft365.normalise.recipients import Recipients, Whom
from providers.microsoft365.normalise.values import text
from providers.microsoft_api import names
from providers.values import Answer, Each, nested

_LEVELS: Mapping[str, Level] = {
    "none": Level.NONE,
    "freebusyread": Level.FIND,  # that there is something, and when
    "limitedread": Level.FIND,  # title and place besides
    "read": READS,
    "write": READS | Level.CHANGE,
    "delegatewithoutprivateeventaccess": READS | Level.CHANGE,
    "delegatewithprivateeventaccess": READS | Level.CHANGE,
}
_OURS, _ANYONE = "Default", "Anonymous"  # what the ids of two entries stand for


def calendar(
    box: Mailbox, permissions: Iterable[Answer], besides: frozenset[Grant], whom: Recipients, each: Each[Any] = map
) -> Iterator[Fact]:
    """The calendars with their acl. `besides` are grants that other surfaces told; `each` goes through the permissions."""
    told = (grant for found in each(lambda row: tuple(_of_permission(row, whom)), permissions) for grant in found)
    acl = acl_of(frozenset((Grant(box.owner, CONTENT, "owner"), *besides, *told)), Opens.CALENDARS, whom)
    yield acl
    yield Resource(names.calendar(box.address), PROVIDER, ResourceKind.CALENDAR, box.address, acl=acl.id)


def _of_permission(row: Answer, whom: Recipients) -> Iterator[Grant]:
    role = text(row, "role").lower()
    to = _grantee(row, whom)
    if to is None:
        return
    if role not in _LEVELS:
        to = replace(to, doubt=to.doubt or f"what the role {role or 'that was not told'} allows is not known")
    if levels := _LEVELS.get(role, CONTENT):
        yield Grant(to.id, levels, "calendar", to.doubt, None, Verdict.UNKNOWN if to.doubt else Verdict.YES)


def _grantee(row: Answer, whom: Recipients) -> Whom | None:
    """Whom an entry is for. One that names nobody that is known may be for anybody."""
    person = nested(row, "emailAddress")
    if address := text(person, "address"):
        return whom.whom(address)
    name = text(person, "name")
    match _decoded(text(row, "id")) or name:
        case "Default" | "My Organization":
            return Whom(names.tenant(whom.directory.tenant).id)
        case "Anonymous":
            return Whom(PUBLIC)
        case _:
            return whom.whom(name) if name else Whom(PUBLIC, "whom a permission of the calendar is for was not told")


def _decoded(number: str) -> str:
    """`Default` or `Anonymous`, where that is what an id says in base 64."""
    try:
        said = b64decode(number, validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return ""
    return said if said in (_OURS, _ANYONE) else ""
