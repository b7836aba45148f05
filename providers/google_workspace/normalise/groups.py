"""Groups, their members and who could join → facts.

Fields after the pages "REST Resource: groups" and "REST Resource: members" (Directory API) and "Groups" (Groups Settings API). A setting that is
not known takes nothing away: a manager is taken to manage, and who may join by a rule that we do not know is `unknown`.
"""

from collections.abc import Iterator, Mapping

from audit.model.facts import PUBLIC, Fact, Gap, Membership, MembershipKind, Principal, Verdict, pairs
from providers.google_api import names
from providers.google_workspace import kinds
from providers.google_workspace.directory import Directory, Group
from providers.google_workspace.kinds import PROVIDER
from providers.google_workspace.normalise.values import flag, named, text
from providers.values import Answer, kept, present, texts

_LABELS = {
    "cloudidentity.googleapis.com/groups.dynamic": kinds.DYNAMIC,
    "cloudidentity.googleapis.com/groups.security": kinds.SECURITY_GROUP,
    "cloudidentity.googleapis.com/groups.locked": kinds.LOCKED,
}
_SETTINGS = (
    "whoCanJoin",
    "whoCanViewMembership",
    "whoCanViewGroup",
    "whoCanModerateMembers",
    "whoCanPostMessage",
    "allowExternalMembers",
    "isArchived",
)
_CLOSED = ("INVITED_CAN_JOIN", "CAN_REQUEST_TO_JOIN")  # somebody else lets one in
_NOT_MANAGERS = ("OWNERS_ONLY", "NONE")
_TYPES = ("USER", "GROUP", "CUSTOMER", "EXTERNAL")
_ROLES = ("MEMBER", "MANAGER", "OWNER")
_MEMBER = ("email", "id", "role", "status", "type")


def group(row: Answer) -> Group:
    """What everything that is read later must know of a group. Raises what `MALFORMED` names for a row without address and id."""
    address, number = text(row, "email"), text(row, "id")
    if not address and not number:
        raise ValueError("a group has neither an address nor an id")
    return Group(names.group(address or number).id, address.lower(), number, _aliases(row))


def labels(row: Answer) -> tuple[str, Answer]:
    """The address of a group and its labels, as Cloud Identity lists it."""
    marks = row.get("labels") or {}
    if not isinstance(marks, Mapping):
        raise TypeError("labels are no object")
    return named(row["groupKey"], "id").lower(), marks


def principal(row: Answer, labels: Mapping[str, object], settings: Answer) -> Principal:
    """A group as a principal. `labels` are Cloud Identity's, `settings` those of Groups Settings; empty for what was not read."""
    known = {
        kinds.DIRECTORY_ID: str(row.get("id") or ""),
        kinds.ALIASES: " ".join(_aliases(row)),
        **{attribute: "true" for label, attribute in _LABELS.items() if label in labels},
        **{kinds.SETTING_PREFIX + name: str(settings.get(name) or "") for name in _SETTINGS},
    }
    made = names.group(str(row.get("email") or row.get("id")))
    return Principal(made.id, PROVIDER, made.kind, str(row.get("name") or made.name), made.email, "active", pairs(present(known)))


def membership(row: Answer, of: Group, settings: Answer, directory: Directory) -> Iterator[Fact]:
    """One member: who is in the group, whether it manages the group, and what is not known of who is in it."""
    member, type_, role = _member(row, directory), _type(row), text(row, "role")
    because, evidence = f"in group {of.address or of.directory_id}{_note(row)}", kept(row, _MEMBER)
    known = type_ in _TYPES or bool(directory.holder(str(row.get("email") or row.get("id") or "")))
    doubt = "" if known else f"whether a member of type {type_ or 'not told'} is one or many is not known"
    sure = Verdict.YES if known else Verdict.UNKNOWN
    yield Membership(member, of.id, MembershipKind.MEMBER, doubt, None, sure, because, evidence)
    if role == "OWNER" or (role == "MANAGER" and settings.get("whoCanModerateMembers") not in _NOT_MANAGERS):
        manages = f"{role.lower()} of group {of.address or of.directory_id}"
        yield Membership(member, of.id, MembershipKind.OWNER, doubt, None, sure, manages, evidence)
    elif role and role not in _ROLES:
        open_ = f"what the role {role} allows is not known"
        yield Membership(member, of.id, MembershipKind.OWNER, open_, None, Verdict.UNKNOWN, because, evidence)
    if type_ == "GROUP":
        yield from hidden(str(row.get("email") or row["id"]), directory)


