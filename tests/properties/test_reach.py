"""Reach worked out fast and reach worked out slowly are one, in thousands of small random worlds."""

from datetime import date
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.engine.rows import Folded
from audit.model.facts import Grant, Membership, MembershipKind, Principal, PrincipalKind, Verdict
from audit.resolve.closure import Closure
from audit.resolve.identities import identify
from audit.resolve.reach import reaches
from policies.levels import EVERYTHING, Level, members
from tests.reference import resolver
from tests.unit.audit.resolve.worlds import OWN, TODAY, person, policy

USERS = tuple(f"{OWN}/iam/user/p{number}" for number in range(3))
ROLES = tuple(f"{OWN}/iam/role/r{number}" for number in range(3))
GROUPS = tuple(f"{OWN}/iam/group/g{number}" for number in range(2))
ANY = (*USERS, *ROLES, *GROUPS)
KINDS = {USERS: PrincipalKind.ACCOUNT, ROLES: PrincipalKind.ROLE, GROUPS: PrincipalKind.GROUP}
FACTS = tuple(Principal(name, "aws", kind, name.rpartition("/")[2]) for names, kind in KINDS.items() for name in names)
PEOPLE = tuple(person(name.rpartition("/")[2], name.rpartition("/")[2]) for name in USERS)

verdicts = st.sampled_from(Verdict)
conditions = st.sampled_from(["", "", "MFA", "office"])
ends = st.sampled_from([None, None, TODAY, date(2026, 11, 22)])
memberships = st.builds(
    Membership,
    st.sampled_from(ANY),
    st.sampled_from((*ROLES, *GROUPS, USERS[0])),
    st.sampled_from(MembershipKind),
    conditions,
    ends,
    verdicts,
    only=st.sampled_from([(), (), ("s3://",), ("drive://", "google://mailbox/")]),
    levels=st.sampled_from([EVERYTHING, EVERYTHING, Level.FIND | Level.READ, Level.MANAGE]),
)
grants = st.builds(Grant, st.sampled_from(ANY), st.integers(1, 31).map(Level), st.just(""), st.sampled_from(["", "night"]), ends, verdicts)


@settings(max_examples=1500, deadline=None)
@given(st.frozensets(grants, max_size=4), st.lists(memberships, max_size=8))
def test_reach_is_what_the_slow_resolver_finds(held: frozenset[Grant], steps: list[Membership]):
    folded = [
        Folded("orders", "", one.principal, one.levels, one.verdict, one.condition, one.source, one.until, "", "s3://x", 1) for one in held
    ]
    rows = reaches(folded, identify(policy(*PEOPLE), FACTS, steps, TODAY), (), TODAY)
    fast = [(row.account, row.principal, row.levels, row.verdict, row.condition) for row in rows]
    assert len(fast) == len(set(fast))
    assert set(fast) == resolver.reach(held, steps, set(USERS), set(ROLES), TODAY, resource="s3://x")


@settings(max_examples=500, deadline=None)
@given(st.lists(memberships, max_size=8))
def test_a_chain_leads_step_by_step_from_the_entry_to_the_grantee(steps: list[Membership]):
    closure = Closure(steps, TODAY)
    for grantee in ANY:
        for resource, level in product(("", "s3://x", "drive://1"), (Level.NONE, *members(EVERYTHING))):
            assert_chains(closure, grantee, resource, level)


def assert_chains(closure: Closure, grantee: str, resource: str, level: Level) -> None:
    for entry in closure.entries_of(grantee, resource, level):
        chain = closure.chain(entry.principal, grantee, entry.latent, resource=resource, level=level)
        stops = [entry.principal, *(step.container for step in chain)]
        assert stops[-1] == grantee
        assert [step.member for step in chain] == stops[:-1]
        assert verdict_along(chain) is entry.verdict


def verdict_along(chain: tuple[Membership, ...]) -> Verdict:
    """The worst verdict along a chain, as the reference reads its steps."""
    asked = {verdict for step in chain for verdict, _ in resolver.asks(step)}
    return next((verdict for verdict in (Verdict.UNKNOWN, Verdict.IF) if verdict in asked), Verdict.YES)
