"""Small worlds for the tests of this room: a policy and facts by hand, checked as a whole."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from audit.check import check
from audit.model.facts import Fact, Gap, Grant, Membership, Principal, Resource, pairs
from audit.model.finding import Finding
from audit.resolve import resolve
from audit.runs.memory import MemoryFacts
from policies.language import (
    AccountName,
    Allow,
    Asset,
    Category,
    Forbid,
    Need,
    NeedKind,
    Person,
    Policy,
    Require,
    RequireScope,
    RoleSpan,
    Selector,
    Who,
    WhoKind,
)
from policies.levels import Level
from tests.unit.audit.resolve.worlds import AT, BUCKET, TODAY, Listed, grant, policy, user, where

EVERYTHING = Selector(everything=True)
P20 = user("p20", mfa="true")
READ = Level.FIND | Level.READ
DEVELOPER = Who(WhoKind.ROLE, "developer")
HEALTH = "sick-note"


def bucket(name: str = "shop-orders", labels: dict[str, str] | None = None, kind: str = "s3-bucket", **measures: str) -> Resource:
    attributes = pairs({f"measure:{measure.replace('_', '-')}": value for measure, value in measures.items()})
    return Resource(f"s3://{name}", "aws", kind, name, labels=pairs(labels or {}), attributes=attributes)


def developer(name: str = "p20", **changes: object) -> Person:
    known = Person(name, AT, roles=(RoleSpan("developer"),), accounts=(AccountName("aws", name, AT),))
    return replace(known, **changes)  # type: ignore[arg-type]  # named fields of Person


def asset(name: str = "orders", **changes: object) -> Asset:
    return replace(Asset(name, AT, owner="p01", where=(where(),)), **changes)  # type: ignore[arg-type]  # named fields of Asset


def may(level: Level = Level.READ, who: Who = DEVELOPER, name: str = "A01", **changes: object) -> Allow:
    return replace(Allow(name, (who,), level, ("orders",), AT), **changes)  # type: ignore[arg-type]  # named fields of Allow


def never(level: Level, *who: Who, name: str = "F01", which: Selector = EVERYTHING, **changes: object) -> Forbid:
    return replace(Forbid(name, who, level, which, AT), **changes)  # type: ignore[arg-type]  # named fields of Forbid


def needs(kind: NeedKind, *who: Who, scope: RequireScope = RequireScope.ACCESS, level: Level = Level.READ, **need: object) -> Require:
    return Require("R01", scope, EVERYTHING, Need(kind, **need), AT, level, who)  # type: ignore[arg-type]  # named fields of Need


def world(*people: Person, **changes: object) -> Policy:
    changes.setdefault("assets", (asset(),))
    changes.setdefault("categories", (Category(HEALTH, AT, sensitive="art9"),))
    return policy(*(people or (developer(),)), **changes)


def granted(*grants: Grant, derived: Iterable[Membership] = (), gaps: Iterable[Gap] = (), resource: str = BUCKET) -> Listed:
    return Listed(((resource, frozenset(grants)),), tuple(derived), tuple(gaps))


def found(policy_: Policy, provider: Listed, *facts: Fact, on: date = TODAY) -> tuple[Finding, ...]:
    held = MemoryFacts((*facts, bucket())) if not any(isinstance(fact, Resource) for fact in facts) else MemoryFacts(facts)
    return check(policy_, held, resolve(policy_, held, (provider,), on), on, (provider,))


def said(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.rule, str(finding.subject or finding.scope), finding.outcome.value) for finding in findings]


def reading(principal: Principal = P20, levels: Level = READ, condition: str = "") -> Listed:
    return granted(grant(principal.id, levels, condition))
