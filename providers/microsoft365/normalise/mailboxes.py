"""A mailbox and who reaches it → facts: its owner, delegates, whoever sees a folder, whoever mail is forwarded to, administrators and applications.

Properties after the pages "Get-Mailbox", "Get-MailboxPermission" (FullAccess opens the mailbox and its content, and sends nothing),
"Get-RecipientPermission" (SendAs sends, and reads nothing) and "Add-MailboxFolderPermission" (what each right on a folder allows). A deny of a
principal takes away what the same principal is allowed; one of a group that somebody else is in takes nothing away here: reach is never hidden.
What Microsoft's own servers inherit on every mailbox, to run the service, is left out. What lies in an archive, or is kept for a litigation, is
reached as the mailbox is; no permission of its own is read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from audit.model.facts import PUBLIC, Acl, Fact, Grant, Resource, Verdict, acl_id, pairs
from policies.levels import CONTENT, Level
from providers.microsoft365.directory import Directory, Group, User
from providers.microsoft365.kinds import PROVIDER, ResourceKind
from providers.microsoft365.normalise.app_permissions import grants_of
from providers.microsoft365.normalise.mail_rules import READS, forwarding, inbox_rule, words
from providers.microsoft365.normalise.opened import Opens
from providers.microsoft365.normalise.recipients import SERVERS, Recipients, Whom, address_of
from providers.microsoft365.normalise.values import text
from providers.microsoft_api import names
from providers.values import Answer, Each, present

TYPE = "mailbox_type"  # attributes of a mailbox: what it is for
ARCHIVE = "archive"  # true: it has an archive
HOLD = "litigation_hold"  # true: what is deleted is kept
AUDITING = ("measure:mailbox-auditing", "measure:access-logging")
NO_AUTO_FORWARD = "measure:no-auto-forward"
_AUDITED_BY_DEFAULT = ("usermailbox", "sharedmailbox", "groupmailbox", "user", "shared")
_CHANGES = READS | Level.CHANGE
_SHARED = ("sharedmailbox", "teammailbox", "groupmailbox", "shared")
_RIGHTS: Mapping[str, Level] = {
    "fullaccess": _CHANGES,
    "sendas": Level.CHANGE,
    "changeowner": Level.MANAGE,
    "changepermission": Level.MANAGE,
    "deleteitem": Level.CHANGE,
    "readpermission": Level.NONE,
    "externalaccount": Level.NONE,
}
_FOLDER_RIGHTS: Mapping[str, Level] = {
    "owner": CONTENT,
    **dict.fromkeys(("publishingeditor", "editor", "publishingauthor", "author", "noneditingauthor"), _CHANGES),
    "reviewer": READS,
    "readitems": READS,
    "contributor": Level.CHANGE,
    **dict.fromkeys(("createitems", "createsubfolders", "editowneditems"), Level.CHANGE),
    **dict.fromkeys(("editallitems", "deleteowneditems", "deleteallitems"), Level.CHANGE),
    "folderowner": Level.FIND | Level.SHARE,
    "foldervisible": Level.FIND,
    "availabilityonly": Level.FIND,
    "limiteddetails": Level.FIND,
    "foldercontact": Level.NONE,
    "none": Level.NONE,
}


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox. `number` is the directory id of its owner; `row` is what `Get-Mailbox` told, empty when Exchange was not asked."""

    address: str
    owner: str
    number: str = ""
    type: str = ""
    row: Answer | None = None

    @property
    def id(self) -> str:
        """The id of the resource."""
        return names.mailbox(self.address)

    @property
    def kind(self) -> ResourceKind:
        """A mailbox of its own, or one that several share."""
        return ResourceKind.SHARED_MAILBOX if self.type.lower() in _SHARED else ResourceKind.MAILBOX


def of_row(row: Answer, directory: Directory) -> Mailbox:
    """A mailbox as Exchange lists it. Raises what `MALFORMED` names for a row that has no address."""
    address, number = address_of(row), text(row, "ExternalDirectoryObjectId").lower()
    owner = directory.holder(number) or directory.holder(address) or names.user(number or address).id
    return Mailbox(address, owner, number or owner.rpartition("/")[2], text(row, "RecipientTypeDetails"), row)


