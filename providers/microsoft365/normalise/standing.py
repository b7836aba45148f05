"""Who stands where among users: in which groups, with which roles. It decides whose password whom may reset, and of whom a sign-in demands more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audit.model.facts import Membership, MembershipKind
from providers.microsoft365.directory import Directory
from providers.microsoft365.normalise.roles import Given


@dataclass(frozen=True, slots=True)
class Standing:
    """Groups above each member, roles of each holder, and groups of which it is not known who is in them."""

    above: Mapping[str, frozenset[str]] = field(default_factory=dict)
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    eligible: frozenset[str] = frozenset()
    guarded: frozenset[str] = frozenset()
    dark: frozenset[str] = frozenset()

    def groups(self, name: str) -> frozenset[str]:
        """Every group that somebody is in, over any number of groups between."""
        found, waiting = set[str](), [name]
        while waiting:
            for group in self.above.get(waiting.pop(), frozenset()) - found:
                found.add(group)
                waiting.append(group)
        return frozenset(found)

    def roles_of(self, name: str) -> frozenset[str]:
        """Every directory role that somebody has tonight, also by way of a group."""
        return frozenset(role for one in (name, *self.groups(name)) for role in self.roles.get(one, ()))

    def is_admin(self, name: str) -> bool:
        """Whether somebody has a directory role or may activate one."""
        return bool(self.roles_of(name)) or any(one in self.eligible for one in (name, *self.groups(name)))


def standing(memberships: Iterable[Membership], given: Iterable[Given], directory: Directory, dark: Iterable[str]) -> Standing:
    """Works it out. `dark`: groups whose members were not (all) read."""
    assignable = {group.id for group in directory.groups if group.role_assignable}
    above: defaultdict[str, set[str]] = defaultdict(set)
    guarded = set[str]()
    for one in memberships:
        if one.kind is MembershipKind.MEMBER:
            above[one.member].add(one.container)
        if one.container in assignable:
            guarded.add(one.member)
    roles: defaultdict[str, set[str]] = defaultdict(set)
    eligible = set[str]()
    for each in given:
        if each.eligible:
            eligible.add(each.who)
        else:
            roles[each.who].add(each.held.role)
    return Standing(
        {member: frozenset(groups) for member, groups in above.items()},
        {who: frozenset(found) for who, found in roles.items()},
        frozenset(eligible),
        frozenset(guarded),
        frozenset(dark),
    )
