"""Deny policies (IAM v2): which principals may not use which permissions, whatever they are granted.

IAM documentation, "Deny policies": a rule's condition that "cannot be evaluated" denies; exceptions are of the rule alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from providers.formula import FALSE, TRUE, Formula, all_of, any_of, negate
from providers.gcp.evaluate.caller import Caller, means
from providers.gcp.evaluate.condition import Asking, Condition, decide
from providers.gcp.evaluate.member import Member, member
from providers.gcp.evaluate.permission import is_denied_permission, matches
from providers.gcp.evaluate.policy import Expr, condition_of


class _Rule(msgspec.Struct, frozen=True, rename="camel"):
    denied_principals: list[str] = []
    exception_principals: list[str] = []
    denied_permissions: list[str] = []
    exception_permissions: list[str] = []
    denial_condition: Expr | None = None


class _PolicyRule(msgspec.Struct, frozen=True, rename="camel"):
    deny_rule: _Rule
    description: str = ""


class _Policy(msgspec.Struct, frozen=True, rename="camel"):
    rules: list[_PolicyRule] = []
    name: str = ""
    display_name: str = ""


@dataclass(frozen=True, slots=True)
class DenyRule:
    """One rule. `label` is how reasons name it."""

    principals: tuple[Member, ...]
    permissions: tuple[str, ...]
    exception_principals: tuple[Member, ...] = ()
    exception_permissions: tuple[str, ...] = ()
    condition: Condition | None = None
    label: str = ""

    def names(self, permission: str) -> bool:
        """Whether the rule is about a permission, as roles hold it."""
        return any(matches(one, permission) for one in self.permissions) and not any(
            matches(one, permission) for one in self.exception_permissions
        )

    def hits(self, who: Caller) -> Formula:
        """Whether the rule means a caller."""
        hit = any_of(*(means(one, who) for one in self.principals))
        return all_of(hit, *(negate(means(one, who)) for one in self.exception_principals)) if hit is not FALSE else FALSE

    def denies(self, permission: str, who: Caller, asking: Asking) -> Formula:
        """Whether the rule stops a caller."""
        hit = self.hits(who) if self.names(permission) else FALSE
        return all_of(hit, decide(self.condition, asking, failing=TRUE)) if hit is not FALSE else FALSE


@dataclass(frozen=True, slots=True)
class DenyPolicy:
    """The rules of one deny policy. `notes` say what in it Google would not have taken."""

    name: str
    rules: tuple[DenyRule, ...] = ()
    notes: tuple[str, ...] = ()


def read_deny(said: Mapping[str, Any], name: str = "deny policy") -> DenyPolicy:
    """A policy as `policies.get` gives it; `name` where it has none of its own.

    Raises:
        ValueError: it is none; the place is said.
    """
    try:
        policy = msgspec.convert(said, _Policy)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    called = policy.display_name or policy.name.rpartition("/")[2] or name
    rules = tuple(_rule(one.deny_rule, f"rule {number} of {called!r}") for number, one in enumerate(policy.rules, start=1))
    return DenyPolicy(called, rules, tuple(note for rule in rules for note in _notes(rule)))


def understood(said: Mapping[str, Any], name: str = "") -> tuple[DenyPolicy, bool]:
    """What is understood of a policy, rule by rule, and whether that is all of it."""
    listed, found, whole = said.get("rules"), list[DenyRule](), True
    rest = {key: value for key, value in said.items() if isinstance(value, str)}
    for one in listed if isinstance(listed, list) else ():
        try:
            found += read_deny({**rest, "rules": [one]}, name).rules
        except ValueError:
            whole = False
    numbered = tuple(replace(rule, label=rule.label.replace("rule 1 ", f"rule {number} ", 1)) for number, rule in enumerate(found, start=1))
    return DenyPolicy(name, numbered, ()), whole and (listed is None or isinstance(listed, list))


def _rule(said: _Rule, label: str) -> DenyRule:
    return DenyRule(
        tuple(map(member, said.denied_principals)),
        tuple(said.denied_permissions),
        tuple(map(member, said.exception_principals)),
        tuple(said.exception_permissions),
        condition_of(said.denial_condition),
        label,
    )


def _notes(rule: DenyRule) -> Iterator[str]:
    for permission in (*rule.permissions, *rule.exception_permissions):
        if not is_denied_permission(permission):
            yield f"{rule.label}: {permission} names no permission: write service.googleapis.com/resource.verb, or resource.*"
