"""Directory roles and who has or may activate them → facts.

An assignee assumes the role; one who is eligible has to activate it first. A role that was assigned for one administrative unit or one object is a
principal of its own. Fields after the pages "unifiedRoleDefinition", "unifiedRoleAssignment", "unifiedRoleEligibilityScheduleInstance" and
"unifiedRoleAssignmentScheduleInstance resource type".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from audit.model.facts import Membership, MembershipKind, Principal, Verdict
from audit.resolve.closure import ACTIVATE
from providers.microsoft365 import kinds
from providers.microsoft365.directory import Administrators, Directory
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.normalise.privileges import Opens, Privileges, of_role, united
from providers.microsoft365.normalise.values import day, guid, is_guid, text, yes
from providers.microsoft_api import names
from providers.values import Answer, canonical, entries, kept, present, texts

UNLISTED = (
    "graph:roleManagement/directory/roleDefinitions",
    "a role that somebody has was not listed: what its holders could do is not known",
)
_ASSIGNMENT = ("appScopeId", "condition", "directoryScopeId", "endDateTime", "id", "memberType", "principalId", "roleDefinitionId")
_UNIT = "/administrativeunits/"
_OWN = ("$resourceisself", "$subjectisowner")  # about oneself, and what one owns: told by ownership


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """A role as somebody has it: everywhere, for one administrative unit or for one object; `unknown` is a scope of another form."""

    role: str
    unit: str = ""
    object: str = ""
    unknown: str = ""

    @property
    def id(self) -> str:
        """The id of the principal that stands for it."""
        if self.unit:
            return names.directory_role(self.role, self.unit).id
        whole = names.directory_role(self.role).id
        return f"{whole}/object/{self.object or self.unknown.strip('/')}" if self.object or self.unknown else whole


@dataclass(frozen=True, slots=True)
class Role:
    """A role with what it opens."""

    id: str
    name: str
    privileges: Privileges
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def evidence(self) -> str:
        """What it permits of what opens something, as JSON text."""
        return canonical({"role": self.id, "permits": list(self.privileges.by)})

    def principal(self) -> Principal:
        """The role as a fact."""
        return _named(Held(self.id), self.name, **self.attributes)


@dataclass(frozen=True, slots=True)
class Given:
    """A role that somebody has (or, with `eligible`, may activate), as one row of an answer tells."""

    who: str
    held: Held
    eligible: bool = False
    until: date | None = None
    condition: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """What was read: roles by their id, and the names of administrative units by theirs."""

    roles: Mapping[str, Role]
    units: Mapping[str, str]

    def privileges(self, held: Held) -> Privileges:
        """What a role opens; nothing of one that was not listed, but for what is known of built-in ones."""
        role = self.roles.get(held.role)
        return role.privileges if role else of_role(held.role, ())

    def evidence(self, held: Held) -> str:
        """What it permits, as JSON text."""
        role = self.roles.get(held.role)
        return role.evidence if role else canonical({"role": held.role, "permits": list(self.privileges(held).by)})

    def title(self, held: Held) -> str:
        """The role's name, with what it is held for."""
        role = self.roles.get(held.role)
        name = role.name if role else held.role
        if held.unit:
            return f"{name} for {self.units.get(held.unit) or held.unit}"
        return f"{name} for {held.object or held.unknown}" if held.object or held.unknown else name

    def principal(self, held: Held) -> Principal:
        """A role that somebody has as a fact."""
        role = self.roles.get(held.role)
        return role.principal() if role and held == Held(held.role) else _named(held, self.title(held))


def role(row: Answer) -> Role:
    """A role. What it permits under a condition about oneself or one's own is not an administrator's."""
    number = (text(row, "templateId") or text(row, "id")).lower()
    if not is_guid(number):
        raise ValueError(f"a role has the id {number!r}")
    sets = [of_role(number, *permitted) for one in entries(row, "rolePermissions") if (permitted := _permitted(one))]
    known = {kinds.BUILT_IN: yes(row.get("isBuiltIn"))}
    return Role(number, text(row, "displayName") or number, united(sets or [of_role(number, ())]), present(known))


