"""Who asks, and whether a policy means them.

IAM documentation, "Principals" and "Principal identifiers": `allAuthenticatedUsers` are Google accounts and service accounts, not identities of
another provider; a domain is its users; a project's, folder's or organisation's principal set is "Principal access boundary policies".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from providers.formula import FALSE, TRUE, Atom, Formula, any_of
from providers.gcp.evaluate.groups import Groups
from providers.gcp.evaluate.member import Member, MemberKind, home, is_service_agent, pool_of

_GOOGLE = frozenset({MemberKind.USER, MemberKind.SERVICE_ACCOUNT, MemberKind.GROUP, MemberKind.DOMAIN, MemberKind.CUSTOMER})
_PEOPLE = frozenset({MemberKind.USER, MemberKind.GROUP, MemberKind.DOMAIN})
_FEDERATED = frozenset({MemberKind.SUBJECT, MemberKind.POOL})
_TYPES = {
    MemberKind.USER: "iam.googleapis.com/WorkspaceIdentity",
    MemberKind.SERVICE_ACCOUNT: "iam.googleapis.com/ServiceAccount",
}


@dataclass(frozen=True, slots=True)
class Caller:
    """A principal that asks: one, or a set whose members all ask alike (a group, a domain, everybody).

    Attributes:
        identity: The principal itself.
        within: Every set that holds it, closed over nesting.
        described: Sets whose members are all known: it is in them, or it is not.
        unread: Sets whose members could not be read: whether it is in them is a gap.
        places: The project and what lies above it that a service account or pool is of, the organisation of a user; short names
            (`projects/p`). Empty: not known.
        open: Whether it may be in groups that nobody described.
        loose: Described sets that hold sets that nobody described, and which.
    """

    identity: Member
    within: frozenset[Member] = frozenset()
    described: frozenset[Member] = frozenset()
    unread: frozenset[Member] = frozenset()
    places: tuple[str, ...] = ()
    open: bool = False
    loose: Mapping[Member, frozenset[Member]] = field(default_factory=dict, hash=False)

    @property
    def type(self) -> str:
        """What boundary policies call `principal.type`; empty for a set of principals."""
        if self.identity.kind is MemberKind.SUBJECT:
            workforce = "workforcePools/" in self.identity.name
            return "iam.googleapis.com/WorkforcePoolIdentity" if workforce else "iam.googleapis.com/WorkloadPoolIdentity"
        return _TYPES.get(self.identity.kind, "")

    @property
    def subject(self) -> str:
        """What boundary policies call `principal.subject`: an address, or the subject within a pool."""
        name = self.identity.name
        return name.partition("/subject/")[2] if self.identity.kind is MemberKind.SUBJECT else name


def caller(identity: Member, groups: Groups, *, places: tuple[str, ...] = (), open_groups: bool = False) -> Caller:
    """A caller with every set that it is in."""
    return Caller(identity, groups.around(identity), groups.described, places=places, open=open_groups, loose=groups.loose())


def means(member: Member, who: Caller) -> Formula:
    """Whether a member of a policy means a caller. Convenience values are for `authorize`, which knows the projects: here they mean nobody."""
    if member == who.identity or member in who.within or member.kind is MemberKind.ALL_USERS:
        return TRUE
    match member.kind:
        case MemberKind.ALL_AUTHENTICATED:
            return TRUE if who.identity.kind in _GOOGLE else FALSE
        case MemberKind.UNKNOWN:
            return Atom(f"{member} means {who.identity}", f"{member} does not mean {who.identity}", gap=True)
        case MemberKind.PLACE:
            return _of_place(member, who)
    if member in who.loose:
        return any_of(*(means(one, who) for one in sorted(who.loose[member])))
    unread = member in who.unread
    return _within(member, who, gap=unread) if unread or (member not in who.described and _may_hold(member, who)) else FALSE


def _may_hold(member: Member, who: Caller) -> bool:
    """Whether a set that nobody described may hold a caller."""
    match member.kind:
        case MemberKind.GROUP:
            return who.open and who.identity.kind not in (MemberKind.ALL_USERS, MemberKind.ALL_AUTHENTICATED)
        case MemberKind.DOMAIN:  # of a user the address tells its own domain, but not whether that is an alias of another
            return who.open and who.identity.kind in _PEOPLE
        case MemberKind.CUSTOMER:
            return who.identity.kind in _PEOPLE and not any(one.kind is MemberKind.CUSTOMER for one in who.within)
        case MemberKind.POOL:  # groups and attributes of federated identities are in their tokens
            return who.identity.kind is MemberKind.SUBJECT and not member.name.endswith("/*") and pool_of(member) == pool_of(who.identity)
        case _:
            return False


def _of_place(member: Member, who: Caller) -> Formula:
    """The principal set of a project, folder or organisation: its service accounts and workloads, of an organisation its people too."""
    place, _, kind = member.name.partition("/type/")
    identity = who.identity
    own = home(identity)
    account = identity.kind is MemberKind.SERVICE_ACCOUNT
    if kind and kind not in ("ServiceAccount", "ServiceAgent"):
        return _within(member, who, gap=True)
    agent = account and is_service_agent(identity)
    people = identity.kind in _PEOPLE | _FEDERATED and place.startswith("organizations/")
    workload = identity.kind in _FEDERATED and own
    if not (account and agent == (kind == "ServiceAgent") if kind else account or people or workload):
        return FALSE
    if place in (own, *who.places):
        return TRUE
    known = who.places or ((own,) if own and place.startswith("projects/") else ())
    return FALSE if known and not _named_otherwise(place, known) else _within(member, who)


def _named_otherwise(place: str, places: tuple[str, ...]) -> bool:
    """Whether a project is named by its number where ours has its id, or the other way round."""
    sort, _, name = place.partition("/")
    ours = [one.partition("/")[2] for one in places if one.startswith("projects/")]
    return sort == "projects" and any(one.isdigit() != name.isdigit() for one in ours)


def _within(member: Member, who: Caller, *, gap: bool = False) -> Formula:
    name = str(member)  # a question is the same whichever kind of policy asks it
    if member.kind is MemberKind.GROUP:
        name = f"group:{member.name}"
    elif member.kind is MemberKind.PLACE and not gap:
        name = name.partition("/type/")[0]
    return Atom(f"{who.identity} is in {name}", f"{who.identity} is not in {name}", gap=gap)
