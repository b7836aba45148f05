"""Slow and obvious: is one concrete request to S3 allowed? By the flow of the IAM User Guide, "Policy evaluation logic", step by step.

Nothing is clever here and nothing is undecided: every key of the request has its values, or is missing. Worlds are plain data, as in `aws_worlds`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any

from tests.reference.aws_worlds import OWN

Statement = Mapping[str, Any]
Keys = Mapping[str, Sequence[str]]  # in lower case; a key that is not there is missing


@dataclass(frozen=True)
class Asker:
    """A user or role of a world, or nobody in particular (no name)."""

    name: str = ""
    kind: str = "user"
    account: str = ""

    @property
    def arn(self) -> str:
        return f"arn:aws:iam::{self.account}:{self.kind}/{self.name}"


def is_allowed(world: Mapping[str, Any], asker: Asker, action: str, resource: str, keys: Keys) -> bool:
    """Whether the request is allowed on a bucket of OWN."""
    said = world[f"{asker.kind}s"][asker.name] if asker.name else {}
    identity = [one for listed in said.get("policies", ()) for one in listed]
    for group in said.get("groups", ()):
        identity += [one for listed in world["groups"][group]["policies"] for one in listed]
    boundary, scps = said.get("boundary"), _controls(world, "scps", asker.account)
    bucket = "arn:aws:s3:::" + resource.removeprefix("arn:aws:s3:::").partition("/")[0]
    resource_policy = world["resources"][f"s3://{bucket.removeprefix('arn:aws:s3:::')}"].get("policy", [])

    def speaks(statement: Statement) -> bool:
        return _speaks(statement, action, resource, keys)

    def any_allow(statements: Sequence[Statement]) -> bool:
        return any(one["Effect"] == "Allow" and speaks(one) for one in statements)

    # 1. An explicit deny in any policy ends it.
    own = [*identity, *(boundary or ()), *(one for level in scps for one in level)]
    if any(one["Effect"] == "Deny" and speaks(one) for one in own):
        return False
    controls = [one for level in _controls(world, "rcps", OWN) for one in level]
    if any(one["Effect"] == "Deny" and speaks(one) and _names(one, asker) for one in (*resource_policy, *controls)):
        return False
    # 2. Every level of service control policies must allow.
    if any(level and not any_allow(level) for level in scps):
        return False
    # 3. What the resource's policy says of the asker.
    named = {how for one in resource_policy if one["Effect"] == "Allow" and speaks(one) for how in _names(one, asker)}
    within = boundary is None or any_allow(boundary)
    if not asker.name:
        return bool(named)
    if asker.account == OWN:  # one side will do; a boundary limits a role that is named by its ARN
        return "direct" in named or ("role" in named and within) or (any_allow(identity) and within)
    return bool(named) and any_allow(identity) and within


def _controls(world: Mapping[str, Any], kind: str, account: str) -> list[list[Statement]]:
    """The control policies of an account, level by level."""
    said = (world.get("accounts") or {}).get(account)
    if said is None or said.get("management"):
        return []
    held = world.get(kind) or {}
    return [[one for listed in held.get(level, ()) for one in listed] for level in ("root", said.get("unit", ""), account)]


def _names(statement: Statement, asker: Asker) -> set[str]:
    """How a statement names the asker: direct, role or account."""
    if "Principal" not in statement and "NotPrincipal" not in statement:
        return {"direct"}
    element = statement.get("Principal", statement.get("NotPrincipal"))
    names = ["*"] if element == "*" else element["AWS"] if isinstance(element["AWS"], list) else [element["AWS"]]
    found = set()
    for name in names:
        if name == "*":
            found.add("direct")
        elif asker.name and name == asker.arn:
            found.add("role" if asker.kind == "role" else "direct")
        elif asker.account and name in (asker.account, f"arn:aws:iam::{asker.account}:root"):
            found.add("account")
    if "NotPrincipal" in statement:
        return set() if found else {"direct"}
    return found


def _speaks(statement: Statement, action: str, resource: str, keys: Keys) -> bool:
    actions, not_actions = _element(statement, "Action")
    resources, not_resources = _element(statement, "Resource")
    about = any(glob(one.lower(), action.lower()) for one in actions) != not_actions
    on = any(glob(filled, resource) for one in resources if (filled := _filled(one, keys)) is not None) != not_resources
    return (
        about
        and on
        and all(_holds(op, key, want, keys) for op, pairs in statement.get("Condition", {}).items() for key, want in pairs.items())
    )


def _element(statement: Statement, name: str) -> tuple[list[str], bool]:
    key = name if name in statement else f"Not{name}"
    return (statement[key] if isinstance(statement[key], list) else [statement[key]]), key != name


def _filled(text: str, keys: Keys) -> str | None:
    """With `${key}` filled in; None when it has no value."""
    while "${" in text:
        start, end = text.index("${"), text.index("}")
        values = keys.get(text[start + 2 : end].lower(), ())
        if not values:
            return None
        text = text[:start] + values[0] + text[end + 1 :]
    return text


def _holds(operator: str, key: str, wanted: str | list[str], keys: Keys) -> bool:
    over, _, name = operator.rpartition(":")
    given = keys.get(key.lower(), ())
    listed = [one for text in (wanted if isinstance(wanted, list) else [wanted]) if (one := _filled(text, keys)) is not None]
    if name == "Null":
        return (not given) == (listed[0] == "true")
    if name.endswith("IfExists"):
        if not given:
            return True
        name = name.removesuffix("IfExists")
    negated = "Not" in name
    if not given:
        return over == "ForAllValues" or (negated and not over)
    fits = [any(_test(name.replace("Not", ""), one, value) for one in listed) != negated for value in given]
    return any(fits) if over == "ForAnyValue" else all(fits) if over == "ForAllValues" or negated else any(fits)


def _test(name: str, wanted: str, given: str) -> bool:
    match name:
        case "StringEquals" | "Bool":
            return wanted == given
        case "StringLike" | "ArnLike" | "ArnEquals":
            return glob(wanted, given)
        case "IpAddress":
            return ip_address(given) in ip_network(wanted)
    raise AssertionError(name)


@lru_cache(maxsize=1 << 18)
def glob(pattern: str, text: str) -> bool:
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(glob(pattern[1:], text[at:]) for at in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and glob(pattern[1:], text[1:])
