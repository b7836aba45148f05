"""Administrators' roles, who has them and what they open → facts.

An assignee assumes the role; what the role's privileges open are latent steps from it. A role that was assigned for one organisational unit is a
principal of its own, which opens the users of that unit and of those below it alone. Fields after the pages "REST Resource: roles" and
"REST Resource: roleAssignments" (Directory API).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from audit.model.facts import Fact, Membership, MembershipKind, Principal, Verdict
from providers.google_api import names
from providers.google_workspace import kinds
from providers.google_workspace.directory import Administrators, Directory, User
from providers.google_workspace.kinds import PROVIDER
from providers.google_workspace.normalise.privileges import Opens, Privilege, Way, privileges, ways
from providers.google_workspace.normalise.values import day, named, switch, text, yes
from providers.values import Answer, canonical, entries, kept, present

UNLISTED = "admin.directory_v1:roles.list", "an admin role that somebody has was not listed, so that nobody knows what its holders could do"
_ASSIGNMENT = ("assignedTo", "assigneeType", "condition", "expirationDetails", "orgUnitId", "roleAssignmentId", "roleId", "scopeType")


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """A role as somebody has it: everywhere (`unit` empty) or for one organisational unit, given by its id."""

    role: str
    unit: str = ""

    @property
    def number(self) -> str:
        """What the id of the principal that stands for it ends in."""
        return f"{self.role}/org-unit/{self.unit}" if self.unit else self.role

    @property
    def id(self) -> str:
        """The id of the principal that stands for it."""
        return names.admin_role(self.number).id


@dataclass(frozen=True, slots=True)
class Role:
    """A role with what it opens; `evidence` is what it names, as JSON text."""

    id: str
    name: str
    ways: tuple[Way, ...]
    evidence: str
    attributes: Mapping[str, str] = field(default_factory=dict)

    def principal(self) -> Principal:
        """The role as a fact."""
        return names.admin_role(self.id, self.name).principal(PROVIDER, **self.attributes)


@dataclass(frozen=True, slots=True)
class Roles:
    """What was read: roles by id, and the paths of organisational units by id."""

    roles: Mapping[str, Role]
    units: Mapping[str, str]

    def ways(self, held: Held) -> tuple[Way, ...]:
        """The ways of a role; none for one that was not listed."""
        role = self.roles.get(held.role)
        return role.ways if role else ()

    def path(self, held: Held) -> str:
        """The path of the unit that a role is held for; empty when it is not known."""
        return self.units.get(held.unit, "")

    def title(self, held: Held) -> str:
        """The role's name, with the unit that it is held for."""
        role = self.roles.get(held.role)
        name = role.name if role else held.role
        return f"{name} for {self.path(held) or held.unit}" if held.unit else name


def unit(row: Answer) -> tuple[str, str]:
    """An organisational unit's id and path. The list writes an id as `id:…`, an assignment without it."""
    return named(row, "orgUnitId").removeprefix("id:"), named(row, "orgUnitPath")


def role(row: Answer, contained: Mapping[Privilege, frozenset[Privilege]]) -> Role:
    """A role. `contained` tells which privileges contain others."""
    listed, is_super = privileges(entries(row, "rolePrivileges")), switch(row, "isSuperAdminRole")
    number = named(row, "roleId")
    evidence = canonical({"roleId": number, "rolePrivileges": [name for _, name in listed]})
    known = {kinds.SUPER_ADMIN: yes(row.get("isSuperAdminRole")), kinds.SYSTEM_ROLE: yes(row.get("isSystemRole"))}
    return Role(number, str(row.get("roleName") or number), ways(listed, contained, everything=is_super), evidence, present(known))


def held(row: Answer) -> Held:
    """The role that an assignment gives."""
    return Held(named(row, "roleId"), text(row, "orgUnitId").removeprefix("id:"))


def assignment(row: Answer, roles: Roles, directory: Directory) -> Membership:
    """Who has a role, perhaps under a condition, perhaps until a day."""
    given, expiry = held(row), row.get("expirationDetails") or {}
    doubt, condition = _doubt(row), str(row.get("condition") or "")
    return Membership(
        _assignee(row, directory),
        given.id,
        MembershipKind.ASSUME,
        " and ".join(filter(None, (doubt, condition))),
        day(expiry.get("expireTime")),
        Verdict.UNKNOWN if doubt else Verdict.IF if condition else Verdict.YES,
        f"assigned the admin role {roles.title(given)}",
        kept(row, _ASSIGNMENT),
    )


def opened(given: Held, roles: Roles, directory: Directory) -> Iterator[Fact]:
    """What a role that somebody has leads to: each user and each group once, with the reasons."""
    if given.unit:
        yield names.admin_role(given.number, roles.title(given)).principal(PROVIDER)
    found = roles.ways(given)
    evidence = roles.roles[given.role].evidence if found else ""
    for user in directory.users if any(way.opens is Opens.USERS for way in found) else ():
        yield from _to_user(given, user, roles, evidence)
    groups = [way.because for way in found if way.opens is Opens.GROUPS]
    for group in directory.groups if groups else ():
        yield Membership(given.id, group.id, MembershipKind.ESCALATE, because="; ".join(groups), evidence=evidence)


def administrators(given: Iterable[Held], roles: Roles, unread: tuple[str, ...] = ()) -> Administrators:
    """The roles that somebody has and that lead into shared drives, mailboxes or calendars as such; `unread` may lead anywhere."""
    in_use = sorted(set(given))

    def leading(where: Opens) -> tuple[str, ...]:
        return (*(one.id for one in in_use if any(way.opens is where for way in roles.ways(one))), *unread)

    return Administrators(leading(Opens.DRIVES), leading(Opens.MAILBOXES), leading(Opens.CALENDARS))


def _to_user(given: Held, user: User, roles: Roles, evidence: str) -> Iterator[Membership]:
    path = roles.path(given)
    if user.status == "deleted" or (path and not _within(user.unit, path)):
        return
    open_ = [way for way in roles.ways(given) if way.opens is Opens.USERS and not (user.admin and way.spares_administrators)]
    plain = [way for way in open_ if not way.condition]
    chosen = plain or open_
    if not chosen:
        return
    because = "; ".join(way.because for way in chosen)
    if given.unit and not path:
        doubt = f"whether the user is in the organisational unit {given.unit} is not known"
        yield Membership(given.id, user.id, MembershipKind.ESCALATE, doubt, None, Verdict.UNKNOWN, because, evidence)
        return
    condition = "" if plain else "; or ".join(dict.fromkeys(way.condition for way in chosen))
    yield Membership(
        given.id, user.id, MembershipKind.ESCALATE, condition, None, Verdict.IF if condition else Verdict.YES, because, evidence
    )


def _within(unit: str, path: str) -> bool:
    return unit == path or unit.startswith(path.rstrip("/") + "/")


def _doubt(row: Answer) -> str:
    """A scope that we do not know may be narrower than everything."""
    scope = str(row.get("scopeType") or "CUSTOMER")
    if scope == "CUSTOMER" or (scope == "ORG_UNIT" and row.get("orgUnitId")):
        return ""
    return f"what the scope {scope} of the assignment covers is not known"


def _assignee(row: Answer, directory: Directory) -> str:
    """A user, a group or a service account; of an id that the directory does not have the type tells."""
    number = named(row, "assignedTo")
    if known := directory.holder(number):
        return known
    told = str(row.get("assigneeType") or "").lower()
    if told == "group":
        return names.group(number).id
    return names.user(number).id if told == "user" else names.service_account(number).id
