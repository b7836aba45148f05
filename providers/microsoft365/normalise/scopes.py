"""What delegated permissions open of a user's: which resources at which levels, or nothing that is read here.

Names and meanings after the page "Microsoft Graph permissions reference", and those of the older interfaces of Exchange and SharePoint. An application
that was let in for a user acts as that user, within these words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policies.levels import CONTENT, EVERYTHING, Level

GRAPH = "00000003-0000-0000-c000-000000000000"
EXCHANGE = "00000002-0000-0ff1-ce00-000000000000"
SHAREPOINT = "00000003-0000-0ff1-ce00-000000000000"
DIRECTORY = "00000002-0000-0000-c000-000000000000"  # the older Azure AD Graph
_APIS = (GRAPH, EXCHANGE, SHAREPOINT, DIRECTORY)

MAILBOXES, CALENDARS, FILES = ("microsoft://mailbox/",), ("microsoft://calendar/",), ("sharepoint://",)
CHATS = ("microsoft://channel/", "microsoft://team/")
_FINDS, _READS = Level.FIND, Level.FIND | Level.READ
_CHANGES = _READS | Level.CHANGE


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """What one word opens: how the ids of the resources begin, the levels, and what remains where it is narrower than that.

    `own`: only the user's own mailbox and calendar, not those that others let him in to.
    """

    only: tuple[str, ...]
    levels: Level
    condition: str = ""
    own: bool = False


_OWN_FILES = "the file lies in the user's own OneDrive"
_CHOSEN = "the file or site was chosen for the application"
_OPENINGS: tuple[tuple[str, Opening], ...] = (
    ("Mail.Read", Opening(MAILBOXES, _READS, own=True)),
    ("Mail.ReadBasic", Opening(MAILBOXES, _FINDS, own=True)),
    ("Mail.ReadWrite", Opening(MAILBOXES, _CHANGES, own=True)),
    ("Mail.Send SMTP.Send", Opening(MAILBOXES, Level.CHANGE, own=True)),
    ("Mail.Send.Shared", Opening(MAILBOXES, Level.CHANGE)),
    ("Mail.Read.Shared", Opening(MAILBOXES, _READS)),
    ("Mail.ReadBasic.Shared", Opening(MAILBOXES, _FINDS)),
    ("Mail.ReadWrite.Shared", Opening(MAILBOXES, _CHANGES)),
    ("MailboxItem.Read MailboxFolder.Read", Opening(MAILBOXES, _READS, own=True)),
    ("MailboxItem.ImportExport MailboxFolder.ReadWrite", Opening(MAILBOXES, _CHANGES, own=True)),
    ("IMAP.AccessAsUser.All POP.AccessAsUser.All", Opening(MAILBOXES, _CHANGES, own=True)),
    ("EWS.AccessAsUser.All EAS.AccessAsUser.All full_access_as_user", Opening(MAILBOXES + CALENDARS, CONTENT)),
    ("Calendars.Read", Opening(CALENDARS, _READS, own=True)),
    ("Calendars.ReadBasic", Opening(CALENDARS, _FINDS, own=True)),
    ("Calendars.ReadWrite", Opening(CALENDARS, CONTENT, own=True)),
    ("Calendars.Read.Shared", Opening(CALENDARS, _READS)),
    ("Calendars.ReadWrite.Shared", Opening(CALENDARS, _CHANGES)),
    ("Files.Read MyFiles.Read", Opening(FILES, _READS, _OWN_FILES)),
    ("Files.ReadWrite MyFiles.Write", Opening(FILES, CONTENT, _OWN_FILES)),
    ("Files.Read.All Sites.Read.All AllSites.Read Lists.Read.All", Opening(FILES, _READS)),
    ("Files.ReadWrite.All Sites.ReadWrite.All AllSites.Write", Opening(FILES, CONTENT)),
    ("Sites.Manage.All AllSites.Manage Sites.FullControl.All AllSites.FullControl", Opening(FILES, CONTENT)),
    ("Files.Read.Selected", Opening(FILES, _READS, _CHOSEN)),
    ("Files.ReadWrite.Selected Files.ReadWrite.AppFolder Files.SelectedOperations.Selected", Opening(FILES, CONTENT, _CHOSEN)),
    ("Sites.Selected Lists.SelectedOperations.Selected ListItems.SelectedOperations.Selected", Opening(FILES, CONTENT, _CHOSEN)),
    ("ChannelMessage.Read.All", Opening(CHATS, _READS)),
    ("ChannelMessage.Edit ChannelMessage.ReadWrite", Opening(CHATS, _CHANGES)),
    ("Group.Read.All", Opening(MAILBOXES + CALENDARS + FILES + CHATS, _READS, "it is a Microsoft 365 group's")),
    ("Group.ReadWrite.All", Opening(MAILBOXES + CALENDARS + FILES + CHATS, CONTENT, "it is a Microsoft 365 group's")),
)
CONTENT_WORDS: Mapping[str, Opening] = {word.lower(): opening for listed, opening in _OPENINGS for word in listed.split()}
_NOTHING = frozenset({"channelmessage.send", "sites.search.all"})
_FAMILIES = ("mail.", "mailbox", "calendars.", "files.", "myfiles.", "sites.", "allsites.", "lists.", "listitems.", "channelmessage.")
_SETTINGS = ("mailboxsettings.", "mailtips.")
_CLOUD = tuple(f"{scheme}://" for scheme in ("azure", "blob", "azfile", "azqueue", "aztable", "azsql", "cosmos", "vault"))
_WHOLE: Mapping[str, Opening] = {  # APIs of which a user's access as a whole is what is let in to
    "797f4846-ba00-4fd7-ba43-dac1f8f63013": Opening(_CLOUD, EVERYTHING),  # Azure Resource Manager
    "e406a681-f3d4-42a8-90b6-c2b029497af1": Opening(("blob://", "azfile://", "azqueue://", "aztable://"), EVERYTHING),  # Azure Storage
    "cfa8b339-82a2-471a-a3c9-0fc0be7a4093": Opening(("vault://",), EVERYTHING),  # Azure Key Vault
    "022907d3-0f1b-48f7-badc-1ba6abab6d66": Opening(("azsql://",), EVERYTHING),  # Azure SQL Database
}
_ADMINISTERS = """
    Directory.AccessAsUser.All Directory.ReadWrite.All RoleManagement.ReadWrite.Directory User.ReadWrite.All User-PasswordProfile.ReadWrite.All
    UserAuthenticationMethod.ReadWrite.All Group.ReadWrite.All GroupMember.ReadWrite.All Application.ReadWrite.All AppRoleAssignment.ReadWrite.All
    Domain.ReadWrite.All Exchange.Manage user_impersonation