def of_user(user: User, purpose: str = "") -> Mailbox:
    """A user's mailbox, where Exchange lists none."""
    return Mailbox(user.address, user.id, user.directory_id, purpose)


def of_group(group: Group) -> Mailbox:
    """The mailbox of a Microsoft 365 group."""
    return Mailbox(group.address, group.id, group.directory_id, "GroupMailbox")


def mailbox(box: Mailbox, told: frozenset[Grant], whom: Recipients, measures: Mapping[str, str]) -> Iterator[Fact]:
    """The mailbox with its acl. `told` are the grants of all surfaces but what every mailbox has, and its owner's."""
    row = box.row or {}
    known = {
        TYPE: box.type,
        ARCHIVE: "true" if text(row, "ArchiveStatus").lower() == "active" else "",
        HOLD: "true" if _is_on(row, "LitigationHoldEnabled") else "",
    }
    acl = acl_of(told | {Grant(box.owner, CONTENT, "owner")}, Opens.MAILBOXES, whom)
    yield acl
    yield Resource(box.id, PROVIDER, box.kind, box.address, acl=acl.id, attributes=pairs(present({**known, **measures})))


def of_members(box: Mailbox, group: Group, told: frozenset[Grant], whom: Recipients, measures: Mapping[str, str]) -> Iterator[Fact]:
    """The mailbox of a group with its acl: its members read and write, and everybody of the tenant reads when the group is public."""
    everybody = frozenset({Grant(names.tenant(whom.directory.tenant).id, READS, "public-group")} if group.public else ())
    acl = acl_of(told | everybody | {Grant(box.owner, _CHANGES, "group")}, Opens.MAILBOXES, whom)
    yield acl
    yield Resource(box.id, PROVIDER, box.kind, box.address, acl=acl.id, attributes=pairs(present({TYPE: box.type, **measures})))


def audited(box: Mailbox, organisation: Answer | None) -> dict[str, str]:
    """Whether what is done in a mailbox is logged; nothing where that is not known. `organisation` is what `Get-OrganizationConfig` told.

    What holds for the organisation overrides the mailbox's own setting, but for the kinds of mailbox that it is not about (page "Manage mailbox
    auditing").
    """
    told = str((organisation or {}).get("AuditDisabled")).lower()
    own = str((box.row or {}).get("AuditEnabled")).lower()
    by_default = box.type.lower() in _AUDITED_BY_DEFAULT
    on = {"true": "false", "false": "true" if by_default else own}.get(told, "")
    return dict.fromkeys(AUDITING, on) if on in ("true", "false") else {}


def acl_of(grants: frozenset[Grant], opens: Opens, whom: Recipients) -> Acl:
    """An acl with what all have: administrators who could let themselves in, and applications."""
    administrators = (Grant(role, Level.MANAGE, "directory-role") for role in whom.directory.administrators.mailboxes)
    whole = grants | frozenset(administrators) | grants_of(opens)
    return Acl(acl_id(whole), tuple(sorted(whole)))


def delegates(rows: Sequence[Answer], whom: Recipients, each: Each[Any] = map, *, source: str = "full-access") -> frozenset[Grant]:
    """Those who have a right on the whole of a mailbox."""
    found = [grant for grants in each(lambda row: tuple(_of_right(row, whom, source)), rows) for grant in grants]
    denied = {grant.principal for grant in found if grant.levels == Level.NONE}
    return frozenset(grant for grant in found if grant.levels and grant.principal not in denied)


def settings(box: Mailbox, rules: Iterable[Answer], whom: Recipients, each: Each[Any] = map) -> frozenset[Grant]:
    """What the mailbox's own settings and the rules of its inbox give. `each` goes through them."""
    row = [box.row or {}]
    found = chain(
        each(lambda one: tuple(_on_behalf(one, whom)), row),
        each(lambda one: tuple(forwarding(one, whom)), row),
        each(lambda one: tuple(inbox_rule(one, whom)), rules),
    )
    return frozenset(chain.from_iterable(found))


