"""The ways in to a resource: who is given which permissions by what, on the resource and on everything above it.

IAM documentation, "Allow policies" (inheritance: the effective policy is the union); "Principal identifiers" (convenience values).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from audit.model.facts import Gap
from providers.formula import FALSE, TRUE, Atom, Formula, all_of
from providers.gcp.evaluate.condition import Asking, Condition, decide
from providers.gcp.evaluate.member import CONVENIENCE, Member, MemberKind
from providers.gcp.evaluate.policy import AllowPolicy, Binding, understood
from providers.gcp.evaluate.world import Held, World
from providers.gcp.kinds import HIERARCHY, PROVIDER, AttachmentKind
from providers.kept import kept

POLICY, ACL, DATASET_ACCESS = "policy", "acl", "dataset-access"  # what a grant came through


@dataclass(frozen=True, slots=True)
class Entry:
    """Principals, by id, who are given permissions on a holder and what lies below it. `permissions` is None when the role was not read."""

    principals: tuple[str, ...]
    permissions: frozenset[str] | None
    holder: str
    because: str
    evidence: str
    source: str = POLICY
    role: str = ""
    condition: Condition | None = None
    asked: Formula = TRUE  # what must hold besides

    def gives(self, permission: str, asking: Asking) -> Formula:
        """Whether it gives a permission, as far as its condition can be decided."""
        if self.permissions is None:
            held: Formula = Atom(f"{self.role}, which could not be read, holds {permission}", gap=True)
        else:
            held = TRUE if permission in self.permissions else FALSE
        return held if held is FALSE else all_of(held, self.asked, decide(self.condition, asking))


@kept
def policy_entries(world: World, holder: str) -> tuple[Entry, ...]:
    """What the allow policy of one resource gives."""
    return tuple(entry for held in world.held(holder, AttachmentKind.ALLOW_POLICY) for entry in _of_policy(world, held))


@kept
def basic_roles(world: World, project: str, role: str) -> tuple[Entry, ...]:
    """Who has a basic role on a project, from wherever above it."""
    above = (entry for place in world.chain(project) for entry in policy_entries(world, place))
    return tuple(entry for entry in above if entry.role == role)


@kept
def tells_apart(world: World, holder: str) -> bool:
    """Whether what is attached to something, or denied there, may hold for one resource below it and not for another."""
    held = (
        one
        for kind in (AttachmentKind.ALLOW_POLICY, AttachmentKind.DENY_POLICY, AttachmentKind.DATASET_ACCESS)
        for one in world.held(holder, kind)
    )
    return any(word in evidence(one.body) for one in held for word in ("resource.", "api."))


@kept
def unread_roles(world: World, holder: str) -> tuple[Gap, ...]:
    """The roles in a policy of which nobody could read what they hold."""
    names = {entry.role for entry in policy_entries(world, holder) if entry.permissions is None}
    return tuple(world.unread_role(name) for name in sorted(names))


@kept
def misread(world: World, holder: str) -> tuple[Gap, ...]:
    """The policies of something that are not understood in full, though they parse."""
    held = world.held(holder, AttachmentKind.ALLOW_POLICY)
    words = (read_policy(world, holder, one.document)[1] for one in held)
    return tuple(not_understood(holder, AttachmentKind.ALLOW_POLICY, ", ".join(wrong)) for wrong in words if wrong)


def not_understood(holder: str, kind: AttachmentKind, words: str) -> Gap:
    """A gap for a document that is not what Google's documentation says it is."""
    return Gap(PROVIDER, "documents", holder, f"parse {kind}", f"the {kind} of {named(holder)} is not understood: {words}")


@kept
def read_policy(world: World, holder: str, document: str) -> tuple[AllowPolicy, tuple[str, ...]]:
    """An allow policy, read once, and what of it is not understood."""
    held = next(one for one in world.held(holder, AttachmentKind.ALLOW_POLICY) if one.document == document)
    return understood(held.body)


def evidence(body: Mapping[str, Any]) -> str:
    """A statement as JSON text."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def named(holder: str) -> str:
    """A resource as people name it: `project p`, `bucket b`, `secret s`."""
    place = holder.removeprefix(HIERARCHY)
    if place != holder:
        kind, _, name = place.partition("/")
        return f"{kind.rstrip('s')} {name}"
    return holder if holder.startswith(("gs://", "bigquery://")) else "/".join(holder.split("/")[-2:])


def _of_policy(world: World, held: Held) -> Iterator[Entry]:
    policy, _ = read_policy(world, held.holder, held.document)
    for binding in policy.bindings:
        yield from _of_binding(world, held.holder, binding, evidence(held.body["bindings"][binding.number - 1]))


def _of_binding(world: World, holder: str, binding: Binding, said: str) -> Iterator[Entry]:
    permissions = world.roles.permissions(binding.role)
    because = f"{binding.role or 'a role that is not told'} on {named(holder)}"
    asked = clear(unclear=binding.unclear)
    given = Entry((), permissions, holder, because, said, POLICY, binding.role, binding.condition, asked)
    resolved = [] if holder.startswith(HIERARCHY) else [one for one in binding.members if one.kind in CONVENIENCE]
    unknown = [one for one in binding.members if one.kind is MemberKind.UNKNOWN]
    direct = tuple(one.id for one in binding.members if one not in (*resolved, *unknown))
    if direct:
        yield replace(given, principals=direct)
    for one in unknown:
        yield replace(given, principals=(one.id,), asked=all_of(asked, meant(one)))
    for one in resolved:
        yield from convenience(world, one, given)


def clear(*, unclear: bool) -> Formula:
    """What must hold of something with a condition that nobody understands."""
    return Atom("its condition, which is not understood, holds", gap=True) if unclear else TRUE


def meant(whom: Member) -> Formula:
    """What must hold for a member to be whom it is taken for: of one whose form is not known nobody knows."""
    return Atom(f"the caller is {whom}, and who that is is not known", gap=True) if whom.kind is MemberKind.UNKNOWN else TRUE


@kept
def unread_project(world: World, project: str) -> Gap | None:
    """Why it may not be known who has a basic role on a project."""
    if project not in world.resources:
        return Gap(PROVIDER, "resource-manager", project, "cloudresourcemanager.v3:projects.getIamPolicy", f"{named(project)} was not read")
    return next(iter(world.gaps_on(world.chain(project), "resource-manager")), None)


def convenience(world: World, member: Member, entry: Entry) -> Iterator[Entry]:
    """An entry for whoever has a basic role on a project, told as `projectOwner:p`, by id or by number."""
    project = world.numbered.get(member.name, f"{HIERARCHY}projects/{member.name}")
    if unread_project(world, project):
        yield replace(entry, principals=(member.id,))
    for basic in basic_roles(world, project, CONVENIENCE[member.kind]):
        yield replace(entry, principals=basic.principals, because=f"{entry.because}, given to {member}: {basic.because}")
