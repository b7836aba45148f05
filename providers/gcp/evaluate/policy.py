"""Allow policies: who has which role on a resource, under which condition.

IAM documentation, "Allow policies" and "Policy" (REST reference). What grants is the policy of the resource and of everything above it, taken together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from providers.gcp.evaluate.condition import Condition
from providers.gcp.evaluate.member import Member, MemberKind, member
from providers.gcp.evaluate.roles import BASIC, Roles


class Expr(msgspec.Struct, frozen=True):
    """A condition as the API gives it."""

    expression: str
    title: str = ""


class _Binding(msgspec.Struct, frozen=True):
    role: str
    members: list[str] = []
    condition: Expr | None = None


class _Policy(msgspec.Struct, frozen=True):
    version: int = 0
    bindings: list[_Binding] = []


@dataclass(frozen=True, slots=True)
class Binding:
    """One role for some members. `number` is its place in the policy, from 1; `unclear`: it has a condition, and nobody understands which."""

    role: str
    members: tuple[Member, ...]
    condition: Condition | None = None
    number: int = 0
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class AllowPolicy:
    """The allow policy of one resource. `notes` say what in it Google would not have taken."""

    bindings: tuple[Binding, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What one policy gives one member by one binding. `permissions` is None when the role was not read."""

    member: Member
    role: str
    permissions: frozenset[str] | None
    condition: Condition | None
    binding: int


def condition_of(expr: Expr | None) -> Condition | None:
    """A condition of the API; none where there is none, or an empty one."""
    return Condition(expr.expression, expr.title) if expr and expr.expression.strip() else None


def read_allow(said: Mapping[str, Any]) -> AllowPolicy:
    """A policy as `getIamPolicy` gives it.

    Raises:
        ValueError: it is none; the place is said.
    """
    try:
        policy = msgspec.convert(said, _Policy)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    bindings = tuple(
        Binding(one.role, tuple(map(member, one.members)), condition_of(one.condition), number)
        for number, one in enumerate(policy.bindings, start=1)
    )
    return AllowPolicy(bindings, tuple(_notes(policy.version, bindings)))


def understood(said: Mapping[str, Any]) -> tuple[AllowPolicy, tuple[str, ...]]:
    """What is understood of a policy, binding by binding, and in words what is not."""
    listed, wrong = said.get("bindings"), list[str]()
    if not isinstance(listed, list):
        return AllowPolicy(), () if listed is None else ("its bindings are no list",)
    found = (_understood(one, number, wrong) for number, one in enumerate(listed, start=1))
    bindings = tuple(one for one in found if one)
    return AllowPolicy(bindings), tuple(wrong)


def _understood(said: object, number: int, wrong: list[str]) -> Binding | None:
    if not isinstance(said, dict):
        wrong.append(f"binding {number} is none")
        return None
    role, listed, expr = said.get("role"), said.get("members"), said.get("condition")
    members = [one for one in listed if isinstance(one, str) and one] if isinstance(listed, list) else []
    if listed is not None and listed != members:
        wrong.append(f"not all members of binding {number} are")
    if not isinstance(role, str) or not role:
        wrong.append(f"the role of binding {number} is none")
    told = isinstance(expr, dict) and isinstance(expr.get("expression"), str)
    if expr is not None and not told:
        wrong.append(f"the condition of binding {number} is none")
    found = tuple(map(member, members))
    wrong += [f"who {one} in binding {number} is is not known" for one in found if one.kind is MemberKind.UNKNOWN]
    title = expr.get("title") if isinstance(expr, dict) else ""
    condition = condition_of(Expr(expr["expression"], title if isinstance(title, str) else "")) if isinstance(expr, dict) and told else None
    return Binding(role if isinstance(role, str) else "", found, condition, number, expr is not None and not told)


def rows(policy: AllowPolicy, roles: Roles) -> Iterator[Row]:
    """Everything that one policy gives, once for each member of each binding: what many resources share is worked out once."""
    for binding in policy.bindings:
        permissions = roles.permissions(binding.role)
        for one in binding.members:
            yield Row(one, binding.role, permissions, binding.condition, binding.number)


def _notes(version: int, bindings: tuple[Binding, ...]) -> Iterator[str]:
    conditional = [one for one in bindings if one.condition]
    if conditional and version != 3:
        yield f"conditions ask for policy version 3, this one says {version}"
    for one in conditional:
        if one.role in BASIC:
            yield f"binding {one.number}: Google takes no condition on {one.role}, a basic role"
    for one in bindings:
        if "_withcond_" in one.role:
            yield f"binding {one.number}: {one.role} stands for a condition that was not read; ask for policy version 3"
