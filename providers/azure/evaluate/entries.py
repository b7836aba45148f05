"""The ways in by roles: who has which role on a scope, for good, until a day, or if he activates it.

"Understand Azure role assignments"; "Understand scope for Azure RBAC" (what is assigned at a scope holds for all below it); "Activate my Azure resource
roles in Privileged Identity Management"; "Azure classic subscription administrators".
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.model.facts import Gap
from providers.azure import kinds
from providers.azure.evaluate.condition import Asking, decide
from providers.azure.evaluate.roles import RoleDefinition, read_role
from providers.azure.evaluate.world import Held, World, day_of
from providers.azure.kinds import PROVIDER, ROOT, AttachmentKind
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of
from providers.kept import kept

ROLE, CLASSIC, ELIGIBLE = "role", "classic-administrator", "eligible-role"  # what a grant came through
_OWNER = {"permissions": [{"actions": ["*"], "notActions": [], "dataActions": [], "notDataActions": []}]}


@dataclass(frozen=True, slots=True)
class Entry:
    """A principal with a role on a scope (`holder`) and all below it. `role` is None when what it permits was not read."""

    principal: str
    role: RoleDefinition | None
    holder: str
    because: str
    evidence: str
    source: str = ROLE
    role_id: str = ""
    condition: str = ""
    asked: Formula = TRUE  # what must hold besides

    def gives(self, action: str, asking: Asking, *, data: bool) -> Formula:
        """Whether it gives an action, as far as its conditions can be decided: each set of a role's permissions stands for itself."""
        if self.role is None:
            held: Formula = Atom(f"{self.because}: what the role permits could not be read", gap=True)
        else:
            sets = (one for one in self.role.permissions if one.gives(action, data=data))
            held = any_of(*(decide(one.condition, asking) for one in sets))
        if held is FALSE:
            return self._unclear(action)
        return all_of(held, self.asked, decide(self.condition, asking))

    def _unclear(self, action: str) -> Formula:
        """What a role that is not understood in full may give besides."""
        if self.role is None or not self.role.unclear:
            return FALSE
        return all_of(Atom(f"{self.because}, which is not understood in full, permits {action}", gap=True), self.asked)


@kept
def entries(world: World, holder: str) -> tuple[Entry, ...]:
    """Who is given a role at one scope."""
    return tuple(_entries(world, holder))


@kept
def misread(world: World, holder: str) -> tuple[Gap, ...]:
    """What is assigned at a scope and not understood, and the roles that are assigned there and were not read."""
    return tuple(dict.fromkeys((*_misread(world, holder), *_unread_roles(world, holder))))


def evidence(body: Mapping[str, Any]) -> str:
    """A statement as JSON text."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def shown(world: World, holder: str) -> str:
    """A scope as people name it."""
    if holder == ROOT:
        return "the root of the tenant"
    found = world.resources.get(holder)
    parts = holder.removeprefix("azure://").split("/")
    name = found.name if found else parts[-1]
    if len(parts) == 2 or "/managementgroups/" in holder:
        return f"{'management group' if 'managementgroups' in parts else 'subscription'} {name}"
    return f"{'resource group' if len(parts) == 4 else parts[-2]} {name}"


def role_name(world: World, told: str) -> str:
    """A role as people name it."""
    found = _role(world, told.rpartition("/")[2].lower())
    return found.name if found and found.name else f"role {told.rpartition('/')[2]}"


def _entries(world: World, holder: str) -> Iterator[Entry]:
    for held in world.held(holder, AttachmentKind.ROLE_ASSIGNMENT):
        end = world.ends.get(str(held.body.get("id", "")).lower())
        yield from _assigned(world, held, ROLE, Atom(f"until {end}", until=end) if end else TRUE)
    for held in world.held(holder, AttachmentKind.ELIGIBILITY):
        end = day_of(str(held.properties.get("endDateTime") or ""))
        told = role_name(world, _text(held, "roleDefinitionId"))
        activated = Atom(f"the role {told} is activated")
        yield from _assigned(world, held, ELIGIBLE, all_of(activated, Atom(f"until {end}", until=end)) if end else activated)
    for held in world.held(holder, AttachmentKind.CLASSIC_ADMINISTRATOR):
        if address := _text(held, "emailAddress"):
            because = f"{_text(held, 'role') or 'classic administrator'} of {shown(world, holder)}"
            counts = Atom("classic administrators still count, which Azure retired on 31 August 2024")
            yield Entry(world.addressed(address), read_role(_OWNER), holder, because, evidence(held.body), CLASSIC, asked=counts)


def _assigned(world: World, held: Held, source: str, asked: Formula) -> Iterator[Entry]:
    who, role = _text(held, "principalId"), _text(held, "roleDefinitionId")
    if not (who and role):
        return
    name = role.rpartition("/")[2].lower()
    because = f"{role_name(world, role)} on {shown(world, held.holder)}"
    told = held.properties.get("condition")
    if told is not None and not isinstance(told, str):
        asked = all_of(asked, Atom("its condition, which is not understood, holds", gap=True))
    condition = told if isinstance(told, str) else ""
    principal = world.who(who, _text(held, "principalType"))
    yield Entry(principal, _role(world, name), held.holder, because, evidence(held.body), source, name, condition, asked)


def _misread(world: World, holder: str) -> Iterator[Gap]:
    for kind in (AttachmentKind.ROLE_ASSIGNMENT, AttachmentKind.ELIGIBILITY):
        for held in world.held(holder, kind):
            if not (_text(held, "principalId") and _text(held, "roleDefinitionId")):
                yield Gap(PROVIDER, "documents", holder, f"parse {kind}", f"the {kind} {held.name} names nobody or no role")
    for held in world.held(holder, AttachmentKind.CLASSIC_ADMINISTRATOR):
        if not _text(held, "emailAddress"):
            reason = f"the classic administrator {held.name} has no address"
            yield Gap(PROVIDER, "documents", holder, "parse classic-administrator", reason)


def _unread_roles(world: World, holder: str) -> Iterator[Gap]:
    for name in sorted({one.role_id for one in entries(world, holder) if one.role_id and (one.role is None or one.role.unclear)}):
        scope = kinds.role(name)
        told = next((gap for gap in world.gaps if gap.scope == scope), None)
        yield told or Gap(PROVIDER, "roles", scope, "roleDefinitions", f"what the role {name} permits was not read, or not understood")


@kept
def _role(world: World, name: str) -> RoleDefinition | None:
    """A role by its GUID; None when it was not read, or is none."""
    held = next((one for one in world.held(ROOT, AttachmentKind.ROLE_DEFINITION) if one.name == name), None)
    try:
        return read_role(held.body) if held else None
    except ValueError:
        return None


def _text(held: Held, key: str) -> str:
    found = held.properties.get(key)
    return found if isinstance(found, str) else ""
