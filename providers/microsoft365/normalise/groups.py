"""Groups, their members and owners → facts. Fields after the pages "group resource type" and "group: delta".

A group's members may be users, groups, devices, contacts and applications. Whether somebody is in it until a day only is told by Privileged
Identity Management.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from audit.model.facts import Gap, Membership, MembershipKind, Principal, Verdict, pairs
from providers.microsoft365 import kinds
from providers.microsoft365.directory import Group
from providers.microsoft365.kinds import PROVIDER, Surface
from providers.microsoft365.normalise.values import guid, text, yes
from providers.microsoft365.operations import GROUPS_DELTA, HIDDEN_MEMBERS
from providers.microsoft_api import names
from providers.values import Answer, present, texts

FIELDS = (
    "id,displayName,mail,groupTypes,membershipRule,isAssignableToRole,securityEnabled,visibility,proxyAddresses,onPremisesSyncEnabled,"
    "members,owners"
)
RELATIONS = {"members": MembershipKind.MEMBER, "owners": MembershipKind.OWNER}
_HIDDEN = "hiddenmembership"
_SMTP = "smtp:"
_NOBODY = "orgcontact"  # an address that mail is sent to: nobody signs in with it
PREFIX = "microsoft://group/"
UNKNOWN = "microsoft://principal/"  # how the id of a member begins whose type is not known


def principal(row: Answer) -> Principal:
    """A group as a principal. Raises what `MALFORMED` names for a row without an id."""
    number, mail, types = guid(row, "id"), text(row, "mail").lower(), {one.lower() for one in texts(row.get("groupTypes"))}
    reached = (one[len(_SMTP) :].lower() for one in texts(row.get("proxyAddresses")) if one.lower().startswith(_SMTP))
    known = {
        kinds.DIRECTORY_ID: number,
        kinds.ALIASES: " ".join(sorted({one for one in reached if " " not in one} - {mail})),
        kinds.DYNAMIC: "true" if "dynamicmembership" in types else "",
        kinds.RULE: text(row, "membershipRule"),
        kinds.ROLE_ASSIGNABLE: yes(row.get("isAssignableToRole")),
        kinds.SECURITY_GROUP: yes(row.get("securityEnabled")),
        kinds.UNIFIED: "true" if "unified" in types else "",
        kinds.SYNCED: yes(row.get("onPremisesSyncEnabled")),
        kinds.VISIBILITY: text(row, "visibility").lower(),
    }
    made = names.group(number)
    return Principal(made.id, PROVIDER, made.kind, text(row, "displayName") or number, mail, "active", pairs(present(known)))


def group(known: Principal) -> Group:
    """What everything that is read later must know of a group."""
    return Group(
        known.id,
        known.email,
        known.attribute(kinds.DIRECTORY_ID),
        known.name,
        role_assignable=known.attribute(kinds.ROLE_ASSIGNABLE) == "true",
        dynamic=known.attribute(kinds.DYNAMIC) == "true",
        unified=known.attribute(kinds.UNIFIED) == "true",
        synced=known.attribute(kinds.SYNCED) == "true",
        hidden=known.attribute(kinds.VISIBILITY) == _HIDDEN,
        public=known.attribute(kinds.VISIBILITY) == "public",
        aliases=tuple(known.attribute(kinds.ALIASES).split()),
    )


def is_group(known: Principal) -> bool:
    """Whether a principal of a run is a group of the directory, and not one that another surface named."""
    return known.provider == PROVIDER and known.id == names.group(known.attribute(kinds.DIRECTORY_ID) or "-").id


Related = tuple[MembershipKind, str]  # member or owner, and who


def change(entry: Answer, kind: MembershipKind) -> tuple[Related, bool] | None:
    """Who is told to be in a group or to own it, or (false) to do so no more; None for an address that nobody signs in with."""
    word = text(entry, "@odata.type").rpartition(".")[2].lower()
    who = names.of_type(word, guid(entry, "id")).id
    return None if word == _NOBODY else ((kind, who), "@removed" not in entry)


def memberships(of: Group, related: Iterable[Related], ends: Mapping[Related, date]) -> Iterator[Membership]:
    """Members and owners of a group, each until its end where it has one."""
    for kind, member in related:
        words = "in group" if kind is MembershipKind.MEMBER else "owner of group"
        doubt = "whether a member of an unknown type is one or many is not known" if member.startswith(UNKNOWN) else ""
        sure = Verdict.UNKNOWN if doubt else Verdict.YES
        yield Membership(member, of.id, kind, doubt, ends.get((kind, member)), sure, f"{words} {of.name}")


def joining(of: Group, tenant: str) -> Iterator[Membership]:
    """Who could make himself a member: of a public group of Microsoft 365 everybody of the tenant but its guests."""
    if of.public and of.unified and tenant:
        yield Membership(names.tenant(tenant).id, of.id, MembershipKind.ESCALATE, because=f"may join the public group {of.name}")


def hidden(of: Group) -> Gap:
    """A gap for a group whose members are hidden from who has no permission of its own for that."""
    reason = f"group {of.name} hides its members: who is in it is not known"
    return Gap(PROVIDER, Surface.HIDDEN_MEMBERS, of.id, f"graph:{GROUPS_DELTA}", reason, HIDDEN_MEMBERS)


def unlisted(name: str, missing: str) -> Gap:
    """A gap for a group that is in another and that was not listed."""
    return Gap(PROVIDER, Surface.GROUPS, name, f"graph:{GROUPS_DELTA}", "the group is not among the groups that were listed", missing)