def by_definition(row: Answer, made: Role) -> tuple[str, Role]:
    """The id by which assignments name a role: that of its definition."""
    return guid(row, "id"), made


def given(row: Answer, roles: Mapping[str, Role], directory: Directory, *, eligible: bool = False) -> Given:
    """An assignment, or an eligibility. Raises what `MALFORMED` names for one that names nobody or no role."""
    number, definition = guid(row, "principalId"), guid(row, "roleDefinitionId")
    found = roles.get(definition)
    who = directory.holder(number) or names.of_type("", number).id
    held = _held(row, found.id if found else definition)
    return Given(who, held, eligible, day(row.get("endDateTime")), text(row, "condition"), kept(row, _ASSIGNMENT))


def membership(one: Given, roles: Roles, ends: Mapping[tuple[str, Held], date | None]) -> Membership:
    """Who has a role, perhaps until a day, or may activate it. `ends`: until when a role that somebody has was given."""
    doubt = f"what the scope {one.held.unknown} covers is not known" if one.held.unknown else ""
    condition = " and ".join(filter(None, (doubt, one.condition, ACTIVATE if one.eligible else "")))
    return Membership(
        one.who,
        one.held.id,
        MembershipKind.ELIGIBLE if one.eligible else MembershipKind.ASSUME,
        condition,
        one.until or ends.get((one.who, one.held)),
        Verdict.UNKNOWN if doubt else Verdict.IF if condition else Verdict.YES,
        f"{'may activate' if one.eligible else 'assigned'} the directory role {roles.title(one.held)}",
        one.evidence,
    )


def ends(activations: Iterable[Given]) -> dict[tuple[str, Held], date | None]:
    """Until when roles are held; one that is held without an end besides has none."""
    found: dict[tuple[str, Held], date | None] = {}
    for one in activations:
        key = (one.who, one.held)
        known = found.get(key, one.until)
        found[key] = max(known, one.until) if known and one.until else None
    return found


def administrators(held: Iterable[Held], roles: Roles, unread: tuple[str, ...] = ()) -> Administrators:
    """The roles that somebody has and that lead into sites, mailboxes or teams as such; `unread` may lead anywhere."""
    in_use = sorted(one for one in set(held) if one == Held(one.role))

    def leading(where: Opens) -> tuple[str, ...]:
        return (*(one.id for one in in_use if any(way.opens is where for way in roles.privileges(one).ways)), *unread)

    return Administrators(leading(Opens.SITES), leading(Opens.MAILBOXES), leading(Opens.TEAMS))


def _permitted(row: Answer) -> tuple[frozenset[str], str] | None:
    """The actions of one set, and its condition; none for a set about oneself."""
    condition = text(row, "condition")
    if condition.lower().replace(" ", "") in _OWN:
        return None
    taken = {action.lower() for action in texts(row.get("excludedResourceActions"))}
    return frozenset(action for action in texts(row.get("allowedResourceActions")) if action.lower() not in taken), condition


def _held(row: Answer, number: str) -> Held:
    scope, within = text(row, "directoryScopeId"), text(row, "appScopeId")
    if within and within != "/":
        return Held(number, unknown=within)
    if scope in ("/", ""):
        return Held(number) if scope else Held(number, unknown="that was not told")
    if scope.lower().startswith(_UNIT) and is_guid(unit := scope[len(_UNIT) :].lower()):
        return Held(number, unit=unit)
    lone = scope.strip("/").lower()
    return Held(number, object=lone) if is_guid(lone) else Held(number, unknown=scope)


def _named(held: Held, title: str, **attributes: str) -> Principal:
    made = names.directory_role(held.role).principal(PROVIDER, **attributes)
    return Principal(held.id, PROVIDER, made.kind, title, "", "active", made.attributes)
