"""What delegated permissions open of a user's."""

import pytest

from policies.levels import CONTENT, EVERYTHING, Level
from providers.microsoft365.normalise.scopes import FILES, GRAPH, MAILBOXES, Opening, opened

ARM = "797f4846-ba00-4fd7-ba43-dac1f8f63013"
READS = Level.FIND | Level.READ


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mail.Read", {Opening(MAILBOXES, READS, own=True)}),
        ("mail.read openid profile", {Opening(MAILBOXES, READS, own=True)}),
        ("Mail.Read Mail.ReadWrite", {Opening(MAILBOXES, READS | Level.CHANGE, own=True)}),
        ("Mail.Send", {Opening(MAILBOXES, Level.CHANGE, own=True)}),
        ("Mail.Read Mail.Read.Shared", {Opening(MAILBOXES, READS)}),
        ("Mail.ReadWrite Mail.Read.Shared", {Opening(MAILBOXES, READS), Opening(MAILBOXES, READS | Level.CHANGE, own=True)}),
        ("Files.Read.All", {Opening(FILES, READS)}),
        ("Files.ReadWrite.All Files.Read", {Opening(FILES, CONTENT)}),
        ("User.Read offline_access", set()),
    ],
)
def test_words_open_content(words: str, expected: set[Opening]) -> None:
    assert {opening for opening, _ in opened(words, GRAPH).content} == expected


def test_own_files_are_a_condition() -> None:
    ((opening, words),) = opened("Files.Read", GRAPH).content
    assert opening.condition == "the file lies in the user's own OneDrive"
    assert words == ("Files.Read",)


def test_words_of_content_that_are_not_known_may_open_anything() -> None:
    told = opened("Mail.Juggle Calendars.Juggle Tasks.Read", GRAPH)
    assert told.unknown == ("Calendars.Juggle", "Mail.Juggle")
    assert not told.content


def test_an_api_that_is_not_read_here_opens_nothing() -> None:
    assert opened("Mail.Read user_impersonation", "00000000-0000-4000-8000-000000000077") == opened("", GRAPH)


def test_an_api_that_is_not_known_counts_as_graph() -> None:
    assert opened("Mail.Read", "") == opened("Mail.Read", GRAPH)


def test_azure_is_let_in_to_as_a_whole() -> None:
    ((opening, _),) = opened("user_impersonation", ARM).content
    assert opening.levels == EVERYTHING
    assert "vault://" in opening.only


def test_words_that_let_others_in_and_that_administer() -> None:
    told = opened("MailboxSettings.ReadWrite Group.ReadWrite.All", GRAPH)
    assert told.lets_in == ("MailboxSettings.ReadWrite",)
    assert told.administers == ("Group.ReadWrite.All",)