def folder(rows: Iterable[Answer], whom: Recipients, each: Each[Any] = map, *, source: str = "folder") -> frozenset[Grant]:
    """Those who see one folder."""
    return frozenset(grant for grants in each(lambda row: tuple(_of_folder(row, whom, source)), rows) for grant in grants)


def _on_behalf(row: Answer, whom: Recipients) -> Iterator[Grant]:
    for word in words(row.get("GrantSendOnBehalfTo")):
        if to := whom.whom(word):
            yield _grant(to, Level.CHANGE, "send-on-behalf")


def _of_right(row: Answer, whom: Recipients, source: str) -> Iterator[Grant]:
    """What a row allows; a grant of no level for what it denies."""
    rights = _rights(row)
    to = whom.whom(text(row, "User") or text(row, "Trustee"))
    if to is None or (to.id.startswith(SERVERS) and _is_on(row, "IsInherited")):
        return
    if _is_on(row, "Deny") or text(row, "AccessControlType").lower() == "deny":
        if not _is_on(row, "IsInherited") and {"fullaccess", "sendas"} & set(rights):  # an inherited one gives way to what is set here
            yield Grant(to.id, Level.NONE)
        return
    yield from _given(to, rights, _RIGHTS, source)


def _of_folder(row: Answer, whom: Recipients, source: str) -> Iterator[Grant]:
    to = _seen_by(row, whom)
    if to is not None:
        yield from _given(to, _rights(row), _FOLDER_RIGHTS, source)


def _given(to: Whom, rights: Iterable[str], meaning: Mapping[str, Level], source: str) -> Iterator[Grant]:
    levels, unknown = Level.NONE, []
    for right in rights:
        levels |= meaning.get(right, Level.NONE)
        unknown += [right] if right not in meaning else []
    if levels:
        yield _grant(to, levels, source)
    if unknown:
        doubt = f"what the right {', '.join(sorted(unknown))} allows is not known"
        yield _grant(replace(to, doubt=to.doubt or doubt), CONTENT, source)


def _grant(to: Whom, levels: Level, source: str) -> Grant:
    return Grant(to.id, levels, source, to.doubt, None, Verdict.UNKNOWN if to.doubt else Verdict.YES)


def _seen_by(row: Answer, whom: Recipients) -> Whom | None:
    """Whom an entry of a folder is for; the command tells a name, or an object with the kind of user and a name."""
    user = row.get("User")
    if not isinstance(user, Mapping):
        return _special(text(row, "User"), whom) or whom.whom(text(row, "User"))
    kind = user.get("UserType")
    told = text(kind, "Value") if isinstance(kind, Mapping) else text(user, "UserType")
    principal = user.get("RecipientPrincipal") or user.get("ADRecipient") or {}
    if special := _special(told, whom):
        return special
    found = next((word for key in ("Guid", "PrimarySmtpAddress", "UserPrincipalName") if (word := text(principal, key))), "")
    return whom.whom(found or text(user, "DisplayName"))


def _special(word: str, whom: Recipients) -> Whom | None:
    match word.strip().lower():
        case "default":
            return Whom(names.tenant(whom.directory.tenant).id)
        case "anonymous":
            return Whom(PUBLIC)
        case _:
            return None


def _rights(row: Answer) -> tuple[str, ...]:
    """The rights of a row, in lower case. Raises ValueError for a row that tells none."""
    found = ",".join(words(row.get("AccessRights"))).strip("{}").split(",")
    if not any(found):
        raise ValueError("a permission tells no right")
    return tuple(sorted({one.strip().lower() for one in found} - {""}))


def _is_on(row: Answer, key: str) -> bool:
    """A switch, which a command may give as text, or as an object."""
    found = row.get(key)
    return str(found.get("IsPresent") if isinstance(found, Mapping) else found).lower() == "true"