def hidden(address: str, directory: Directory) -> Iterator[Gap]:
    """A gap for a group that was not listed, another organisation's say: nobody knows who is in it."""
    if not directory.is_group(address):
        reason = f"group {address.lower()} is not among the groups that were listed: who is in it is not known"
        yield Gap(PROVIDER, "groups", directory.group(address), "admin.directory_v1:members.list", reason, directory.missing)


def joining(of: Group, settings: Answer, directory: Directory) -> Iterator[Membership]:
    """Who could make himself a member. Whoever is outside the company can't where external members are not allowed."""
    rule = str(settings.get("whoCanJoin") or "")
    if not settings or not rule or rule in _CLOSED:
        return
    because, evidence = f"may join group {of.address or of.directory_id} ({rule})", kept(settings, ("allowExternalMembers", "whoCanJoin"))
    everybody = directory.everybody()
    if rule == "ALL_IN_DOMAIN_CAN_JOIN":
        yield Membership(everybody, of.id, MembershipKind.ESCALATE, because=because, evidence=evidence)
    elif rule == "ANYONE_CAN_JOIN":
        yield Membership(everybody, of.id, MembershipKind.ESCALATE, because=because, evidence=evidence)
        yield from _outside(of, settings, because, evidence)
    else:
        doubt = f"what the rule {rule} for joining allows is not known"
        yield Membership(everybody, of.id, MembershipKind.ESCALATE, doubt, None, Verdict.UNKNOWN, because, evidence)
        if flag(settings.get("allowExternalMembers")) != "false":
            yield Membership(PUBLIC, of.id, MembershipKind.ESCALATE, doubt, None, Verdict.UNKNOWN, because, evidence)


def _outside(of: Group, settings: Answer, because: str, evidence: str) -> Iterator[Membership]:
    allowed = flag(settings.get("allowExternalMembers"))
    if allowed == "true":
        yield Membership(PUBLIC, of.id, MembershipKind.ESCALATE, because=because, evidence=evidence)
    elif not allowed:
        doubt = "whether people outside the company may join is not known"
        yield Membership(PUBLIC, of.id, MembershipKind.ESCALATE, doubt, None, Verdict.UNKNOWN, because, evidence)


def _member(row: Answer, directory: Directory) -> str:
    """The id of a member's principal. Some have no address: everybody of a tenant, and accounts that the reader may not see."""
    address, number, type_ = text(row, "email"), text(row, "id"), _type(row)
    if type_ == "CUSTOMER":
        return names.customer(number or directory.customer).id
    if not address and not number:
        raise ValueError("a member has neither an address nor an id")
    if type_ == "GROUP":
        return directory.group(address or number)
    return directory.principal(address) if address else directory.holder(number) or names.user(number).id


def _type(row: Answer) -> str:
    return text(row, "type").upper()


def _note(row: Answer) -> str:
    """What is unusual of a member; of words that we do not know, the words."""
    type_, role, status = _type(row), text(row, "role"), str(row.get("status") or "")
    told = (
        "" if type_ in _TYPES else f"as a member of type {type_ or 'not told'}",
        "" if role in _ROLES or not role else f"with the role {role}",
        "" if status in ("ACTIVE", "") else f"with the status {status}",
    )
    return "".join(f", {one}" for one in told if one)


def _aliases(row: Answer) -> tuple[str, ...]:
    listed = {*texts(row.get("aliases")), *texts(row.get("nonEditableAliases"))}
    return tuple(sorted(address.lower() for address in listed if address))
