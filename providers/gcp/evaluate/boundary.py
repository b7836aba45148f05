"""Principal access boundary policies (IAM v3): the resources that principals are eligible to access at all.

IAM documentation, "Principal access boundary policies": a principal that is subject to policies is kept out when one of them can block the
permission, by its enforcement version, and none of them, whatever its version, names the resource or what lies above it ("additive"). A
binding's condition that can't be evaluated binds ("Fail-closed evaluation").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from providers.formula import FALSE, TRUE, Formula, all_of, any_of, negate
from providers.gcp.evaluate import hierarchy
from providers.gcp.evaluate.blocked import blocks
from providers.gcp.evaluate.caller import Caller, means
from providers.gcp.evaluate.condition import Asking, Condition, decide
from providers.gcp.evaluate.member import Member, MemberKind, member
from providers.gcp.evaluate.policy import Expr, condition_of

_WORKSPACE = "//iam.googleapis.com/locations/global/workspace/"


class _Rule(msgspec.Struct, frozen=True):
    resources: list[str] = []
    effect: str = "ALLOW"


class _Details(msgspec.Struct, frozen=True, rename="camel"):
    rules: list[_Rule] = []
    enforcement_version: str = ""


class _Policy(msgspec.Struct, frozen=True, rename="camel"):
    details: _Details
    name: str = ""
    display_name: str = ""


class _Target(msgspec.Struct, frozen=True, rename="camel"):
    principal_set: str


class _Binding(msgspec.Struct, frozen=True):
    target: _Target
    condition: Expr | None = None


@dataclass(frozen=True, slots=True)
class BoundTo:
    """A set of principals that a boundary is bound to, perhaps only for some of them."""

    principals: Member
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Boundary:
    """A boundary policy with its bindings. `resources` are full names of projects, folders and organisations."""

    name: str
    resources: frozenset[str]
    version: str = ""
    bound_to: tuple[BoundTo, ...] = ()

    def binds(self, who: Caller, asking: Asking) -> Formula:
        """Whether the caller is subject to the policy."""
        return any_of(*(all_of(means(one.principals, who), decide(one.condition, _of(who, asking), failing=TRUE)) for one in self.bound_to))

    def keeps_out(self, permission: str, who: Caller, asking: Asking) -> Formula:
        """Whether the caller is subject to the policy and it can block the permission: that of what it does not name."""
        bound = self.binds(who, asking)
        return all_of(bound, blocks(permission, self.version)) if bound is not FALSE else FALSE

    def names(self, chain: Iterable[str]) -> bool:
        """Whether the policy makes a resource eligible; `chain` is the resource and all above it."""
        return not self.resources.isdisjoint(chain)


def ineligible(boundaries: Sequence[Boundary], permission: str, who: Caller, chain: Iterable[str], asking: Asking) -> Formula:
    """Whether boundaries keep a caller from a resource: one does that does not name it, and none binds that does."""
    places = tuple(chain)
    naming = [one for one in boundaries if one.names(places)]
    kept_out = any_of(*(one.keeps_out(permission, who, asking) for one in boundaries if one not in naming))
    return all_of(kept_out, *(negate(one.binds(who, asking)) for one in naming))


def read_boundary(policy: Mapping[str, Any], bindings: Iterable[Mapping[str, Any]]) -> Boundary:
    """A policy and its bindings as the API gives them.

    Raises:
        ValueError: they are none; the place is said.
    """
    try:
        said = msgspec.convert(policy, _Policy)
        bound = [msgspec.convert(one, _Binding) for one in bindings]
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    resources = frozenset(hierarchy.full_name(name) for rule in said.details.rules if rule.effect == "ALLOW" for name in rule.resources)
    bound_to = tuple(BoundTo(principal_set(one.target.principal_set), condition_of(one.condition)) for one in bound)
    return Boundary(said.display_name or said.name.rpartition("/")[2] or "boundary", resources, said.details.enforcement_version, bound_to)


def principal_set(name: str) -> Member:
    """The set of principals that a boundary is bound to ("Supported principal sets")."""
    if name.startswith(_WORKSPACE):
        return Member(
            MemberKind.CUSTOMER,
            name.removeprefix(_WORKSPACE),
            f"principalSet://goog/cloudIdentityCustomerId/{name.removeprefix(_WORKSPACE)}",
        )
    pool = "/workforcePools/" in name or "/workloadIdentityPools/" in name
    return member(f"principalSet:{name}/*" if pool else f"principalSet:{name}")


def _of(who: Caller, asking: Asking) -> Asking:
    """The request, for conditions on the principal."""
    known = {"principal.type": who.type, "principal.subject": who.subject} if who.type else {}
    return replace(asking, attributes=replace(asking.attributes, values={**asking.attributes.values, **known}))
