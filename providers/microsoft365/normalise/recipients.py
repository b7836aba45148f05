r"""Whom Exchange means by a name: an address, an alias, an id, a display name that only one has.

Properties after the pages "Get-Recipient" and "Get-Mailbox"; the words for permissions after "Get-MailboxPermission" (`NT AUTHORITY\SELF` is the
owner, a security identifier is an account that is gone unless "Security identifiers" of Windows lists it as well known, `SERVER\Name` is a group that
Microsoft keeps in each of its forests).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audit.model.facts import PUBLIC
from providers.microsoft365.directory import Directory
from providers.microsoft365.normalise.values import text
from providers.microsoft_api import names
from providers.values import Answer, texts

_SELF = frozenset({"nt authority\\self", "s-1-5-10"})
_SIGNED_IN = frozenset(
    {"everyone", "nt authority\\authenticated users", "s-1-1-0", "s-1-5-11"}
)  # whoever signs in to the tenant, guests too
_ANONYMOUS = frozenset({"nt authority\\anonymous logon", "s-1-5-7"})
SERVERS = "microsoft://service/exchange/"
_IDS = ("ExternalDirectoryObjectId", "Guid", "ExchangeGuid", "Identity", "DistinguishedName", "PrimarySmtpAddress", "UserPrincipalName")
_NAMES = ("Name", "Alias", "DisplayName")  # several may have the same
_SID = re.compile(r"s-1-\d+(-\d+)+")
_SID_OF = "nt:"  # before a security identifier, in the permissions of a folder
_SYSTEM = re.compile(r"[^\\@]+\\(.+)")
_SMTP = "smtp:"
_PUBLISHED = "exchangepublisheduser."  # before the address of somebody elsewhere with whom a calendar is shared
_AMBIGUOUS = ""


@dataclass(frozen=True, slots=True)
class Whom:
    """A principal; `doubt` is what is not known of who it is, `gone` says that nobody has it any more, `outside` that it is an address elsewhere."""

    id: str
    doubt: str = ""
    gone: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whoever Exchange has a name for, by those names in lower case."""

    directory: Directory
    known: Mapping[str, str] = field(default_factory=dict, repr=False)
    guests: frozenset[str] = frozenset()

    @classmethod
    def of(cls, listed: Iterable["Listed"], directory: Directory) -> "Recipients":
        """An index of what was listed. A name that two have means neither."""
        exact, loose = dict[str, str](), dict[str, str]()
        for one in listed:
            for word in one.exact:
                exact.setdefault(word, one.who)
            for word in one.names:
                loose[word] = one.who if loose.get(word, one.who) == one.who else _AMBIGUOUS
        return cls(directory, loose | exact, frozenset(user.id for user in directory.users if user.guest))

    def whom(self, word: str) -> Whom | None:
        """Who it is; None for the owner of the mailbox that the word is said of. Raises ValueError for an empty word."""
        asked = word.strip().lower().removeprefix(_SMTP).removeprefix(_PUBLISHED).removeprefix(_SID_OF)
        if not asked:
            raise ValueError("nobody is named")
        if asked in _SELF:
            return None
        if known := self.directory.holder(asked) or self.known.get(asked):
            return Whom(known, outside=self._is_outside(known))
        return self._stranger(asked, word)

    def _stranger(self, asked: str, word: str) -> Whom:
        if asked in _SIGNED_IN:
            return Whom(self.directory.everybody())
        if asked in _ANONYMOUS:
            return Whom(PUBLIC)
        if _SID.fullmatch(asked):
            return Whom(f"microsoft://principal/{asked}", gone=True)
        if "@" in asked:
            name = names.user(asked).id
            return Whom(name, outside=self._is_outside(name))
        if found := _SYSTEM.fullmatch(asked):
            return Whom(SERVERS + found[1])
        many = asked in self.known
        doubt = f"whom Exchange means by {word} is not known" + (": several have that name" if many else "")
        return Whom(f"microsoft://recipient/{asked}", doubt)

    def _is_outside(self, name: str) -> bool:
        """Whether it is a guest, or an address that no domain of the tenant has."""
        address = name.rpartition("/")[2]
        elsewhere = "@" in address and bool(self.directory.domains) and address.rpartition("@")[2] not in self.directory.domains
        return elsewhere or name in self.guests


@dataclass(frozen=True, slots=True)
class Listed:
    """One recipient: who it is, the words that mean it alone, and those that others may have too."""

    who: str
    exact: frozenset[str]
    names: frozenset[str]


def listed(row: Answer, directory: Directory) -> Listed:
    """A row of `Get-Recipient` or `Get-Mailbox`. Raises what `MALFORMED` names for one that has neither an id nor an address."""
    addresses = (one.lower().removeprefix(_SMTP) for one in texts(row.get("EmailAddresses")))
    exact = {*(text(row, key).lower() for key in _IDS), *addresses} - {""}
    return Listed(_principal(row, directory), frozenset(exact), frozenset(text(row, key).lower() for key in _NAMES) - {""})


def address_of(row: Answer) -> str:
    """The address of a mailbox, in lower case. Raises ValueError for a row without one."""
    found = text(row, "PrimarySmtpAddress") or text(row, "UserPrincipalName")
    if "@" not in found:
        raise ValueError(f"the mailbox {text(row, 'Identity')} has no address")
    return found.lower()


def _principal(row: Answer, directory: Directory) -> str:
    """A user or group of the directory by its id; a contact by the address that it stands for."""
    number = text(row, "ExternalDirectoryObjectId")
    if number and (known := directory.holder(number)):
        return known
    kind = text(row, "RecipientTypeDetails") or text(row, "RecipientType")
    if kind == "MailContact":
        address = text(row, "ExternalEmailAddress") or text(row, "PrimarySmtpAddress")
        return names.user(address.lower().removeprefix(_SMTP)).id
    if "Group" in kind and kind != "GroupMailbox":
        return names.group(number or text(row, "PrimarySmtpAddress")).id
    if kind == "GroupMailbox":
        return names.group(number or address_of(row)).id
    return names.user(number or address_of(row)).id
