"""A what-if case as users write it: one request and everything that has a say, or one condition alone, as data.

Roles and assignments have the form in which ARM, `az` or PowerShell gives them, so that they can be pasted in.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec

from providers.azure.evaluate import scopes
from providers.azure.evaluate.abac import SOURCES
from providers.azure.evaluate.actions import is_action
from providers.azure.evaluate.attributes import keyed
from providers.azure.evaluate.authorize import Assignment
from providers.azure.evaluate.condition import Asking
from providers.azure.evaluate.deny import DenyAssignment, read_deny, scope_of
from providers.azure.evaluate.entry import Entry
from providers.azure.evaluate.groups import Groups, gathered
from providers.azure.evaluate.roles import RoleDefinition, read_role
from providers.azure.evaluate.simulate.keys import look_through, refuse_slips
from providers.formula import TRUE, Atom, Formula

Document = dict[str, Any]
_CLASSIC = frozenset({"serviceadministrator", "accountadministrator", "coadministrator"})
_ELIGIBLE = "/roleeligibilityschedule"  # in the id of what Privileged Identity Management lets somebody activate
_OWNER = {"roleName": "classic administrator", "actions": ["*"]}


class Asked(msgspec.Struct, frozen=True):
    """The request: who, which action of which plane, at which scope; the suboperation, and the attributes that it carries."""

    principal: str | Document
    action: str
    scope: str
    data: bool = False
    suboperation: str | None = None
    attributes: Document = {}


class Case(msgspec.Struct, frozen=True):
    """One line about a request. `hierarchy` says what lies above subscriptions and management groups."""

    request: Asked
    name: str | int | None = None
    roles: list[Document] | dict[str, Document] = []
    assignments: list[Document] = []
    deny: list[Document] = []
    groups: dict[str, list[Any] | Document] | list[Document] = {}
    hierarchy: list[Any] | Document = []


class Alone(msgspec.Struct, frozen=True):
    """One line about a condition alone; the action and the suboperation may be said."""

    condition: str
    name: str | int | None = None
    attributes: Document = {}
    action: str = ""
    suboperation: str | None = None


def decode(said: Mapping[str, object]) -> Case | Alone:
    """A case from a decoded line.

    Raises:
        ValueError: what is wrong, where, and what is expected. A key that is nearly one of ours is taken for a slip; others are left alone.
    """
    told = _by_our_names(said, (*Case.__struct_fields__, *Alone.__struct_fields__))
    kind: type[Case | Alone] = Alone if "condition" in told and "request" not in told else Case
    request = told.get("request")
    refuse_slips("case", told, kind.__struct_fields__)
    if isinstance(request, dict):
        refuse_slips("request", request, Asked.__struct_fields__)
        told["request"] = _by_our_names(request, Asked.__struct_fields__)
    if kind is Case and request is None:
        raise ValueError("expected `request` {principal, action, data, scope, attributes}, or `condition` with its `attributes`")
    try:
        return msgspec.convert(told, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def principal(case: Case) -> str:
    """Who asks, by his object id."""
    found = _id(case.request.principal)
    if not found:
        raise ValueError("request.principal: expected the object id of who asks")
    return found


def asking(asked: Asked | Alone, *, scope: str = "", open_context: bool = False) -> Asking:
    """What is known of a request: what the case says, and what the names in its scope tell."""
    action = asked.action.strip()
    if isinstance(asked, Asked) and not is_action(action):
        raise ValueError(
            f"request.action: {action!r} is no action: write provider/what/verb, such as Microsoft.Storage/storageAccounts/read"
        )
    said = dict(_attributes(asked.attributes))
    own = {keyed(key)[1] for key in said}
    told = {name: value for name, value in _names_in(scope).items() if keyed(name)[1] not in own}
    suboperation = asked.suboperation
    if suboperation is None and isinstance(asked, Asked) and not open_context:
        suboperation = ""
    return Asking(action or _said(said, "action"), {**told, **said}, suboperation or _said(said, "suboperation") or suboperation)


def scope(text: str, at: str) -> str:
    """A scope; `at` is where the case names it."""
    found = scopes.normal(text)
    if found != scopes.ROOT and not found.startswith(("/subscriptions/", "/providers/")):
        raise ValueError(f"{at}: {text!r} is no scope: write /, /subscriptions/…, /providers/Microsoft.Management/managementGroups/…")
    return found


def roles(case: Case) -> Mapping[str, RoleDefinition]:
    """The roles, by their GUIDs and by their names, in lower case."""
    named = case.roles.items() if isinstance(case.roles, dict) else enumerate(case.roles)
    found: dict[str, RoleDefinition] = {}
    for number, said in named:
        at = f"roles[{number!r}]"
        look_through("role", said, at)
        with _at(at):
            role = read_role(said)
            if role.unclear:
                raise ValueError("permissions: expected a list of {actions, notActions, dataActions, notDataActions}, each a list of text")
        entry = Entry(said)
        names = (str(number) if isinstance(number, str) else "", role.name, role.id, entry.text("id"), entry.text("name"))
        found |= {name.lower(): role for name in names if name}
    return found


def assignments(case: Case) -> Iterator[Assignment]:
    """The assignments, each with its role; classic administrators too, as `az role assignment list` gives them, and roles that may be activated."""
    known = roles(case)
    for number, said in enumerate(case.assignments):
        at = f"assignments[{number}]"
        look_through("assignment", said, at)
        with _at(at):
            entry = Entry(said)
            who = _id(entry.get("principalId", "objectId", "principal") or "")
            told = entry.text("scope") or scope_of(entry.text("id", "roleAssignmentId"))
            if not told:
                raise ValueError("scope: expected the scope that the role is assigned at")
            classic, label, role = _role(entry, known)
            if not who and not classic:
                raise ValueError("principalId: expected the object id of who has the role")
            holder = who or entry.text("principalName", "signInName").strip().lower()
            counts: Formula = Atom("classic administrators still count, which Azure retired on 31 August 2024") if classic else TRUE
            if _ELIGIBLE in f"{entry.text('id')} {entry.text('type')}".lower():
                counts = Atom(f"the role {label} is activated")
            yield Assignment(holder, role, scope(told, "scope"), label, "" if classic else _condition(entry), counts)


def denies(case: Case) -> Iterator[DenyAssignment]:
    """The deny assignments."""
    for number, said in enumerate(case.deny):
        at = f"deny[{number}]"
        look_through("deny", said, at)
        with _at(at):
            found = read_deny(said)
            if found.unclear or not found.scope:
                missing = "principals, each {id, type}, and permissions, each a list of text" if found.unclear else "its scope"
                raise ValueError(f"expected {missing}")
            if not found.principals:
                raise ValueError(
                    "principals: expected whom it denies; everyone is {id: 00000000-0000-0000-0000-000000000000, type: SystemDefined}"
                )
            scope(found.scope, "scope")
        yield found


def groups(case: Case) -> Groups:
    """The groups: the members of each."""
    found: dict[str, list[str]] = {}
    for name, said in case.groups.items() if isinstance(case.groups, dict) else ((_id(one), one) for one in case.groups):
        listed = said if isinstance(said, list) else Entry(said).listed("members")
        members = [_id(one) for one in listed]
        if (isinstance(said, dict) and Entry(said).get("members") is None) or not name or not all(members):
            raise ValueError(f"groups[{name!r}]: expected a list of the object ids of its members")
        found.setdefault(name.lower(), []).extend(members)
    return gathered(found)


def _by_our_names(said: Mapping[str, Any], names: tuple[str, ...]) -> Document:
    """What is said, by the names that we have for it; what is null is not said."""
    ours = {name.lower(): name for name in names}
    return {ours.get(key.lower(), key): value for key, value in said.items() if value is not None}


def _id(said: object) -> str:
    """The object id of a principal, in small letters, that is told by itself or with more of him; empty where none is told."""
    return Entry(said if isinstance(said, dict) else {"id": said}).text("id", "objectId", "principalId").strip().lower()


def _role(entry: Entry, known: Mapping[str, RoleDefinition]) -> tuple[bool, str, RoleDefinition | None]:
    """Whether it is that of a classic administrator, what the role is called, and the role, if the case describes it."""
    inside = entry.get("roleDefinition", "role")
    if isinstance(inside, dict):
        own = read_role(inside)
        return False, own.name or own.id or "role", own
    told = entry.text("roleDefinitionId", "roleDefinition", "roleId")
    label = entry.text("roleDefinitionName", "roleName", "role")
    parts = {part.strip().lower() for part in label.split(";")}
    if parts & _CLASSIC:
        return True, label, read_role(_OWNER)
    if not told and not label:
        raise ValueError("roleDefinitionId: expected the id of a role, or roleDefinitionName")
    names = (told.lower(), told.rpartition("/")[2].lower(), label.lower(), label.rpartition("/")[2].lower())
    role = next((known[name] for name in names if name in known), None)
    return False, (role.name if role else "") or label or f"role {told.rpartition('/')[2]}", role


def _condition(entry: Entry) -> str:
    version = entry.get("conditionVersion")
    if version not in (None, "", "1.0", "2.0", 1, 2):
        raise ValueError(f"conditionVersion: {version!r} is not known: 2.0 is")
    return entry.text("condition")


def _attributes(said: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Attributes one by one, also those that lie under their source, or under the name that comes before the colon."""
    for key, value in said.items():
        source = SOURCES.get(key.lstrip("@").lower())
        if source and isinstance(value, dict):
            yield from ((f"@{source}[{name}]", one) for name, one in _flat(value))
        elif isinstance(value, dict) and keyed(key)[0]:
            yield from ((f"{key.strip().removesuffix(']')}:{name}]", one) for name, one in value.items())
        else:
            refuse_slips("attributes", (key,) if isinstance(value, dict) else (), tuple(SOURCES.values()))
            yield from _flat({key: value})


