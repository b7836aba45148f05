"""Who is in which set of principals: groups closed, domains, customers, pools, everyone.

Whether one set lies in another is decided where the facts tell. IAM documentation, "Principal identifiers"; "Policies with deleted principals".
"""

import re
from collections.abc import Callable, Iterable, Mapping

from audit.model.facts import AUTHENTICATED, PUBLIC, Gap, Membership, Principal
from providers import belonging
from providers.formula import FALSE, TRUE, Formula
from providers.gcp.kinds import PROVIDER

_PEOPLE = ("google://user/",)
_SERVICES = ("google://service-account/", "google://service/")
_GROUP, _DOMAIN, _CUSTOMER, _FEDERATION = "google://group/", "google://domain/", "google://customer/", "google://federation/"
_TYPES = {"ServiceAccount": "google://service-account/", "ServiceAgent": "google://service/", "WorkloadIdentityPool": _FEDERATION}
_PLACE = re.compile(r"google://federation/cloudresourcemanager\.googleapis\.com/(projects|folders|organizations)/([^/]+)(/.*)?")


class Belonging(belonging.Belonging):
    """The memberships of a run, closed, and the sets that hold their members without a list of them.

    `places` tells the project of a principal and what lies above it (`projects/p`, `folders/2`), by number too; nothing when it is not known.
    """

    provider, group = PROVIDER, _GROUP

    def __init__(
        self,
        memberships: Iterable[Membership],
        principals: Mapping[str, Principal],
        unread: Mapping[str, Gap],
        places: Callable[[str], tuple[str, ...]] = lambda _: (),
    ) -> None:
        super().__init__(memberships, principals, unread)
        self._places = places
        self._wholes = tuple(sorted(name for name in self._of if name.startswith((_DOMAIN, _CUSTOMER))))
        self._within: dict[tuple[str, str], Formula | None] = {}

    def within(self, who: str, crowd: str) -> Formula | None:
        if (who, crowd) not in self._within:
            self._within[who, crowd] = self._decided(who, crowd)
        return self._within[who, crowd]

    def shown(self, who: str) -> str:
        return shown(who)

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

    def _always(self, who: str) -> tuple[str, ...]:
        """A person with the domains and tenants that hold him, of those that are members of some group."""
        wholes = self._wholes if who.startswith(_PEOPLE) else ()
        return (who, *(name for name in wholes if self._one(who, name, FALSE) is TRUE))

    def _is_described(self, group: str) -> bool:
        return super()._is_described(group) or "?uid=" in group  # one that is deleted has no members to read


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
