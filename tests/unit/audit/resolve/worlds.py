"""Small worlds for the tests of this room: a policy by hand, facts by hand, and a provider that answers from a list."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from audit.model.facts import Gap, Grant, Membership, MembershipKind, Principal, PrincipalKind
from audit.model.reach import Path, Step, StepKind
from audit.ports import Asked, Evaluated, Facts, LocatedAcl, Operation, Scope, Sink
from policies.errors import Place
from policies.language import AccountName, Allow, Asset, Person, Policy, Where, Who, WhoKind
from policies.levels import Level
from policies.locations import Location

AT = Place("policy.yaml", 7, 3)
TODAY = date(2026, 11, 23)
OWN = "aws://111122223333"
BUCKET = "s3://shop-orders"


@dataclass(frozen=True)
class Listed:
    """A provider whose evaluation is a list of (resource, grants): each holds in every location with a pattern that starts there."""

    acls_of: tuple[tuple[str, frozenset[Grant]], ...] = ()
    derived: tuple[Membership, ...] = ()
    gaps: tuple[Gap, ...] = ()
    located_gaps: tuple[Gap, ...] = ()
    name: str = "aws"
    system: str = "aws"
    asked: list[tuple[Asked, ...]] = field(default_factory=list)

    def operations(self) -> tuple[Operation, ...]:
        return ()

    def permissions(self) -> str:
        return "{}"

    def collect(self, scope: Scope, sink: Sink) -> None:
        """Nothing is read: the facts are written down."""

    def locate(self, where: Where, part: str = "") -> Location:
        if not where.ref.startswith(("s3://", "drive://")):
            raise ValueError(f"{where.ref} is not a URI")
        if part and where.kind == "queue":
            raise ValueError("a queue has no parts")
        pattern = f"{where.ref}/{part}*" if where.kind == "s3" else where.ref + part
        return Location(where.system, where.kind, pattern, tags=where.tags, label=where.label)

    def acls(self, facts: Facts, locations: Sequence[Location]) -> Evaluated:
        found = tuple(
            LocatedAcl(location, resource, grants, self.located_gaps)
            for location in locations
            for resource, grants in self.acls_of
            if location.pattern.startswith(resource)
        )
        return Evaluated(self.derived, found, self.gaps)

    def explain(self, facts: Facts, wanted: Sequence[Asked]) -> tuple[Path, ...]:
        self.asked.append(tuple(wanted))
        return tuple((Step(StepKind.GRANT, one.principal, one.resource, f"statement for {one.level.name}"),) for one in wanted)


def where(ref: str = BUCKET, kind: str = "s3", system: str = "aws", tags: tuple[tuple[str, str], ...] = ()) -> Where:
    return Where(system, kind, ref, AT, tags)


def allow(part: str = "", which: str = "orders") -> Allow:
    return Allow("A01", (Who(WhoKind.ROLE, "warehouse"),), Level.READ, (which,), AT, part=part)


def person(name: str, *accounts: str, system: str = "aws", email: str = "") -> Person:
    return Person(name, AT, email=email, accounts=tuple(AccountName(system, account, AT) for account in accounts))


def policy(*people: Person, **changes: object) -> Policy:
    whole = Policy("digest", ".", people=people, assets=(Asset("orders", AT, where=(where(),)),))
    return replace(whole, **changes)  # type: ignore[arg-type]  # named fields of Policy


def user(name: str, **attributes: str) -> Principal:
    return Principal(f"{OWN}/iam/user/{name}", "aws", PrincipalKind.ACCOUNT, name, attributes=tuple(sorted(attributes.items())))


def role(name: str) -> Principal:
    return Principal(f"{OWN}/iam/role/{name}", "aws", PrincipalKind.ROLE, name)


def step(
    member: str, container: str, kind: MembershipKind = MembershipKind.MEMBER, condition: str = "", until: date | None = None
) -> Membership:
    return Membership(member, container, kind, condition, until, because=f"{member} in {container}")


def grant(principal: str, levels: Level = Level.READ, condition: str = "", until: date | None = None) -> Grant:
    return Grant(principal, levels, "identity", condition, until)