def _flat(said: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in said.items():
        inner = value if isinstance(value, dict) else {}
        yield from ((f"{key}:{name}", one) for name, one in inner.items()) if isinstance(value, dict) else ((key, value),)


def _said(attributes: Mapping[str, object], name: str) -> str:
    """The action or the suboperation, where a case says it among the attributes."""
    found = next((value for key, value in attributes.items() if keyed(key) in (("", name), ("Request", name))), "")
    return found if isinstance(found, str) else ""


_STORAGE = "Microsoft.Storage/storageAccounts"
_IN_NAMES = {
    "storageaccounts": f"{_STORAGE}:name",
    "containers": f"{_STORAGE}/blobServices/containers:name",
    "queues": f"{_STORAGE}/queueServices/queues:name",
}


def _names_in(scope: str) -> Mapping[str, str]:
    """The attributes that a scope tells by itself: "Actions and attributes for Azure role assignment conditions for Azure Blob Storage"."""
    parts = scope.strip("/").split("/")
    if len(parts) < 8 or [part.lower() for part in parts[5:7]] != ["microsoft.storage", "storageaccounts"]:
        return {}
    found = {
        f"@Resource[{_IN_NAMES[kind.lower()]}]": name
        for kind, name in zip(parts[6::2], parts[7::2], strict=False)
        if kind.lower() in _IN_NAMES
    }
    if len(parts) > 13 and parts[12].lower() == "blobs":
        found[f"@Resource[{_STORAGE}/blobServices/containers/blobs:path]"] = "/".join(parts[13:])
    return found


@contextmanager
def _at(at: str) -> Iterator[None]:
    """Says where in the case something is wrong."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{at}: {error}") from error
