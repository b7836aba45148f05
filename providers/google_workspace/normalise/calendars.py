"""A calendar and who sees it → facts. Roles and scopes after the page "REST Resource: acl" (Calendar API)."""

from collections.abc import Iterator, Sequence
from typing import Any

from audit.model.facts import PUBLIC, Acl, Fact, Gap, Grant, Resource, Verdict, acl_id, pairs
from policies.levels import CONTENT, Level
from providers.google_api import names
from providers.google_workspace import kinds
from providers.google_workspace.directory import Directory
from providers.google_workspace.kinds import PROVIDER, ResourceKind
from providers.google_workspace.normalise.groups import hidden
from providers.values import Answer, Each, present

_READS = Level.FIND | Level.READ
_LEVELS = {
    "none": Level.NONE,
    "freeBusyReader": Level.FIND,  # that there is something, and when
    "reader": _READS,
    "writerWithoutPrivateAccess": _READS | Level.CHANGE,
    "writer": _READS | Level.CHANGE,
    "owner": CONTENT,
}


def calendar(entry: Answer, rules: Sequence[Answer], directory: Directory, each: Each[Any] = map) -> Iterator[Fact]:
    """A calendar with its acl, the same whichever of its owners it was read as. A user's own has that user's address as its id.

    `each` goes through the rules.
    """
    number, told = str(entry["id"]), str(entry.get("dataOwner") or "")
    holder = directory.holder(number)
    owner = holder or (directory.principal(told) if told else "")
    read = [fact for facts in each(lambda rule: tuple(_of_rule(rule, directory)), rules) for fact in facts]
    grants = frozenset((*_untold(owner, directory), *(fact for fact in read if isinstance(fact, Grant))))
    acl = Acl(acl_id(grants), tuple(sorted(grants)))
    known = present({kinds.PRIMARY: "true" if holder else "", kinds.DATA_OWNER: owner})
    name = number if holder else str(entry.get("summary") or number)
    yield acl
    yield Resource(names.calendar(number), PROVIDER, ResourceKind.CALENDAR, name, acl=acl.id, attributes=pairs(known))
    yield from (fact for fact in read if isinstance(fact, Gap))


def _untold(owner: str, directory: Directory) -> Iterator[Grant]:
    """Two grants that no rule need say: the owner's, and that of super administrators.

    These "have full access to all users' calendars" (page "Prebuilt administrator roles").
    """
    if owner:
        yield Grant(owner, CONTENT, "calendar")
    yield from (Grant(role, CONTENT, "admin-role") for role in directory.administrators.calendars)


def _of_rule(rule: Answer, directory: Directory) -> Iterator[Grant | Gap]:
    """The grant of a rule, and a gap where its group hides who is in it."""
    scope, role = rule.get("scope") or {}, str(rule.get("role") or "")
    who, doubt = _whom(scope, directory)
    if role not in _LEVELS:
        doubt = f"what the role {role or 'that was not told'} allows is not known"
    levels = _LEVELS.get(role, CONTENT)
    if levels:
        yield Grant(who, levels, "calendar", doubt, None, Verdict.UNKNOWN if doubt else Verdict.YES)
    if scope.get("type") == "group" and scope.get("value"):
        yield from hidden(str(scope["value"]), directory)


def _whom(scope: Answer, directory: Directory) -> tuple[str, str]:
    """Whom a rule speaks of, and what is not known of that. A scope that we do not know may be anybody."""
    value = str(scope.get("value") or "")
    match scope.get("type"):
        case "default":
            return PUBLIC, ""
        case "domain" if value:
            return names.domain(value).id, ""
        case "group" if value:
            return directory.group(value), ""
        case "user" if value:
            return directory.principal(value), ""
        case other:
            return (directory.principal(value) if value else PUBLIC), f"whom the scope {other} means is not known"
