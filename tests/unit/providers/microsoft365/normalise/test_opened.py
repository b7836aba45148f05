import pytest

from policies.levels import CONTENT, EVERYTHING, Level
from providers.microsoft365.files.operations import OPERATIONS as FILES
from providers.microsoft365.mail_operations import OPERATIONS
from providers.microsoft365.normalise.opened import LIMITABLE, Opening, Opens, opened

READS = Level.FIND | Level.READ
MAIL, DATES, FILES_, SITES, CHANNELS = Opens.MAILBOXES, Opens.CALENDARS, Opens.FILES, Opens.SITES, Opens.CHANNELS


@pytest.mark.parametrize(
    ("permission", "told"),
    [
        ("Mail.Read", {(MAIL, READS)}),
        ("Mail.ReadBasic.All", {(MAIL, Level.FIND)}),
        ("Mail.ReadWrite", {(MAIL, READS | Level.CHANGE)}),
        ("Mail.Send", {(MAIL, Level.CHANGE)}),
        ("MailboxSettings.ReadWrite", {(MAIL, Level.MANAGE)}),
        ("full_access_as_app", {(MAIL, CONTENT), (DATES, CONTENT)}),
        ("Calendars.Read", {(DATES, READS)}),
        ("Calendars.ReadWrite", {(DATES, CONTENT)}),
        ("Files.Read.All", {(FILES_, READS)}),
        ("Files.ReadWrite.All", {(FILES_, CONTENT)}),
        ("Sites.Read.All", {(FILES_, READS), (SITES, READS)}),
        ("Sites.FullControl.All", {(FILES_, EVERYTHING), (SITES, EVERYTHING)}),
        ("ChannelMessage.Read.All", {(CHANNELS, READS)}),
        ("TeamMember.ReadWrite.All", {(CHANNELS, Level.MANAGE)}),
    ],
)
def test_what_a_permission_opens(permission: str, told: set[tuple[Opens, Level]]):
    found = opened(permission)
    assert found is not None
    assert {(one.opens, one.levels) for one in found} == told
    assert {one.condition for one in found} == {""}


def test_some_open_a_part():
    assert opened("Contacts.Read") == (Opening(MAIL, READS, "the item is a contact"),)
    assert opened("Files.ReadWrite.AppFolder") == (Opening(FILES_, CONTENT, "the file lies in the application's own folder"),)
    assert {one.condition for one in opened("Group.Read.All") or ()} == {"the mailbox is a group's", ""}


@pytest.mark.parametrize(
    "permission",
    [
        "Sites.Selected",
        "Exchange.ManageAsApp",
        "IMAP.AccessAsApp",
        "User.Read.All",
        "RoleManagement.ReadWrite.Directory",
        "Chat.Read.All",
        "TermStore.Read.All",
    ],
)
def test_some_open_nothing_by_themselves(permission: str):
    assert opened(permission) == ()


@pytest.mark.parametrize("permission", ["Telepathy.Read.All", "Mail.Telepathy", "Files.Dream.All", ""])
def test_what_is_not_known_is_told(permission: str):
    assert opened(permission) is None


def test_everything_that_a_policy_limits_is_known():
    assert all(opened(permission) is not None for permission in LIMITABLE)


def test_the_audit_itself_has_none_that_is_not_known():
    asked = {operation.permission for operation in (*OPERATIONS, *FILES) if operation.service == "graph"}
    assert {permission for permission in asked if opened(permission) is None} == set()
