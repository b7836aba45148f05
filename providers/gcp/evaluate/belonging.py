"""Who is in which set of principals: groups closed, domains, customers, pools, everyone.

A policy speaks of sets, and a deny takes from what an allow gives. Whether one set lies in another is decided where the facts tell; a group
that is hit in part is taken apart into its members, and what can't be taken apart keeps the question in words. IAM documentation,
"Principal identifiers"; "Policies with deleted principals".
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from audit.model.facts import AUTHENTICATED, PUBLIC, Gap, Membership, MembershipKind, Principal
from audit.resolve.closure import LATENT
from audit.resolve.reach import NOBODY_LOOKED
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of
from providers.gcp.kinds import PROVIDER

_MEMBERS = frozenset({MembershipKind.MEMBER, MembershipKind.ELIGIBLE})
_PEOPLE = ("google://user/",)
_SERVICES = ("google://service-account/", "google://service/")
_GROUP, _DOMAIN, _CUSTOMER, _FEDERATION = "google://group/", "google://domain/", "google://customer/", "google://federation/"
_TYPES = {"ServiceAccount": "google://service-account/", "ServiceAgent": "google://service/", "WorkloadIdentityPool": _FEDERATION}
_PLACE = re.compile(r"google://federation/cloudresourcemanager\.googleapis\.com/(projects|folders|organizations)/([^/]+)(/.*)?")


class Belonging:
    """The memberships of a run, closed. `unread` are the groups whose members could not be read, each with its gap; so are those not described.

    `places` tells the project of a principal and what lies above it (`projects/p`, `folders/2`), by number too; nothing when it is not known.
    """

    def __init__(
        self,
        memberships: Iterable[Membership],
        principals: Mapping[str, Principal],
        unread: Mapping[str, Gap],
        places: Callable[[str], tuple[str, ...]] = lambda _: (),
    ) -> None:
        self._places = places
        self._principals = principals
        self._unread = unread
        self._into: dict[str, list[Membership]] = defaultdict(list)
        self._of: dict[str, list[Membership]] = defaultdict(list)
        for one in sorted(set(memberships)):
            if one.container.startswith(_GROUP):
                self._into[one.container].append(one)
                self._of[one.member].append(one)
        self._wholes = tuple(sorted(name for name in self._of if name.startswith((_DOMAIN, _CUSTOMER))))
        self._above: dict[str, Mapping[str, Formula]] = {}
        self._leaves: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._within: dict[tuple[str, str], Formula | None] = {}

    def within(self, who: str, crowd: str) -> Formula | None:
        """Whether a principal, or everybody in a set, is in a set; None when some of them may be and others not."""
        if (who, crowd) not in self._within:
            self._within[who, crowd] = self._decided(who, crowd)
        return self._within[who, crowd]

    def belongs(self, who: str, crowd: str) -> Formula:
        """The same, with the question in words where it can't be answered."""
        found = self.within(who, crowd)
        if found is not None:
            return found
        gap = next((self._gap(name) for name in sorted(self._hidden(who) | self._hidden(crowd))), None)
        if gap:
            return Atom(f"the caller is {shown(crowd)} (members not read: {gap.reason})", f"the caller is not {shown(crowd)}", gap=True)
        return Atom(f"the caller is {shown(crowd)}", f"the caller is not {shown(crowd)}")

    def parts(self, who: str, crowds: Iterable[str]) -> Iterator[str]:
        """A set taken apart until each part is in, or not in, each of some sets, as far as the facts allow. The set itself mostly."""
        yield from dict.fromkeys(self._parts(who, tuple(crowds), frozenset()))

    def leaves(self, who: str) -> frozenset[str]:
        """Who is in a group, near or far, that is no group itself; anybody else is alone."""
        return self._below(who)[0] if who.startswith(_GROUP) else frozenset({who})

    def keepers(self, group: str) -> Iterator[Membership]:
        """Who could make himself a member of a group."""
        yield from (one for one in self._into.get(group, ()) if one.kind in LATENT)

    def common(self, one: str, other: str) -> Mapping[str, Formula]:
        """The principals that are in both of two sets: one of the two, or what they have in common."""
        for inner, outer in ((one, other), (other, one)):
            found = self.within(inner, outer)
            if found is not None:
                return {} if found is FALSE else {inner: found}
        for group, crowd in ((one, other), (other, one)):
            if group.startswith(_GROUP):
                return {part: held for part in self.parts(group, (crowd,)) if (held := self.belongs(part, crowd)) is not FALSE}
        return {one: self.belongs(one, other)}

    def _parts(self, who: str, crowds: tuple[str, ...], seen: frozenset[str]) -> Iterator[str]:
        if who in seen:  # groups that hold each other: it is being taken apart
            return
        if not who.startswith(_GROUP) or all(self.within(who, crowd) is not None for crowd in crowds):
            yield who
            return
        if self._gap(who):
            yield who
        for one in self._into.get(who, ()):
            if one.kind in _MEMBERS:
                yield from self._parts(one.member, crowds, seen | {who})

    def _decided(self, who: str, crowd: str) -> Formula | None:
        if crowd in (who, PUBLIC):
            return TRUE
        if "?uid=" in who or "?uid=" in crowd:  # a deleted principal is nobody else
            return FALSE
        if crowd == AUTHENTICATED:
            return None if who == PUBLIC else FALSE if who.startswith(_FEDERATION) else TRUE
        above = self._groups(who).get(crowd, FALSE)
        if is_one(who):
            return self._one(who, crowd, above)
        return above if above is not FALSE else self._set(who, crowd)

    def _one(self, who: str, crowd: str, above: Formula) -> Formula | None:
        if is_one(crowd):
            return FALSE
        if crowd.startswith(_GROUP):
            return None if above is FALSE and self._hidden(crowd) else above
        if crowd.startswith(_DOMAIN):
            return TRUE if who.startswith(_PEOPLE) and who.endswith(f"@{crowd.removeprefix(_DOMAIN)}") else FALSE
        if crowd.startswith(_CUSTOMER):
            return TRUE if who.startswith(_PEOPLE) and self._is_customers(who, crowd) else FALSE
        return self._federated(who, crowd)

    def _set(self, who: str, crowd: str) -> Formula | None:
        """A set against another that does not hold it whole."""
        if who in (PUBLIC, AUTHENTICATED):
            return FALSE if crowd.startswith(_FEDERATION) and who == AUTHENTICATED else None
        if who.startswith(_GROUP):
            leaves, hidden = self._below(who)
            met = any(self.within(leaf, crowd) is not FALSE for leaf in leaves)
            return None if met or hidden or (crowd.startswith(_GROUP) and self._hidden(crowd)) else FALSE
        if who.startswith(_DOMAIN) and crowd.startswith(_CUSTOMER):
            return TRUE if self._named(crowd) == who.removeprefix(_DOMAIN) else None
        if crowd.startswith(_GROUP):
            leaves, hidden = self._below(crowd)
            return None if hidden or any(self.within(leaf, who) is not FALSE for leaf in leaves) else FALSE
        if is_one(crowd):
            return FALSE if self.within(crowd, who) is FALSE else None
        federated = who.startswith(_FEDERATION), crowd.startswith(_FEDERATION)
        return self._federated(who, crowd) if all(federated) else FALSE if any(federated) else None

    def _federated(self, who: str, crowd: str) -> Formula | None:
        """A pool's identities, and the principals of a place."""
        if place := _PLACE.fullmatch(crowd):
            return self._of_place(who, place)
        if not (who.startswith(_FEDERATION) and crowd.startswith(_FEDERATION)) or pool_of(who) != pool_of(crowd):
            return FALSE
        return TRUE if crowd.endswith("/*") else None

    def _of_place(self, who: str, place: re.Match[str]) -> Formula | None:
        """Of a project, folder or organisation: its service accounts and pools, of an organisation its people too."""
        kind = (place[3] or "").removeprefix("/type/")
        known = self._places(who)
        if not known:
            return FALSE if who.startswith(_PEOPLE) and place[1] != "organizations" else None
        fits = not kind or who.startswith(_TYPES.get(kind, ""))
        return TRUE if fits and f"{place[1]}/{place[2]}" in known else FALSE

    def _is_customers(self, who: str, crowd: str) -> bool:
        found = self._principals.get(who)
        number = found.attribute("customer") if found else ""
        return number == crowd.removeprefix(_CUSTOMER) if number else who.endswith(f"@{self._named(crowd)}")

    def _named(self, crowd: str) -> str:
        found = self._principals.get(crowd)
        return found.name if found else ""

    def _groups(self, who: str) -> Mapping[str, Formula]:
        """The groups that somebody is in, near or far, each with what must hold."""
        if who not in self._above:
            found: dict[str, Formula] = {}
            waiting: list[tuple[str, Formula]] = [(name, TRUE) for name in (who, *self._always(who))]
            while waiting:
                name, so_far = waiting.pop()
                for one in self._of.get(name, ()):
                    way = all_of(so_far, _needed(one))
                    known = found.get(one.container, FALSE)
                    better = any_of(known, way)
                    if one.kind in _MEMBERS and better != known:
                        found[one.container] = better
                        waiting.append((one.container, better))
            self._above[who] = found
        return self._above[who]

    def _always(self, who: str) -> tuple[str, ...]:
        """The domains and tenants that hold a person, of those that are members of some group."""
        return tuple(name for name in self._wholes if self._one(who, name, FALSE) is TRUE) if who.startswith(_PEOPLE) else ()

    def _below(self, group: str) -> tuple[frozenset[str], frozenset[str]]:
        """Who is in a group, near or far, that is no group itself; and the groups in it that could not be read."""
        if group not in self._leaves:
            met, waiting = {group}, [group]
            while waiting:
                for one in self._into.get(waiting.pop(), ()):
                    if one.kind in _MEMBERS and one.member not in met:
                        met.add(one.member)
                        waiting.append(one.member)
            leaves = frozenset(name for name in met if not name.startswith(_GROUP))
            self._leaves[group] = leaves, frozenset(name for name in met if name.startswith(_GROUP) and self._gap(name))
        return self._leaves[group]

    def _gap(self, group: str) -> Gap | None:
        """Why it is not known who is in a group; of one that nothing describes nobody knows."""
        is_known = group in self._principals or group in self._into or "?uid=" in group
        return self._unread.get(group) or (None if is_known else Gap(PROVIDER, "groups", group, "", NOBODY_LOOKED))

    def _hidden(self, crowd: str) -> frozenset[str]:
        return self._below(crowd)[1] if crowd.startswith(_GROUP) else frozenset()


def is_one(principal: str) -> bool:
    """Whether an id names one principal, not a set."""
    return principal.startswith((*_PEOPLE, *_SERVICES)) or (principal.startswith(_FEDERATION) and "/subject/" in principal)


def pool_of(principal: str) -> str:
    """The pool of a federated identity or set: all of its id up to the pool's name."""
    found = re.match(r"google://federation/(.*?/(?:workforcePools|workloadIdentityPools)/[^/]+)", principal)
    return found[1] if found else principal


def shown(principal: str) -> str:
    """A principal as people read it: `an@x`, `in group g@x`, `of domain x`."""
    kind, _, name = principal.removeprefix("google://").partition("/")
    words = {"group": f"in group {name}", "domain": f"of domain {name}", "customer": f"of customer {name}", "federation": f"of {name}"}
    return words.get(kind, name) if principal.startswith("google://") else "signed in" if principal == AUTHENTICATED else "anyone"


def _needed(one: Membership) -> Formula:
    return Atom(one.condition or "the membership is activated") if one.condition or one.kind is MembershipKind.ELIGIBLE else TRUE
