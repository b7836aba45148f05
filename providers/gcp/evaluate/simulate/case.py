"""A what-if case as users write it: one request, what lies above its resource, and every policy that has a say, as data.

Policies, roles and groups have the form in which Google's APIs give them, so that they can be pasted in.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import msgspec

from providers.gcp.evaluate import cel, hierarchy
from providers.gcp.evaluate.boundary import Boundary, read_boundary
from providers.gcp.evaluate.cel import Attributes
from providers.gcp.evaluate.deny import DenyPolicy, read_deny
from providers.gcp.evaluate.groups import Groups, gathered
from providers.gcp.evaluate.member import CONVENIENCE, Member, MemberKind, member
from providers.gcp.evaluate.permission import as_role_has_it, is_permission
from providers.gcp.evaluate.policy import AllowPolicy, read_allow
from providers.gcp.evaluate.roles import Role, Roles, read_role
from providers.gcp.evaluate.simulate.keys import look_through, refuse_slips

Document = dict[str, Any]
_NO_CALLER = frozenset({MemberKind.UNKNOWN, MemberKind.DELETED, MemberKind.POOL, MemberKind.PLACE, *CONVENIENCE})


class Asked(msgspec.Struct, frozen=True):
    """The request: who, which permission, on which resource, when; and the attributes that it carries."""

    principal: str
    permission: str
    resource: str
    time: str | None = None
    attributes: dict[str, Any] = {}


class Case(msgspec.Struct, frozen=True):
    """One line. `hierarchy` is what lies above the resource, nearest first."""

    request: Asked
    name: str | int | None = None
    hierarchy: list[str] = []
    allow: dict[str, Document] = {}
    deny: dict[str, Document | list[Document]] = {}
    boundaries: Document | list[Document] = []
    roles: dict[str, list[str] | Document] = {}
    groups: dict[str, list[str]] = {}


def decode(said: Mapping[str, object]) -> Case:
    """A case from a decoded line.

    Raises:
        ValueError: what is wrong, where, and what is expected. A key that is nearly one of ours is taken for a slip; others are left alone.
    """
    request = said.get("request")
    refuse_slips("case", said, Case.__struct_fields__)
    refuse_slips("request", request if isinstance(request, dict) else {}, Asked.__struct_fields__)
    try:
        return msgspec.convert(said, Case)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def principal(text: str) -> Member:
    """Who asks."""
    found = member(text)
    if found.kind in _NO_CALLER:
        raise ValueError(
            f"request.principal: {text!r} is not one who asks: write user:…, serviceAccount:…, group:…, principal://…, allUsers"
        )
    return found


def permission(text: str) -> str:
    """The permission asked for, as roles hold it."""
    found = as_role_has_it(text)
    if not is_permission(found):
        raise ValueError(f"request.permission: {text!r} is no permission: write service.resource.verb, such as storage.objects.get")
    return found


def resource(text: str, at: str) -> str:
    """The full name of a resource; `at` is where the case names it."""
    with _at(at):
        return hierarchy.full_name(text)


def attributes(asked: Asked, named: str) -> Attributes:
    """What is known of the request: what the case says, and what the resource's name tells."""
    values: dict[str, object] = {
        "resource.name": hierarchy.relative_name(named),
        "resource.service": hierarchy.service_of(named),
    }
    if hierarchy.type_of(named):
        values["resource.type"] = hierarchy.type_of(named)
    tags: Mapping[str, str] | None = None
    for key, value in asked.attributes.items():
        at = f"request.attributes.{key}"
        if value is None:  # not known, even if the resource's name would tell it
            values.pop(key, None)
        elif key == cel.TAGS:
            tags = _typed(at, value, dict[str, str])
        else:
            refuse_slips("request.attributes", (key,), (*cel.VARIABLES, cel.TAGS, cel.FORWARDING, cel.SCHEMES))
            values[key] = _value(at, key, value)
    if asked.time is not None:
        values["request.time"] = moment("request.time", asked.time)
    return Attributes(values, tags)


