"""Who stands where among users: in which groups, with which roles. It decides whose password whom may reset, and of whom a sign-in demands more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from audit.model.facts import Membership, MembershipKind
from providers.microsoft365.directory import Directory
from providers.microsoft365.normalise.crowds import ADMINISTRATORS, ELIGIBLE
from providers.microsoft365.normalise.roles import Given
from providers.microsoft_api.strangers import GROUPS

_ANYBODY = frozenset({ADMINISTRATORS, ELIGIBLE, GROUPS})  # where one of these is in the dark, anybody may have a role


@dataclass(frozen=True, slots=True)
class Standing:
    """Groups above each member, roles of each holder, and groups of which it is not known who is in them.

    `in_doubt`: somebody of whom no role is known may have one.
    """

    above: Mapping[str, frozenset[str]] = field(default_factory=dict)
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    eligible: frozenset[str] = frozenset()
    guarded: frozenset[str] = frozenset()
    dark: frozenset[str] = frozenset()
    in_doubt: bool = False

    def groups(self, name: str) -> frozenset[str]:
        """Every group that somebody is in, over any number of groups between."""
        found, waiting = set[str](), [name]
        while waiting:
            for group in self.above.get(waiting.pop(), frozenset()) - found:
                found.add(group)
                waiting.append(group)
        return frozenset(found)

    def is_unsure_of(self, groups: frozenset[str]) -> bool:
        """Whether it is not known who all is in some of the groups: where groups were not all listed, in any of them."""
        return bool(groups & self.dark) or bool(groups and GROUPS in self.dark)

    def roles_of(self, name: str) -> frozenset[str]:
        """Every directory role that somebody has tonight, also by way of a group."""
        return frozenset(role for one in (name, *self.groups(name)) for role in self.roles.get(one, ()))

    def is_admin(self, name: str) -> bool | None:
        """Whether somebody has a directory role or may activate one; None when nobody can tell."""
        known = bool(self.roles_of(name)) or any(one in self.eligible for one in (name, *self.groups(name)))
        return known or (None if self.in_doubt else False)


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
    found = Standing(
        {member: frozenset(groups) for member, groups in above.items()},
        {who: frozenset(held) for who, held in roles.items()},
        frozenset(eligible),
        frozenset(guarded),
        frozenset(dark),
    )
    return replace(found, in_doubt=bool(found.dark & _ANYBODY) or any(found.is_admin(group) for group in found.dark))
