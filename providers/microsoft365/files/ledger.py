"""What is written of one site and its libraries: acls, and the grantees that need a word of their own, each once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from audit.model.facts import Acl, Fact, Gap, Grant, Membership, MembershipKind, Principal, PrincipalKind, acl_id
from audit.ports import Sink
from providers.microsoft365.directory import Directory
from providers.microsoft365.files.words import GROUPS, SURFACE
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.normalise.crowds import of_tenant
from providers.microsoft_api import names

_SCHEME = "microsoft://"
_NONE: Mapping[str, frozenset[Grant]] = MappingProxyType({})
_NOT_TOLD = "who is in this group of a site was not told; it is told to an application that signs in with a certificate alone"


@dataclass(frozen=True, slots=True)
class People:
    """Who there is, as far as grants may name it: the directory, the owners of its groups, and the groups of sites that were read."""

    directory: Directory
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    addresses: Mapping[str, str] = field(default_factory=dict, repr=False)  # of users and groups, by URI

    @classmethod
    def of(cls, directory: Directory, memberships: Iterable[Membership]) -> "People":
        """The people of a directory, with the memberships of its groups."""
        owners: dict[str, list[str]] = {}
        for each in memberships:
            if each.kind is MembershipKind.OWNER:
                owners.setdefault(each.container, []).append(each.member)
        addresses = {user.id: user.address for user in directory.users} | {group.id: group.address for group in directory.groups}
        return cls(directory, {group: tuple(sorted(set(found))) for group, found in owners.items()}, addresses)


class Ledger:
    """Takes what was read to the sink. `site_groups` are those whose members were looked for, `before` the acls of the last run.

    Not to be shared between threads.
    """

    def __init__(
        self, sink: Sink, people: People, site_groups: frozenset[str] = frozenset(), before: Mapping[str, frozenset[Grant]] = _NONE
    ) -> None:
        self.sink, self.people, self._site_groups, self._before = sink, people, site_groups, before
        self._written: dict[frozenset[Grant], str] = {}
        self._held: dict[str, frozenset[Grant]] = {}
        self._met: set[str] = set()

    def acl(self, held: frozenset[Grant]) -> str:
        """The id of a set of grants, written when it is met first."""
        if (name := self._written.get(held)) is None:
            name = self._written[held] = acl_id(held)
            self._held[name] = held
            self.sink.add(Acl(name, tuple(sorted(held, key=_order))))
            self.meet(grant.principal for grant in held)
        return name

    def grants(self, acl: str) -> frozenset[Grant]:
        """The grants of an acl that was written here or in the last run; empty for another."""
        return self._held.get(acl) or self._before.get(acl, frozenset())

    def keep(self, acl: Acl) -> None:
        """Takes over an acl of the last run."""
        held = frozenset(acl.grants)
        if held not in self._written:
            self._written[held], self._held[acl.id] = acl.id, held
            self.sink.add(acl)
            self.meet(grant.principal for grant in held)

    def meet(self, principals: Iterable[str]) -> None:
        """Says of grantees what their id does not tell: who is gone, and whose members can't be read."""
        for principal in set(principals) - self._met:
            self._met.add(principal)
            self.sink.add(*self._facts(principal))

    def _facts(self, principal: str) -> Iterator[Fact]:
        kind, _, rest = principal.removeprefix(_SCHEME).partition("/")
        if kind == "user" and principal not in self.people.addresses:
            yield _gone(principal, rest, self.people)
        elif kind == "group" and rest.endswith("/owners"):
            yield from _owning(principal, self.people)
        elif kind == "group" and principal not in self.people.addresses:
            reason = "the directory does not list this group, so that its members can't be read"
            yield Principal(principal, PROVIDER, PrincipalKind.GROUP, rest)
            yield Gap(PROVIDER, SURFACE, principal, "", reason, self.people.directory.missing)
        elif kind == "site-group" and principal not in self._site_groups:
            yield Principal(principal, PROVIDER, PrincipalKind.GROUP, rest)
            yield Gap(PROVIDER, GROUPS, principal, "", _NOT_TOLD, "certificate")
        elif principal == names.tenant_link(self.people.directory.tenant).id:
            yield of_tenant(self.people.directory, names.tenant_link(self.people.directory.tenant))
        elif kind in ("claim", "permission"):
            yield Principal(principal, PROVIDER, PrincipalKind.GROUP, rest)


def _gone(principal: str, rest: str, people: People) -> Principal:
    """A user whom the directory does not list: one by an address was never of it; one by a number was deleted, if all were listed."""
    address = rest if "@" in rest else ""
    deleted = not people.directory.unread and not address
    return Principal(principal, PROVIDER, PrincipalKind.ACCOUNT, rest, address, "deleted" if deleted else "active")


def _owning(principal: str, people: People) -> Iterator[Fact]:
    group = principal.removesuffix("/owners")
    yield Principal(principal, PROVIDER, PrincipalKind.GROUP, f"owners of {group.rpartition('/')[2]}")
    for owner in people.owners.get(group, ()):
        yield Membership(owner, principal, MembershipKind.MEMBER, because=f"owner of group {group.rpartition('/')[2]}")
    unread = next((gap for gap in people.directory.unread if gap.scope == group), None)
    if unread is not None or group not in people.addresses:
        reason = unread.reason if unread else "the directory does not list this group, so that its owners can't be read"
        yield Gap(PROVIDER, SURFACE, principal, unread.operation if unread else "", reason, people.directory.missing)


def _order(grant: Grant) -> tuple[str, ...]:
    until = grant.until.isoformat() if grant.until else ""
    return (grant.principal, f"{int(grant.levels):02}", grant.source, grant.condition, until, grant.verdict)
