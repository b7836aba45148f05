"""A what-if case as users write it: one request, and every policy that has a say, as data.

Who a principal is by its ARN follows the IAM User Guide, "AWS JSON policy elements: Principal" and "IAM identifiers".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import msgspec

from providers.aws.evaluate.caller import Caller, CallerKind, Held
from providers.aws.evaluate.context import Values
from providers.aws.evaluate.policy import Policy, read
from providers.aws.kinds import AttachmentKind

Document = dict[str, Any]
_SERVICE = re.compile(r"[^:/]+\.amazonaws\.com(\.cn)?")
_BLOCK = "s3BlockPublicAccess"
EVERYTHING = Held(
    read({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}, AttachmentKind.IDENTITY),
    "the root user's own power",
    "",
)


class Asked(msgspec.Struct, frozen=True):
    """The request: who, what, on which ARN of which account; and the condition keys that it carries."""

    principal: str
    action: str
    resource: str
    resource_account: str | None = None
    context: dict[str, str | int | float | bool | list[str | int | float | bool] | None] = {}


class Case(msgspec.Struct, frozen=True):
    """One line. `scps` and `rcps` hold a list for each level of the organisation, root first; none are in force when there is none."""

    request: Asked
    name: str | int | None = None
    identity_policies: list[Document] | None = None
    boundaries: list[Document] | None = None
    session_policy: Document | None = None
    resource_policy: Document | None = None
    scps: list[list[Document]] | None = None
    rcps: list[list[Document]] | None = None
    vpce_policies: list[Document] | None = None
    settings: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """The policies of a case, and what in them was passed over, for people."""

    held: tuple[Held, ...] = ()
    passed_over: tuple[str, ...] = ()


def decode(said: Mapping[str, object]) -> Case:
    """A case from a decoded line.

    Raises:
        ValueError: what is wrong, where, and what is expected. A key that is nearly one of ours is taken for a slip; others are left alone.
    """
    request = said.get("request")
    for named, known in ((said, Case.__struct_fields__), (request if isinstance(request, dict) else {}, Asked.__struct_fields__)):
        for key in named:
            near = get_close_matches(key, known, 1, 0.65) if key not in known else []
            if near:
                raise ValueError(f"{key} is not known: did you mean {near[0]}?")
    try:
        case = msgspec.convert(said, Case)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    service, colon, verb = case.request.action.partition(":")
    if not service or not colon or not verb:
        raise ValueError(f"request.action is {case.request.action!r}: write a service and an action, such as s3:GetObject")
    if not case.request.principal or not case.request.resource:
        raise ValueError("request.principal and request.resource may not be empty: write an ARN, a service, anonymous; an ARN or *")
    return case


def policies(documents: Sequence[Document] | None, kind: AttachmentKind, word: str, of: str = "") -> Notes:
    """Documents of one kind; a statement that is not understood is passed over, and told."""
    listed = documents or ()
    held: list[Held] = []
    passed: list[str] = []
    for number, document in enumerate(listed, start=1):
        name = (f"{word} {number}" if len(listed) > 1 else word) + of
        found = _read(msgspec.json.encode(document), kind)
        held.append(Held(Policy(found.statements), name, name))
        passed += [f"{name}: {problem}: passed over" for problem in found.problems]
    return Notes(tuple(held), tuple(passed))


def one(document: Document | None) -> tuple[Document, ...]:
    """What may be one document or none, as a list."""
    return () if document is None else (document,)


@lru_cache(maxsize=4096)
def _read(body: bytes, kind: AttachmentKind) -> Policy:
    return read(msgspec.json.decode(body), kind, tried_out=True)


def caller(principal: str) -> Caller:
    """Who asks, without any policy yet: of a session the role or user behind it."""
    parts = principal.split(":", 5)
    if principal == "anonymous":
        return Caller(principal, CallerKind.ANONYMOUS)
    if len(parts) < 6:
        return Caller(principal, CallerKind.SERVICE if _SERVICE.fullmatch(principal) else CallerKind.FEDERATION, principal)
    sort, _, name = parts[5].partition("/")
    if parts[2] == "sts":
        return _session(principal, sort, name)
    if sort.endswith("-provider"):
        return Caller(principal, CallerKind.FEDERATION, principal)
    kind = {"root": CallerKind.ROOT, "role": CallerKind.ROLE}.get(sort, CallerKind.USER)
    return Caller(principal, kind, principal, parts[4], session="" if kind is CallerKind.ROLE else None, identity=())


def _session(principal: str, sort: str, name: str) -> Caller:
    _, partition, _, _, account, _ = principal.split(":", 5)
    behind = f"arn:{partition}:iam::{account}:"
    if sort == "federated-user":
        return Caller(principal, CallerKind.FEDERATED_USER, f"{behind}user/{name}", account, session=name, identity=())
    role, _, session = name.partition("/")
    path = "aws-service-role/" if role.startswith("AWSServiceRoleFor") else ""
    return Caller(principal, CallerKind.ROLE, f"{behind}role/{path}{role}", account, session=session, identity=())


def values(said: object) -> Values:
    """The values of a condition key: numbers and truths may stand without quotes."""
    listed = said if isinstance(said, list) else [] if said is None else [said]
    return tuple(str(one).lower() if isinstance(one, bool) else str(one) for one in listed if one is not None)


def blocks_public_access(settings: Mapping[str, Any]) -> bool:
    """Whether buckets with a public policy are closed to outsiders: the switch as a whole, or its flag RestrictPublicBuckets."""
    said = settings.get(_BLOCK)
    return said.get("RestrictPublicBuckets") is True if isinstance(said, dict) else said is True


def unknown_settings(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """What was set and has no effect, for people."""
    return tuple(f"the setting {name} is not known and has no effect" for name in settings if name != _BLOCK)
