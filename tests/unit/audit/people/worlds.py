"""A small company under a real policy, held on a day, for the tests of this room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatch

from audit.check import check
from audit.model.facts import Coverage, CoverageStatus, Fact, Grant, Principal, PrincipalKind, Resource, Verdict, pairs
from audit.model.residual import Look, Residual, ResidualKind, Traces
from audit.pipeline import Held, Plan
from audit.ports import Evaluated, Facts, LocatedAcl
from audit.resolve import resolve
from audit.runs.memory import MemoryFacts
from policies.language import Person, Policy
from policies.levels import Level
from policies.load import load_text
from policies.locations import Location
from tests.unit.audit.resolve.worlds import BUCKET, OWN, Listed

TODAY = date(2026, 11, 23)
READ = Level.FIND | Level.READ

BASE = """
version: 1
house_rules: {profile: starter, leaver_block_within: P0D, leaver_mailbox_within: P1M}
organisation: {id: shop, name: The Shop, domains: [shop.example]}
roles: {owner: {purposes: []}, developer: {purposes: []}, warehouse: {purposes: []}}
categories: {order: {label: orders}}
assets:
  orders: {label: orders, owner: p01, where: {system: aws, kind: s3, ref: "s3://shop-orders"}, categories: [order]}
"""


def policy(people: str, more: str = "") -> Policy:
    """The company with these people (`p24: {…}`, a line each) and whatever else is said."""
    lines = "\n".join(f"  {line.strip()}" for line in people.strip().splitlines())
    return load_text({"policy.yaml": f"{BASE}people:\n  p01: {{roles: [owner], email: p01@shop.example}}\n{lines}\n{more}"})


@dataclass(frozen=True)
class Leaving(Listed):
    """A provider that says of each account that is on that it is, how `sure` it is of that, and whose looks are a list."""

    shown: tuple[Look, ...] = ()
    sure: Verdict = Verdict.YES
    mute: bool = False
    seen: list[Traces] = field(default_factory=list)

    def residuals(self, traces: Traces) -> tuple[Residual, ...]:
        self.seen.append(traces)
        return tuple(self._left(traces))

    def _left(self, traces: Traces) -> Iterator[Residual]:
        for one in traces.accounts:
            if one.status == "active" and one.provider == self.name and not self.mute:
                words = f"{one.name} can sign in"
                about = {"provider": self.name, "account": one.id, "what": one.id}
                yield Residual(kind=ResidualKind.SIGN_IN, **about, words=words, end="block it", verdict=self.sure)

    def acls(self, facts: Facts, locations: Sequence[Location]) -> Evaluated:
        found = super().acls(facts, locations)
        inside = (
            LocatedAcl(location, resource, grants)
            for location in locations
            for resource, grants in self.acls_of
            if fnmatch(resource, location.pattern) and not location.pattern.startswith(resource)
        )
        return replace(found, acls=(*found.acls, *inside))

    def looks(self) -> tuple[Look, ...]:
        return self.shown


def aws(*granted: tuple[str, Level], looks: tuple[Look, ...] = (), resource: str = BUCKET, **more: object) -> Leaving:
    """A provider where these principals have these levels on the asset."""
    grants = frozenset(Grant(who, levels, "identity") for who, levels in granted)
    return Leaving(((resource, grants),) if granted else (), shown=looks, **more)  # type: ignore[arg-type]  # fields of Listed


def user(name: str, status: str = "active", **attributes: str) -> Principal:
    """A user of IAM; `email` is the address of its tag."""
    email = attributes.pop("email", "")
    return Principal(f"{OWN}/iam/user/{name}", "aws", PrincipalKind.ACCOUNT, name, email, status, pairs(attributes))


def google(address: str, status: str = "active", **attributes: str) -> Principal:
    """A user of Workspace."""
    return Principal(f"google://user/{address}", "google_workspace", PrincipalKind.ACCOUNT, address, address, status, pairs(attributes))


def read(*surfaces: str, provider: str = "aws", status: CoverageStatus = CoverageStatus.COMPLETE) -> tuple[Coverage, ...]:
    """That surfaces were read."""
    return tuple(Coverage(provider, surface, OWN, status) for surface in surfaces)


def held(
    said: Policy, *facts: Fact, providers: tuple[Leaving, ...] | None = None, on: date = TODAY, left_out: frozenset[str] = frozenset()
) -> Held:
    """The facts held against the policy. The bucket of the asset is always there."""
    asked = (aws(),) if providers is None else providers
    found = MemoryFacts((*facts, Resource(BUCKET, "aws", "s3-bucket", "shop-orders")))
    resolved = resolve(said, found, asked, on, left_out)
    findings = check(said, found, resolved, on, asked)
    return Held(Plan(said, asked, left_out), found, asked, on, resolved, findings)  # type: ignore[arg-type]  # facts in memory for a run


def person(said: Policy, name: str) -> Person:
    """One of the policy's people."""
    return next(one for one in said.people if one.id == name)
