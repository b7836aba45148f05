"""Groups and other sets of principals, closed over nesting: what a principal is in, directly or through others.

A group may hold groups, whole domains and tenants (Directory API, "Group members": members of type CUSTOMER); it may hold itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from providers.gcp.evaluate.member import Member, MemberKind, domain_of, pool_of

_SINGLE = frozenset({MemberKind.USER, MemberKind.SERVICE_ACCOUNT, MemberKind.SUBJECT})


@dataclass(frozen=True, slots=True)
class Groups:
    """Which sets hold which members, each as it was read. `described` are the sets whose members are all known."""

    holders: Mapping[Member, frozenset[Member]] = field(default_factory=dict)
    described: frozenset[Member] = frozenset()

    def around(self, one: Member) -> frozenset[Member]:
        """Every set that a principal, or a set, is in; cycles end."""
        found: set[Member] = set()
        left = [one, *always(one)]
        while left:
            holder = left.pop()
            if holder not in found:
                found.add(holder)
                left += self.holders.get(holder, ())
        return frozenset(found - {one})

    def loose(self) -> Mapping[Member, frozenset[Member]]:
        """The described sets that hold, near or far, sets that nobody described, and which: their members are not all known after all."""
        found: defaultdict[Member, set[Member]] = defaultdict(set)
        for one in self.holders.keys() - self.described:
            for holder in self.around(one) & self.described if one.kind not in _SINGLE else ():
                found[holder].add(one)
        return {holder: frozenset(those) for holder, those in found.items()}


def gathered(members: Mapping[Member, Iterable[Member]]) -> Groups:
    """Groups from what each of them holds."""
    holders: defaultdict[Member, set[Member]] = defaultdict(set)
    for holder, held in members.items():
        for one in held:
            holders[one].add(holder)
    return Groups({one: frozenset(those) for one, those in holders.items()}, frozenset(members))


def always(one: Member) -> tuple[Member, ...]:
    """The sets that a principal is in by its own name: a user's domain, an identity's pool."""
    match one.kind:
        case MemberKind.USER:
            domain = domain_of(one.name)
            return (Member(MemberKind.DOMAIN, domain, f"domain:{domain}"),)
        case MemberKind.SUBJECT | MemberKind.POOL:
            return (pool_of(one),)
        case _:
            return ()