"""  # means something in the hands of an administrator alone
ADMINISTERS = frozenset(_ADMINISTERS.lower().split())
LETS_IN: Mapping[str, tuple[str, ...]] = {"mailboxsettings.readwrite": MAILBOXES}  # others, to the user's own: rules that forward mail


@dataclass(frozen=True, slots=True)
class Opened:
    """Words by what they open, each sorted; one that is not known may open anything."""

    content: tuple[tuple[Opening, tuple[str, ...]], ...] = ()
    lets_in: tuple[str, ...] = ()
    administers: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def opened(scope: str, api: str) -> Opened:
    """What the words of a consent to one API open. Of an API that is not read here they open nothing."""
    words = sorted(set(scope.split()))
    if whole := _WHOLE.get(api):
        return Opened(((whole, tuple(words)),) if words else ())
    if api and api not in _APIS:
        return Opened()
    content = _united(word for word in words if word.lower() in CONTENT_WORDS)
    return Opened(
        content,
        tuple(word for word in words if word.lower() in LETS_IN),
        tuple(word for word in words if word.lower() in ADMINISTERS),
        tuple(word for word in words if _is_unknown(word.lower())),
    )


def _is_unknown(word: str) -> bool:
    if word in CONTENT_WORDS or word in _NOTHING or word.startswith(_SETTINGS):
        return False
    return word.startswith(_FAMILIES)


def _united(words: Iterable[str]) -> tuple[tuple[Opening, tuple[str, ...]], ...]:
    """One opening for the words that differ in levels alone, with their names; none that a wider one says already."""
    levels: dict[tuple[tuple[str, ...], str, bool], Level] = {}
    named: dict[tuple[tuple[str, ...], str, bool], list[str]] = {}
    for word in words:
        one = CONTENT_WORDS[word.lower()]
        key = (one.only, one.condition, one.own)
        levels[key] = levels.get(key, Level.NONE) | one.levels
        named.setdefault(key, []).append(word)
    free = {key[0]: held for key, held in levels.items() if not key[1] and not key[2]}
    left = (
        (Opening(key[0], held, key[1], key[2]), tuple(sorted(named[key])))
        for key, held in levels.items()
        if (key[0] in free and not (key[1] or key[2])) or held & ~free.get(key[0], Level.NONE)
    )
    return tuple(sorted(left))