def moment(at: str, text: str) -> datetime:
    """A moment as RFC 3339 writes it."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise ValueError(f"{at}: {text!r} is no moment: write it with its time zone, such as 2026-11-25T10:00:00Z")
    return found


def allow(case: Case) -> Iterator[tuple[str, AllowPolicy]]:
    """The allow policies, each with the resource that it is attached to."""
    for name, said in case.allow.items():
        at = f"allow[{name!r}]"
        look_through("policy", said, at)
        with _at(at):
            policy = read_allow(said)
        for binding in policy.bindings:
            _refuse_unknown(f"{at}.bindings[{binding.number - 1}].members", binding.members)
        yield resource(name, at), policy


def deny(case: Case) -> Iterator[tuple[str, DenyPolicy]]:
    """The deny policies, each with its attachment point."""
    for name, said in case.deny.items():
        for number, one in enumerate(said if isinstance(said, list) else [said], start=1):
            at = f"deny[{name!r}]" + (f"[{number - 1}]" if isinstance(said, list) else "")
            look_through("deny policy", one, at)
            with _at(at):
                policy = read_deny(one, f"deny policy {number}")
            if policy.notes:
                raise ValueError(f"{at}: {policy.notes[0]}")
            for place, rule in enumerate(policy.rules):
                _refuse_unknown(f"{at}.rules[{place}].denyRule.deniedPrincipals", rule.principals)
                _refuse_unknown(f"{at}.rules[{place}].denyRule.exceptionPrincipals", rule.exception_principals)
            attached = resource(name, at)
            if not attached.startswith(hierarchy.MANAGER):
                raise ValueError(f"{at}: a deny policy is attached to a project, folder or organization: write projects/p")
            yield attached, policy


def boundaries(case: Case) -> Iterator[Boundary]:
    """The principal access boundary policies: each as the API gives it, with its policy bindings under `bindings`."""
    listed = case.boundaries if isinstance(case.boundaries, list) else [case.boundaries]
    for number, said in enumerate(listed):
        at = f"boundaries[{number}]"
        look_through("boundary", said, at)
        bindings = said.get("bindings")
        if not isinstance(bindings, list) or not bindings:
            raise ValueError(f"{at}: a boundary without bindings is nobody's: give its policy bindings, each with target.principalSet")
        with _at(at):
            boundary = read_boundary(said, bindings)
        yield boundary


def roles(case: Case) -> Roles:
    """The roles: a list of permissions, or a role as the API gives it."""
    found: dict[str, Role] = {}
    for name, said in case.roles.items():
        at = f"roles[{name!r}]"
        if isinstance(said, dict):
            look_through("role", said, at)
        with _at(at):
            found[name] = read_role({"includedPermissions": said} if isinstance(said, list) else said)
        for one in found[name].permissions:
            if not is_permission(one):
                raise ValueError(f"{at}: {one!r} is no permission: write service.resource.verb, such as storage.objects.get")
    return Roles(found)


def groups(case: Case) -> Groups:
    """The groups; any other set of principals may be described in the same way."""
    found: dict[Member, list[Member]] = {}
    for name, members in case.groups.items():
        holder = member(name if ":" in name else f"group:{name}")
        if holder.kind is MemberKind.UNKNOWN:
            raise ValueError(f"groups[{name!r}]: it is no group: write group:its-address")
        _refuse_unknown(f"groups[{name!r}]", map(member, members))
        found.setdefault(holder, []).extend(map(member, members))
    return gathered(found)


def _value(at: str, key: str, value: object) -> object:
    if key == "request.time":
        return moment(at, _typed(at, value, str))
    if key == "request.auth.access_levels":
        return _typed(at, value, list[str])
    if key == "destination.port":
        return _typed(at, value, int)
    return _typed(at, value, str) if key in cel.VARIABLES else value


def _typed(at: str, value: object, kind: Any) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise ValueError(f"{at}: {error}") from error


@contextmanager
def _at(at: str) -> Iterator[None]:
    """Says where in the case something is wrong."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{at}: {error}") from error


def _refuse_unknown(at: str, members: Iterable[Member]) -> None:
    for one in members:
        if one.kind is MemberKind.UNKNOWN:
            raise ValueError(
                f"{at}: {str(one)!r} is no principal: write user:…, serviceAccount:…, group:…, domain:…, principal://…, principalSet://…"
            )
