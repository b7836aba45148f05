"""A policy document parsed strictly and completely (IAM User Guide, "Grammar of the IAM JSON policy language").

What can't be understood is never skipped: the statement is kept as one that nobody can read, which allows nothing and may deny anything.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from providers.aws.evaluate import condition
from providers.aws.evaluate.names import Principals, parse_principals
from providers.aws.evaluate.statement import Statement, speaks_of
from providers.aws.kinds import AttachmentKind

_VERSIONS = {"2012-10-17": True, "2008-10-17": False}
_TOP = {"Version", "Id", "Statement"}
_ELEMENTS = {"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"}
_COMPLETED = {AttachmentKind.IDENTITY, AttachmentKind.BOUNDARY}
_WITHOUT_PRINCIPAL = {AttachmentKind.IDENTITY, AttachmentKind.BOUNDARY, AttachmentKind.SCP}


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """The statements that were understood; `problems` says, for people, what was not: it may deny anything and grants nothing known."""

    statements: tuple[Statement, ...]
    problems: tuple[str, ...] = ()


EMPTY = Policy(())


def parse(body: str, kind: str) -> Policy:
    """A document of a kind of attachment, from its JSON text. Never raises."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return Policy((), ("the document is no JSON",))
    return read(document, kind)


def read(document: object, kind: str, *, tried_out: bool = False) -> Policy:
    """A document of a kind of attachment. Never raises.

    In one that is `tried_out` a Principal that has no place is passed over, and a Resource that is left out means all, as AWS's own tools do.
    """
    if not isinstance(document, dict):
        return Policy((), ("the document is no JSON object",))
    problems = [f"element {name} is not known" for name in document if name not in _TOP]
    version = document.get("Version", "2008-10-17")
    if not isinstance(version, str) or version not in _VERSIONS:
        return Policy((), (f"version {version} is not known",))
    listed = document.get("Statement", [])
    statements: list[Statement] = []
    for number, element in enumerate(listed if isinstance(listed, list) else [listed], start=1):
        try:
            statements.append(_statement(number, element, kind, variables=_VERSIONS[version], tried_out=tried_out))
        except ValueError as error:
            problems.append(f"statement {number}: {error}")
    return Policy(tuple(statements), tuple(problems))


@lru_cache(maxsize=65536)
def speaking_of(policy: Policy, action: str) -> tuple[Statement, ...]:
    """The statements that are about an action."""
    return tuple(statement for statement in policy.statements if speaks_of(statement, action))


def _statement(number: int, element: object, kind: str, *, variables: bool, tried_out: bool) -> Statement:
    if not isinstance(element, Mapping):
        raise ValueError("it is no object")  # noqa: TRY004 - what is wrong in a document is one kind of error
    unknown = [name for name in element if name not in _ELEMENTS]
    if unknown:
        raise ValueError(f"element {unknown[0]} is not known")
    effect = element.get("Effect")
    if effect not in ("Allow", "Deny"):
        raise ValueError(f"effect {effect} is not known")
    actions, not_actions = _texts(element, "Action")
    resources, not_resources = _texts(element, "Resource")
    if not actions or (not resources and kind in _WITHOUT_PRINCIPAL and not tried_out):
        raise ValueError("it names no action or no resource")
    text = json.dumps(element, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Statement(
        number=number,
        sid=str(element.get("Sid", "")),
        allows=effect == "Allow",
        actions=actions,
        resources=_complete(resources, both=effect == "Allow" and not tried_out) if kind in _COMPLETED else resources,
        conditions=_conditions(element.get("Condition", {})),
        principals=_principals(element, kind, tried_out=tried_out),
        not_actions=not_actions,
        not_resources=not_resources,
        not_principals="NotPrincipal" in element and kind not in _WITHOUT_PRINCIPAL,
        variables=variables and "${" in text,
        text=text,
    )


def _complete(patterns: tuple[str, ...], *, both: bool) -> tuple[str, ...]:
    """ARNs of fewer than six parts completed ("Amazon Resource Names (ARNs)", incomplete ARNs in identity-based policies).

    `both`: as they are written too, since a `*` that ends a part may run on past the colon and AWS does not say which counts: an allow is
    never understated.
    """
    found = [
        pattern + ":*" * max(0, 5 - pattern.count(":")) if pattern.strip("*") and "${" not in pattern else pattern for pattern in patterns
    ]
    return tuple(dict.fromkeys((*found, *(patterns if both else ()))))


def _principals(element: Mapping[str, object], kind: str, *, tried_out: bool) -> Principals | None:
    present = [name for name in ("Principal", "NotPrincipal") if name in element]
    if kind in _WITHOUT_PRINCIPAL:
        if present and not tried_out:
            raise ValueError(f"{present[0]} has no place in such a policy")
        return None
    if not present and kind == AttachmentKind.ENDPOINT:
        return None
    if len(present) != 1:
        raise ValueError("it names no principal, or names them twice")
    return parse_principals(element[present[0]])


def _texts(element: Mapping[str, object], name: str) -> tuple[tuple[str, ...], bool]:
    present = [key for key in (name, f"Not{name}") if key in element]
    if len(present) > 1:
        raise ValueError(f"it has both {name} and Not{name}")
    if not present:
        return (), False
    return _listed(element[present[0]], present[0]), present[0].startswith("Not")


def _listed(value: object, name: str) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    if not listed or not all(isinstance(one, str) for one in listed):
        raise ValueError(f"{name} is not a list of texts")
    return tuple(listed)


def _conditions(element: object) -> tuple[condition.Condition, ...]:
    if not isinstance(element, Mapping) or not all(isinstance(keys, Mapping) for keys in element.values()):
        raise ValueError("Condition is no map of maps")
    return tuple(condition.parse(operator, key, _values(wanted, key)) for operator, keys in element.items() for key, wanted in keys.items())


def _values(wanted: object, key: str) -> tuple[str, ...]:
    """Numbers and truths may be written without quotes."""
    listed = wanted if isinstance(wanted, list) else [wanted]
    if not all(isinstance(one, str | int | float) for one in listed):
        raise ValueError(f"the values of {key} are not texts")
    return tuple(str(one).lower() if isinstance(one, bool) else str(one) for one in listed)
