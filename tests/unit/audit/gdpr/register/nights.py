"""A night of the small office: who really holds what on its one asset."""

from collections.abc import Iterable

from audit.check.world import World, see
from audit.model.facts import AUTHENTICATED, Fact, Gap, Grant, Principal, PrincipalKind, Verdict
from audit.resolve import resolve
from audit.runs.memory import MemoryFacts
from policies.language import Policy
from policies.levels import Level
from tests.unit.audit.check.worlds import bucket
from tests.unit.audit.gdpr.register.offices import ON
from tests.unit.audit.resolve.worlds import BUCKET, OWN, Listed, user

READ = Level.FIND | Level.READ
CHANGE = READ | Level.CHANGE
ANYONE = Principal(AUTHENTICATED, "aws", PrincipalKind.EVERYONE, "any user")


def holds(name: str, levels: Level, verdict: Verdict = Verdict.YES) -> Grant:
    """A grant to a user by name, or to anyone."""
    return Grant(ANYONE.id if name == "anyone" else f"{OWN}/iam/user/{name}", levels, "identity", verdict=verdict)


def night(policy: Policy, *grants: Grant, gaps: Iterable[Gap] = (), others: Iterable[Fact] = ()) -> World:
    """The office's night held beside its policy."""
    named = {grant.principal.rpartition("/")[2] for grant in grants if grant.principal.startswith(OWN)}
    facts = MemoryFacts((*(user(name) for name in sorted(named | {"p02", "p03"})), ANYONE, bucket(), *others))
    provider = Listed(((BUCKET, frozenset(grants)),), (), tuple(gaps))
    return see(policy, facts, resolve(policy, facts, (provider,), ON), ON, (provider,))


GAP = Gap("aws", "s3", BUCKET, "GetBucketPolicy", "access denied", "s3:GetBucketPolicy")
